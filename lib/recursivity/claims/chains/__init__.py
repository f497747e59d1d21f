"""The claims of the part *Chains*."""

"""The claims of the part *Loops*."""

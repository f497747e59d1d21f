"""The claims of the part *Ladders*."""

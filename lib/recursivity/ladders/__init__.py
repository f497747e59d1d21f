"""Ladders: how people are counted, ranked and reached, and on whose terms."""

"""Explorers of the part Loops."""

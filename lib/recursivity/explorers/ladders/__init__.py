"""Explorers of the part Ladders."""

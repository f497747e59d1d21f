"""Explorers of the part Chains."""

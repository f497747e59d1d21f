"""Chains: who does the work behind the machines, where it is done, and who keeps the difference."""

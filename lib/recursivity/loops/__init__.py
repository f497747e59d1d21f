"""Loops: how the learning of people and the learning of machines feed each other."""

"""Explorers: a model, a figure and a question, turned by a reader with a kernel or without one."""

from .explorer import MOST_FRAMES, PAGES, Explorer, ExplorerError, Painter
from .question import Choice, Estimate

__all__ = ["MOST_FRAMES", "PAGES", "Choice", "Estimate", "Explorer", "ExplorerError", "Painter"]

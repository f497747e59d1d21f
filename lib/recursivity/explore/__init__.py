"""Explorers: a model, a figure and a question, turned by a reader with a kernel or without one."""

from .card import ModelCard
from .explorer import MOST_FRAMES, PAGES, Explorer, ExplorerError, Painter
from .film import Chart, Film, Frame, Look, Stage
from .picture import Picture
from .question import Choice, Estimate

__all__ = [
    "MOST_FRAMES",
    "PAGES",
    "Chart",
    "Choice",
    "Estimate",
    "Explorer",
    "ExplorerError",
    "Film",
    "Frame",
    "Look",
    "ModelCard",
    "Painter",
    "Picture",
    "Stage",
]

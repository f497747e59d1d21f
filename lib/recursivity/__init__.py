"""recursivity: the models behind *Loops, Ladders, Links, Chains*.

Floors, each importing only those below it: `explorers` (what a reader turns), `claims` (what is
tested), `explore` and `style`
(how it is shown), the models of a part (`loops`, …), and `core`.
"""

__version__ = "0.1.0"

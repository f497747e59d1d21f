"""Clusters: points put into classes by their distances."""

from __future__ import annotations

import numpy as np


def spanning_tree(apart: np.ndarray) -> np.ndarray:
    """Return the lengths of the edges of the least spanning tree, in the order of Prim's algorithm.

    The lengths are the heights at which single linkage joins two classes: cut at height h, there
    are as many classes as lengths above h, and one more.

    Parameters
    ----------
    apart : distances of all pairs of n points, of shape (n, n).

    Returns
    -------
    n − 1 lengths, in the unit of the distances.

    Examples
    --------
    >>> apart = np.array([[0, 1, 9], [1, 0, 4], [9, 4, 0]])
    >>> spanning_tree(apart).tolist()
    [1.0, 4.0]
    """
    reach = apart[0].astype(float)
    lengths = []
    reach[0] = np.inf
    inside = np.zeros(len(apart), dtype=bool)
    inside[0] = True
    for _ in range(len(apart) - 1):
        newest = reach.argmin()
        lengths.append(reach[newest])
        inside[newest] = True
        reach = np.where(inside, np.inf, np.minimum(reach, apart[newest]))
    return np.array(lengths)


def k_means(points: np.ndarray, classes: int, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """Return a class for each point and the squares within classes: the best of eight starts.

    Lloyd's algorithm, 20 rounds from each start at points drawn by lot. A class that loses all its
    points keeps its centre, and may end empty.

    Parameters
    ----------
    points : of shape (n, dimensions), with n no less than `classes`.
    classes : how many, at least 1.
    rng : the random stream of the starts.

    Returns
    -------
    Whole numbers of shape (n,), and the squares that are left within classes.

    Examples
    --------
    >>> points = np.array([[0.0], [0.1], [5.0], [5.1]])
    >>> member, squares = k_means(points, 2, np.random.default_rng(0))
    >>> bool(member[0] == member[1] != member[2]), round(squares, 2)
    (True, 0.01)
    """
    shuffled = rng.permuted(np.tile(np.arange(len(points)), (8, 1)), axis=1)
    centres = points[shuffled[:, :classes]]
    for _ in range(20):
        # Squared distances but for |p|², which is the same for every centre.
        far = (centres**2).sum(axis=2)[:, None] - 2 * points @ centres.transpose(0, 2, 1)
        member = (far.argmin(axis=2)[:, None] == np.arange(classes)[:, None]).astype(float)
        counts = member.sum(axis=2, keepdims=True)
        centres = np.where(counts > 0, member @ points / np.maximum(counts, 1), centres)
    squared = ((points[:, None] - centres[:, None]) ** 2).sum(axis=-1)
    best = squared[squared.min(axis=2).sum(axis=1).argmin()]
    return best.argmin(axis=1), float(best.min(axis=1).sum())

"""Thresholds that models of different chapters share."""

from __future__ import annotations

from .parameters import ParameterError


def lock_in_threshold(support: float) -> float:
    """Return 1 − 1/(2·support): from here on a wrong lean holds for ever.

    Of all evidence a share `support` speaks for the truth. Who leans the wrong way loses a fraction
    f of that, be it never looked for or read the wrong way round, and takes in (1 − f)·support of
    truth. While this exceeds ½ the lean is worn down in the end; from f = 1 − 1/(2·support) on it
    is not.

    Parameters
    ----------
    support : between ½ and 1.

    Raises
    ------
    ParameterError outside that range.

    Examples
    --------
    >>> lock_in_threshold(0.8)
    0.375
    """
    if not 0.5 <= support <= 1:
        raise ParameterError(f"support must satisfy 0.5 <= support <= 1: got {support!r}")
    return 1 - 1 / (2 * support)

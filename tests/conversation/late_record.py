"""A record of a module that no test imports: only a journal names it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Late:
    """What a step returned before the restart."""

    rupiah: int

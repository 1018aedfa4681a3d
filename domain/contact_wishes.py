"""What has she said about being written to and called: whether, at what hours, how openly, and who may be named?

Where two answers are hers, the more careful one holds.
"""

from enum import StrEnum

from domain.records import dataclass


class Named(StrEnum):
    """Where a worker may say she calls from when somebody else answers the phone."""

    TRAINING = "training"
    OFFICE = "office"
    NOBODY = "nobody"


_CAREFUL = (Named.NOBODY, Named.TRAINING, Named.OFFICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactWishes:
    """All of it. from_min, to_min: minutes of her day, None for any hour. is_open: not only neutral sentences."""

    may_write: bool = True
    from_min: int | None = None
    to_min: int | None = None
    is_open: bool = True
    named: Named = Named.TRAINING


def more_careful(mine: ContactWishes, other: ContactWishes) -> ContactWishes:
    """What holds for two records of one woman; where both name hours, those of `mine`."""
    hours = other if mine.from_min is None or mine.to_min is None else mine
    return ContactWishes(
        may_write=mine.may_write and other.may_write,
        from_min=hours.from_min,
        to_min=hours.to_min,
        is_open=mine.is_open and other.is_open,
        named=min(mine.named, other.named, key=_CAREFUL.index),
    )

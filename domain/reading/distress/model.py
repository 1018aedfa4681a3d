"""What a reading of a message for danger says: how clear the sign is, of what kind, and whom it is about.

The law: a reading never carries a word of the message, so that what she wrote cannot travel with it.
"""

from __future__ import annotations

from enum import StrEnum

from domain.records import dataclass


class Level(StrEnum):
    """How clear the sign is. ASK: it may be nothing, but somebody should ask kindly. DANGER: it was said."""

    NONE = "none"
    ASK = "ask"
    DANGER = "danger"


class Kind(StrEnum):
    """What the sign is of; each kind has a wording of its own."""

    NONE = "none"
    VIOLENCE = "violence"
    WISH_TO_DIE = "wish_to_die"
    CHILD = "child"
    DEBT = "debt"
    FEAR = "fear"


class About(StrEnum):
    """Whom it happens to: the writer, a child, or somebody else she tells us about."""

    SELF = "self"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True)
class Distress:
    """One message's reading; without a sign it is none, none, self."""

    level: Level = Level.NONE
    kind: Kind = Kind.NONE
    about: About = About.SELF


NOTHING = Distress()

"""What she can do and what she would like to learn (source B: "sesuai kemampuan yang dimiliki oleh setiap individu").

Hers alone to say and to change; nobody is put into a course for it.
"""

from enum import StrEnum

from domain.courses import Topic
from domain.records import dataclass

# One of each topic on a side, and her own words once.
SKILLS_MAX = len(Topic)
WORDS_CHARS_MAX = 40


class Side(StrEnum):
    """What she says of it; the value is stored."""

    CAN = "can"
    WANTS = "wants"


@dataclass(frozen=True, kw_only=True, slots=True)
class Skill:
    """One of them. words: her own, for Topic.OTHER; "" else."""

    side: Side
    topic: Topic
    words: str = ""

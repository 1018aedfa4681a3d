"""What may her data be used for, who answers for it, and may it be used now? One consent a purpose, each its own.

The law: UU 27/2022 PDP, art. 20-24. A consent is explicit, separate from the others, in plain words, and can be proved;
refusing one loses nothing else; a new wording is asked anew. Two controllers: the office for what it does, the group
for its ledger and its own courses (art. 1: whoever decides what data is used for is its controller).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.records import dataclass
from domain.refusals import Refusal


class Purpose(StrEnum):
    """What something of hers is kept or used for; the value is stored."""

    SCREENING = "screening"
    TRAINING = "training"
    SAVINGS = "savings"
    CONTACT = "contact"
    PHOTOS = "photos"
    RESEARCH = "research"


class Side(StrEnum):
    """Who decides on a purpose. The two know nothing of each other: screening never reads the ledger."""

    OFFICE = "office"
    GROUP = "group"


# Leaders make courses for their own group (source D, Ibu AL): then the group asks, for what it writes of them.
SIDES: Mapping[Purpose, frozenset[Side]] = MappingProxyType(
    {each: frozenset({Side.OFFICE}) for each in Purpose if each not in (Purpose.SAVINGS, Purpose.TRAINING)}
    | {Purpose.SAVINGS: frozenset({Side.GROUP}), Purpose.TRAINING: frozenset(Side)}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Controller:
    """Who asks for a consent: one office or one group, by row id; name is how she knows it."""

    side: Side
    id: int
    name: str

    @property
    def organisation_id(self) -> int | None:
        """The office's row id, None for a group."""
        return self.id if self.side is Side.OFFICE else None

    @property
    def group_id(self) -> int | None:
        """The group's row id, None for an office."""
        return self.id if self.side is Side.GROUP else None


class Answer(StrEnum):
    """What she said last; the value is stored."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class ConsentMissing(Refusal):
    """She has not said yes to this, or has taken it back."""

    code = "consent_missing"


class ProcessingPaused(Refusal):
    """She has asked us to leave her data alone for a while (UU 27/2022 PDP, art. 11)."""

    code = "processing_paused"


def fits(purpose: Purpose, side: Side) -> bool:
    """Whether this side may ask for this purpose: an office never for savings, a group for those and its courses."""
    return side in SIDES[purpose]

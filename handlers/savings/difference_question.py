"""A list of choices that also takes what women really type of a difference: "1, 10rb titip yuyun", "harusnya 130"."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation.questions import Choosable, Plain, Reading, Said, Understood
from domain.disputes import Difference, read_difference
from handlers.questions import Asked, OneOf

# What stands before her own words in the journal; no key of a choice begins so.
_SAID = "said:"


@dataclass(frozen=True, slots=True)
class Typed:
    """Her own words, and what was understood."""

    text: str
    difference: Difference

    @property
    def key(self) -> str:
        """Like that of a choice, but of none."""
        return _SAID


@dataclass(frozen=True, kw_only=True)
class OneOfOrDifference(Asked):
    """One of the choices, or a difference in her own words."""

    of: Sequence[Choosable]

    @property
    def kind(self) -> str:
        return "one-of-or-difference"

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """A number or a label alone is a choice; with an amount or a name beside it, a difference."""
        if not said.tapped and not said.thing and read_difference(said.text) is not None:
            return Understood(f"{_SAID}{said.text}")
        return OneOf(of=self.of).read(said)

    def restore(self, plain: Plain) -> Choosable | Typed:
        """The choice, or what she typed. Raises NoLongerFits."""
        if isinstance(plain, str) and plain.startswith(_SAID):
            text = plain.removeprefix(_SAID)
            difference = read_difference(text)
            if difference is not None:
                return Typed(text, difference)
        return OneOf(of=self.of).restore(plain)

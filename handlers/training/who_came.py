"""The question that takes a whole class in one message: numbers, names, all but some, or one tap after another."""

# staff: who leads classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Sequence
from dataclasses import dataclass

from conversation.questions import Choice, Choosable, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.reading.choices import match_choice
from domain.reading.presence import Presence, read_presence
from handlers.house import CANNOT_READ
from handlers.questions import Asked, OneOf


@dataclass(frozen=True, kw_only=True, slots=True)
class Woman:
    """One who has a place. here: noted as there already. may_miss: she had her place when the session began.

    n: her number in the list, where another has the same name; else 0.
    """

    id: int
    name: str
    here: bool
    may_miss: bool
    n: int = 0

    @property
    def shown(self) -> str:
        """Her name, with her number where it is not hers alone."""
        return f"{self.name} ({self.n})" if self.n else self.name

    @property
    def key(self) -> str:
        """What is journaled of her."""
        return f"p{self.id}"

    @property
    def label(self) -> Text:
        """Her name, with a word where she is noted already."""
        if self.here:
            return _("{name} (hadir)", name=self.shown)
        return _("{name}", name=self.shown)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Who came and who did not, by id. tapped: only this one was named, others may follow. nobody: none (more) came."""

    came: tuple[int, ...]
    away: tuple[int, ...]
    tapped: bool
    nobody: bool


@dataclass(frozen=True, kw_only=True)
class WhoCame(Asked):
    """Who of these women was there. of: what may be chosen instead."""

    women: tuple[Woman, ...]
    of: tuple[Choice, ...]

    @property
    def kind(self) -> str:
        return "who-came"

    @property
    def choices(self) -> Sequence[Choosable]:
        return (*self.women, *self.of)

    def read(self, said: Said) -> Reading:
        """The women by key; what fits two or nobody is asked about."""
        if said.tapped:
            if any(each.key == said.tapped for each in self.of):
                return Understood(said.tapped)
            return Understood({"came": [said.tapped], "away": [], "tapped": True, "nobody": False})
        if said.thing:
            return Unclear(CANNOT_READ)
        reading = read_presence(said.text, [each.name for each in self.women])
        if not reading.unclear:
            return Understood(self._plain(reading))
        chosen = OneOf(of=self.choices).read(said)
        if isinstance(chosen, Understood) and any(each.key == chosen.plain for each in self.of):
            return chosen
        alike = match_choice(reading.unclear, [each.name for each in self.women]).ambiguous
        if alike:
            numbers = ", ".join(str(place + 1) for place in alike)
            return Unclear(
                _(
                    '"{words}" ada {n}: nomor {numbers}. Ketik nomornya.',
                    words=reading.unclear,
                    n=len(alike),
                    numbers=numbers,
                )
            )
        return Unclear(_('Yang ini belum jelas: "{words}". Contoh jawaban: 1 3 5.', words=reading.unclear))

    def _plain(self, reading: Presence) -> Plain:
        keys = [each.key for each in self.women]
        away = [keys[place] for place in reading.away]
        came = [keys[place] for place in reading.came]
        if reading.everybody:
            came = [key for key in keys if key not in away]
        return {"came": came, "away": away, "tapped": False, "nobody": reading.nobody}

    def restore(self, plain: Plain) -> Choosable | Named:
        """What was chosen, or who was named."""
        if not isinstance(plain, dict):
            chosen: Choosable = OneOf(of=self.of).restore(plain)
            return chosen
        ids = {each.key: each.id for each in self.women}
        if not ids.keys() >= {*plain["came"], *plain["away"]}:
            raise NoLongerFits
        return Named(
            came=tuple(ids[key] for key in plain["came"]),
            away=tuple(ids[key] for key in plain["away"]),
            tapped=plain["tapped"],
            nobody=plain["nobody"],
        )

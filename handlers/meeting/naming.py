"""The members somebody names in one message: "Imas izin, Nani tidak datang", "semua kecuali Imas"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversation.questions import Choice, Choosable, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.meetings import Status
from domain.reading.lists import ListMember, read_list
from handlers.house import CANNOT_READ
from handlers.questions import Asked, OneOf

_BETWEEN = re.compile(r"[,;\n]|\bdan\b|\bsama\b", re.IGNORECASE)
_ALL_BUT = re.compile(
    r"^\s*(semua|semuanya)?\s*(hadir|datang|setor)?\s*(semua|semuanya)?\s*kecuali\s+", re.IGNORECASE
)
_MISSING = (Status.ABSENT, Status.EXCUSED)


# Under which key of a journaled answer stands of whom something was left out.
LEFT_OUT = "left_out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """How each is away, by member number. left_out: of whom the words told of harm, and stand nowhere; 0 of nobody."""

    statuses: dict[int, Status]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class WhoIsNot(Asked):
    """Who did not come, or did not pay: names, each with "izin" or "tidak datang". of: what may be chosen instead."""

    women: tuple[ListMember, ...]
    today: date
    of: tuple[Choice, ...]
    example: Text

    @property
    def kind(self) -> str:
        return "who-is-not"

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """The members by key; a name that fits two or nobody is asked about."""
        if said.thing:
            return Unclear(CANNOT_READ)
        chosen = OneOf(of=self.of).read(said)
        if isinstance(chosen, Understood):
            return chosen
        if any(sign.isdigit() for sign in said.text):  # an amount beside a name is no word about coming
            return Unclear(self.example)
        found: dict[str, str] = {}
        last = ""
        for part in _BETWEEN.split(_ALL_BUT.sub("", said.text)):
            if not part.strip():
                continue
            key, status, harm = self._find(part.strip())
            if harm and not key:  # "Euis izin, abis dipukul ..." goes on about her; its words are not quoted
                if not last:
                    return Unclear(self.example)
                found[LEFT_OUT] = last
                continue
            if not key:
                return Unclear(
                    _('Nama "{name}" belum jelas. {example}', name=part.strip()[:40], example=self.example)
                )
            found[key], last = status, key
            if harm:
                found[LEFT_OUT] = key
        return Understood(found) if found else Unclear(self.example)

    def _find(self, part: str) -> tuple[str, str, bool]:
        """One name, and whether the words beside it tell of harm. Without a word she did not come."""
        harm = False
        for text in (part, f"{part} tidak datang"):
            reading = read_list(text, self.women, today=self.today)
            harm = harm or reading.harm
            for mark in reading.marks:
                if mark.status in _MISSING:
                    return mark.member, mark.status, harm
        return "", "", harm

    def restore(self, plain: Plain) -> Choosable | Named:
        """What she chose, or who was named."""
        if not isinstance(plain, dict):
            chosen: Choosable = OneOf(of=self.of).restore(plain)
            return chosen
        known = {each.key for each in self.women}
        statuses = {key: status for key, status in plain.items() if key != LEFT_OUT}
        left_out = plain.get(LEFT_OUT, "")
        if not statuses or not known.issuperset(statuses) or left_out not in known | {""}:
            raise NoLongerFits
        return Named(
            statuses={int(key[1:]): Status(status) for key, status in statuses.items()},
            left_out=int(left_out[1:] or 0),
        )

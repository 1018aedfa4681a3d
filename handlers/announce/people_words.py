"""The names of an announcement's receivers, as a list reads: whom it did not reach and why, who has it, who read it.

The law: that it waits until she opens it is told of nobody; so "dikirimi" is all that is said of most.
"""

# staff: who announces reads this file's sentences

from collections.abc import Mapping, Sequence

from conversation.questions import Choice
from conversation.text import Text, _, n_
from db import announcement_lists
from db.announcement_lists import Where
from domain.announcements import Reached, Tally
from domain.counts import Count
from domain.records import dataclass
from handlers.announce.words import PRIVATE, reason_of, together

# A line has up to sixty characters, and the question is to fit below.
PAGE_ROWS = 8

LISTS = frozenset(each.value for each in announcement_lists.LISTS if each is not Where.SILENT)

STANDING: Mapping[Where, Text] = {
    Where.MISSED: _("tidak sampai"),
    Where.UNCERTAIN: _("belum pasti sampai"),
    Where.GOT: _("dikirimi"),
    Where.READ: _("dibaca"),
    Where.SILENT: _("belum menjawab"),
}
_GOT = (Reached.SENT, Reached.DELIVERED, Reached.READ, Reached.WAITING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A receiver on a list. name: "" where nobody knows it. code: of hers there, "" for none. answer: its label."""

    name: str
    code: str
    area: str
    where: Where
    why: str
    answer: str = ""


def list_choices(tally: Tally) -> list[Choice]:
    """The lists that have somebody in them, each with how many."""
    counts = tally.counts
    missed = counts.get(Reached.FAILED, 0) - sum(tally.reasons.get(why, 0) for why in PRIVATE)
    uncertain = counts.get(Reached.UNCERTAIN, 0)
    got = sum(counts.get(each, 0) for each in _GOT)
    found = []
    if missed > 0:
        label = n_("Tidak sampai ({n})", "Tidak sampai ({n})", Count(missed))
        found.append(Choice(Where.MISSED.value, label, words=("tidak sampai",)))
    if uncertain:
        label = n_("Belum pasti ({n})", "Belum pasti ({n})", Count(uncertain))
        found.append(Choice(Where.UNCERTAIN.value, label, words=("belum pasti",)))
    if got:
        label = n_("Dikirimi ({n})", "Dikirimi ({n})", Count(got))
        found.append(Choice(Where.GOT.value, label, words=("dikirimi", "terkirim")))
    return found


def called(named: Named) -> Text:
    """How she stands on a list: her name and where she lives, else a code, else that nobody knows."""
    if named.name and named.area:
        return _("{name}, {area}", name=named.name, area=named.area)
    if named.name:
        return _("{name}", name=named.name)
    return _("Kode {code}", code=named.code) if named.code else _("Tanpa nama")


def people_in_words(people: Sequence[Named]) -> list[Text]:
    """Their lines below each other; nothing for nobody."""
    return [together([_line(each) for each in people])] if people else []


def _line(named: Named) -> Text:
    if named.where is Where.MISSED:
        return _("{who}: {why}", who=called(named), why=reason_of(named.why))
    if named.answer:
        return _("{who}: {answer}", who=called(named), answer=named.answer)
    return called(named)

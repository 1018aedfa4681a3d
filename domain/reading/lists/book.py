"""What has been read of a list so far, and the one way an amount or a state gets into it.

The law: an amount becomes one entry or one question, never two and never none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.money import Rupiah
from domain.reading.lists.limits import (
    BARE_MIN,
    ENTRY_RUPIAH_MAX,
    QUOTE_CHARS_MAX,
    UNUSUAL_ENTRY_RUPIAH,
    UNUSUAL_TIMES,
)
from domain.reading.lists.model import ListedEntry, Mark, Question
from domain.reading.lists.parts import Piece, Said, Who, worth
from domain.reading.lists.words import ASKED_KINDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a part stands: its line, the words a question quotes, its day, and what the section above it says."""

    line: int
    quote: str
    day: date
    sender: Who | None = None
    kind: str = ""
    columns: tuple[str, ...] = ()
    state: str = ""
    rate: Piece | None = None
    numbered: bool = False
    harm: bool = False


@dataclass
class Book:
    """What has been read so far. usual: kind -> rupiah. last: the women and amounts last settled, for "sama".

    kinds: those the group keeps; empty where any may be.
    """

    usual: Mapping[str, int]
    default_kind: str
    kinds: frozenset[str] = frozenset()
    entries: list[ListedEntry] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    last_pieces: tuple[Piece, ...] = ()
    last_keys: tuple[str, ...] = ()
    last_states: tuple[str, ...] = ()
    # "imas" or "siti a" alone on a line: an amount may follow on the next one.
    waiting: list[tuple[Who, Place]] = field(default_factory=list)
    # "Yuyun:" and below "- wajib 10rb", "- sukarela 5rb": the woman the lines without a name are about.
    current: Who | None = None
    rate_used: bool = False
    # Lines whose amount another line tells once more or takes back.
    retold: list[int] = field(default_factory=list)

    def ask(self, about: str, place: Place, candidates: Sequence[str] = (), **known: object) -> None:
        """One question about a line, quoted unless it tells of harm."""
        quote = "" if place.harm else place.quote[:QUOTE_CHARS_MAX]
        self.questions.append(
            Question(about=about, line=place.line, text=quote, candidates=tuple(candidates), **known)  # type: ignore[arg-type]
        )


def book_piece(
    book: Book, who: Who, piece: Piece, place: Place, *, via: str = "", corrected: bool = False
) -> None:
    """One amount of one woman: an entry, or the question that stands for it."""
    rupiah, bare = worth(piece.value, piece.bare), piece.bare
    if rupiah == 0:
        if len(who.keys) == 1 and not who.stranger:
            _put_mark(book, Mark(member=who.keys[0], status="unpaid", line=place.line))
        return
    known = {"rupiah": Rupiah(rupiah), "bare": bare, "kind": piece.kind, "day": place.day, "via": via}
    if len(who.keys) != 1 or who.stranger:
        book.ask("name", place, who.keys, **known)
    elif rupiah > ENTRY_RUPIAH_MAX or (not bare and rupiah < BARE_MIN // 10):
        book.ask("amount", place, who.keys, **{**known, "rupiah": None})
    elif piece.kind in ASKED_KINDS or (book.kinds and piece.kind not in book.kinds):
        book.ask("kind", place, who.keys, **known)
    else:
        entry = ListedEntry(
            member=who.keys[0], kind=piece.kind, rupiah=Rupiah(rupiah), day=place.day, line=place.line, bare=bare,
            via="" if via == who.keys[0] else via, doubt=_unusual(book, piece.kind, rupiah) or piece.doubt,
        )  # fmt: skip
        _enter(book, entry, place, corrected=corrected)


def _unusual(book: Book, kind: str, rupiah: int) -> str:
    usual = book.usual.get(kind)
    return "unusual" if rupiah > UNUSUAL_ENTRY_RUPIAH or (usual and rupiah > UNUSUAL_TIMES * usual) else ""


def _enter(book: Book, entry: ListedEntry, place: Place, *, corrected: bool) -> None:
    """A second entry of the same kind replaces the first only where she says so; else it is asked about."""
    for at, known in enumerate(book.entries):
        if (known.member, known.kind, known.day) == (entry.member, entry.kind, entry.day):
            if corrected and known.line <= entry.line:
                book.retold.append(known.line)
                book.entries[at] = entry
            else:
                book.ask(
                    "duplicate", place, (entry.member,), rupiah=entry.rupiah, kind=entry.kind, day=entry.day,
                    bare=entry.bare, via=entry.via,
                )  # fmt: skip
            return
    book.entries.append(entry)
    if entry.kind == book.default_kind:
        book.marks = [one for one in book.marks if (one.member, one.status) != (entry.member, "unpaid")]


def mark(book: Book, who: Who, said: Said, place: Place, *, paid: bool) -> None:
    """Notes that she has not paid, was not there, was excused or present; excused is stronger than absent."""
    states = list(said.states)
    if not said.has_content and place.state in ("unpaid", "absent", "excused", "present"):
        states = [place.state]
    if "excused" in states:
        states = [state for state in states if state not in ("absent", "present")]
    if "absent" in states or "unpaid" in states:
        states = [state for state in states if state != "present"]
    for state in dict.fromkeys(states):
        if state == "unpaid" and paid:
            continue
        if len(who.keys) == 1 and not who.stranger:
            _put_mark(book, Mark(member=who.keys[0], status=state, line=place.line))
            _ask_if_paid(book, who, state, place)
        elif who.keys or (place.numbered and not place.harm):
            book.ask("name", place, who.keys, status=state)


def _ask_if_paid(book: Book, who: Who, state: str, place: Place) -> None:
    """ "Imas 10" and below "imas belum": one of the two is wrong."""
    kind = place.kind or book.default_kind
    paid = {(one.member, one.kind, one.day) for one in book.entries}
    if state == "unpaid" and (who.keys[0], kind, place.day) in paid:
        book.marks = [one for one in book.marks if (one.member, one.status) != (who.keys[0], "unpaid")]
        book.ask("duplicate", place, who.keys, kind=kind, status="unpaid")


def _put_mark(book: Book, new: Mark) -> None:
    if all((one.member, one.status) != (new.member, new.status) for one in book.marks):
        book.marks.append(new)

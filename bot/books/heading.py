"""What the pages of a group's books have in common: whose book it is, for which days, and who signs it."""

from collections.abc import Callable, Sequence

from bot.books.table import Cell, Column, Table
from conversation.text import Text, _
from db.books import Book
from db.groups import Group
from handlers import book_words as words

Say = Callable[[Text | str], str]


def mark_of(group: Group, say: Say) -> str:
    """What stands across its papers, so that none is taken for a real one; "" for a real group."""
    if group.practice_of:
        return say(words.PRACTICE_MARK)
    return say(words.DEMO_MARK) if group.demo else ""


def headed(
    book: Book,
    say: Say,
    title: Text,
    *,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    lines: Sequence[str] = (),
    totals: Sequence[Cell] = (),
    note: Text | None = None,
    signed: bool = False,
) -> Table:
    """The table as a page of that book. lines: above the group's name. signed: by chair and treasurer."""
    return Table(
        title=say(title),
        lines=(
            *lines,
            say(_("Kelompok {group}, {place}", group=book.group.name, place=book.group.place)),
            say(_("{first} sampai {last}", first=book.from_day, last=book.to_day)),
        ),
        columns=columns,
        rows=rows,
        totals=totals,
        note=say(note) if note is not None else "",
        signed_by=(say(words.CHAIR), say(words.TREASURER)) if signed else (),
    )

"""How her savings grew, month by month: a picture that reads without colour, drawn when it is sent, for her alone."""

from datetime import date
from functools import partial

from bot.books.chart import BARS_MAX, draw_bars
from bot.books.heading import mark_of
from bot.books.passbook import OwnBook, read
from bot.recipes import PNG_MIME, Recipe
from bot.render import render
from conversation.text import _
from domain.money import Rupiah, format_rupiah
from domain.movements import COUNTED, Part

# As the months are called where there is little room.
MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("Mei"),
    _("Jun"),
    _("Jul"),
    _("Agu"),
    _("Sep"),
    _("Okt"),
    _("Nov"),
    _("Des"),
)


def make(own: OwnBook) -> bytes:
    """The PNG."""
    book, say = own.book, partial(render, language=own.language)
    grown = monthly(book.parts, book.today)
    total = grown[-1][1]
    lines = [say(_("Sekarang {total}.", total=total))]
    if book.member.target:
        lines.append(say(_("Target {target}.", target=book.member.target)))
    return draw_bars(
        title=say(_("Simpanan di {group}", group=book.group.name)),
        lines=lines,
        mark=mark_of(book.group, say),
        bars=[
            (
                say(_("{month} {year}", month=MONTHS[month % 12], year=str(month // 12))),
                int(amount),
                format_rupiah(amount),
            )
            for month, amount in grown
        ],
    )


def monthly(parts: tuple[Part, ...], today: date) -> list[tuple[int, Rupiah]]:
    """What she had at the end of each of the last months, with months as year * 12 + month - 1; this one up to today.

    It begins with the month of her first saving.
    """
    last = today.year * 12 + today.month - 1
    sums: dict[int, int] = {}
    for each in parts:
        if each.account in COUNTED:
            month = each.day.year * 12 + each.day.month - 1
            sums[month] = sums.get(month, 0) + each.amount
    first = max(min(sums, default=last), last - BARS_MAX + 1)
    return [
        (month, Rupiah(sum(amount for at, amount in sums.items() if at <= month)))
        for month in range(first, last + 1)
    ]


GROWTH = Recipe(name="simpanan.png", mime=PNG_MIME, read=read, make=make)

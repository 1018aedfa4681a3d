"""Closing a year: what is looked at before, and the step that closes, shares and tells everybody her own part."""
# staff: officers read the sentences of this file, beside what each member is told

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from conversation.text import Text, _, n_
from db import consents, groups, ledger, members, permits, year_ends
from db.approvals import Approval
from db.unit import PushButton, Unit
from db.year_records import YearBook
from domain.ledger import shown_code
from domain.money import Rupiah
from domain.permits import Action
from domain.records import dataclass
from domain.refusals import Changed
from domain.roles import Role
from domain.year_end import End, plain, read
from handlers.names import AKHIR_TAHUN
from handlers.second.telling import tell
from handlers.year.words import (
    agreed_words,
    look_lines,
    open_lines,
    part_lines,
    result_lines,
    share_lines,
    wealth_lines,
)

KIND = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What the officers see before they close. year: 0 while nothing is written. disputes: how many are open.

    body: what is agreed to; what: the same in words, None while the year is not over.
    """

    year: int
    over: bool = False
    meeting_open: bool = False
    lacks_rules: bool = False
    disputes: int = 0
    open: tuple[Text, ...] = ()
    figures: tuple[Text, ...] = ()
    shares: tuple[Text, ...] = ()
    has_parts: bool = False
    what: Text | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


async def open_year(unit: Unit, group_id: int) -> Sight:
    """The year that is closed next, as it is at this moment; that it was looked at is written down. Raises NotAllowed.

    A step, so that she agrees to the figures she has read, whatever is written meanwhile.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    year = await year_ends.next_year(unit, group_id)
    if year is None:
        return Sight(year=0)
    book = await year_ends.year_book(unit, group_id, year)
    if not book.over:
        return Sight(year=year)
    unit.audit("look at year", "book", group_id, unit.actor.person_id, str(year))
    supervisors = await groups.list_holders(unit, group_id, Role.GROUP_SUPERVISOR)
    return Sight(
        year=year,
        over=True,
        meeting_open=book.meeting_open,
        lacks_rules=book.end.lacks_rules,
        disputes=len(book.disputes),
        open=(*look_lines(book, has_supervisor=bool(supervisors)), *open_lines(book)),
        figures=(*result_lines(book.end), *wealth_lines(book)),
        shares=tuple(share_lines(book.end)),
        has_parts=book.end.shares is not None and book.end.shares.to_members > 0,
        what=agreed_words(book.end),
        body=body_of(book),
    )


def body_of(book: YearBook) -> dict[str, Any]:
    """What is agreed to: how the year ends, and how much was open when it was looked at."""
    return {"end": plain(book.end), "disputes": len(book.disputes), "parts": named_parts(book)}


def named_parts(book: YearBook) -> list[list[Any]]:
    """Name and number of everybody who gets something."""
    shares = book.end.shares
    found = [] if shares is None else [each for each in shares.members if each.total]
    return [[book.names.get(each.member, ""), each.member] for each in found]


def details(approval: Approval) -> tuple[Text, ...]:
    """What the second officer reads beside its words: what is open, the funds, and each member's part."""
    end = read(approval.body["end"])
    return (*open_before(approval.body["disputes"]), *share_lines(end), *_parts(end, approval.body["parts"]))


def open_before(disputes: int) -> list[Text]:
    """What members say differs comes first."""
    if not disputes:
        return []
    return [n_("{n} catatan masih dicek bersama.", "{n} catatan masih dicek bersama.", disputes)]


def _parts(end: End, named: Sequence[Sequence[Any]]) -> list[Text]:
    if end.shares is None:
        return []
    found = [(name, end.shares.of(number)) for name, number in named]
    return part_lines([(name, share) for name, share in found if share is not None])


async def list_parts(unit: Unit, group_id: int, year: int) -> tuple[Text, ...]:
    """Each member's part by name; that their figures were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    book = await year_ends.year_book(unit, group_id, year)
    _note_reading(unit, book)
    return tuple(_parts(book.end, named_parts(book)))


def _note_reading(unit: Unit, book: YearBook) -> None:
    """Whose figures were read, beside her own."""
    told = {each.number: each.told_id for each in book.members}
    for _name, number in named_parts(book):
        if told[number] != unit.actor.person_id:
            unit.audit("read", "book", book.group.id, told[number], "year")


# -- agreed -----------------------------------------------------------------------------------------------------


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """The year is closed and shared, the head published, each member told. Raises what `close_year` refuses.

    Changed also where more members than before say that something differs.
    """
    group_id, end = approval.group_id, read(approval.body["end"])
    book = await year_ends.close_year(
        unit, group_id, end.year, by=approval.by, second=approval.second, seen=end
    )
    if len(book.disputes) > approval.body["disputes"]:
        raise Changed
    unit.audit("close year", "book", group_id, unit.actor.person_id, str(end.year))
    _note_reading(unit, book)  # who agreed has read them all
    code = await ledger.publish_head(unit, group_id, meeting=None)
    await _tell_members(unit, book)
    return _("Tahun {year} sudah ditutup. Angka cek {code}.", year=end.year, code=shown_code(code))


async def _tell_members(unit: Unit, book: YearBook) -> None:
    """Everybody with a phone hears her own part, and nobody another's."""
    group_id, year = book.group.id, book.year
    refusing = await consents.list_refusing(unit, group_id)
    told = [
        each
        for each in await members.list_members(unit, group_id)
        if each.has_phone and each.told_id not in refusing
    ]
    await tell(
        unit,
        group_id,
        [(each.number, told_text(book.group.name, book.end, each.number)) for each in told],
        buttons=(PushButton(label=_("Lihat akhir tahun"), talk=AKHIR_TAHUN, args=(group_id, year)),),
        matter=f"year:{group_id}:{year}",
    )


def told_text(group: str, end: End, number: int) -> Text:
    """What a member hears when the year is closed."""
    share = end.shares.of(number) if end.shares is not None else None
    if share is not None and share.total:
        return _(
            "Bu, tahun {year} di {group} sudah ditutup.\nBagian Ibu {amount}.\nSudah masuk simpanan sukarela Ibu.",
            year=end.year,
            group=group,
            amount=Rupiah(share.total),
        )
    if end.shares is not None:
        return _(
            "Bu, tahun {year} di {group} sudah ditutup. Hasilnya sudah dibagi.", year=end.year, group=group
        )
    return _(
        "Bu, tahun {year} di {group} sudah ditutup. Tahun ini belum ada hasil.", year=end.year, group=group
    )

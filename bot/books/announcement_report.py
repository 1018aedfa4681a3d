"""Laporan pengumuman: what became of one announcement, to print or to calculate with.

Counts are of everybody; names of as many as a paper holds, those first for whom something can still be done. That it
waits until she opens it, and why she may not be written to, is said of no single woman (db/announcement_lists.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from bot.books.heading import Say
from bot.books.printed import pages
from bot.books.spreadsheet import workbook
from bot.books.table import Cell, Column, Sort, Table
from bot.recipes import PDF_MIME, XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import (
    announcement_hiding,
    announcement_lists,
    announcement_receivers,
    announcements,
    groups,
    organisations,
    people,
)
from db.unit import Unit
from db.vault import KeyGone
from domain.announcements import Announcement, Reached, State, Tally
from domain.counts import Count
from domain.permits import Action, is_allowed
from domain.records import dataclass
from domain.zones import local_date
from handlers import book_words
from handlers.announce.owner import name_of_group
from handlers.announce.page_steps import PAPER_ROWS_MAX, named
from handlers.announce.people_words import STANDING, Named
from handlers.announce.words import (
    ARRIVED,
    HAVE_IT,
    NOT_YET,
    STATES,
    count_of,
    left_out_in_words,
    moment,
    reason_of,
    waits_among_few,
)

_OF_OFFICE = (Action.ANNOUNCE, Action.AGREE_TO_ANNOUNCEMENT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """What a report is made from. zone: of the place whose it is. listed: how many names there would be.

    words: as they were written in Indonesian, "" once they were forgotten. begun: the moment, None for never.
    """

    place: str
    demo: bool
    code: str
    state: State
    words: str
    choices: tuple[str, ...]
    tally: Tally
    people: tuple[Named, ...]
    listed: int
    begun: datetime | None
    ended: datetime | None
    printed: date
    language: str


async def get_for(unit: Unit, receiver: Receiver, announcement_id: int) -> Announcement:
    """The announcement, if whoever gets the paper may still see it. Raises PaperRefused."""
    found = await announcements.peek(unit, announcement_id)
    if found is None:
        raise PaperRefused
    grants = await people.list_roles(unit, receiver.person_id)
    actions = _OF_OFFICE if found.group_id is None else (Action.ANNOUNCE_TO_GROUP,)
    if not any(
        is_allowed(grants, each, organisation_id=found.organisation_id, group_id=found.group_id)
        for each in actions
    ):
        raise PaperRefused
    return found


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Needed:
    """How it stands when the paper is delivered. Raises PaperRefused."""
    announcement = await get_for(unit, receiver, args[0])
    place, zone, demo = await place_of(unit, announcement)
    shown = await announcement_lists.list_for_paper(unit, announcement.id, PAPER_ROWS_MAX)
    words, choices = await _words(unit, announcement)
    roles = await people.list_roles(unit, receiver.person_id)
    named_ = await named(unit, announcement, shown, roles)
    hidden = await announcement_hiding.hidden_from(unit, announcement, roles)
    return Needed(
        place=place,
        demo=demo,
        code=announcement.code,
        state=announcement.state,
        words=words,
        choices=choices,
        tally=await announcement_receivers.tally(unit, announcement.id),
        people=named_,
        listed=await announcement_lists.count_listed(unit, announcement.id)
        if hidden is None
        else len(named_),
        begun=moment(announcement.begun_ms, zone) if announcement.begun_ms else None,
        ended=moment(announcement.ended_ms, zone) if announcement.ended_ms else None,
        printed=local_date(unit.now, zone),
        language=receiver.language,
    )


async def place_of(unit: Unit, announcement: Announcement) -> tuple[str, str, bool]:
    """The name of the office or group, its zone, and whether all of it is invented."""
    if announcement.group_id is not None:
        group = await groups.get(unit, announcement.group_id)
        return name_of_group(group.name), group.zone, group.demo
    record = await organisations.get(unit, announcement.organisation_id or 0)
    return record.office.name, record.office.zone, record.demo


async def _words(unit: Unit, announcement: Announcement) -> tuple[str, tuple[str, ...]]:
    try:
        content = await announcements.content(unit, announcement)
    except KeyGone:
        return "", ()
    return content.texts["id"], content.choices


def make_xlsx(needed: Needed) -> bytes:
    """One sheet of counts, one of names."""
    say: Say = partial(render, language=needed.language)
    return workbook(tables_of(needed, say), footer=say(_footer(needed)), mark=mark_of(needed, say))


def make_pdf(needed: Needed) -> bytes:
    """The same to print."""
    say: Say = partial(render, language=needed.language)
    return pages(
        tables_of(needed, say),
        title=say(_title(needed)),
        footer=say(_footer(needed)),
        mark=mark_of(needed, say),
    )


def mark_of(needed: Needed, say: Say) -> str:
    """What stands across a paper about invented people."""
    return say(book_words.DEMO_MARK) if needed.demo else ""


def _title(needed: Needed) -> Text:
    return _("Pengumuman {code}", code=needed.code)


def _footer(needed: Needed) -> Text:
    return _("{place}, dicetak {day}", place=needed.place, day=needed.printed)


def tables_of(needed: Needed, say: Say) -> list[Table]:
    """What it said, what became of it, what was answered; then the names."""
    return [
        *_summary(needed, say),
        *([_answers(needed, say)] if needed.choices else []),
        *([_people(needed, say)] if needed.people else []),
    ]


def _summary(needed: Needed, say: Say) -> list[Table]:
    words = needed.words or say(_("Isinya sudah dihapus."))
    left_out = left_out_in_words(needed.tally)
    return [
        Table(
            title=say(_title(needed)),
            lines=[needed.place, *_when(needed, say)],
            columns=(Column(say(_("Isi pengumuman")), Sort.TEXT),),
            rows=[(words,)],
        ),
        Table(
            title=say(_("Hasil")),
            columns=(Column(say(_("Keadaan")), Sort.TEXT, 3), Column(say(_("Orang")), Sort.COUNT)),
            rows=[(say(label), count) for label, count in counts_of(needed.tally)],
            totals=(say(_("Semua penerima")), needed.tally.meant),
            note="" if left_out is None else say(left_out),
            follows=True,
        ),
        *_reasons(needed, say),
    ]


def _when(needed: Needed, say: Say) -> list[str]:
    lines = [say(_("Keadaan: {state}", state=STATES[needed.state]))]
    if needed.begun is not None:
        lines.append(say(_("Mulai: {moment}", moment=needed.begun)))
    if needed.ended is not None:
        lines.append(say(_("Selesai: {moment}", moment=needed.ended)))
    return lines


def counts_of(tally: Tally) -> list[tuple[Text, int]]:
    """Each way it can stand with how many; each person in one of them. What no channel told is not listed."""
    counts = tally.counts
    few = waits_among_few(tally)
    known: Sequence[tuple[Text, int]] = (
        (_("Terkirim atau menunggu dibuka"), few),
        (_("Dibaca"), 0 if few else counts.get(Reached.READ, 0)),
        (
            _("Sampai di HP, belum dibaca"),
            0 if few else count_of(tally, ARRIVED) - counts.get(Reached.READ, 0),
        ),
        (_("Terkirim"), 0 if few else count_of(tally, HAVE_IT) - count_of(tally, ARRIVED)),
        (_("Menunggu dibuka"), 0 if few else counts.get(Reached.WAITING, 0)),
        (_("Belum pasti sampai"), counts.get(Reached.UNCERTAIN, 0)),
        (_("Tidak sampai"), counts.get(Reached.FAILED, 0)),
        (_("Belum dikirim"), count_of(tally, NOT_YET)),
        (_("Tidak jadi dikirim"), counts.get(Reached.STOPPED, 0)),
    )
    return [(label, count) for label, count in known if count]


def _reasons(needed: Needed, say: Say) -> list[Table]:
    counts = merged_reasons(needed.tally)
    if not counts:
        return []
    return [
        Table(
            title=say(_("Mengapa tidak sampai")),
            columns=(Column(say(_("Sebab")), Sort.TEXT, 3), Column(say(_("Orang")), Sort.COUNT)),
            rows=[(say(why), count) for why, count in counts],
            follows=True,
        )
    ]


def merged_reasons(tally: Tally) -> list[tuple[Text, int]]:
    """Why it did not reach them, in words, the most frequent first."""
    found: dict[str, tuple[Text, int]] = {}
    for why, count in tally.reasons.items():
        said = reason_of(why)
        found[said.message] = (said, found.get(said.message, (said, 0))[1] + count)
    return sorted(found.values(), key=lambda each: -each[1])


def _answers(needed: Needed, say: Say) -> Table:
    given = needed.tally.answers
    counts = [given[at] if at < len(given) else 0 for at in range(len(needed.choices))]
    rows: list[tuple[Cell, ...]] = list(zip(needed.choices, counts, strict=True))
    return Table(
        title=say(_("Jawaban")),
        columns=(Column(say(_("Jawaban")), Sort.TEXT, 3), Column(say(_("Orang")), Sort.COUNT)),
        rows=rows,
        totals=(say(_("Sudah menjawab")), sum(counts)),
        follows=True,
    )


def _people(needed: Needed, say: Say) -> Table:
    asked = bool(needed.choices)
    headings: Mapping[str, float] = {
        say(_("Nama")): 2,
        say(_("Kode")): 1,
        say(_("Daerah")): 2,
        say(_("Keadaan")): 2,
        say(_("Sebab")): 2,
    }
    columns = [Column(heading, Sort.TEXT, width) for heading, width in headings.items()]
    return Table(
        title=say(_("Nama penerima")),
        lines=[_names_line(needed, say)],
        columns=[*columns, *([Column(say(_("Jawaban")), Sort.TEXT, 1.5)] if asked else [])],
        rows=[_row(each, say, asked=asked) for each in needed.people],
    )


def _names_line(needed: Needed, say: Say) -> str:
    if needed.listed <= len(needed.people):
        return say(_("Yang tidak sampai ada di atas."))
    return say(
        _(
            "{shown} dari {all} nama. Yang tidak sampai dan yang menjawab didahulukan.",
            shown=Count(len(needed.people)),
            all=Count(needed.listed),
        )
    )


def _row(each: Named, say: Say, *, asked: bool) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = (
        each.name or say(_("Tanpa nama")),
        each.code,
        each.area,
        say(STANDING[each.where]),
        say(reason_of(each.why)) if each.why else "",
    )
    return (*cells, each.answer) if asked else cells


REPORT_XLSX = Recipe(name="pengumuman.xlsx", mime=XLSX_MIME, read=read, make=make_xlsx)
REPORT_PDF = Recipe(name="pengumuman.pdf", mime=PDF_MIME, read=read, make=make_pdf)

"""Antrean: who waits for the office and how long; choosing one opens it."""
# staff: only people of an office read this.

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import queue
from db.queue import Counts, Waiting
from db.unit import Unit
from domain.permits import Action, holders, places
from domain.requests import Kind
from domain.zones import local_date
from handlers.names import QUEUE, REQUEST
from handlers.request_words import KINDS, OVERALLS, STATES, area_label, moment

# Three pages; who has worked through them opens the queue again.
LISTED_MAX = 30

WAITING, PROPOSED, GRANTED = "menunggu", "diusulkan", "ditetapkan"
TO_PROPOSED = Choice(PROPOSED, _("Yang sudah diusulkan"), words=("usulan", "diusulkan"))
TO_GRANTED = Choice(GRANTED, _("Yang akan menerima"), words=("penerima", "serah", "diserahkan"))
TO_WAITING = Choice(WAITING, _("Yang menunggu"), words=("menunggu", "antrean"))

# What a line is about, in two or three words: an overall result, a kind or a state.
WHAT: dict[str, Text] = {
    **OVERALLS,
    **{kind.value: text for kind, text in KINDS.items()},
    **{state.value: text for state, text in STATES.items()},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line to choose. what: a key of WHAT. days: of waiting."""

    id: int
    code: str
    area: str
    what: str
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What the queue looked like. oldest: the day since which the first of all waits."""

    rows: tuple[Row, ...]
    waiting: int
    wants_person: int
    proposed: int
    granted: int
    oldest: date | None


@conversation(
    QUEUE,
    title=_("Antrean"),
    words=("antrian", "daftar antrean"),
    roles=holders(Action.SEE_QUEUE),
    resumes=False,
)
async def show_queue(chat: Chat, which: str = WAITING) -> None:
    seen = await chat.run(look_at_queue, which)
    others = _other_lists(seen, which)
    if not seen.rows and not others:
        return await chat.say(_("Antrean kosong. Terima kasih, semua sudah dibuka."))
    chosen = await chat.choose(_summary(seen, which), [*map(_choice, seen.rows), *others])
    if chosen.key in (WAITING, PROPOSED, GRANTED):
        await chat.go(QUEUE, chosen.key)
    await chat.go(REQUEST, int(chosen.key))


def _summary(seen: Seen, which: str) -> Text:
    if which == PROPOSED:
        return n_(
            "{n} menunggu SK atau anggaran. Pilih satu.",
            "{n} menunggu SK atau anggaran. Pilih satu.",
            seen.proposed,
        )
    if which == GRANTED:
        return n_(
            "{n} sudah ditetapkan. Bantuannya tinggal diserahkan. Pilih satu.",
            "{n} sudah ditetapkan. Bantuannya tinggal diserahkan. Pilih satu.",
            seen.granted,
        )
    if seen.oldest is None:
        return _("Antrean kosong. Terima kasih, semua sudah dibuka.")
    if seen.wants_person:
        return n_(
            "{n} menunggu. Paling lama sejak {since}.\n{wanted} minta bicara, ada di atas.",
            "{n} menunggu. Paling lama sejak {since}.\n{wanted} minta bicara, ada di atas.",
            seen.waiting,
            since=seen.oldest,
            wanted=seen.wants_person,
        )
    return n_(
        "{n} menunggu. Paling lama sejak {since}.",
        "{n} menunggu. Paling lama sejak {since}.",
        seen.waiting,
        since=seen.oldest,
    )


def _choice(row: Row) -> Choice:
    label = _("{code}, {area}", code=row.code, area=row.area) if row.area else Text(row.code)
    hint = n_("{what}. Menunggu {n} hari.", "{what}. Menunggu {n} hari.", row.days, what=WHAT[row.what])
    return Choice(str(row.id), label, hint, words=(row.code.lower(),))


def _other_lists(seen: Seen, which: str) -> list[Choice]:
    found = [TO_WAITING] if which != WAITING else []
    found += [TO_PROPOSED] if seen.proposed and which != PROPOSED else []
    return [*found, TO_GRANTED] if seen.granted and which != GRANTED else found


_LISTS = {WAITING: queue.list_waiting, PROPOSED: queue.list_proposed, GRANTED: queue.list_granted}


async def look_at_queue(unit: Unit, which: str) -> Seen:
    """The queue of the offices she works for; every line leaves an audit row."""
    offices = places(unit.actor.roles, Action.SEE_QUEUE)
    listed = await _LISTS[which](unit, offices, LISTED_MAX)
    counts = await queue.count(unit, offices)
    return Seen(
        rows=tuple(_row(unit, each, which) for each in listed),
        waiting=counts.waiting,
        wants_person=counts.wants_person,
        proposed=counts.proposed,
        granted=counts.granted,
        oldest=_oldest(counts, listed, unit.actor.zone),
    )


def _row(unit: Unit, each: Waiting, which: str) -> Row:
    since = each.made_ms if which == WAITING else each.changed_ms
    today = local_date(unit.now, each.zone)
    return Row(
        id=each.id,
        code=each.code,
        area=area_label(unit.facts.areas, each.area),
        what=_what(each) if which == WAITING else each.state.value,
        days=(today - moment(since, each.zone).date()).days,
    )


def _what(each: Waiting) -> str:
    """What it is about: who wants a person is told so, whatever her answers came to."""
    if each.kind is Kind.SCREENING and not each.wants_person and each.overall in OVERALLS:
        return each.overall
    return Kind.PERSON.value if each.kind is Kind.SCREENING else each.kind.value


def _oldest(counts: Counts, listed: tuple[Waiting, ...], zone: str) -> date | None:
    if counts.oldest_ms is None:
        return None
    return moment(counts.oldest_ms, listed[0].zone if listed else zone).date()

"""What the page of an announcement reads and writes; every step asks again who may see it.

The law: names are looked up in the turn that shows them and stay in no journal; whoever was looked at is noted.
"""

from collections.abc import Collection, Sequence

from conversation.text import Text, _
from db import (
    announcement_going_on,
    announcement_hiding,
    announcement_lists,
    announcement_names,
    announcement_receivers,
    announcement_tellings,
    announcements,
    groups,
    organisations,
    part_names,
    people,
)
from db.announcement_hiding import Hidden
from db.announcement_lists import Listed, Where
from db.unit import Paper, Unit
from db.vault import KeyGone
from domain.announcements import Announcement, Reached, State
from domain.permits import Action, is_allowed
from domain.placeholders import fill
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.roles import Place, RoleGrant
from handlers.announce.audience_words import in_words
from handlers.announce.owner import name_of_group
from handlers.announce.people_words import PAGE_ROWS, Named
from handlers.announce.progress import choices_of, now_of
from handlers.announce.progress_words import Now, rest_of
from handlers.announce.words import MAY_HAVE_IT, count_of
from handlers.contact.matter_words import pieces
from handlers.loans.own_page import is_own_phone

# As many names as one paper holds: each is noted when it is handed out, and no turn touches more than 500 rows.
PAPER_ROWS_MAX = 450

# By form: the recipes (bot/recipes.py); their number is the announcement's.
RECIPES = {
    "xlsx": "announcement/report.xlsx",
    "pdf": "announcement/report.pdf",
    "png": "announcement/rate.png",
}
PICTURE = "png"
# In the place of the day, which each receiver reads in her own words.
SOME_DAY = "(tanggal)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One announcement as whoever looks may see it. place: who speaks in it. by: who wrote it, "" if nobody knows.

    may_send, may_agree: what who looks may do about it. silent: how many have it and have not answered. rest: to how
    many it may go on, of one that whoever looks has stopped. hidden: whose names are not for who looks.
    """

    id: int
    group_id: int
    place: str
    by: str
    whom: Text
    now: Now
    made_ms: int
    due_ms: int
    may_send: bool
    may_agree: bool
    has_it: bool
    silent: int
    hidden: Hidden | None = None
    rest: int = 0

    @property
    def over(self) -> bool:
        """Whether it has come to its end, good or early."""
        return self.now.state in (State.DONE, State.STOPPED)

    @property
    def may_stop(self) -> bool:
        """Whether who looks may end it: to stop too much is mended (db/announcements.py)."""
        return self.may_send or self.may_agree

    @property
    def begun(self) -> bool:
        """Whether anything of it went out, or is on its way."""
        return self.now.begun_ms > 0


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """A page of a list, by their numbers. more: whether there is another."""

    ids: tuple[int, ...]
    more: bool


def place_of(announcement: Announcement) -> Place:
    """The office or group whose it is."""
    return Place(organisation_id=announcement.organisation_id, group_id=announcement.group_id)


async def open_page(unit: Unit, announcement_id: int) -> None:
    """Note that it is looked at. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    unit.audit("read", "announcement", announcement.id, 0)


async def find_page(unit: Unit, announcement_id: int) -> Page:
    """How it stands now. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    place = place_of(announcement)
    those, without = await part_names.name_all(unit, announcement.audience, place)
    known = await people.list_persons(unit, [announcement.made_by])
    now = await now_of(unit, announcement)
    may_send = _may(unit, announcement, sending=True)
    has_it = count_of(now.tally, MAY_HAVE_IT)
    return Page(
        id=announcement.id,
        group_id=announcement.group_id or 0,
        place=await name_of_place(unit, place),
        by=known[announcement.made_by].name if announcement.made_by in known else "",
        whom=in_words(those, without),
        now=now,
        made_ms=announcement.made_ms,
        due_ms=announcement.due_ms,
        may_send=may_send,
        may_agree=_may_agree(unit, announcement),
        has_it=has_it > 0,
        silent=max(0, has_it - sum(now.tally.answers)) if now.choices else 0,
        hidden=await announcement_hiding.hidden_from(unit, announcement, unit.actor.roles),
        rest=rest_of(now) if may_send and await announcement_going_on.may_go_on(unit, announcement) else 0,
    )


def _may(unit: Unit, announcement: Announcement, *, sending: bool) -> bool:
    of_office = Action.ANNOUNCE if sending else Action.AGREE_TO_ANNOUNCEMENT
    action = of_office if announcement.group_id is None else Action.ANNOUNCE_TO_GROUP
    return is_allowed(
        unit.actor.roles,
        action,
        organisation_id=announcement.organisation_id,
        group_id=announcement.group_id,
    )


def _may_agree(unit: Unit, announcement: Announcement) -> bool:
    return unit.actor.person_id != announcement.made_by and _may(unit, announcement, sending=False)


async def name_of_place(unit: Unit, place: Place) -> str:
    """How the office or the group is called as the one who speaks."""
    if place.group_id is not None:
        return name_of_group((await groups.get(unit, place.group_id)).name)
    return (await organisations.get(unit, place.organisation_id or 0)).office.name


async def read_words(unit: Unit, announcement_id: int) -> list[Text]:
    """What was written, in every language it has, and what was asked. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    try:
        content = await announcements.content(unit, announcement)
    except KeyGone:
        return [_("Isinya sudah dihapus, karena sudah lama.")]
    texts = [fill(each, salutation="", name="", day=SOME_DAY) for each in content.texts.values()]
    lines = [_("{words}", words=piece) for text in texts for piece in pieces(text)]
    if content.choices:
        choices = [_("{n}. {label}", n=n, label=label) for n, label in enumerate(content.choices, start=1)]
        lines += choices
    return lines


async def words_of(unit: Unit, announcement: Announcement) -> str:
    """Its words in Indonesian; nothing once they were forgotten."""
    try:
        return (await announcements.content(unit, announcement)).texts["id"]
    except KeyGone:
        return ""


# -- names ------------------------------------------------------------------------------------------------------


async def note_people(unit: Unit, announcement_id: int, view: str, after: int) -> People:
    """Note that the next page of these names is looked at. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    if await announcement_hiding.hidden_from(unit, announcement, unit.actor.roles) is not None:
        raise NotAllowed
    found = await announcement_lists.list_where(unit, announcement.id, Where(view), PAGE_ROWS + 1, after)
    return note(unit, announcement.id, found, view)


def note(unit: Unit, announcement_id: int, found: Sequence[Listed], reason: str) -> People:
    """The page of these, noted for each of them; one more than a page holds says that there is another."""
    ids = [each.person_id for each in found[:PAGE_ROWS]]
    announcement_receivers.note_read(unit, announcement_id, ids, reason)
    return People(ids=tuple(ids), more=len(found) > PAGE_ROWS)


async def name_people(
    unit: Unit, announcement_id: int, person_ids: tuple[int, ...], view: str
) -> tuple[Named, ...]:
    """These receivers, as they stand now. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    found = await announcement_lists.list_these(unit, announcement.id, person_ids)
    got = (Where.GOT, Where.READ) if view == Where.GOT.value else (Where(view),)
    shown = [each for each in found if each.where in got]
    return await named(unit, announcement, shown, unit.actor.roles)


async def named(
    unit: Unit, announcement: Announcement, found: Sequence[Listed], roles: Collection[RoleGrant]
) -> tuple[Named, ...]:
    """Those of these receivers whom holders of these roles may see, with their names; who was erased is left out."""
    found = seen_of(found, await announcement_hiding.hidden_from(unit, announcement, roles))
    known = await announcement_names.names_in(unit, announcement, [each.person_id for each in found])
    choices = await choices_of(unit, announcement)
    return tuple(
        Named(
            name=called.name,
            code=called.code,
            area=called.area,
            where=each.where,
            why=each.why,
            answer=choices[each.answer - 1] if 0 < each.answer <= len(choices) else "",
        )
        for each in found
        if (called := known.get(each.person_id)) is not None
    )


def seen_of(found: Sequence[Listed], hidden: Hidden | None) -> list[Listed]:
    """Those of them whose names are not hidden."""
    if hidden is None:
        return list(found)
    return [each for each in found if each.answer and hidden is Hidden.SILENT]


# -- again, and papers ------------------------------------------------------------------------------------------


async def send_again(unit: Unit, announcement_id: int, uncertain: bool) -> int:
    """Once more to whom it did not reach; to how many. Raises NotAllowed, AnnouncementGone.

    How it goes is shown in a new message: the first one stands far above by now.
    """
    announcement = await announcements.get(unit, announcement_id)
    if not _may(unit, announcement, sending=True):
        raise NotAllowed
    count = await announcement_receivers.again(unit, announcement.id, uncertain)
    if count:
        announcement_tellings.show_anew(unit, announcement.id)
    return count


async def go_on(unit: Unit, announcement_id: int) -> int:
    """One that was stopped goes on to those who have not got it; to how many. Raises NotAllowed, AnnouncementGone."""
    count = await announcement_going_on.go_on(unit, announcement_id)
    if count:
        announcement_tellings.show_anew(unit, announcement_id)
    return count


async def count_rest(unit: Unit, announcement_id: int) -> int:
    """To how many it can go on, for whoever stopped it; 0 for everybody else. Raises NotAllowed."""
    return (await find_page(unit, announcement_id)).rest


async def count_uncertain(unit: Unit, announcement_id: int) -> int:
    """Of how many nobody knows whether they have it. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    tally = await announcement_receivers.tally(unit, announcement.id)
    return tally.counts.get(Reached.UNCERTAIN, 0)


async def may_have_papers(unit: Unit, announcement_id: int) -> bool:
    """Whether nobody else reads this phone. Raises NotAllowed."""
    await announcements.get(unit, announcement_id)
    return is_own_phone(unit)


async def send_paper(unit: Unit, announcement_id: int, form: str) -> None:
    """The paper goes to this chat. Raises NotAllowed; Changed if the phone is shared by now."""
    announcement = await announcements.get(unit, announcement_id)
    if not is_own_phone(unit):
        raise Changed
    if form != PICTURE:
        found = await announcement_lists.list_for_paper(unit, announcement.id, PAPER_ROWS_MAX)
        hidden = await announcement_hiding.hidden_from(unit, announcement, unit.actor.roles)
        ids = [each.person_id for each in seen_of(found, hidden)]
        announcement_receivers.note_read(unit, announcement.id, ids, "paper")
    unit.hand(
        _("Laporan pengumuman {code}.", code=announcement.code),
        Paper(RECIPES[form], (announcement.id,)),
    )

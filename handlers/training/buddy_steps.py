"""What is read and written about company in a course; who is told what, and when a name is told.

The law: the one who was asked knows of no name; the newcomer hears hers when she has said yes to that; she hears the
newcomer's when that one has said yes, too. Whom one of them did not want never hears why.
"""

from conversation.text import _
from db import course_buddies, course_company
from db.course_company import OwnCourse
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.buddies import PATIENCE, NobodyToAsk, Tie, TieState, choose_fellows
from domain.contact import MessageClass
from domain.records import dataclass
from domain.refusals import Changed
from handlers.names import BUDDY

# What a button says.
WILLING, LATER, YES, NO = "willing", "later", "yes", "no"


@dataclass(frozen=True, kw_only=True, slots=True)
class Friend:
    """Somebody who learns beside her."""

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """How she stands in one course. asked_for: the newcomers whom she may keep company, without a name.

    offered: who would keep her company, 0 for none. waits: others were asked for her, not long ago.
    """

    course_id: int
    title: str
    asked_for: tuple[int, ...]
    offered: int
    offered_name: str
    friends: tuple[Friend, ...]
    waits: bool


async def look_at_company(unit: Unit, course_id: int) -> Company:
    """Hers there. Raises NotAllowed."""
    course = await course_company.get_own(unit, course_id)
    me = unit.actor.person_id
    ties = await course_buddies.list_own(unit, course_id, me)
    friends = [each.other(me) for each in ties if each.state is TieState.AGREED]
    offered = [each.buddy for each in ties if each.state is TieState.WILLING and each.newcomer == me]
    patience_ms = int(PATIENCE.total_seconds() * 1000)
    return Company(
        course_id=course_id,
        title=course.title,
        asked_for=await _asked_for(unit, ties),
        offered=offered[0] if offered else 0,
        offered_name=await course_company.name_of(unit, offered[0]) if offered else "",
        friends=tuple(
            [Friend(person_id=each, name=await course_company.name_of(unit, each)) for each in friends]
        ),
        waits=any(
            each.state is TieState.ASKED and each.newcomer == me and unit.now_ms - each.made_ms < patience_ms
            for each in ties
        ),
    )


async def _asked_for(unit: Unit, ties: list[Tie]) -> tuple[int, ...]:
    """The newcomers for whom she was asked and who still have nobody."""
    me = unit.actor.person_id
    asked = [each for each in ties if each.state is TieState.ASKED and each.buddy == me]
    return tuple([each.newcomer for each in asked if not await _has_somebody(unit, each)])


async def _has_somebody(unit: Unit, tie: Tie) -> bool:
    hers = await course_buddies.list_own(unit, tie.course_id, tie.newcomer)
    taken = (TieState.WILLING, TieState.AGREED)
    return any(each.newcomer == tie.newcomer and each.state in taken for each in hers)


# -- the newcomer asks ------------------------------------------------------------------------------------------


async def ask_fellows(unit: Unit, course_id: int) -> None:
    """Some of the course are asked whether they would keep whoever acts company. Raises NotAllowed, NobodyToAsk."""
    course = await course_company.get_own(unit, course_id)
    if not await _ask_more(unit, course, unit.actor.person_id):
        raise NobodyToAsk


async def _ask_more(unit: Unit, course: OwnCourse, newcomer: int) -> bool:
    """Whether there was anybody left to ask."""
    fellows = await course_buddies.list_fellows(unit, course.id, newcomer)
    chosen = choose_fellows(
        fellows,
        barred=await course_buddies.list_barred(unit, newcomer),
        asked=await course_buddies.count_asked(unit, course.id, newcomer),
    )
    for tie in course_buddies.ask(unit, course.id, newcomer, chosen):
        unit.tell(
            tie.buddy,
            _("Ada peserta baru di kelas {course}. Mau menemani dia belajar, Bu?", course=course.title),
            MessageClass.RELAY.value,
            buttons=(
                PushButton(label=_("Mau"), talk=BUDDY, args=(course.id, WILLING, newcomer)),
                PushButton(label=_("Lain kali"), talk=BUDDY, args=(course.id, LATER, newcomer)),
            ),
            matter=tie.matter,
        )
    return bool(chosen)


# -- the one who was asked answers ------------------------------------------------------------------------------


async def say_willing(unit: Unit, course_id: int, newcomer: int) -> bool:
    """Whether the newcomer is told her name now; False if she has somebody by now. Raises NotAllowed, Changed."""
    course = await course_company.get_own(unit, course_id)
    me = unit.actor.person_id
    tie = await course_buddies.get(unit, course_id, newcomer, me)
    taken = await _has_somebody(unit, tie) or me in await course_buddies.list_barred(unit, newcomer)
    await _settle(unit, tie, TieState.ASKED, TieState.DECLINED if taken else TieState.WILLING)
    if taken:
        return False
    unit.tell(
        newcomer,
        _(
            "{name} mau menemani Ibu di kelas {course}. Ibu mau?",
            name=await course_company.name_of(unit, me),
            course=course.title,
        ),
        MessageClass.RELAY.value,
        buttons=(
            PushButton(label=_("Mau"), talk=BUDDY, args=(course_id, YES, me)),
            PushButton(label=_("Tidak"), talk=BUDDY, args=(course_id, NO, me)),
        ),
        matter=tie.matter,
    )
    unit.audit("write", "course_buddy", course_id, newcomer, "willing")
    return True


async def decline(unit: Unit, course_id: int, newcomer: int) -> None:
    """Not this time; when all who were asked say so, others are. Raises NotAllowed, Changed."""
    course = await course_company.get_own(unit, course_id)
    tie = await course_buddies.get(unit, course_id, newcomer, unit.actor.person_id)
    if tie.state is TieState.DECLINED:
        return  # the newcomer has found somebody meanwhile
    await _settle(unit, tie, TieState.ASKED, TieState.DECLINED)
    hers = await course_buddies.list_own(unit, course_id, newcomer)
    if any(each.newcomer == newcomer for each in hers) or await _ask_more(unit, course, newcomer):
        return
    unit.tell(
        newcomer,
        _(
            "Belum ada yang bisa menemani di kelas {course}, Bu. Pelatih dan petugas tetap siap membantu.",
            course=course.title,
        ),
        MessageClass.RELAY.value,
    )


# -- the newcomer answers ---------------------------------------------------------------------------------------


async def agree(unit: Unit, course_id: int, buddy: int) -> None:
    """Both want it: now the other one hears the newcomer's name. Raises NotAllowed, Changed."""
    course = await course_company.get_own(unit, course_id)
    me = unit.actor.person_id
    await _settle(
        unit, await course_buddies.get(unit, course_id, me, buddy), TieState.WILLING, TieState.AGREED
    )
    unit.tell(
        buddy,
        _(
            "{name} senang Ibu temani di kelas {course}. Sapa dia di pertemuan berikutnya, ya.",
            name=await course_company.name_of(unit, me),
            course=course.title,
        ),
        MessageClass.RELAY.value,
    )
    for tie in await course_buddies.list_own(unit, course_id, me):
        if tie.newcomer == me and tie.state is TieState.ASKED:
            await course_buddies.settle(unit, tie, TieState.DECLINED)  # her buttons thank her from now on
    unit.audit("write", "course_buddy", course_id, buddy, "agreed")


async def refuse(unit: Unit, course_id: int, buddy: int) -> None:
    """The newcomer does not want this one; they are never brought together again. Raises NotAllowed, Changed."""
    await course_company.get_own(unit, course_id)
    tie = await course_buddies.get(unit, course_id, unit.actor.person_id, buddy)
    await _settle(unit, tie, TieState.WILLING, TieState.REFUSED)
    unit.tell(
        buddy,
        _("Terima kasih sudah mau menemani, Bu. Kali ini belum jadi."),
        MessageClass.RELAY.value,
    )


async def end(unit: Unit, course_id: int, other: int) -> None:
    """It ends; the other one is told nothing. Raises NotAllowed, Changed."""
    await course_company.get_own(unit, course_id)
    me = unit.actor.person_id
    for tie in await course_buddies.list_own(unit, course_id, me):
        if tie.other(me) == other and tie.state is TieState.AGREED:
            return await _settle(unit, tie, TieState.AGREED, TieState.ENDED)
    raise Changed


async def _settle(unit: Unit, tie: Tie, before: TieState, state: TieState) -> None:
    """Its old buttons say that they are too old from now on."""
    if tie.state is not before or not await course_buddies.settle(unit, tie, state):
        raise Changed
    close_matter(unit, tie.matter)

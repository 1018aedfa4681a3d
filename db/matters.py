"""Matters: what one woman and one office write to each other. Here: she writes, ends it, takes it up again.

The law: one open matter a woman and office (and one open complaint beside it), at most one holder, and nothing of hers
without an answer has no clock. Who may see, read and write is in db/matter_rights.py, messages in
db/matter_messages.py, what staff do in db/matter_staff.py, their lists in db/matter_lists.py.
"""

from dataclasses import replace

from db import matter_messages
from db.data_readers import list_selves
from db.ids import new_code
from db.matter_changes import give, look_at_once, open_again, release_without_role, reread, set_holder, shut
from db.matter_lists import Alias, Counts, Waiting, alias, counts, list_held, list_pool
from db.matter_rights import (
    can_hold,
    may_be_taken,
    may_read,
    require_hold,
    require_own,
    require_peek,
    require_read,
)
from db.matter_rows import (
    COLUMNS,
    CONTACT_PLACE,
    find,
    find_by_code,
    find_closed,
    find_open,
    keep_contact,
    list_of,
    lock,
    matter_of,
    read_matter,
)
from db.matter_staff import close, contact_of, get, give_back, peek, set_topic, take
from db.unit import Unit
from domain.files import SentFile
from domain.matter_refusals import HolderGone, MatterClosed, NobodyElse
from domain.matters import MESSAGES_MAX, REOPEN_DAYS, Face, Matter, MessageKind, Result, Side, State
from domain.records import dataclass
from domain.requests import Contact

__all__ = [
    "COLUMNS",
    "CONTACT_PLACE",
    "Alias",
    "Chosen",
    "Counts",
    "Waiting",
    "Written",
    "alias",
    "allow_others",
    "can_hold",
    "close",
    "contact_of",
    "counts",
    "end_own",
    "find",
    "find_by_code",
    "find_open",
    "get",
    "get_own",
    "give_back",
    "list_held",
    "list_pool",
    "lock",
    "matter_of",
    "may_be_taken",
    "may_read",
    "of_person",
    "peek",
    "rate",
    "read_matter",
    "release_without_role",
    "reopen",
    "require_hold",
    "require_own",
    "require_peek",
    "require_read",
    "set_contact",
    "set_holder",
    "set_topic",
    "take",
    "write",
]

CODE_CHARS = 6
DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """Who is to read it, as she chose. holder_id: 0 for whoever of the office takes it, or who has it already.

    about_id: of a complaint, whom it is about. brings: whether somebody else whom she chooses now also sees what she
    wrote there before.
    """

    holder_id: int = 0
    women_only: bool = False
    only_holder: bool = False
    complaint: bool = False
    about_id: int = 0
    brings: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What became of her message. n: its number. fresh: it began a matter. reopened: it took up a closed one."""

    matter: Matter
    n: int
    fresh: bool
    reopened: bool = False


# -- she writes ---------------------------------------------------------------------------------------------------


async def write(
    unit: Unit,
    *,
    person_id: int,
    organisation_id: int,
    chosen: Chosen,
    kind: MessageKind,
    text: str,
    sent_file: SentFile | None = None,
    sure: bool = False,
    account_id: int = 0,
    message_ref: str = "",
    answers_n: int = 0,
) -> Written:
    """What she wrote, in her open matter with that office; else in the one closed lately; else in a new one.

    Whom she chose may have left meanwhile: then nobody has it, or HolderGone where she wants nobody else. Raises
    NobodyElse for a complaint that only the one it is about could read.
    """
    matter, fresh, reopened = await _place_for(unit, person_id, organisation_id, chosen)
    n = await matter_messages.add(
        unit,
        matter,
        Side.HER,
        kind,
        text,
        sent_file=sent_file,
        sure=sure,
        account_id=account_id,
        message_ref=message_ref,
        answers_n=answers_n,
    )
    return Written(matter=await reread(unit, matter.id), n=n, fresh=fresh, reopened=reopened)


async def _place_for(
    unit: Unit, person_id: int, organisation_id: int, chosen: Chosen
) -> tuple[Matter, bool, bool]:
    """Where it goes: (the matter, whether it is new, whether it was closed)."""
    # Of two first messages at one moment the second waits here, and joins.
    unit.write("UPDATE persons SET open = open WHERE id = $1", person_id)
    known = await find_open(unit, person_id, organisation_id, chosen.complaint)
    if known is not None and known.messages < MESSAGES_MAX:
        return await _choose_again(unit, known, chosen), False, False
    if known is not None:
        return await _begin_after(unit, known, chosen), True, False
    before = await find_closed(unit, person_id, organisation_id, chosen.complaint)
    if before is not None and before.messages < MESSAGES_MAX and _is_same(before, chosen):
        return await _choose_again(unit, await open_again(unit, before), chosen), False, True
    return await _begin(unit, person_id, organisation_id, chosen), True, False


def _is_same(before: Matter, chosen: Chosen) -> bool:
    """Whether the closed one is what she goes on with: nobody else is to read it than who read it then."""
    return (
        chosen.holder_id in (0, before.holder_id)
        and chosen.about_id == before.about_id
        and chosen.women_only <= before.women_only
    )


async def _begin(
    unit: Unit, person_id: int, organisation_id: int, chosen: Chosen, *, waiting_ms: int = 0
) -> Matter:
    matter_id = unit.new_id()
    unit.write(
        "INSERT INTO matters (id, code, person_id, organisation_id, state, complaint, about_id, women_only,"
        " only_holder, made_ms) VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9)",
        matter_id,
        await _new_code(unit),
        person_id,
        organisation_id,
        int(chosen.complaint),
        chosen.about_id,
        int(chosen.women_only),
        int(chosen.only_holder),
        unit.now_ms,
    )
    unit.audit("write", "matter", matter_id, person_id, "begun")
    matter = await reread(unit, matter_id)
    if chosen.complaint:
        await _require_somebody(unit, matter)
    return await _give_to_chosen(unit, matter, chosen)


async def _begin_after(unit: Unit, full: Matter, chosen: Chosen) -> Matter:
    """Nobody reads further back: the full one is closed, and the next begins with whoever had it."""
    await shut(unit, full, Result.OTHER, by=0)
    kept = replace(
        chosen,
        holder_id=chosen.holder_id or full.holder_id,
        women_only=chosen.women_only or full.women_only,
        only_holder=chosen.only_holder or (full.only_holder and not chosen.holder_id),
    )
    if kept.only_holder and not await can_hold(unit, full, [kept.holder_id]):
        kept = replace(kept, holder_id=0, only_holder=False)
    return await _begin(unit, full.person_id, full.organisation_id, kept)


async def _new_code(unit: Unit) -> str:
    while True:
        code = new_code(CODE_CHARS)
        if await find_by_code(unit, code) is None:
            return code


async def _require_somebody(unit: Unit, matter: Matter) -> None:
    """Raises NobodyElse where nobody of the office could read the complaint: then nothing is kept."""
    rows = await unit.fetch(
        "SELECT DISTINCT person_id FROM roles WHERE organisation_id = $1 AND until_ms IS NULL",
        matter.organisation_id,
    )
    anybody = replace(matter, women_only=False)
    if not await can_hold(unit, anybody, [row["person_id"] for row in rows]):
        raise NobodyElse


async def _choose_again(unit: Unit, matter: Matter, chosen: Chosen) -> Matter:
    """The matter with what she has chosen now; what she said before stands where she says nothing new."""
    if chosen.complaint and matter.about_id != chosen.about_id:
        matter = await _widen_complaint(unit, matter, chosen.about_id)
    wants_woman = chosen.women_only and not matter.women_only
    only = chosen.only_holder or (matter.only_holder and not chosen.holder_id)
    if wants_woman or only != matter.only_holder:
        unit.write(
            "UPDATE matters SET women_only = $2, only_holder = $3 WHERE id = $1",
            matter.id,
            int(matter.women_only or chosen.women_only),
            int(only),
        )
        matter = await reread(unit, matter.id)
    if chosen.holder_id and chosen.holder_id != matter.holder_id:
        return await _give_to_chosen(unit, matter, chosen)
    if wants_woman and matter.holder_id and not await can_hold(unit, matter, [matter.holder_id]):
        return await give(unit, matter, 0, shown_from=0 if chosen.brings else matter.messages + 1)
    return matter


async def _widen_complaint(unit: Unit, matter: Matter, about_id: int) -> Matter:
    """One open complaint a woman and office: whom it is about now must not have it either.

    Raises NobodyElse where whom it was about until now reads complaints: this must never open it to that one.
    """
    if not about_id:
        return matter
    anybody = replace(matter, about_id=0, women_only=False)
    if matter.about_id and await can_hold(unit, anybody, await list_selves(unit, matter.about_id)):
        raise NobodyElse
    if matter.holder_id in await list_selves(unit, about_id):
        matter = await give(unit, matter, 0, shown_from=0)
    unit.write("UPDATE matters SET about_id = $2 WHERE id = $1", matter.id, about_id)
    matter = await reread(unit, matter.id)
    await _require_somebody(unit, matter)
    return matter


async def _give_to_chosen(unit: Unit, matter: Matter, chosen: Chosen) -> Matter:
    """Whom she chose has it, if she may; what she wrote to another before goes along only where she said so."""
    if not chosen.holder_id:
        return matter
    if await can_hold(unit, matter, [chosen.holder_id]):
        hides = matter.messages and not chosen.brings
        return await give(unit, matter, chosen.holder_id, shown_from=matter.messages + 1 if hides else 0)
    if chosen.only_holder:
        raise HolderGone
    return matter if not matter.holder_id else await give(unit, matter, 0, shown_from=0)


# -- she ends it, says how it was, takes it up again -----------------------------------------------------------------


async def of_person(unit: Unit, person_id: int) -> list[Matter]:
    """Her matters, also of other records that she has said are hers: those that are open first."""
    return await list_of(unit, await list_selves(unit, person_id))


async def get_own(unit: Unit, matter_id: int) -> Matter:
    """For queries: a matter of who acts. Raises NotAllowed."""
    return await require_own(unit, matter_id, looking=True)


async def set_contact(unit: Unit, matter_id: int, contact: Contact | None) -> None:
    """She says how she wants to be reached if not here; None: not any more. Raises NotAllowed."""
    matter = await require_own(unit, matter_id)
    await keep_contact(unit, matter, contact)
    unit.audit("write", "matter", matter.id, matter.person_id, "contact")


async def allow_others(unit: Unit, matter_id: int, allowed: bool = True) -> Matter:
    """She says whether colleagues of whom she chose may help. Raises NotAllowed."""
    matter = await require_own(unit, matter_id)
    unit.write("UPDATE matters SET only_holder = $2 WHERE id = $1", matter.id, int(not allowed))
    look_at_once(unit, matter.id)
    unit.audit("write", "matter", matter.id, matter.person_id, "others may" if allowed else "no others")
    return await reread(unit, matter.id)


async def end_own(unit: Unit, matter_id: int) -> Matter:
    """She needs no answer any more. Raises NotAllowed, MatterClosed."""
    matter = await require_own(unit, matter_id)
    if matter.state is not State.OPEN:
        raise MatterClosed
    return await shut(unit, matter, Result.SHE_ENDED, by=unit.actor.person_id)


async def rate(unit: Unit, matter_id: int, face: Face) -> bool:
    """How it was for her, said once; False if she has said so before. Raises NotAllowed."""
    matter = await require_own(unit, matter_id)
    if matter.state is not State.CLOSED or matter.face is not Face.UNSAID:
        return False
    unit.write("UPDATE matters SET face = $2 WHERE id = $1", matter.id, int(face))
    unit.audit("write", "matter", matter.id, matter.person_id, "face")
    return True


async def reopen(unit: Unit, matter_id: int) -> Matter:
    """She is not done with it: somebody looks at it again. Raises NotAllowed, MatterClosed after REOPEN_DAYS."""
    matter = await require_own(unit, matter_id)
    if matter.state is State.OPEN:
        return matter
    if matter.closed_ms <= unit.now_ms - REOPEN_DAYS * DAY_MS:
        raise MatterClosed
    known = await find_open(unit, matter.person_id, matter.organisation_id, matter.complaint)
    if known is not None:
        return known
    opened = await open_again(unit, matter)
    unit.write(
        "UPDATE matters SET waiting_ms = $2, asked_ms = $2, asked_n = messages WHERE id = $1",
        opened.id,
        unit.now_ms,
    )
    look_at_once(unit, opened.id)
    return await reread(unit, opened.id)

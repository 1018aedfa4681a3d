"""What an office does with one request: opens it, reads her answers, decides, tells her.

Every read and write checks again that the actor works for that office, and leaves an audit row. What belongs to
another office reads exactly like what does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation.text import Text, _
from db import consents, people, permits
from db.bimtek import Bimtek, find_bimtek, has_bimtek
from db.engine import Fetch, Row
from db.push_buttons import close_matter
from db.queue_pings import matter_of, note_look
from db.rechecks import add_decision, answer_matter_of, find_recheck
from db.request_news import decided, kept
from db.requests import CONTACT_PLACE
from db.screenings import SetResult, list_latest_results, open_inside, open_result
from db.unit import PushButton, Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.aid_steps import BIMTEK, NeedsBimtek, blocking
from domain.contact import MessageClass
from domain.criteria import Overall
from domain.permits import Action, actions_of
from domain.purposes import ProcessingPaused, Purpose
from domain.refusals import Changed, NotAllowed
from domain.requests import (
    IN_QUEUE,
    Contact,
    Decision,
    Kind,
    State,
    check_decision,
    check_keeping,
    check_words,
    is_resting,
    may_keep,
    possible_moves,
)
from domain.roles import Role
from domain.zones import local_date

# Her other open requests beside the one that is shown: more than a few are a mistake.
OTHERS_MAX = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownResult:
    """A result without its answers."""

    set_id: str
    set_version: str
    overall: str
    is_example: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenRequest:
    """One request as somebody of its office may see it: not her answers; her name and number only if she gave them.

    moves: the states the actor may move it to, keeps: or leave it as it was. rechecks: she asked for another look;
    before: what had been decided then, asked: her words for it. others: codes of her other open requests. helped: a
    helper typed for her. reachable: by chat. named: what a worker may say to whoever answers her phone. needs_bimtek:
    nothing is handed over to her before a Bimtek; bimtek: the one she was in.
    """

    id: int
    code: str
    kind: Kind
    state: State
    area: str
    office: str
    zone: str
    name: str
    wants_person: bool
    contact: Contact | None
    named: str
    results: tuple[ShownResult, ...]
    moves: tuple[State, ...]
    keeps: bool
    reads_answers: bool
    rechecks: bool
    before: State | None
    asked: str
    others: tuple[str, ...]
    helped: bool
    reachable: bool
    made_ms: int
    needs_bimtek: bool = False
    bimtek: Bimtek | None = None


_ONE = (
    "SELECT r.id, r.code, r.person_id, r.organisation_id, r.kind, r.state, r.wants_person, r.contact, r.helper_id,"
    " r.made_ms, p.area, p.paused_ms, p.named, o.name AS office, o.zone FROM requests r"
    " JOIN persons p ON p.id = r.person_id JOIN organisations o ON o.id = r.organisation_id WHERE r.id = $1"
)


async def _get(
    unit: Unit, request_id: int, action: Action, *, looking: bool = False
) -> tuple[Row, frozenset[Role]]:
    """The request and the actor's roles in its office. Raises NotAllowed, also where her key is gone."""
    found, grants = await unit.fetch_all(
        Fetch(_ONE, (request_id,)), permits.fetch_roles(unit, looking=looking)
    )
    if not found:
        raise NotAllowed()
    row = found[0]
    held = permits.check(unit, grants, action, organisation_id=row["organisation_id"])
    await unit.vault.have([owner_of(row["person_id"])])
    withdrawn = row["state"] == State.IZIN_DICABUT  # UU 27/2022 PDP, art. 9: nobody looks at it any more
    if withdrawn or not unit.vault.knows(owner_of(row["person_id"])):
        raise NotAllowed()
    return row, held


async def open_request(unit: Unit, request_id: int) -> OpenRequest:
    """The request, for somebody of its office; from now on it has been seen. Raises NotAllowed."""
    row, _held = await _get(unit, request_id, Action.OPEN_REQUEST)
    unit.write(
        "UPDATE requests SET seen_ms = $2, seen_by = $3 WHERE id = $1 AND seen_ms IS NULL",
        request_id,
        unit.now_ms,
        unit.actor.person_id,
    )
    unit.audit("read", "request", request_id, row["person_id"])
    note_look(unit, unit.actor.person_id)
    return await view_request(unit, request_id)


async def view_request(unit: Unit, request_id: int) -> OpenRequest:
    """The same without leaving a trace: only for what `open_request` has opened in this talk. Raises NotAllowed."""
    row, held = await _get(unit, request_id, Action.OPEN_REQUEST, looking=True)
    person_id, kind, state = row["person_id"], Kind(row["kind"]), State(row["state"])
    results = [open_result(unit, each) for each in await list_latest_results(unit, request_id, person_id)]
    recheck = await find_recheck(unit, request_id, person_id)
    before = State(recheck["before"]) if recheck.get("before") else None
    persons = await people.list_persons(unit, [person_id])
    contact = open_inside(unit, person_id, cell(CONTACT_PLACE, request_id), row["contact"])
    account = await people.find_account_of(unit, person_id)
    own = person_id == unit.actor.person_id
    needs_bimtek = state is State.DITETAPKAN and _needs_bimtek(
        unit, {each.set_id: each.overall for each in results}
    )
    bimtek = await find_bimtek(unit, person_id, row["organisation_id"]) if needs_bimtek else None
    moves = possible_moves(kind, state, held, own=own)
    return OpenRequest(
        id=request_id,
        code=row["code"],
        kind=kind,
        state=state,
        area=row["area"],
        office=row["office"],
        zone=row["zone"],
        name=persons[person_id].name if person_id in persons else "",
        wants_person=bool(row["wants_person"]),
        contact=Contact(**contact) if contact else None,
        named=row["named"],
        results=tuple(_shown(result) for result in results),
        moves=tuple(
            each for each in moves if each is not State.DISERAHKAN or not needs_bimtek or bimtek is not None
        ),
        keeps=may_keep(before, state=state, roles=held, own=own),
        reads_answers=Action.READ_ANSWERS in actions_of(held) and bool(results),
        rechecks=bool(recheck),
        before=before,
        asked=recheck.get("what", ""),
        others=await _list_others(unit, row),
        helped=row["helper_id"] is not None,
        reachable=account is not None and bool(account["reachable"]),
        made_ms=row["made_ms"],
        needs_bimtek=needs_bimtek,
        bimtek=bimtek,
    )


def _needs_bimtek(unit: Unit, overalls: Mapping[str, str]) -> bool:
    """Whether a set that may fit her lets nothing be handed over before a Bimtek (source C: C19).

    overalls: what her answers came to, by set.
    """
    fitting = [each for each, overall in overalls.items() if overall != Overall.BELUM_SESUAI]
    sets = [unit.facts.sets[each] for each in fitting if each in unit.facts.sets]
    return BIMTEK in blocking(sets, State.DISERAHKAN)


def _shown(result: SetResult) -> ShownResult:
    return ShownResult(
        set_id=result.set_id,
        set_version=result.set_version,
        overall=result.overall,
        is_example=result.is_example,
    )


async def _list_others(unit: Unit, row: Row) -> tuple[str, ...]:
    """The codes of her other open requests in the same office."""
    rows = await unit.fetch(
        "SELECT code FROM requests WHERE person_id = $1 AND organisation_id = $2 AND id <> $3"
        " AND state IN ('menunggu', 'diperiksa') ORDER BY id LIMIT $4",
        row["person_id"],
        row["organisation_id"],
        row["id"],
        OTHERS_MAX,
    )
    return tuple(each["code"] for each in rows)


async def note_reading(unit: Unit, request_id: int) -> None:
    """The actor is about to read her answers: leaves the audit row of `list_results`. Raises NotAllowed."""
    row, _held = await _get(unit, request_id, Action.READ_ANSWERS)
    unit.audit("read", "screening", request_id, row["person_id"], "answers")


async def list_results(unit: Unit, request_id: int) -> tuple[SetResult, ...]:
    """Her answers and what they came to, set by set. Only after `note_reading`. Raises NotAllowed."""
    row, _held = await _get(unit, request_id, Action.READ_ANSWERS, looking=True)
    return tuple(
        open_result(unit, each) for each in await list_latest_results(unit, request_id, row["person_id"])
    )


# -- decisions --------------------------------------------------------------------------------------------------


async def decide(
    unit: Unit,
    request_id: int,
    state: State,
    *,
    reason: str = "",
    sk_number: str = "",
    sk_date: date | None = None,
    expected_state: State,
) -> bool:
    """Write the decision down once and tell her; whether she can be reached by chat.

    expected_state: what the one who decides has seen. Raises Changed if it is another by now, NeedsBimtek, and what
    `check_decision` raises.
    """
    row, held = await _get(unit, request_id, Action.OPEN_REQUEST)
    if row["state"] != expected_state:
        raise Changed()
    if is_resting(Kind(row["kind"]), paused=bool(row["paused_ms"]), wants_person=bool(row["wants_person"])):
        raise ProcessingPaused()
    decision = Decision(to=state, reason=reason.strip(), sk_number=sk_number.strip(), sk_date=sk_date)
    check_decision(
        decision,
        kind=Kind(row["kind"]),
        state=expected_state,
        roles=held,
        own=row["person_id"] == unit.actor.person_id,
        today=local_date(unit.now, row["zone"]),
    )
    if state is State.DISERAHKAN:
        await _check_bimtek(unit, row)
    detail = {
        "reason": decision.reason,
        "sk_number": decision.sk_number,
        "sk_date": sk_date.isoformat() if sk_date else "",
    }
    await _move(unit, row, state, detail)
    text = decided(decision, Kind(row["kind"]), row["office"])
    return await _tell(unit, row, text, with_recheck=state is State.BELUM_BISA)


async def _check_bimtek(unit: Unit, row: Row) -> None:
    """Raises NeedsBimtek where the rules of her sets want her to have been in one first."""
    results = await list_latest_results(unit, row["id"], row["person_id"])
    if not _needs_bimtek(unit, {each["set_id"]: each["overall"] for each in results}):
        return
    if not await has_bimtek(unit, row["person_id"], row["organisation_id"]):
        raise NeedsBimtek


async def keep_decision(unit: Unit, request_id: int, *, expected_state: State) -> bool:
    """PERIKSA LAGI has been done and it stays as it was; whether she can be reached by chat.

    Raises Changed, and what `check_keeping` raises.
    """
    row, held = await _get(unit, request_id, Action.OPEN_REQUEST)
    if row["state"] != expected_state:
        raise Changed()
    recheck = await find_recheck(unit, request_id, row["person_id"])
    before = State(recheck["before"]) if recheck.get("before") else None
    own = row["person_id"] == unit.actor.person_id
    check_keeping(before, state=expected_state, roles=held, own=own)
    assert before is not None, "check_keeping lets only decided states pass"
    await _move(unit, row, before, {"kept": True})
    return await _tell(unit, row, kept(before, row["office"]), with_recheck=before is State.BELUM_BISA)


async def send_words(unit: Unit, request_id: int, words: str) -> bool:
    """A few plain words to her, from the office; whether she can be reached.

    Raises NotAllowed, ReasonNotPlain, ConsentMissing if she has said no to being contacted.
    """
    row, _held = await _get(unit, request_id, Action.WRITE_TO_HER)
    check_words(words)
    office = row["organisation_id"]
    await consents.require_not_refused(unit, row["person_id"], Purpose.CONTACT, organisation_id=office)
    unit.audit("write", "message", request_id, row["person_id"])
    text = _(
        "Pesan dari {office}:\n{words}\n\nMau membalas? Ketik PETUGAS.",
        office=row["office"],
        words=words.strip(),
    )
    return await _tell(unit, row, text, with_recheck=False)


async def _move(unit: Unit, row: Row, state: State, detail: dict[str, Any]) -> None:
    """The state changes if it still is what was read: two who decide at once cannot both win."""
    moved = await unit.fetch_one(
        "UPDATE requests SET state = $3, changed_ms = $4, seen_ms = COALESCE(seen_ms, $4),"
        " seen_by = COALESCE(seen_by, $5) WHERE id = $1 AND state = $2 RETURNING id",
        row["id"],
        row["state"],
        state.value,
        unit.now_ms,
        unit.actor.person_id,
    )
    if moved is None:
        raise Changed()
    add_decision(unit, row["id"], row["person_id"], by=unit.actor.person_id, state=state, detail=detail)
    unit.audit("decide", "request", row["id"], row["person_id"], state.value)
    close_matter(unit, answer_matter_of(row["id"]))
    if state not in IN_QUEUE:
        close_matter(unit, matter_of(row["id"]))


async def _tell(unit: Unit, row: Row, text: Text, *, with_recheck: bool) -> bool:
    """Tell her, if she has a chat that still takes messages; whether she has."""
    buttons = (PushButton(label=_("Periksa lagi"), talk="periksa_lagi"),) if with_recheck else ()
    unit.tell(
        row["person_id"],
        text,
        MessageClass.RELAY.value,
        buttons=buttons,
        matter=answer_matter_of(row["id"]),
    )
    account = await people.find_account_of(unit, row["person_id"])
    return account is not None and bool(account["reachable"])

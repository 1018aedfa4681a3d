"""Every step of every conversation of staff, as every role: allowed at home by the page, elsewhere as if nothing were there."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db import (
    calls,
    casework,
    data_requests,
    disputes,
    duplicates,
    enrolment,
    groups,
    ledger,
    loans,
    members,
    organisations,
    profiles,
    rechecks,
)
from db.people import Actor
from db.unit import Unit
from domain import pins
from domain.accounts import Account, SavingKind
from domain.disputes import Difference, What
from domain.files import SentFile
from domain.ledger import loan_out, opening, saving
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from domain.payouts import Kind as PayoutKind
from domain.purposes import Controller, Side
from domain.refusals import Refusal
from domain.requests import State
from domain.rights import Kind
from domain.roles import OF_GROUP, Place, Role, RoleGrant
from domain.safety import Matter
from domain.zones import WIB
from handlers.group.code import make_code
from handlers.group.importing import want_sheet
from handlers.group.joining import ask_to_join
from handlers.meeting.opening import open_one as open_meeting
from handlers.second import correction_steps, payout_steps
from handlers.second.agree import ask_there
from tests.announce_steps import CASES, FOR_EVERYBODY, OF_HER_OWN, some_announcements
from tests.contact_steps import (
    a_canned,
    a_matter,
    a_matter_of,
    a_move,
    a_partner,
    an_offer,
    hold,
    plans,
)
from tests.db.office_world import World, result, world
from tests.permits_page import expects
from tests.staff_steps import MISSING, NUMBER, WORDS, Case, Things
from tests.tidy.imports import imports_of
from tests.tidy.sources import Source, dotted, read_sources
from tests.training_steps import a_course, a_task, stand_in

__all__ = ["world"]


class Undone(Exception):
    """What a step came to, carried out of a transaction that leaves nothing."""

    def __init__(self, outcome: str, traces: int) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.traces = traces


async def make_place(world: World, name: str) -> tuple[int, int]:
    """An office with a number, and a group."""
    office = await world.add_office(f"Kantor {name}", "samarinda")

    async def job(unit: Unit) -> int:
        await organisations.add_phone(unit, office, "Kantor", NUMBER)
        return groups.add(unit, name=f"Kelompok {name}", place="Desa Contoh", zone=WIB)

    return office, await world.run(job)


async def act(world: World, by: Actor, step: Any, *args: Any, **named: Any) -> Any:
    async def job(unit: Unit) -> Any:
        return await step(unit, *args, **named)

    return await world.run(job, by=by)


async def holder(world: World, role: Role, place: Place) -> Actor:
    """Somebody with that role, as she stands there when her turn begins."""
    actor = await world.woman("demo")
    grant = RoleGrant(role, place.organisation_id, place.group_id)
    await world.grant(actor, grant)
    if grant.group_id is not None:
        await write_in(world, grant.group_id, actor.person_id)
    return replace(actor, roles=(grant,))


async def write_in(world: World, group_id: int, person_id: int | None) -> int:
    """Her number in the group's book; None for a woman of whom only the book knows."""

    async def job(unit: Unit) -> int:
        if person_id is None:
            return await members.add(unit, group_id, name="Demo", joined_day=date(2025, 1, 3))
        return await members.ensure(unit, group_id, person_id, joined_day=date(2025, 1, 3))

    return await world.run(job)


async def a_joining(world: World, group: int, by: Actor) -> int:
    """A woman who has the meeting's code, and waits for the officers."""
    code = (await act(world, by, make_code, group)).code
    woman = await world.woman()
    await act(world, woman, ask_to_join, code, 0, "Neneng")
    return int((await world.rows("SELECT id FROM joinings ORDER BY id DESC"))[0]["id"])


async def a_dispute(world: World, group: int, member: int) -> int:
    """Something in the book is different for that member."""

    async def job(unit: Unit) -> int:
        difference = Difference(what=What.PAID, amount=Rupiah(10_000))
        return (await disputes.add(unit, group, member, difference)).id

    return await world.run(job)


async def an_entry(world: World, group: int, by: Actor, member: int) -> int:
    """She has saved today, outside of a meeting."""
    writer = await write_in(world, group, by.person_id)

    async def job(unit: Unit) -> int:
        draft = saving(
            day=date(2026, 2, 3), by=writer, member=member, kind=SavingKind.SUKARELA, amount=100_000
        )
        return (await ledger.post(unit, group, draft, key="furnished")).number

    return await world.run(job)


async def an_approval(world: World, group: int, by: Actor, entry: int) -> int:
    """The treasurer wants to take the entry back, and has asked the other officers."""
    body = correction_steps.body_of(
        entry=entry, right=None, reason="salah tulis", meeting=0, day=date(2026, 2, 3)
    )
    await act(world, by, ask_there, group, correction_steps.KIND, entry, WORDS, body, None)
    return int((await world.rows("SELECT id FROM approvals ORDER BY id DESC"))[0]["id"])


async def a_payout(world: World, group: int, by: Actor, member: int, witness: int) -> int:
    """A small cost is on its way to her."""
    body = payout_steps.body_of(
        kind=PayoutKind.COST,
        account=Account.BIAYA_RAPAT,
        member=member,
        witness=witness,
        amount=2_000,
        note="teh",
    )
    await act(world, by, payout_steps.start_alone, group, body)
    return int((await world.rows("SELECT id FROM payouts ORDER BY id DESC"))[0]["id"])


async def a_wish_to_borrow(world: World, group: int, member: int) -> int:
    """That member has asked for a loan."""

    async def job(unit: Unit) -> int:
        terms = Terms(method=Method.NONE, rate=0, unit=Rupiah(1_000))
        asked = await loans.ask(
            unit,
            group,
            member=member,
            asked_by=member,
            amount=50_000,
            months=5,
            purpose="tepung",
            terms=terms,
        )
        return asked.number

    return await world.run(job)


async def a_loan(world: World, group: int, by: Actor, member: int) -> int:
    """That member has borrowed, and pays it back."""
    writer = await write_in(world, group, by.person_id)
    number = await a_wish_to_borrow(world, group, member)
    day = date(2026, 2, 3)

    async def job(unit: Unit) -> int:
        # What is lent was put into the box before: other cases count it.
        box = opening(day=day, by=writer, member=None, amounts={SavingKind.SOSIAL: 50_000})
        await ledger.post(unit, group, box, key="box")
        asked = await loans.get(unit, group, number)
        second = next(each for each in await members.list_members(unit, group) if each.number != writer)
        loan = await loans.approve(unit, asked, by=writer, second=second.number)
        draft = loan_out(day=day, by=writer, second=second.number, member=member, amount=loan.amount)
        entry = await ledger.post(unit, group, draft, key="lent")
        await loans.start(unit, loan, entry=entry.number, day=day, by=writer, second=second.number)
        return number

    return await world.run(job)


async def a_sheet(world: World, group: int, by: Actor) -> int:
    """A table that an officer has sent."""
    sent = SentFile(reference="demo", size_bytes=10)
    return int(await act(world, by, want_sheet, group, sent))


async def role_of(world: World, actor: Actor) -> int:
    return int((await world.rows("SELECT id FROM roles WHERE person_id = $1", actor.person_id))[0]["id"])


async def ask(world: World, woman: Actor, kind: Kind, controller: Controller) -> int:
    """Her request about her data; its number."""
    opened = await act(world, woman, data_requests.open_one, woman.person_id, kind, controller)
    return int(opened.id)


async def call_for_help(world: World, woman: Actor, office: int) -> int:
    matter = Matter(level="danger", kind="violence", about="self")
    return int((await act(world, woman, calls.make, organisation_id=office, matter=matter)).id)


async def doubt(world: World, one: Actor, other: Actor) -> int:
    """A pair of records that a worker is to look at; its number."""

    async def job(unit: Unit) -> None:
        duplicates.add(unit, one.person_id, other.person_id, duplicates.Reason.PHONE)

    await world.run(job)
    return int((await world.rows("SELECT id FROM duplicates ORDER BY id DESC"))[0]["id"])


async def ask_about_data(world: World, women: list[Actor], office: int, group: int, name: str) -> list[int]:
    """A correction and a copy at the office, a correction at the group."""
    return [
        await ask(world, women[number], kind, controller)
        for number, kind, controller in (
            (0, Kind.CORRECTION, Controller(side=Side.OFFICE, id=office, name=name)),
            (1, Kind.COPY, Controller(side=Side.OFFICE, id=office, name=name)),
            (2, Kind.CORRECTION, Controller(side=Side.GROUP, id=group, name=name)),
        )
    ]


async def two_classes(
    world: World, worker: Actor, chair: Actor, office: Place, group: Place
) -> dict[str, int]:
    """One of the office and one of the group, each with its first session, by their names in Things."""
    course, session = await act(
        world, worker, a_course, organisation_id=office.organisation_id, group_id=None
    )
    group_course, group_session = await act(
        world, chair, a_course, organisation_id=None, group_id=group.group_id
    )
    return {
        "course": course,
        "session": session,
        "group_course": group_course,
        "group_session": group_session,
    }


async def some_letters(
    world: World, women: list[Actor], worker: Actor, supervisor: Actor, office: int
) -> dict[str, int]:
    """What these women have written to the office, and what hangs on it."""
    matter = await act(world, women[0], a_matter, office)
    partner = await act(world, supervisor, a_partner, office)
    planned: dict[str, int] = await act(world, worker, plans, matter)
    return {
        "matter": matter,
        "free_matter": await act(world, women[1], a_matter, office),
        "canned": await act(world, worker, a_canned, office),
        "partner": partner,
        "move": await act(world, worker, a_move, matter, partner),
        "offer": await act(world, women[2], an_offer, office),
        "their_matter": await act(world, women[3], a_matter_of, office, worker.person_id),
        **planned,
    }


async def furnish(world: World, name: str) -> Things:
    """A place with something of everything in it."""
    office, group = await make_place(world, name)
    at, of = Place(organisation_id=office), Place(group_id=group)
    admin, _second = await holder(world, Role.ADMIN, at), await holder(world, Role.ADMIN, at)
    chair = await holder(world, Role.CHAIR, of)
    worker, supervisor = await holder(world, Role.WORKER, at), await holder(world, Role.SUPERVISOR, at)
    treasurer = await holder(world, Role.TREASURER, of)
    women = [await world.woman() for _number in range(4)]
    sent = [await world.send(each, "screening", result(usia=35), office=office) for each in women[:3]]
    wish = await world.send(women[3], "person", wants_person=True, office=office)
    fresh, proposed, again = (each.request_id for each in sent)
    await act(world, worker, casework.decide, proposed, State.DIUSULKAN, expected_state=State.MENUNGGU)
    await act(world, worker, casework.decide, again, State.MENUNGGU_ANGGARAN, expected_state=State.MENUNGGU)
    await act(world, women[2], rechecks.ask_recheck, women[2].person_id)
    kept = pins.keep("271390", b"salt", pins.Cost(n=2, r=1, p=1), whole=True)
    await act(world, women[0], profiles.lock_first, "mawar", kept)
    about_data = await ask_about_data(world, women, office, group, name)
    code = await act(world, admin, enrolment.invite, at, Role.TRAINER)
    joined = await act(world, await world.woman(), enrolment.join, code)
    numbers = [await write_in(world, group, None) for _number in range(4)]
    entry = await an_entry(world, group, treasurer, numbers[2])
    classes = await two_classes(world, worker, chair, at, of)
    letters = await some_letters(world, women, worker, supervisor, office)
    return Things(
        office=office,
        group=group,
        fresh=fresh,
        number=sent[0].code,
        wish=wish.request_id,
        proposed=proposed,
        again=again,
        worker=await role_of(world, worker),
        treasurer=await role_of(world, treasurer),
        joined=joined.id,
        staff=worker.person_id,
        call=await call_for_help(world, women[0], office),
        pair=await doubt(world, women[0], women[1]),
        correction=about_data[0],
        copy=about_data[1],
        correction_of_group=about_data[2],
        member=numbers[0],
        witness=numbers[1],
        joining=await a_joining(world, group, chair),
        sheet=await a_sheet(world, group, chair),
        dispute=await a_dispute(world, group, numbers[0]),
        saver=numbers[2],
        leaver=numbers[3],
        entry=entry,
        approval=await an_approval(world, group, treasurer, entry),
        payout=await a_payout(world, group, treasurer, numbers[2], numbers[1]),
        meeting=await act(world, treasurer, open_meeting, group, date(2026, 2, 3)),
        asked_loan=await a_wish_to_borrow(world, group, numbers[2]),
        loan=await a_loan(world, group, treasurer, numbers[1]),
        **classes,
        task=await act(world, worker, a_task, classes["course"], women[3].person_id),
        group_task=await act(world, chair, a_task, classes["group_course"], women[3].person_id),
        **letters,
        announced=await some_announcements(world, worker, treasurer, office, group),
    )


async def try_out(world: World, by: Actor, case: Case, things: Things) -> Undone:
    """How the step ends for her, and how many audit rows it leaves; then it never happened."""

    async def job(unit: Unit) -> None:
        before = await _count(unit)
        outcome = "done"
        try:
            await case.step(unit, *case.args(things))
        except Refusal as refusal:
            outcome = f"{refusal.code} {refusal.fields}"
        raise Undone(outcome, await _count(unit) - before)

    with pytest.raises(Undone) as found:
        await world.run(job, by=by)
    return found.value


async def _count(unit: Unit) -> int:
    (row,) = await unit.fetch("SELECT count(*) AS n FROM audit")
    return int(row["n"])


@pytest.mark.parametrize("role", Role)
async def test_as_every_role_at_home_by_the_page_and_elsewhere_as_if_nothing_were_there(
    world: World, role: Role
) -> None:
    own, foreign = await furnish(world, "Sini"), await furnish(world, "Sana")
    place = Place(group_id=own.group) if role in OF_GROUP else Place(organisation_id=own.office)
    actor = await holder(world, role, place)
    if role is Role.TRAINER:
        await act(world, actor, stand_in, own, actor.person_id)
    await act(world, actor, hold, own, actor.person_id)
    wrong = []
    for case in CASES:
        home = await try_out(world, actor, case, own)
        may = all(expects(role, action) for action in (case.action, *case.and_))
        may = may or any(expects(role, action) for action in case.or_)
        expected = case.ends if may else "not_allowed {}"
        if home.outcome != expected or (expected != "done" and home.traces):
            wrong.append(f"{case} at home: {home.outcome}, {home.traces} audit rows; expected {expected}")
        for where, things in (("abroad", foreign), ("missing", MISSING)):
            there = await try_out(world, actor, case, things)
            if (there.outcome, there.traces) != ("not_allowed {}", 0):
                wrong.append(f"{case} {where}: {there.outcome}, {there.traces} audit rows")
    assert wrong == []


async def test_without_any_role_nothing_is_there(world: World) -> None:
    things, woman = await furnish(world, "Sini"), await world.woman()
    for case in CASES:
        assert (await try_out(world, woman, case, things)).outcome == "not_allowed {}", case


@pytest.mark.parametrize(
    "role", sorted({role for role in Role if any(expects(role, each.action) for each in CASES)})
)
async def test_a_role_that_ended_a_moment_ago_allows_nothing_though_the_turn_still_knows_it(
    world: World, role: Role
) -> None:
    things = await furnish(world, "Sini")
    place = Place(group_id=things.group) if role in OF_GROUP else Place(organisation_id=things.office)
    actor = await holder(world, role, place)
    await act(world, actor, hold, things, actor.person_id)

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", actor.person_id, unit.now_ms)

    await world.run(end)
    for case in CASES:
        found = await try_out(world, actor, case, things)
        assert (found.outcome, found.traces) == ("not_allowed {}", 0), case


# -- nothing is left out ----------------------------------------------------------------------------------------


def staff_modules(sources: list[Source]) -> set[str]:
    """The conversations that ask for a role, and what of handlers/ they import."""
    by_name = {source.module: source for source in sources}
    waiting = [source.module for source in sources if _asks_for_role(source)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in found:
            found.add(name)
            waiting += [each.module for each in imports_of(by_name[name])]
    return found


def _asks_for_role(source: Source) -> bool:
    return any(
        dotted(call.func) == "conversation" and any(each.arg == "roles" for each in call.keywords)
        for call in source.calls()
    )


def steps_in(source: Source) -> Iterator[str]:
    """The functions that a file hands to chat.look and chat.run: `module.name` without "handlers."."""
    names = {
        node.args[0].id
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and dotted(node.func) in ("chat.look", "chat.run")
        and isinstance(node.args[0], ast.Name)
    }
    module = importlib.import_module(source.module)
    for name in names:
        step = getattr(module, name)
        yield f"{step.__module__.removeprefix('handlers.')}.{step.__name__}"


def test_every_step_of_a_conversation_with_a_role_is_tried_or_explained() -> None:
    sources = read_sources(packages=("handlers",))
    wanted = staff_modules(sources)
    used = {name for source in sources if source.module in wanted for name in steps_in(source)}
    tried = {f"{case.step.__module__.removeprefix('handlers.')}.{case.step.__name__}" for case in CASES}
    assert used - tried - set(OF_HER_OWN) - FOR_EVERYBODY == set()
    assert set(OF_HER_OWN) <= used
    assert not tried & (set(OF_HER_OWN) | FOR_EVERYBODY)


def role_checks(sources: list[Source]) -> list[str]:
    """Where a conversation names its roles itself, or a query or step asks whether somebody has a role."""
    found = []
    for source in sources:
        for call in source.calls():
            if dotted(call.func) == "conversation":
                found += [
                    f"{source.path}: roles={ast.unparse(each.value)}"
                    for each in call.keywords
                    if each.arg == "roles" and not ast.unparse(each.value).startswith("holders(")
                ]
            elif dotted(call.func).endswith(("actor.has", "actor.organisations")):
                found.append(f"{source.path}: {ast.unparse(call)}")
    return found


def test_no_conversation_and_no_step_decides_by_a_role_instead_of_an_action() -> None:
    assert role_checks(read_sources(packages=("handlers", "db"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "@conversation('x', title='', roles={Role.ADMIN})\nasync def x(chat): ...\n",
        "async def x(unit):\n    return unit.actor.has(Role.ADMIN)\n",
        "async def x(unit):\n    return unit.actor.organisations(Role.ADMIN)\n",
    ],
)
def test_that_test_sees_a_role_that_decides(text: str) -> None:
    assert len(role_checks([Source("handlers/x.py", text)])) == 1

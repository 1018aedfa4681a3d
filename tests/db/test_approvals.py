"""Two officers: another woman, with an account of her own, agrees once and to exactly what she was shown."""

import asyncio
import json

import pytest

from conversation.text import _
from db import approvals, erasure, inspection, people, signing
from db.approvals import Approval
from db.unit import Unit
from db.vault import cell
from db.vault import group as owner_of
from domain.approvals import (
    VALID_MS,
    WAITING_MAX,
    AloneInOffice,
    AlreadySettled,
    NeedsAnother,
    State,
    TooLongAgo,
    TooManyWaiting,
)
from domain.loan_refusals import NotForOwn, NoThirdOfficer
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from tests.db.desk import Desk
from tests.db.officers_world import Group, open_group

WORDS = _("Tati: {amount}.", amount=Rupiah(10_000))


@pytest.fixture
async def group(desk: Desk) -> Group:
    return await open_group(desk)


async def propose(
    group: Group,
    *,
    by: str = "Lilis",
    subject: int = 7,
    about: int | None = None,
    never: tuple[int, ...] = (),
) -> Approval:
    async def job(unit: Unit) -> Approval:
        return await approvals.propose(
            unit,
            group.id,
            by=group.numbers[by],
            kind="correction",
            subject=subject,
            words=WORDS,
            body={"entry": subject, "right": {"amount": 10_000}},
            about=about,
            never=never,
        )

    return await group.run(by, job)


async def agree(group: Group, approval: Approval, name: str, digest: str = "") -> Approval:
    async def job(unit: Unit) -> Approval:
        return await approvals.agree(
            unit, approval.id, digest=digest or approval.digest, second=group.numbers[name]
        )

    return await group.run(name, job)


async def states(group: Group) -> list[tuple[str, int | None]]:
    return [tuple(row) for row in await group.rows("SELECT state, second_member FROM approvals ORDER BY id")]


async def test_the_other_officer_agrees_to_the_very_words_and_body(group: Group) -> None:
    made = await propose(group)
    agreed = await agree(group, made, "Cucu")
    assert (agreed.words, agreed.body, agreed.by, agreed.second) == (
        WORDS,
        {"entry": 7, "right": {"amount": 10_000}},
        1,
        2,
    )
    assert await states(group) == [("agreed", 2)]


@pytest.mark.parametrize("name", ["Lilis", "Tati"])
async def test_neither_she_who_asked_nor_a_member_agrees(group: Group, name: str) -> None:
    made = await propose(group)
    with pytest.raises((NeedsAnother, NotAllowed)):
        await agree(group, made, name)
    assert await states(group) == [("waiting", None)]


async def test_it_is_agreed_to_once_however_many_agree_at_the_same_time(group: Group) -> None:
    await group.add("Rina", Role.SECRETARY)
    made = await propose(group)
    await agree(group, made, "Rina")
    with pytest.raises(AlreadySettled):
        await agree(group, made, "Cucu")
    assert await states(group) == [("agreed", group.numbers["Rina"])]


async def test_of_officers_who_agree_in_the_very_same_moment_one_counts(group: Group) -> None:
    names = ("Cucu", "Rina", "Euis", "Nani")
    for name in names[1:]:
        await group.add(name, Role.SECRETARY)
    for _time in range(3):
        made = await propose(group)
        came = await asyncio.gather(*(agree(group, made, name) for name in names), return_exceptions=True)
        assert sorted(type(each).__name__ for each in came) == ["AlreadySettled"] * 3 + ["Approval"]


async def test_another_digest_is_not_what_she_was_shown(group: Group) -> None:
    made, other = await propose(group), await propose(group, subject=8)
    with pytest.raises(Changed):
        await agree(group, made, "Cucu", other.digest)


async def test_a_body_that_was_changed_in_the_records_is_never_agreed_to(group: Group) -> None:
    made = await propose(group)

    async def forge(unit: Unit) -> None:
        owner, place = owner_of(group.id), cell(approvals.BODY_PLACE, made.id)
        await unit.vault.have([owner])
        (row,) = await unit.fetch("SELECT body FROM approvals")
        body = json.loads(unit.vault.unseal(owner, place, bytes(row["body"])))
        body["do"]["right"]["amount"] = 10_000_000
        unit.write("UPDATE approvals SET body = $1", unit.vault.seal(owner, place, json.dumps(body).encode()))

    await group.run("Lilis", forge)
    with pytest.raises(Changed):
        await agree(group, made, "Cucu")
    other = await propose(group, subject=8)
    listed = await group.run("Cucu", lambda unit: approvals.list_waiting(unit, group.id))
    assert [each.id for each in listed] == [other.id]


@pytest.mark.parametrize(
    "change", ["by_member = 2", "expires_ms = expires_ms + 1", "kind = 'month'", "subject = 9"]
)
async def test_nor_to_what_seems_to_come_from_another_or_to_last_longer(group: Group, change: str) -> None:
    made = await propose(group)
    await group.rows("UPDATE approvals SET " + change + " RETURNING id")
    for name in ("Lilis", "Cucu"):
        with pytest.raises(Changed):
            await agree(group, made, name)
    assert await group.run("Cucu", lambda unit: approvals.list_waiting(unit, group.id)) == []


async def test_a_role_that_ended_meanwhile_agrees_to_nothing(group: Group) -> None:
    made = await propose(group)
    await group.end_role("Cucu")
    with pytest.raises(NotAllowed):
        await agree(group, made, "Cucu")
    assert await states(group) == [("waiting", None)]


async def test_what_somebody_asked_for_who_is_no_officer_any_more_is_over(group: Group) -> None:
    made = await propose(group)
    await group.end_role("Lilis")
    with pytest.raises(TooLongAgo):
        await agree(group, made, "Cucu")


async def test_after_some_days_it_is_too_late(group: Group) -> None:
    made = await propose(group)
    group.desk.now_ms += VALID_MS
    with pytest.raises(TooLongAgo):
        await agree(group, made, "Cucu")
    assert await group.run("Cucu", lambda unit: approvals.list_waiting(unit, group.id)) == []


async def test_nobody_agrees_to_what_is_about_herself_where_another_can(group: Group) -> None:
    assert (await agree(group, await propose(group, about=2), "Cucu")).second == 2  # there is nobody else
    await group.add("Rina", Role.SECRETARY)
    made = await propose(group, about=2)
    with pytest.raises(NeedsAnother):
        await agree(group, made, "Cucu")
    assert (await agree(group, made, "Rina")).second == group.numbers["Rina"]


async def test_who_has_no_part_in_it_neither_asks_nor_answers_also_if_nobody_is_left(group: Group) -> None:
    with pytest.raises(NotForOwn):
        await propose(group, never=(1,))
    with pytest.raises(NoThirdOfficer):
        await propose(group, never=(2,))
    await group.add("Rina", Role.SECRETARY)
    made = await propose(group, never=(3, 2))
    assert made.never == (2, 3)
    with pytest.raises(NeedsAnother):
        await agree(group, made, "Cucu")
    with pytest.raises(NeedsAnother):
        await group.run("Cucu", lambda unit: approvals.refuse(unit, made.id, second=2))
    await group.end_role("Rina")
    with pytest.raises(NotAllowed):
        await agree(group, made, "Rina")
    with pytest.raises(NeedsAnother):
        await agree(group, made, "Cucu")


async def test_what_was_settled_in_another_way_waits_no_more(group: Group) -> None:
    await propose(group)
    await propose(group, subject=8)

    async def drop(unit: Unit) -> None:
        await approvals.drop(unit, group.id, "correction", 7)
        await approvals.drop(unit, group.id, "reopen", 8)

    await group.run("Lilis", drop)
    assert await states(group) == [("withdrawn", None), ("waiting", None)]


async def test_two_records_of_one_woman_are_no_two_women(group: Group) -> None:
    async def link(unit: Unit) -> None:
        first, second = (group.actors[name].person_id for name in ("Lilis", "Cucu"))
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second, first)

    made = await propose(group)
    await group.run("Lilis", link)
    with pytest.raises(NeedsAnother):
        await agree(group, made, "Cucu")
    with pytest.raises(AloneInOffice):
        await propose(group)


async def test_a_second_officer_made_on_the_same_phone_is_none(group: Group) -> None:
    await group.end_role("Cucu")

    async def make(unit: Unit) -> None:
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=group.actors["Neneng"].person_id,
            grant=group.actors["Cucu"].roles[0],
            now_ms=unit.now_ms,
        )
        unit.write(
            "UPDATE accounts SET owner_id = $2 WHERE id = $1",
            group.actors["Neneng"].account_id,
            group.actors["Tati"].person_id,
        )

    await group.run("Lilis", make)
    with pytest.raises(AloneInOffice):
        await propose(group)


async def test_who_is_alone_cannot_ask(group: Group) -> None:
    await group.end_role("Cucu")
    with pytest.raises(AloneInOffice):
        await propose(group)


async def test_asking_again_for_the_same_withdraws_what_waited(group: Group) -> None:
    first = await propose(group)
    await propose(group)
    with pytest.raises(AlreadySettled):
        await agree(group, first, "Cucu")
    assert [row[0] for row in await states(group)] == ["withdrawn", "waiting"]


async def test_no_more_waits_than_can_be_looked_through(group: Group) -> None:
    for subject in range(1, WAITING_MAX + 1):
        await propose(group, subject=subject)
    with pytest.raises(TooManyWaiting):
        await propose(group, subject=100)


async def test_it_can_be_refused_by_the_other_and_taken_back_by_herself(group: Group) -> None:
    made = await propose(group)
    with pytest.raises(NotAllowed):
        await group.run("Cucu", lambda unit: approvals.withdraw(unit, made.id, by=2))
    await group.run("Lilis", lambda unit: approvals.withdraw(unit, made.id, by=1))
    other = await propose(group)
    with pytest.raises(NeedsAnother):
        await group.run("Lilis", lambda unit: approvals.refuse(unit, other.id, second=1))
    await group.run("Cucu", lambda unit: approvals.refuse(unit, other.id, second=2))
    assert await states(group) == [(State.WITHDRAWN, None), (State.REFUSED, 2)]


async def test_the_menu_counts_what_others_have_asked_for(group: Group) -> None:
    await propose(group)

    async def count(unit: Unit) -> int:
        return await approvals.count_waiting_for(unit, [group.id], unit.actor.person_id)

    assert (await group.run("Cucu", count), await group.run("Lilis", count)) == (1, 0)


async def test_what_is_missing_reads_like_what_is_foreign(group: Group) -> None:
    with pytest.raises(NotAllowed):
        await group.run("Cucu", lambda unit: approvals.get(unit, 1))


async def test_once_it_is_answered_or_too_old_its_words_are_gone(group: Group) -> None:
    answered, forgotten = await propose(group), await propose(group, subject=8)
    await agree(group, answered, "Cucu")

    async def forget(unit: Unit) -> None:
        approvals.forget_expired(unit)

    await group.run("Lilis", forget)
    assert [bool(row[0]) for row in await group.rows("SELECT body FROM approvals ORDER BY id")] == [
        False,
        True,
    ]
    group.desk.now_ms += VALID_MS
    await group.run("Lilis", forget)
    assert [bool(row[0]) for row in await group.rows("SELECT body FROM approvals ORDER BY id")] == [
        False,
        False,
    ]
    found = await group.run("Lilis", lambda unit: approvals.get(unit, forgotten.id))
    assert (found.state, found.words.message, found.body) == (State.WITHDRAWN, "", {})


async def test_when_a_member_is_erased_what_waits_in_her_groups_is_gone_and_her_number_too(
    group: Group,
) -> None:
    await propose(group)

    async def erase(unit: Unit) -> None:
        signing.keep(unit, signing.prepare(unit, "804172"), from_ms=unit.now_ms)
        await erasure.erase_person(unit, unit.actor.person_id)

    await group.run("Tati", erase)
    assert await group.rows("SELECT state, length(body) FROM approvals") == [("withdrawn", 0)]
    assert await group.rows("SELECT person_id FROM signing_pins") == []


async def test_the_inspection_opens_what_is_sealed_by_the_group(group: Group) -> None:
    await propose(group)
    storage = group.desk.storage
    found = await inspection.open_sealed(storage.engine, storage.vault, everything=True)
    (mine,) = [each for each in found if each.place == approvals.BODY_PLACE]
    assert (mine.opened, mine.broken, mine.keyless) == (1, 0, 0)

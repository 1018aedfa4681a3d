"""Consent on both engines: the latest answer decides, for one purpose and one office, and nothing is ever changed."""

import pytest

from db import consents, groups
from db.consents import Consent
from db.people import Actor
from db.unit import Unit
from domain.purposes import ConsentMissing, Controller, ProcessingPaused, Purpose, Side
from domain.zones import WITA
from tests.db.office_world import World, world

__all__ = ["world"]


async def answer(
    world: World, woman: Actor, given: str, *, office: int | None = None, purpose: str = "screening"
) -> int:
    async def job(unit: Unit) -> int:
        return consents.record(
            unit,
            person_id=woman.person_id,
            organisation_id=office,
            purpose=purpose,
            version="1",
            text="Boleh saya catat?",
            answer=given,
            manner="typed",
        )

    return await world.run(job, by=woman)


async def current(
    world: World, woman: Actor, *, office: int | None = None, purpose: str = "screening"
) -> Consent | None:
    async def job(unit: Unit) -> Consent | None:
        return await consents.find_current(unit, woman.person_id, purpose, office)

    return await world.run(job, by=woman)


async def test_who_was_never_asked_has_no_consent(world: World) -> None:
    assert await current(world, await world.woman(), office=world.office) is None


@pytest.mark.parametrize("answers, given", [(["yes"], True), (["no"], False), (["yes", "withdrawn"], False)])
async def test_the_latest_answer_decides(world: World, answers: list[str], given: bool) -> None:
    woman = await world.woman()
    for each in answers:
        await answer(world, woman, each, office=world.office)
    found = await current(world, woman, office=world.office)
    assert found is not None
    assert (found.is_given, found.answer, found.at_ms) == (given, answers[-1], world.desk.now_ms)


async def test_a_yes_counts_for_its_own_office_purpose_and_person_only(world: World) -> None:
    woman, other = await world.woman(), await world.woman()
    elsewhere = await world.add_office("Kantor Lain", "berau")
    await answer(world, woman, "yes", office=world.office)
    await answer(world, woman, "yes", purpose="reminders")
    assert await current(world, woman, office=elsewhere) is None
    assert await current(world, woman) is None
    assert await current(world, woman, office=world.office, purpose="reminders") is None
    assert await current(world, other, office=world.office) is None
    program_itself = await current(world, woman, purpose="reminders")
    assert program_itself is not None
    assert program_itself.organisation_id is None


async def test_every_answer_stays_with_the_words_she_was_shown_and_leaves_an_audit_row(world: World) -> None:
    woman = await world.woman()
    for each in ("no", "yes", "withdrawn"):
        await answer(world, woman, each, office=world.office)

    async def job(unit: Unit) -> tuple[Consent, ...]:
        return await consents.list_all(unit, woman.person_id)

    kept = await world.run(job, by=woman)
    assert [each.answer for each in kept] == ["no", "yes", "withdrawn"]
    assert {each.text for each in kept} == {"Boleh saya catat?"}
    assert await world.audited("write", "consent") == [(woman.person_id, woman.person_id)] * 3


async def test_a_spoken_yes_names_the_helper_who_heard_it(world: World) -> None:
    woman, helper = await world.woman(), await world.woman()

    async def record(unit: Unit, helper_id: int | None) -> int:
        return consents.record(
            unit,
            person_id=woman.person_id,
            organisation_id=world.office,
            purpose="screening",
            version="1",
            text="Boleh saya catat?",
            answer="yes",
            manner="spoken",
            helper_id=helper_id,
        )

    with pytest.raises(ValueError, match="helper"):
        await world.run(lambda unit: record(unit, None), by=helper)
    await world.run(lambda unit: record(unit, helper.person_id), by=helper)
    found = await current(world, woman, office=world.office)
    assert found is not None
    assert (found.manner, found.helper_id) == ("spoken", helper.person_id)


async def group_answer(world: World, woman: Actor, given: str, group_id: int) -> None:
    controller = Controller(side=Side.GROUP, id=group_id, name="Mentari")

    async def job(unit: Unit) -> int:
        return consents.answer(
            unit,
            woman.person_id,
            Purpose.SAVINGS,
            controller,
            version="1",
            text="Boleh dicatat?",
            given=given,
        )

    await world.run(job, by=woman)


async def test_what_is_allowed_to_a_group_is_not_allowed_to_the_office_or_another_group(world: World) -> None:
    woman = await world.woman()

    async def add(unit: Unit) -> tuple[int, int]:
        return (
            groups.add(unit, name="Mentari", place="Desa", zone=WITA, demo=True),
            groups.add(unit, name="Melati", place="Desa", zone=WITA, demo=True),
        )

    mentari, melati = await world.run(add)
    await group_answer(world, woman, "yes", mentari)

    async def require(unit: Unit, group_id: int | None, organisation_id: int | None) -> Consent:
        return await consents.require(
            unit, woman.person_id, Purpose.SAVINGS, group_id=group_id, organisation_id=organisation_id
        )

    assert (await world.run(lambda unit: require(unit, mentari, None), by=woman)).is_given
    for group_id, organisation_id in ((melati, None), (None, world.office), (None, None)):
        with pytest.raises(ConsentMissing):
            await world.run(lambda unit, a=group_id, b=organisation_id: require(unit, a, b), by=woman)  # type: ignore[misc]
    current = await world.run(lambda unit: consents.list_current(unit, woman.person_id), by=woman)
    assert {key: each.answer for key, each in current.items()} == {("savings", 0, mentari): "yes"}


async def test_an_office_can_not_ask_for_savings(world: World) -> None:
    woman = await world.woman()
    controller = Controller(side=Side.OFFICE, id=world.office, name="Kantor")

    async def job(unit: Unit) -> int:
        return consents.answer(
            unit, woman.person_id, Purpose.SAVINGS, controller, version="1", text="?", given="yes"
        )

    with pytest.raises(AssertionError, match="savings"):
        await world.run(job, by=woman)


async def test_a_yes_is_required_again_after_a_withdrawal_and_while_she_pauses(world: World) -> None:
    woman = await world.woman()

    async def require(unit: Unit) -> Consent:
        return await consents.require(unit, woman.person_id, Purpose.SCREENING, organisation_id=world.office)

    async def pause(unit: Unit, paused: bool) -> bool:
        consents.set_paused(unit, woman.person_id, paused)
        return await consents.is_paused(unit, woman.person_id)

    for given, allowed in (("no", False), ("yes", True), ("withdrawn", False), ("yes", True)):
        await answer(world, woman, given, office=world.office)
        if allowed:
            assert (await world.run(require, by=woman)).is_given
        else:
            with pytest.raises(ConsentMissing):
                await world.run(require, by=woman)
    assert await world.run(lambda unit: pause(unit, True), by=woman)
    with pytest.raises(ProcessingPaused):
        await world.run(require, by=woman)
    assert not await world.run(lambda unit: pause(unit, False), by=woman)
    assert (await world.run(require, by=woman)).is_given


async def test_who_was_never_asked_may_be_written_to_about_what_she_began(world: World) -> None:
    woman = await world.woman()

    async def check(unit: Unit) -> None:
        await consents.require_not_refused(
            unit, woman.person_id, Purpose.CONTACT, organisation_id=world.office
        )

    await world.run(check, by=woman)
    await answer(world, woman, "withdrawn", office=world.office, purpose="contact")
    with pytest.raises(ConsentMissing):
        await world.run(check, by=woman)

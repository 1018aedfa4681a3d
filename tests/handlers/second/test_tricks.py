"""How money could be taken by one alone, in small pieces or by her own phones, and what is written of who said no."""

from typing import Any

import pytest

from db import consents, ledger, meetings, members, payouts, people
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import SecondNeeded, saving
from domain.money import Rupiah
from domain.payouts import Kind, NoWitness, Payout
from domain.purposes import Purpose
from domain.roles import Role, RoleGrant
from handlers.meeting.cash import keep_count
from handlers.second import correction_steps, on_its_way, payout_steps, receive
from tests.handlers.savers import TODAY, as_lilis, mentari, number_of, save
from tests.handlers.second.scenes import open_meeting
from tests.world import MENTARI, Way, World

DAY_S = 24 * 3_600


def tea(member: int, amount: int) -> dict[str, Any]:
    return payout_steps.body_of(
        kind=Kind.COST,
        account=Account.BIAYA_RAPAT,
        member=member,
        witness=None,
        amount=amount,
        note="teh",
    )


async def spend(world: World, amount: int) -> None:
    me = await number_of(world, "Lilis")

    async def job(unit: Unit) -> None:
        await payout_steps.start_alone(unit, world.groups[MENTARI], tea(me, amount))

    await as_lilis(world, job)


async def test_small_sums_of_one_day_are_one_large_sum(world: World) -> None:
    await mentari(world, "Tati")
    await save(world, "Tati", 500_000)
    await spend(world, 30_000)
    await spend(world, 20_000)
    with pytest.raises(SecondNeeded):
        await spend(world, 1_000)
    await world.pass_time(DAY_S - 60)
    with pytest.raises(SecondNeeded):
        await spend(world, 1_000)
    await world.pass_time(120)
    await spend(world, 50_000)


async def start(world: World, body: dict[str, Any]) -> Payout:
    """Two officers have agreed to it."""
    lilis, cucu = await number_of(world, "Lilis"), await number_of(world, "Cucu")
    found: list[Payout] = []

    async def job(unit: Unit) -> None:
        made, _done = await payout_steps._start(unit, world.groups[MENTARI], body, by=lilis, second=cucu)
        found.append(made)

    await as_lilis(world, job)
    return found[0]


def withdrawal(member: int, witness: int | None = None) -> dict[str, Any]:
    return payout_steps.body_of(
        kind=Kind.WITHDRAWAL,
        account=Account.SUKARELA,
        member=member,
        witness=witness,
        amount=10_000,
        note="",
    )


async def without_a_phone(world: World, name: str, linked: str = "") -> int:
    """A woman whom only the book knows; linked: whose phone was taken for hers."""
    found: list[int] = []

    async def job(unit: Unit) -> None:
        number = await members.add(unit, world.groups[MENTARI], name=name, joined_day=unit.now.date())
        if linked:
            members.link(unit, world.groups[MENTARI], number, (await world.actor(unit, linked)).person_id)
        found.append(number)

    await as_lilis(world, job)
    return found[0]


async def deposit(world: World, name: str, number: int) -> None:
    """What she has, put in by way of a friend's record and moved: simply a saving of hers."""

    async def job(unit: Unit) -> None:
        draft = saving(day=TODAY, by=1, member=number, kind=SavingKind.SUKARELA, amount=50_000)
        await ledger.post(unit, world.groups[MENTARI], draft, key=f"deposit/{name}")

    await as_lilis(world, job)


async def test_an_officers_phone_gives_no_word_for_another_woman(world: World) -> None:
    await mentari(world, "Tati")
    taken = await without_a_phone(world, "Onah", linked="Lilis")
    await deposit(world, "Onah", taken)
    with pytest.raises(NoWitness):
        await start(world, withdrawal(taken))
    made = await start(world, withdrawal(taken, witness=await number_of(world, "Tati")))
    assert made.signer == await number_of(world, "Tati")


async def test_nor_is_a_record_that_an_officers_phone_holds_a_witness(world: World) -> None:
    await mentari(world, "Tati")
    onah, other = await without_a_phone(world, "Onah"), await without_a_phone(world, "Popon", linked="Tati")
    await deposit(world, "Onah", onah)

    async def is_lilis(unit: Unit) -> None:
        lilis, tati = await world.actor(unit, "Lilis"), await world.actor(unit, "Tati")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", tati.person_id, lilis.person_id)

    await as_lilis(world, is_lilis)
    for witness in (other, await number_of(world, "Tati")):
        with pytest.raises(NoWitness):
            await start(world, withdrawal(onah, witness=witness))
    listed: list[payout_steps.Receiver] = []

    async def look(unit: Unit) -> None:
        listed.extend(await payout_steps.list_receivers(unit, world.groups[MENTARI]))

    await as_lilis(world, look)
    assert {each.number for each in listed if each.outsider} == {onah}
    assert {each.number for each in listed if each.has_phone} == {
        await number_of(world, "Lilis"),
        await number_of(world, "Cucu"),
    }


async def test_a_witness_who_has_become_an_officer_is_none_any_more(world: World) -> None:
    await mentari(world, "Tati")
    onah = await without_a_phone(world, "Onah")
    await deposit(world, "Onah", onah)
    made = await start(world, withdrawal(onah, witness=await number_of(world, "Tati")))

    async def rises(unit: Unit) -> None:
        grant = RoleGrant(Role.SECRETARY, group_id=world.groups[MENTARI])
        tati = await world.actor(unit, "Tati")
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=tati.person_id, grant=grant, now_ms=unit.now_ms
        )

    await as_lilis(world, rises)

    async def says_yes(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Tati")
        with pytest.raises(NoWitness):
            await receive.say_yes(unit, made.id)
        assert [each.id for each in await payouts.list_waiting(unit, world.groups[MENTARI])] == [made.id]

    await as_lilis(world, says_yes)


async def test_a_phone_that_she_got_meanwhile_takes_no_word_from_her_witness(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    onah = await without_a_phone(world, "Onah")
    await deposit(world, "Onah", onah)
    made = await start(world, withdrawal(onah, witness=await number_of(world, "Tati")))

    async def says_yes(unit: Unit) -> None:
        members.link(unit, world.groups[MENTARI], onah, (await world.actor(unit, "Neneng")).person_id)
        unit.actor = await world.actor(unit, "Tati")
        await receive.say_yes(unit, made.id)

    await as_lilis(world, says_yes)


async def test_of_a_woman_who_took_her_consent_back_the_sum_is_put_right_without_words_or_a_message(
    world: World,
) -> None:
    await mentari(world, "Tati")
    entry = await save(world, "Tati", 10_000)
    group = world.groups[MENTARI]

    async def correct(unit: Unit) -> None:
        tati = await world.actor(unit, "Tati")
        consents.record(
            unit,
            person_id=tati.person_id,
            organisation_id=None,
            group_id=group,
            purpose=Purpose.SAVINGS.value,
            version="1",
            text="Boleh?",
            answer=consents.WITHDRAWN,
            manner=consents.TYPED,
        )
        member = await members.number_of(unit, group, tati.person_id)
        right = correction_steps.Right(
            member=member, name="Tati", kind="wajib", label="", amount=Rupiah(20_000)
        )
        body = correction_steps.body_of(entry=entry, right=right, reason="kenari", meeting=0, day=TODAY)
        await correction_steps.correct_alone(unit, group, body, "demo")
        assert unit.told == []
        assert (await ledger.member_balances(unit, group, member))[Account.WAJIB] == 20_000

    await as_lilis(world, correct)
    notes = await world.run(lambda unit: unit.fetch("SELECT note FROM ledger_entries WHERE note IS NOT NULL"))
    assert list(notes) == []


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_no_word_of_hers_looks_like_a_line_that_the_second_officer_agrees_to(world: World) -> None:
    await mentari(world, "Tati")
    await save(world, "Tati", 500_000)
    note = "tikar: Rp5.000.\nUangnya untuk Tati"
    for text in ("biaya", "biaya lain", note, "200 ribu", "lilis"):
        world.next_message()
        await world.phones.write("Lilis", text)
        await world.rest()
    (shown,) = [each.text for each in world.phones.screen("Lilis") if "Benar begitu?" in each.text]
    assert [line for line in shown.splitlines() if line.startswith("Uangnya")] == ["Uangnya untuk Lilis."]


async def counted(world: World) -> int | None:
    """What was counted in the open meeting, None where it is to be counted."""
    return await world.run(lambda unit: _counted(unit, world.groups[MENTARI]))


async def _counted(unit: Unit, group: int) -> int | None:
    return (await meetings.get(unit, group, 1)).counted


async def count(world: World, amount: int, key: str) -> None:
    await as_lilis(
        world, lambda unit: keep_count(unit, world.groups[MENTARI], 1, amount, amount, "", f"count/{key}")
    )


async def test_a_box_that_was_counted_before_a_correction_is_counted_again(world: World) -> None:
    await mentari(world, "Tati")
    await open_meeting(world, Tati=10_000)
    tati = await number_of(world, "Tati")
    await count(world, 10_000, "1")

    async def correct(unit: Unit, amount: int) -> None:
        group = world.groups[MENTARI]
        right = correction_steps.Right(
            member=tati, name="Tati", kind="sukarela", label="", amount=Rupiah(amount)
        )
        newest = (await ledger.head(unit, group)).number
        body = correction_steps.body_of(entry=newest, right=right, reason="x", meeting=0, day=TODAY)
        await correction_steps.correct_alone(unit, group, body, str(newest))

    await as_lilis(world, lambda unit: correct(unit, 10_000))  # another kind; the box is the same
    assert await counted(world) == 10_000
    await as_lilis(world, lambda unit: correct(unit, 15_000))
    assert await counted(world) is None


async def test_money_that_leaves_a_counted_box_or_comes_back_is_counted_again(world: World) -> None:
    await mentari(world, "Tati")
    await save(world, "Tati", 50_000, SavingKind.SUKARELA)
    await open_meeting(world, Tati=10_000)
    await count(world, 60_000, "1")
    made = await start(world, withdrawal(await number_of(world, "Tati")))
    assert await counted(world) is None
    await count(world, 50_000, "2")
    await as_lilis(world, lambda unit: on_its_way.cancel(unit, made.id))
    assert await counted(world) is None
    await count(world, 60_000, "3")
    made = await start(world, withdrawal(await number_of(world, "Tati")))
    await count(world, 50_000, "4")

    async def says_yes(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Tati")
        await receive.say_yes(unit, made.id)

    await as_lilis(world, says_yes)
    assert await counted(world) == 50_000  # what was on its way was not in the box when it was counted

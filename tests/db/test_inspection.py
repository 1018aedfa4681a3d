"""What the check reads: on both engines, and of a large table to its very end."""

import os

from conversation.text import _
from db import inspection, meta, people, requests
from db.engine import Engine
from db.inspection import PLACES, SLICE, Sealed, Tally
from db.people import Actor
from db.push_buttons import add_push
from db.requests import Contact
from db.screenings import SetResult
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from tests.db.desk import NOON_MS, Desk

RESULT = SetResult(
    set_id="kota-batu-wrse",
    set_version="1",
    overall="cocok_awal",
    priority=0,
    is_example=True,
    answers={"usia": 41},
    levels={"usia": "sesuai"},
    sources={"usia": "kriteria"},
)


def engine_of(desk: Desk) -> Engine:
    """The program's own connection: what is read here needs no second one."""
    return desk.storage.engine


async def opened(desk: Desk, *, everything: bool = False) -> dict[str, Sealed]:
    found = await inspection.open_sealed(engine_of(desk), desk.storage.vault, everything=everything)
    return {each.place: each for each in found if each.opened or each.broken or each.keyless}


async def sent_request(desk: Desk, actor: Actor) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = actor
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES (1, 'Kantor', 'Asia/Jakarta', '{}')"
        )
        await requests.submit(
            unit,
            person_id=actor.person_id,
            organisation_id=1,
            kind="screening",
            wants_person=False,
            contact=Contact(way="chat", from_min=None, to_min=None),
            results=[RESULT],
        )

    await desk.run(job)


async def test_a_fresh_database_has_its_schema_its_triggers_and_no_fault(desk: Desk) -> None:
    engine = engine_of(desk)

    assert await meta.schema_version(engine) >= 1
    assert await inspection.list_missing_triggers(engine) == []
    assert await inspection.count_structure_faults(engine) == (0, 0)
    assert await inspection.tally_inbox(engine) == {}
    assert await inspection.tally_outbox(engine) == {}


async def test_events_are_tallied_with_the_first_and_the_last_of_each_state(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        for number, (state, at_ms) in enumerate(
            [("new", 5), ("new", 9), ("failed", 7), ("done", 1), ("quarantined", 3)], start=1
        ):
            unit.write(
                "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries)"
                " VALUES ($1, 'simulator', $2, $3, 0, $4, 1)",
                number,
                bytes([number]),
                at_ms,
                state,
            )

    await desk.run(job)

    assert await inspection.tally_inbox(engine_of(desk)) == {
        "new": Tally(2, 5, 9),
        "failed": Tally(1, 7, 7),
        "quarantined": Tally(1, 3, 3),
    }


async def test_what_was_sealed_for_a_woman_opens_and_is_counted_by_column(desk: Desk) -> None:
    siti = await desk.person("Siti")
    await sent_request(desk, siti)

    found = await opened(desk)

    assert set(found) <= set(PLACES)
    assert {place: each.opened for place, each in found.items()} == {
        "accounts.address": 1,
        "persons.details": 1,
        "requests.contact": 1,
        "screenings.result": 1,
    }
    assert inspection.totals(list(found.values())) == {"opened": 4, "broken": 0, "keyless": 0}


async def test_a_result_moved_to_another_row_does_not_open(desk: Desk) -> None:
    siti, yuyun = await desk.person("Siti"), await desk.person("Yuyun")

    async def move(unit: Unit) -> None:
        row = await unit.fetch_one("SELECT details FROM persons WHERE id = $1", siti.person_id)
        assert row is not None
        unit.write("UPDATE persons SET details = $2 WHERE id = $1", yuyun.person_id, bytes(row["details"]))

    await desk.run(move)

    assert (await opened(desk))["persons.details"] == Sealed(
        place="persons.details", opened=1, broken=1, keyless=0
    )


async def test_a_person_whose_key_is_gone_is_missing_and_her_rows_are_not_called_broken(desk: Desk) -> None:
    siti, _yuyun = await desk.person("Siti"), await desk.person("Yuyun")
    await desk.storage.vault.destroy([f"p{siti.person_id}"])

    keys = await inspection.check_keys(engine_of(desk), desk.storage.vault)
    found = await opened(desk)

    assert (keys.persons, keys.missing, keys.locked) == (2, 1, 0)
    assert found["persons.details"] == Sealed(place="persons.details", opened=1, broken=0, keyless=1)


async def test_the_newest_rows_are_opened_or_all_of_them(desk: Desk) -> None:
    siti = await desk.person("Siti")
    extra = SLICE + 7

    async def many(unit: Unit) -> None:
        await unit.vault.have([f"p{siti.person_id}"])
        for _number in range(extra):
            account_id = unit.new_id()
            people.add_account(
                unit,
                account_id=account_id,
                person_id=siti.person_id,
                channel="simulator",
                address=os.urandom(8).hex(),
                now_ms=NOON_MS,
            )

    await desk.run(many)

    assert (await opened(desk))["accounts.address"].opened == SLICE
    assert (await opened(desk, everything=True))["accounts.address"].opened == extra + 1


async def test_push_buttons_are_all_opened_although_they_have_no_number(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def many(unit: Unit) -> None:
        await unit.vault.have([f"p{siti.person_id}"])
        for number in range(SLICE + 3):
            add_push(
                unit, siti.person_id, PushButton(label=_("Lihat"), talk="kabar", args=(number,)), "matter"
            )

    await desk.run(many)

    assert (await opened(desk, everything=True))["push_buttons.args"].opened == SLICE + 3


async def test_messages_are_tallied_by_state_without_those_at_their_end(desk: Desk) -> None:
    siti = await desk.person("Siti")

    async def job(unit: Unit) -> None:
        for number, state in enumerate(["queued", "retry", "held", "sent", "dropped", "queued"], start=1):
            unit.write(
                "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
                " VALUES ($1, $2, $3, 'simulator', $4, 1, $5, $6, 0)",
                number,
                siti.account_id,
                siti.person_id,
                MessageClass.ANSWER.value,
                state,
                number * 10,
            )

    await desk.run(job)

    assert await inspection.tally_outbox(engine_of(desk)) == {
        "queued": Tally(2, 10, 60),
        "retry": Tally(1, 20, 20),
        "held": Tally(1, 30, 30),
    }

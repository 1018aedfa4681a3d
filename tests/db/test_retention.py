"""What is old enough is forgotten by a moved clock, what is still in progress never; slice by slice, once a day."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conversation.text import _
from db import groups, members, notices, outbox, retention
from db.erasure import erase_person
from db.members import NewMember
from db.outbox import Queued
from db.people import Actor
from db.push_buttons import add_push
from db.talks import Talk, save
from db.unit import PushButton, Unit
from domain.keeping import PERIODS, Kept
from tests.db.desk import Desk
from tests.db.forgetting import keeper, rows

DAY_MS = retention.DAY_MS


async def message(desk: Desk, who: Actor, *, kind: str = "answer", state: str = "sent") -> int:
    async def job(unit: Unit) -> int:
        queued = Queued(
            id=unit.new_id(),
            account_id=who.account_id,
            person_id=who.person_id,
            channel="simulator",
            kind=kind,
            lane=1,
            due_ms=unit.now_ms,
            body=b"text",
            made_ms=unit.now_ms,
        )
        outbox.add(unit, queued, state=state)
        return queued.id

    return await desk.run(job)


async def forget_after(desk: Desk, folder: Path, days: int) -> None:
    """So many days later the clock has looked."""
    desk.now_ms += days * DAY_MS
    await keeper(desk, folder).run()


async def ids(desk: Desk, table: str) -> set[int]:
    return {row["id"] for row in await rows(desk, f"SELECT id FROM {table}")}


@pytest.mark.parametrize(
    "kept, made",
    [
        (Kept.SENT, {"state": "sent"}),
        (Kept.SENT, {"state": "dropped"}),
        (Kept.SENT, {"state": "uncertain"}),
        (Kept.RELAY, {"kind": "relay", "state": "sent"}),
        (Kept.UNREAD, {"state": "pull"}),
    ],
)
async def test_a_message_is_kept_to_its_last_day_and_not_longer(
    desk: Desk, tmp_path: Path, kept: Kept, made: dict[str, str]
) -> None:
    siti = await desk.person("Siti (demo)")
    await message(desk, siti, **made)

    await forget_after(desk, tmp_path, PERIODS[kept].days)
    assert len(await ids(desk, "outbox")) == 1
    await forget_after(desk, tmp_path, 1)
    assert await ids(desk, "outbox") == set()


@pytest.mark.parametrize("state", ["queued", "retry", "held", "sending"])
async def test_what_is_not_sent_yet_is_never_forgotten(desk: Desk, tmp_path: Path, state: str) -> None:
    siti = await desk.person("Siti (demo)")
    await message(desk, siti, state=state)

    await forget_after(desk, tmp_path, 400)

    assert len(await ids(desk, "outbox")) == 1


async def test_talks_and_buttons_nobody_took_up_are_forgotten(desk: Desk, tmp_path: Path) -> None:
    siti = await desk.person("Siti (demo)")

    async def job(unit: Unit) -> None:
        await unit.vault.have([f"p{siti.person_id}"])
        for state in ("open", "parked"):
            talk = Talk(
                id=unit.new_id(),
                account_id=siti.account_id,
                person_id=siti.person_id,
                name="skrining",
                entries=[],
                updated_ms=unit.now_ms,
            )
            save(unit, talk, state)
        add_push(unit, siti.person_id, PushButton(label=_("Buka"), talk="info"), "")

    await desk.run(job)
    await forget_after(desk, tmp_path, PERIODS[Kept.TALK].days)
    assert len(await ids(desk, "talks")) == 2
    await forget_after(desk, tmp_path, 1)
    assert await ids(desk, "talks") == set()
    assert len(await rows(desk, "SELECT person_id FROM push_buttons")) == 1
    await forget_after(desk, tmp_path, PERIODS[Kept.BUTTON].days)
    assert await rows(desk, "SELECT person_id FROM push_buttons") == []


async def a_request(desk: Desk, who: Actor, state: str) -> int:
    async def job(unit: Unit) -> int:
        request_id = unit.new_id()
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES (7, 'Kantor Contoh', 'Asia/Jakarta', '{}')"
            " ON CONFLICT (id) DO NOTHING"
        )
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, overall, contact, made_ms,"
            " changed_ms) VALUES ($1, $2, $3, 7, 'screening', $4, 'perlu_cek', $5, $6, $6)",
            request_id,
            str(request_id),
            who.person_id,
            state,
            b"sealed",
            unit.now_ms,
        )
        unit.write(
            "INSERT INTO screenings (id, request_id, person_id, set_id, set_version, overall, priority, result,"
            " made_ms) VALUES ($1, $2, $3, 's', '1', 'perlu_cek', 0, $4, $5)",
            unit.new_id(),
            request_id,
            who.person_id,
            b"sealed",
            unit.now_ms,
        )
        unit.write(
            "INSERT INTO decisions (id, request_id, person_id, by_person, state, detail, at_ms)"
            " VALUES ($1, $2, $3, 1, $4, $5, $6)",
            unit.new_id(),
            request_id,
            who.person_id,
            state,
            b"sealed",
            unit.now_ms,
        )
        return request_id

    return await desk.run(job)


async def test_answers_are_forgotten_after_what_the_consent_promised_and_the_decision_stays_as_a_number(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("Siti (demo)")
    over, still = await a_request(desk, siti, "belum_bisa"), await a_request(desk, siti, "menunggu_anggaran")

    await forget_after(desk, tmp_path, PERIODS[Kept.SCREENING].days)
    assert len(await ids(desk, "screenings")) == 2
    await forget_after(desk, tmp_path, 1)

    left = await rows(desk, "SELECT id, contact, overall, state FROM requests ORDER BY id")
    assert [(row["id"], row["contact"] is None, row["overall"]) for row in left] == [
        (over, True, "perlu_cek"),
        (still, False, "perlu_cek"),
    ]
    kept = await rows(desk, "SELECT request_id, detail FROM decisions ORDER BY request_id")
    assert [(row["request_id"], row["detail"] is None) for row in kept] == [(over, True), (still, False)]
    assert [row["request_id"] for row in await rows(desk, "SELECT request_id FROM screenings")] == [still]


async def test_somebody_who_never_wrote_again_is_erased_and_whoever_is_needed_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    silent, waiting, officer, writing = [await desk.person(name) for name in ("111", "222", "333", "444")]
    await a_request(desk, waiting, "menunggu")

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO roles (id, person_id, role, organisation_id, since_ms) VALUES (1, $1, 'worker', 7, 0)",
            officer.person_id,
        )

    await desk.run(job)
    days = PERIODS[Kept.PERSON].days
    desk.now_ms += days * DAY_MS

    async def wrote(unit: Unit) -> None:
        unit.write("UPDATE accounts SET last_in_ms = $2 WHERE id = $1", writing.account_id, unit.now_ms)

    await desk.run(wrote)
    await forget_after(desk, tmp_path, 1)
    await forget_after(desk, tmp_path, 1)

    erased = await rows(desk, "SELECT id FROM persons WHERE erased_ms > 0")
    assert [row["id"] for row in erased] == [silent.person_id]
    assert await desk.storage.vault._store.find([f"p{silent.person_id}"]) == {}


async def test_a_woman_without_a_phone_is_not_forgotten_while_she_is_in_a_group(
    desk: Desk, tmp_path: Path
) -> None:
    days = PERIODS[Kept.PERSON].days

    async def write_in(unit: Unit) -> list[int]:
        group_id = groups.add(unit, name="Kelompok Contoh", place="Desa", zone="Asia/Jakarta")
        entries = [NewMember(name=name) for name in ("Contoh Tati", "Contoh Siti")]
        await members.add_many(unit, group_id, entries, joined_day=unit.now.date())
        members.set_left(unit, group_id, 2, unit.now.date())
        return [each.person_id for each in await members.list_members(unit, group_id, left=True)]

    _tati, siti = await desk.run(write_in)
    await forget_after(desk, tmp_path, days + 2)
    erased = await rows(desk, "SELECT id FROM persons WHERE erased_ms > 0")
    assert [row["id"] for row in erased] == [siti]


async def test_what_somebody_once_practised_keeps_nobody(desk: Desk, tmp_path: Path) -> None:
    lilis = await desk.person("Lilis (demo)")

    async def practise(unit: Unit) -> None:
        group_id = groups.add(
            unit, name="Latihan", place="Desa", zone="Asia/Jakarta", practice_of=lilis.person_id
        )
        new = [NewMember(name="", person_id=lilis.person_id), NewMember(name="Melati (contoh)")]
        await members.add_many(unit, group_id, new, joined_day=unit.now.date())

    await desk.run(practise)
    await forget_after(desk, tmp_path, PERIODS[Kept.PERSON].days + 2)
    left = await rows(desk, "SELECT id FROM persons WHERE erased_ms = 0")
    assert [row["id"] for row in left] == []


async def test_a_consent_that_was_replaced_goes_and_the_one_that_holds_stays(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("Siti (demo)")

    async def answer(unit: Unit) -> None:
        unit.write(
            "INSERT INTO consents (id, person_id, purpose, version, text, answer, manner, at_ms)"
            " VALUES ($1, $2, 'screening', '1', 'Boleh?', 'yes', 'typed', $3)",
            unit.new_id(),
            siti.person_id,
            unit.now_ms,
        )

    await desk.run(answer)
    desk.now_ms += DAY_MS
    await desk.run(answer)
    first, second = sorted(await ids(desk, "consents"))
    storage, days = desk.storage, PERIODS[Kept.CONSENT].days

    async def walk() -> None:
        async def job(unit: Unit) -> int:
            return await retention.forget(unit, Kept.CONSENT, 0, days)

        assert await storage.writer.run(job) == 0

    desk.now_ms += days * DAY_MS
    await walk()
    assert await ids(desk, "consents") == {first, second}
    desk.now_ms += DAY_MS
    await walk()
    assert await ids(desk, "consents") == {second}

    await desk.run(lambda unit: erase_person(unit, siti.person_id))
    desk.now_ms += days * DAY_MS
    await walk()
    assert await ids(desk, "consents") == {second}
    desk.now_ms += DAY_MS
    await walk()
    assert await ids(desk, "consents") == set()


async def test_a_closed_request_about_her_data_goes_and_an_open_one_stays(desk: Desk) -> None:
    siti = await desk.person("Siti (demo)")
    days = PERIODS[Kept.DATA_REQUEST].days

    async def make(unit: Unit) -> None:
        for state, closed in (("open", None), ("done", unit.now_ms)):
            request_id = unit.new_id()
            unit.write(
                "INSERT INTO data_requests (id, code, person_id, kind, state, made_ms, due_ms, closed_ms)"
                " VALUES ($1, $2, $3, 'copy', $4, $5, $5, $6)",
                request_id,
                str(request_id),
                siti.person_id,
                state,
                unit.now_ms,
                closed,
            )

    async def walk(unit: Unit) -> int:
        return await retention.forget(unit, Kept.DATA_REQUEST, 0, days)

    await desk.run(make)
    desk.now_ms += days * DAY_MS + 1
    await desk.run(walk)

    assert [row["state"] for row in await rows(desk, "SELECT state FROM data_requests")] == ["open"]


async def test_a_text_to_many_goes_with_its_key(desk: Desk, tmp_path: Path) -> None:
    notice_id = await desk.run(lambda unit: notices.add(unit, b"text"))

    await forget_after(desk, tmp_path, PERIODS[Kept.UNREAD].days + 1)

    assert await ids(desk, "notices") == set()
    assert await desk.storage.vault._store.find([notices.owner_of(notice_id)]) == {}


async def test_a_long_table_is_taken_in_slices_and_gone_on_with_after_a_restart(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("Siti (demo)")

    async def many(unit: Unit) -> None:
        unit.write_many(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
            " VALUES ($1, $2, $3, 'simulator', 'answer', 1, 'sent', 0, $4)",
            [
                (unit.new_id(), siti.account_id, siti.person_id, unit.now_ms)
                for _n in range(retention.SLICE + 100)
            ],
        )

    await desk.run(many)
    desk.now_ms += (PERIODS[Kept.SENT].days + 1) * DAY_MS

    async def slice_(after: int) -> int:
        async def job(unit: Unit) -> int:
            return await retention.forget(unit, Kept.SENT, after, PERIODS[Kept.SENT].days)

        return await desk.run(job)

    after = await slice_(0)
    assert len(await ids(desk, "outbox")) == 100
    assert (await desk.run(retention.list_due))[Kept.SENT] == after > 0  # as a restarted program finds it
    assert await slice_(after) == 0
    assert await ids(desk, "outbox") == set()
    assert Kept.SENT not in await desk.run(retention.list_due)
    assert await desk.run(due_after(desk.now_ms - 1)) == desk.now_ms + DAY_MS


async def test_walks_that_began_minutes_apart_begin_together_the_next_day(desk: Desk, tmp_path: Path) -> None:
    first = desk.now_ms
    for kept in Kept:
        await desk.run(partial(retention.forget, kept=kept, after_id=0, days=PERIODS[kept].days))
        desk.now_ms += 60_000
    assert await desk.run(retention.list_due) == {}
    desk.now_ms = first + DAY_MS - 1
    assert await desk.run(retention.list_due) == {}
    desk.now_ms += 1
    assert set(await desk.run(retention.list_due)) == set(Kept)

    await keeper(desk, tmp_path).run()
    assert await desk.run(due_after(desk.now_ms)) == desk.now_ms + DAY_MS  # one moment for all


async def test_a_walk_that_is_not_nearly_due_waits_for_its_own_day(desk: Desk) -> None:
    await desk.run(partial(retention.forget, kept=Kept.SENT, after_id=0, days=PERIODS[Kept.SENT].days))
    desk.now_ms += retention.TOGETHER_MS + 1
    for kept in set(Kept) - {Kept.SENT}:
        await desk.run(partial(retention.forget, kept=kept, after_id=0, days=PERIODS[kept].days))
    desk.now_ms += DAY_MS - retention.TOGETHER_MS - 1
    assert set(await desk.run(retention.list_due)) == {Kept.SENT}


def due_after(after_ms: int) -> Callable[[Unit], Any]:
    return lambda unit: retention.next_due(unit, after_ms)

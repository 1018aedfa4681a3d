"""What the clock does next, and how an announcement stands to her whose row is claimed, on both engines."""

import pytest

from db import announcement_clock as clock
from db import consents, news_refusals, notices, people
from db.announcement_clock import Next
from db.unit import Unit
from db.vault import person as owner_of
from domain.announcements import AGREE_WITHIN_DAYS, Audience, NewsKind, Part, PartKind, State
from domain.purposes import Purpose
from tests.db.desk import Desk

OFFICE = 9
PATIENCE_MS = AGREE_WITHIN_DAYS * 86_400_000
TOWN = Audience(those=(Part(kind=PartKind.AREA, value="samarinda"),))


async def add(
    unit: Unit,
    *,
    state: str = "waiting",
    due_ms: int = 0,
    size: int = 1,
    queued_to: int = 0,
    settled_ms: int = 0,
    ended_ms: int = 0,
    begun_ms: int = 1,
    audience: Audience = TOWN,
) -> int:
    notice_id = await notices.add(unit, b"{}")
    unit.write(
        "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Balai', 'WIB', '{}') ON CONFLICT (id)"
        " DO NOTHING",
        OFFICE,
    )
    unit.write(
        "INSERT INTO persons (id, created_ms, zone) VALUES (8, 1, 'WIB') ON CONFLICT (id) DO NOTHING",
    )
    unit.write(
        "INSERT INTO announcements (id, code, organisation_id, made_by, news, state, audience, size, due_ms, queued_to,"
        " settled_ms, ended_ms, begun_ms, made_ms) VALUES ($1, $2, $3, 8, 'bantuan', $4, $11, $5, $6, $7, $8, $9,"
        " $10, 1)",
        notice_id,
        f"K{notice_id}",
        OFFICE,
        state,
        size,
        due_ms or unit.now_ms,
        queued_to,
        settled_ms,
        ended_ms,
        begun_ms,
        audience.pack(),
    )
    return notice_id


async def woman(unit: Unit) -> int:
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    return person_id


async def next_ids(desk: Desk) -> list[int]:
    async def job(unit: Unit) -> list[Next]:
        return await clock.list_next(unit)

    return [each.id for each in await desk.run(job)]


async def test_what_is_due_comes_the_smallest_first_and_nothing_that_waits_for_its_hour(desk: Desk) -> None:
    async def job(unit: Unit) -> list[int]:
        large = await add(unit, size=40_000)
        small = await add(unit, state="sending", size=25)
        await add(unit, due_ms=unit.now_ms + 1)
        for state in ("approval", "refused", "called_back"):
            await add(unit, state=state)
        return [small, large]

    assert await next_ids(desk) == []
    wanted = await desk.run(job)
    assert await next_ids(desk) == wanted


async def test_what_ended_is_looked_at_for_an_hour_by_the_second_and_for_three_days_by_the_minute(
    desk: Desk,
) -> None:
    async def job(unit: Unit) -> tuple[int, int]:
        lately = await add(unit, state="done", ended_ms=unit.now_ms - 1_000)
        yesterday = await add(unit, state="stopped", ended_ms=unit.now_ms - clock.WATCHED_MS - 1)
        await add(unit, state="done", ended_ms=unit.now_ms - clock.FOLLOWED_MS - 1)
        await add(
            unit, state="stopped", ended_ms=unit.now_ms - 1_000, begun_ms=0
        )  # nothing of it was ever queued
        return lately, yesterday

    lately, yesterday = await desk.run(job)
    assert await next_ids(desk) == [lately]

    async def followed(unit: Unit) -> list[int]:
        return sorted(each.id for each in await clock.list_followed(unit, unit.now_ms - 60_000))

    assert await desk.run(followed) == [lately, yesterday]

    async def settle(unit: Unit) -> None:
        clock.settled(unit, lately)

    await desk.run(settle)
    assert await desk.run(followed) == [yesterday]


@pytest.mark.parametrize(
    "state, queued_to, grows",
    [("waiting", 0, True), ("filling", 0, True), ("sending", 7, True), ("sending", -1, False)],
)
async def test_what_still_has_rows_to_come_is_growing(
    desk: Desk, state: str, queued_to: int, grows: bool
) -> None:
    async def job(unit: Unit) -> bool:
        await add(unit, state=state, queued_to=queued_to)
        (found,) = await clock.list_next(unit)
        return found.is_growing

    assert await desk.run(job) is grows


async def test_what_is_laid_aside_is_left_alone_until_then(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        clock.lay_aside(unit, await add(unit), unit.now_ms + 60_000)

    await desk.run(job)
    assert await next_ids(desk) == []
    desk.now_ms += 60_001
    assert len(await next_ids(desk)) == 1


async def test_only_what_still_lives_is_stopped_after_an_older_copy(desk: Desk) -> None:
    async def job(unit: Unit) -> list[bool]:
        return [
            await clock.stop_restored(unit, await add(unit, state=state))
            for state in ("waiting", "filling", "sending", "done", "approval")
        ]

    assert await desk.run(job) == [True, True, True, False, False]


@pytest.mark.parametrize(
    "state, why_not",
    [(State.SENDING, ""), (State.DONE, ""), (State.STOPPED, "stopped"), (State.CALLED_BACK, "stopped")],
)
async def test_a_row_of_one_that_was_stopped_never_goes(desk: Desk, state: State, why_not: str) -> None:
    async def job(unit: Unit) -> str:
        found = await clock.find_standing(unit, await add(unit, state=state.value), await woman(unit))
        assert found is not None
        return found.why_not

    assert await desk.run(job) == why_not


async def test_what_she_has_said_since_it_was_queued_counts(desk: Desk) -> None:
    async def standing(unit: Unit, notice_id: int, person_id: int) -> tuple[str, frozenset[str]]:
        found = await clock.find_standing(unit, notice_id, person_id)
        assert found is not None
        return found.why_not, found.refused

    def answered(unit: Unit, person_id: int, organisation_id: int, answer: str) -> None:
        consents.record(
            unit,
            person_id=person_id,
            organisation_id=organisation_id,
            purpose=Purpose.CONTACT.value,
            version="1",
            text="Boleh?",
            answer=answer,
            manner=consents.TYPED,
        )

    async def job(unit: Unit) -> None:
        notice_id, siti = await add(unit, state="sending"), await woman(unit)
        assert await standing(unit, notice_id, siti) == ("", frozenset())
        await news_refusals.set_(unit, siti, NewsKind.TRAINING, True)
        assert await standing(unit, notice_id, siti) == ("", frozenset())
        await news_refusals.set_(unit, siti, NewsKind.AID, True)
        assert await standing(unit, notice_id, siti) == ("", frozenset({"bantuan"}))
        answered(unit, siti, OFFICE, consents.WITHDRAWN)
        assert (await standing(unit, notice_id, siti))[0] == "no_consent"
        answered(unit, siti, OFFICE, consents.YES)
        assert (await standing(unit, notice_id, siti))[0] == ""
        consents.set_paused(unit, siti, True)
        assert (await standing(unit, notice_id, siti))[0] == "paused"

    async def acting(unit: Unit) -> None:
        await job(unit)

    await desk.run(acting)


async def test_a_notice_that_is_no_announcement_stands_to_nobody(desk: Desk) -> None:
    async def job(unit: Unit) -> object:
        return await clock.find_standing(unit, await notices.add(unit, b"{}"), await woman(unit))

    assert await desk.run(job) is None


async def test_what_nobody_agrees_to_for_two_weeks_after_it_was_to_go_out_is_given_up_once(
    desk: Desk,
) -> None:
    async def job(unit: Unit) -> int:
        old = await add(unit, state="approval", due_ms=unit.now_ms - PATIENCE_MS)
        await add(unit, state="approval", due_ms=unit.now_ms - PATIENCE_MS + 1)
        await add(unit, state="waiting", due_ms=unit.now_ms - PATIENCE_MS)
        return old

    old = await desk.run(job)
    assert await desk.run(clock.give_up) == [old]
    assert await desk.run(clock.give_up) == []
    rows = await desk.run(
        lambda unit: unit.fetch("SELECT state, ended_ms, ended_by FROM announcements ORDER BY id")
    )
    assert [(each["state"], each["ended_ms"]) for each in rows] == [
        ("refused", desk.now_ms), ("approval", 0), ("waiting", 0)
    ]  # fmt: skip
    assert rows[0]["ended_by"] == 0

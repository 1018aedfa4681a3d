"""What an event says about an account: a window opens, an address is added, a number has another holder."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import IncomingKind, Outgoing
from bot.outgoing import pack
from db import duplicates, news_refusals, outbox, people
from db.outbox import Queued
from db.unit import Unit
from domain.announcements import NewsKind
from handlers.conversations import CONVERSATIONS
from tests.bot.room import WHATSAPP, Room
from tests.bot.small_talks import ALL
from tests.db.desk import open_desk

DAY_S = 86_400
HOUR_MS = 3_600_000
ID, NEW_ID, NUMBER, NEW_NUMBER = "ID.siti", "ID.baru", "620001", "620002"


async def opened(folder: Path, talks: object = ALL, channel: str = "whatsapp") -> AsyncIterator[Room]:
    async with open_desk(folder) as desk:
        room = Room(desk, talks, replace(WHATSAPP, window_s=DAY_S), channel)  # type: ignore[arg-type]
        await room.delivery.start()
        yield room
        await room.rest()
        await room.delivery.stop()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async for each in opened(tmp_path):
        yield each


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Room]:
    """With the program's own conversations."""
    async for each in opened(tmp_path, CONVERSATIONS):
        yield each


async def accounts(room: Room) -> list[tuple[int, int, int]]:
    """Of each account: its owner, whether she is reachable, until when the window is open."""

    async def job(unit: Unit) -> list[tuple[int, int, int]]:
        rows = await unit.fetch("SELECT owner_id, reachable, window_until_ms FROM accounts ORDER BY id")
        return [(row["owner_id"], row["reachable"], row["window_until_ms"]) for row in rows]

    return await room.desk.run(job)


async def addresses(room: Room) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        rows = await unit.fetch("SELECT id AS account_id, owner_id, address FROM accounts ORDER BY id")
        await unit.vault.have([f"p{row['owner_id']}" for row in rows])
        return [people.open_address(unit, row) for row in rows]

    return await room.desk.run(job)


async def pairs(room: Room) -> list[tuple[int, int]]:
    async def job(unit: Unit) -> list[tuple[int, int]]:
        rows = await unit.fetch("SELECT person_id, other_id FROM duplicates ORDER BY id")
        return [(row["person_id"], row["other_id"]) for row in rows]

    return await room.desk.run(job)


async def named(room: Room, person_id: int, name: str) -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name)

    await room.desk.run(job)


# -- the window -----------------------------------------------------------------------------------------------------


async def test_writing_opens_the_window_from_when_she_wrote_and_not_from_when_it_was_read(room: Room) -> None:
    await room.knows(NUMBER)
    wrote_ms = room.desk.now_ms - HOUR_MS
    await room.says(NUMBER, "halo", at_ms=wrote_ms)
    assert [each[2] for each in await accounts(room)] == [wrote_ms + DAY_S * 1000]


async def test_an_event_that_comes_late_shortens_nothing(room: Room) -> None:
    await room.knows(NUMBER)
    at_ms = room.desk.now_ms
    await room.says(NUMBER, "satu", at_ms=at_ms)
    await room.says(NUMBER, "nol", at_ms=at_ms - 20 * HOUR_MS)
    assert [each[2] for each in await accounts(room)] == [at_ms + DAY_S * 1000]


async def test_a_newcomers_first_message_opens_it_too(room: Room) -> None:
    await room.says(NUMBER, "halo")
    assert [each[2] > room.desk.now_ms for each in await accounts(room)] == [True]


@pytest.mark.parametrize("kind", [IncomingKind.BLOCKED, IncomingKind.STATUS, IncomingKind.NEWS_STOPPED])
async def test_what_is_no_message_of_hers_opens_nothing(room: Room, kind: IncomingKind) -> None:
    await room.knows(NUMBER)
    await room.happens(room.raw(NUMBER, kind, status="read", status_ref="1"))
    assert [each[2] for each in await accounts(room)] == [0]


async def test_where_the_channel_has_no_window_any_more_nothing_is_kept_of_one(room: Room) -> None:
    await room.knows(NUMBER)
    await room.says(NUMBER, "halo")
    room.paper.looks = replace(WHATSAPP, window_s=0)  # the simulator's other look
    await room.says(NUMBER, "halo")
    assert [each[2] for each in await accounts(room)] == [0]


# -- addresses ------------------------------------------------------------------------------------------------------


async def test_a_newcomer_with_both_addresses_is_found_by_either(room: Room) -> None:
    await room.says(ID, "halo", alias=NUMBER)
    await room.says(NUMBER, "halo")
    await room.says(ID, "halo")
    assert len(await accounts(room)) == 1
    assert await addresses(room) == [ID]


async def test_an_old_account_of_a_number_takes_the_user_id_and_goes_on_with_its_talk(room: Room) -> None:
    await room.knows(NUMBER)
    assert (await room.says(NUMBER, "warna")).startswith("Warna apa?")
    assert (await room.says(ID, "merah", alias=NUMBER)).startswith("Warna lain?")
    assert await addresses(room) == [ID]
    assert await pairs(room) == []


async def test_two_messages_of_one_woman_under_two_addresses_are_two_turns_in_order(room: Room) -> None:
    await room.says(ID, "halo", alias=NUMBER)
    await room.says(ID, "Sendiri", alias=NUMBER)
    await room.says(ID, "warna")
    await room.happens(room.raw(ID, text="merah"), room.raw(NUMBER, text="biru"))
    room.desk.now_ms += 60_000  # the channel's pace
    room.delivery.tick()
    await room.rest()
    assert room.last(NUMBER).text == "Yang terakhir?"
    room.desk.now_ms += 60_000
    assert (await room.says(ID, "biru")).startswith("Warnanya red blue")
    assert await room.events() == ["done"] * 6
    assert room.turns.counts == {"handled": 6, "failed": 0}


async def test_a_number_with_another_user_id_is_a_stranger_who_may_say_who_she_was(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    await house.says(ID, "menu", alias=NUMBER)
    answer = await house.says(NEW_ID, "tabungan", alias=NUMBER)
    assert "Siti" not in answer
    (_siti, _one, _two), (stranger, _three, _four) = await accounts(house)
    assert await pairs(house) == [(siti, stranger)]
    assert stranger != siti


# -- she has another number -----------------------------------------------------------------------------------------


async def test_a_new_number_shows_nothing_of_hers_until_she_is_known_again(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    await house.says(ID, "menu", alias=NUMBER)
    moved = house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER)
    await house.happens(moved)
    ((owner, _reachable, window),) = await accounts(house)
    assert owner != siti
    assert await pairs(house) == [(siti, owner)]
    assert await addresses(house) == [NEW_ID]
    assert window <= house.desk.now_ms, "nobody has written from there"
    answer = await house.says(NEW_ID, "menu", alias=NEW_NUMBER)
    assert "Siti" not in answer


async def test_on_the_new_number_she_says_who_she_was_and_has_everything_back(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    await house.says(ID, "menu", alias=NUMBER)
    await house.happens(house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER))
    await house.says(NEW_ID, "menu", alias=NEW_NUMBER)
    for word in ("Sendiri", "Siti"):
        await house.says(NEW_ID, word)
    assert [each[0] for each in await accounts(house)] == [siti]


async def test_whoever_gets_her_old_number_is_a_stranger(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    await house.says(ID, "menu", alias=NUMBER)
    await house.happens(house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER))
    await house.says(NUMBER, "halo")
    owners = [each[0] for each in await accounts(house)]
    assert len(owners) == 2
    assert siti not in owners


async def test_nothing_that_waits_goes_to_the_number_she_had(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")

    async def tell(unit: Unit) -> None:
        (row,) = await unit.fetch("SELECT id FROM accounts")
        await unit.vault.have([f"p{siti}"])
        for neutral in (False, True):
            queued = Queued(
                id=unit.new_id(),
                account_id=row["id"],
                person_id=siti,
                channel="whatsapp",
                kind="relay",
                lane=2,
                due_ms=unit.now_ms + HOUR_MS,
                pushed=True,
                neutral=neutral,
                body=pack(Outgoing(outbox_id="", chat=ID, text="Permintaan Ibu diterima.")),
                made_ms=unit.now_ms,
            )
            outbox.add(unit, queued)

    await house.desk.run(tell)
    await house.happens(house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER))
    house.desk.now_ms += 2 * HOUR_MS
    house.delivery.tick()
    await house.rest()
    assert house.paper.table == {}
    assert await house.table("SELECT state FROM outbox ORDER BY id") == ["pull", "dropped"]


async def test_told_again_it_changes_nothing(house: Room) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    for _time in range(3):
        await house.happens(house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER))
    assert len(await accounts(house)) == 1
    assert len(await pairs(house)) == 1


async def test_where_somebody_writes_from_the_new_number_already_the_two_wait_for_a_worker(
    house: Room,
) -> None:
    siti = await house.knows(ID)
    await named(house, siti, "Siti Aminah")
    await house.says(NEW_ID, "halo", alias=NEW_NUMBER)
    await house.happens(house.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID, moved_alias=NEW_NUMBER))
    (old, reachable, _window), (new, _yes, _until) = await accounts(house)
    assert (old, reachable) == (siti, 0), "nothing is sent to a number that may be somebody else's"
    assert await pairs(house) == [(siti, new)]
    await house.says(ID, "halo")
    assert len(await accounts(house)) == 3, "whoever has the old address now begins anew"


async def test_of_whom_nothing_is_known_the_account_simply_moves(room: Room) -> None:
    person = await room.knows(ID, phone="unknown")
    await room.happens(room.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID))
    assert [each[0] for each in await accounts(room)] == [person]
    assert await addresses(room) == [NEW_ID]


@pytest.mark.parametrize("how", ["tap", "word", "voice"])
async def test_two_records_become_one_while_she_is_answering_and_she_is_answered(
    room: Room, how: str
) -> None:
    siti = await room.knows(ID)
    await named(room, siti, "Siti Aminah")
    await room.says(ID, "menu", alias=NUMBER)
    await room.says(NEW_ID, "halo", alias=NUMBER)

    async def a_worker_knows_her(unit: Unit) -> int:
        pair = await unit.fetch_one("SELECT * FROM duplicates")
        assert pair is not None
        return await duplicates.give_back(unit, pair)

    assert await room.desk.run(a_worker_knows_her) == siti
    label = room.last(NEW_ID).buttons[0].label
    if how == "tap":
        answer = await room.taps(NEW_ID, label)
    elif how == "word":
        answer = await room.says(NEW_ID, label, alias=NUMBER)
    else:
        answer = await room.sends(NEW_ID, IncomingKind.VOICE)
    assert answer
    assert [each[0] for each in await accounts(room)] == [siti, siti]
    assert room.turns.counts["failed"] == 0


async def test_of_somebody_we_do_not_know_it_tells_us_nothing(room: Room) -> None:
    await room.happens(room.raw(ID, IncomingKind.MOVED, moved_to=NEW_ID))
    await room.happens(room.raw(ID, IncomingKind.NEWS_STOPPED))
    assert await accounts(room) == []
    assert await room.events() == ["done", "done"]


# -- what she told the channel --------------------------------------------------------------------------------------


async def test_a_stop_and_its_end_that_she_told_the_channel_count_here(room: Room) -> None:
    siti = await room.knows(ID)

    async def refused(unit: Unit) -> int:
        return len((await news_refusals.of(unit, [siti])).get(siti, ()))

    await room.happens(room.raw(ID, IncomingKind.NEWS_STOPPED))
    assert await room.desk.run(refused) == len(NewsKind)
    await room.happens(room.raw(ID, IncomingKind.NEWS_RESUMED))
    assert await room.desk.run(refused) == 0
    assert room.paper.table[ID] == [], "nothing is said to it"

"""An announcement on its way through the whole program: begun, found, queued, sent, taken over, ended; each once."""

import asyncio
import sqlite3
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import permutations
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from bot.clock import Clock as RealClock
from bot.operator.opening import sqlite_path
from bot.operator.restore import restore
from bot.render import render
from db import announcements, consents, news_refusals, outbox, statuses
from db.announcement_receivers import again, tally
from db.engine import Fetch, Row
from db.unit import Unit
from domain.announcements import (
    AGREE_WITHIN_DAYS,
    Announcement,
    Audience,
    Content,
    NewsKind,
    Part,
    PartKind,
    Reached,
    State,
)
from domain.purposes import Purpose
from domain.roles import Role
from handlers.announce import clock
from tests.world import BATU, MENTARI, Way, World

DAY_S = 86_400
TEXT = "Bu {nama}, besok kita kumpul jam 9."
ORDERS = tuple(permutations(("sent", "delivered", "read", "failed")))
WAY = pytest.mark.parametrize("way", [Way.STEADY], ids=str, indirect=True)


async def announce(
    world: World,
    name: str,
    *,
    text: str = TEXT,
    choices: Sequence[str] = (),
    in_s: int = 0,
    news: str = "lain",
    picture: int = 0,
) -> int:
    """Written by her for Mentari; its id."""

    async def job(unit: Unit) -> int:
        unit.actor = await world.actor(unit, name)
        group_id = world.groups[MENTARI]
        made = await announcements.add(
            unit,
            content=Content(
                texts=MappingProxyType({"id": text}),
                choices=tuple(choices),
                sender="",
                news=NewsKind(news),
                code="",
                recipe="announcement/picture.jpg" if picture else "",
                recipe_args=(picture,) if picture else (),
            ),
            file_id=picture,
            audience=Audience(those=(Part(kind=PartKind.GROUP, id=group_id),)),
            organisation_id=None,
            group_id=group_id,
            size=3,
            due_ms=unit.now_ms + in_s * 1000,
        )
        return made.id

    return await world.run(job)


async def now_of(world: World, announcement_id: int) -> Announcement:
    async def job(unit: Unit) -> Announcement | None:
        return await announcements.peek(unit, announcement_id)

    found = await world.run(job)
    assert found is not None
    return found


async def counts(world: World, announcement_id: int) -> dict[Reached, int]:
    async def job(unit: Unit) -> dict[Reached, int]:
        return dict((await tally(unit, announcement_id)).counts)

    return await world.run(job)


async def received(world: World, name: str) -> list[str]:
    """What stands on her screen of the announcement."""
    return [bubble.text for bubble in world.phones.screen(name) if bubble.text.startswith("Kabar dari")]


@pytest.fixture
async def three(world: World) -> World:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await world.add("Yuyun", Role.MEMBER)
    return world


async def seconds(world: World, count: int) -> None:
    """The clock is moved so far in the program's own seconds, as the ticker looks."""
    for _second in range(count):
        await world.pass_time(1)


async def rows(world: World, columns: str = "state, fault") -> list[tuple[object, ...]]:
    """The announcements' rows of the outbox."""

    async def job(unit: Unit) -> list[tuple[object, ...]]:
        found = await unit.fetch(f"SELECT {columns} FROM outbox WHERE notice_id IS NOT NULL ORDER BY id")
        return [tuple(row) for row in found]

    return await world.run(job)


async def change(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


def block(world: World, name: str, *, on: bool) -> None:
    """She blocks the bot on her phone, or takes it back."""
    simulator = world.app.simulator
    assert simulator is not None
    phone = simulator.chats.find_phone(world.phones.address(name))
    assert phone is not None
    simulator.put(replace(phone, blocked=on))


async def queued(world: World, name: str, **more: Any) -> int:
    """An announcement all of whose rows wait in the outbox, and none has left."""
    made = await announce(world, name, **more)
    world.clock.passed_ms += 61_000

    async def look(unit: Unit) -> bool:
        return await clock.look_around(unit)

    while (await now_of(world, made)).queued_to != -1:
        await world.app.telling(look)
    assert {state for state, _fault in await rows(world)} == {"queued"}
    return made


@WAY
async def test_nothing_leaves_for_a_minute_then_each_gets_it_once_and_it_ends(three: World) -> None:
    made = await announce(three, "Lilis")
    assert (await now_of(three, made)).state is State.WAITING
    await three.pass_time(59)
    assert await received(three, "Siti") == [] == await rows(three)
    await three.pass_time(2)
    await three.pass_time(1)
    assert (await now_of(three, made)).state is State.DONE
    for name in ("Lilis", "Siti", "Yuyun"):
        assert await received(three, name) == [
            "Kabar dari Mentari:\n\nIbu, besok kita kumpul jam 9.\n\nTidak mau kabar seperti ini? Ketik PILIH KABAR."
        ]
    assert await counts(three, made) == {Reached.SENT: 3}


@WAY
async def test_two_ticks_at_once_and_one_after_another_send_each_once(three: World) -> None:
    made = await announce(three, "Lilis")
    three.clock.passed_ms += 61_000
    looks = [three.app.telling(clock.look_around) for _look in range(12)]
    await asyncio.gather(*looks, three.app.announcer.settle(), three.app.announcer.settle())
    assert len(await rows(three)) == 3
    await seconds(three, 3)
    assert (await now_of(three, made)).state is State.DONE
    assert [len(await received(three, name)) for name in ("Lilis", "Siti", "Yuyun")] == [1, 1, 1]


@WAY
async def test_whoever_says_no_between_the_queue_and_the_wire_gets_nothing(three: World) -> None:
    made = await queued(three, "Lilis", news="kelompok")

    async def refuse(unit: Unit) -> None:
        siti = await three.actor(unit, "Siti")
        await news_refusals.set_(unit, siti.person_id, NewsKind.GROUP, True)

    await three.run(refuse)
    await seconds(three, 2)
    assert await received(three, "Siti") == []
    assert sorted(await rows(three)) == [("dropped", "opted_out"), ("sent", ""), ("sent", "")]
    assert await counts(three, made) == {Reached.SENT: 2, Reached.LEFT_OUT: 1}


@WAY
async def test_whoever_wants_her_data_left_alone_since_gets_nothing(three: World) -> None:
    await queued(three, "Lilis")
    await change(three, "UPDATE persons SET paused_ms = 5 WHERE id = (SELECT max(id) FROM persons)")
    await seconds(three, 2)
    assert ("dropped", "paused") in await rows(three)
    assert await received(three, "Yuyun") == []


@WAY
async def test_of_a_stopped_one_nothing_leaves_that_has_not_left(three: World) -> None:
    made = await queued(three, "Lilis")

    async def stop(unit: Unit) -> None:
        unit.actor = await three.actor(unit, "Lilis")
        await announcements.stop(unit, made)

    await three.run(stop)
    await seconds(three, 3)
    assert {state for state, _fault in await rows(three)} == {"dropped"}
    assert [len(await received(three, name)) for name in ("Lilis", "Siti", "Yuyun")] == [0, 0, 0]
    assert await counts(three, made) == {Reached.STOPPED: 3}


@WAY
async def test_a_row_that_is_claimed_after_the_stop_is_dropped_though_no_clock_has_looked(
    three: World,
) -> None:
    made = await queued(three, "Lilis")
    await change(three, "UPDATE announcements SET state = 'stopped', ended_ms = due_ms WHERE id = $1", made)
    three.app.delivery.tick()
    await three.rest()
    assert set(await rows(three)) == {("dropped", "stopped")}


@WAY
async def test_who_has_blocked_the_bot_has_failed_and_gets_it_when_it_is_sent_again(three: World) -> None:
    made = await queued(three, "Lilis")
    block(three, "Siti", on=True)
    await seconds(three, 2)
    assert (await now_of(three, made)).state is State.DONE
    assert await counts(three, made) == {Reached.SENT: 2, Reached.FAILED: 1}
    block(three, "Siti", on=False)
    await change(three, "UPDATE accounts SET reachable = 1")  # the channel tells so (bot/turns.py)

    async def resend(unit: Unit) -> int:
        unit.actor = await three.actor(unit, "Lilis")
        return await again(unit, made, False)

    assert await three.run(resend) == 1
    await seconds(three, 3)
    assert await counts(three, made) == {Reached.SENT: 3}
    assert [len(await received(three, name)) for name in ("Lilis", "Siti", "Yuyun")] == [1, 1, 1]
    assert (await now_of(three, made)).state is State.DONE


@WAY
async def test_what_waits_for_the_morning_keeps_it_going(three: World) -> None:
    await three.pass_time(12 * 3600)  # 22.00 WIB
    made = await announce(three, "Lilis")
    await seconds(three, 63)
    assert (await now_of(three, made)).state is State.SENDING
    assert await counts(three, made) == {Reached.QUEUED: 3}
    await three.pass_time(9 * 3600)
    await seconds(three, 2)
    assert (await now_of(three, made)).state is State.DONE
    assert await counts(three, made) == {Reached.SENT: 3}


@WAY
async def test_on_a_shared_phone_it_waits_until_she_looks_and_is_read_then(three: World) -> None:
    await three.use_phone("Siti", "shared")
    made = await announce(three, "Lilis")
    await seconds(three, 63)
    assert await received(three, "Siti") == []
    assert await counts(three, made) == {Reached.SENT: 2, Reached.WAITING: 1}
    await three.phones.write("Siti", "kabar")
    await three.rest()
    assert "besok kita kumpul" in three.phones.screen("Siti")[-1].text
    await seconds(three, 11)
    assert await counts(three, made) == {Reached.SENT: 2, Reached.READ: 1}


@WAY
async def test_one_whose_words_nobody_can_open_any_more_stops_no_other(three: World) -> None:
    broken = await announce(three, "Lilis")
    await change(three, "UPDATE announcements SET audience = 'no audience' WHERE id = $1", broken)
    made = await announce(three, "Lilis", text="Yang ini sampai.")
    await seconds(three, 70)
    assert len(await received(three, "Siti")) == 1
    assert (await now_of(three, made)).state is State.DONE
    del made


@WAY
async def test_after_an_older_copy_was_brought_back_nothing_that_fell_due_before_goes_out(
    three: World,
) -> None:
    made = await announce(three, "Lilis")
    later = await announce(three, "Lilis", in_s=3600)
    three.clock.passed_ms += 100_000
    await change(
        three, "INSERT INTO meta (name, value) VALUES ('restored_ms', $1)", str(three.clock.now_ms())
    )
    await seconds(three, 3)
    assert (await now_of(three, made)).state is State.STOPPED
    assert await rows(three) == []
    await three.pass_time(3700)
    assert (await now_of(three, later)).state is State.DONE


@WAY
async def test_a_restart_anywhere_changes_nothing(three: World) -> None:
    made = await announce(three, "Lilis")
    three.clock.passed_ms += 61_000
    while (await now_of(three, made)).state is not State.DONE:
        await three.app.telling(clock.look_around)
        await three.restart()
        three.clock.passed_ms += 1_000
        three.app.delivery.tick()
        await three.rest()
    assert [len(await received(three, name)) for name in ("Lilis", "Siti", "Yuyun")] == [1, 1, 1]
    assert await counts(three, made) == {Reached.SENT: 3}


@WAY
async def test_while_nothing_is_live_a_look_is_one_statement(three: World) -> None:
    asked: list[str] = []

    async def look(unit: Unit) -> None:
        plain = unit.fetch_all

        async def counted(*wanted: Fetch) -> list[list[Row]]:
            asked.extend(each.sql for each in wanted)
            return await plain(*wanted)

        unit.fetch_all = counted  # type: ignore[method-assign]
        try:
            assert not await clock.look_around(unit)
        finally:
            del unit.fetch_all

    await three.run(look)
    assert len(asked) == 1


@WAY
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
async def test_in_whatever_order_the_channel_tells_the_tally_comes_to_the_same(
    three: World, order: tuple[str, ...]
) -> None:
    made = await announce(three, "Lilis")
    await seconds(three, 63)

    async def told(unit: Unit, status: str) -> None:
        row = await unit.fetch_one("SELECT min(id) AS id FROM outbox WHERE notice_id = $1", made)
        assert row is not None
        for _twice in range(2):
            await statuses.note(unit, "simulator", str(row["id"]), status, "gone")

    for status in order:
        await three.run(partial(told, status=status))
        await seconds(three, 2)
    assert await counts(three, made) == {Reached.SENT: 2, Reached.READ: 1}


@WAY
async def test_whoever_sent_it_sees_its_end_in_the_message_that_stands_there(three: World) -> None:
    made = await announce(three, "Lilis")
    await seconds(three, 75)
    code = (await now_of(three, made)).code
    (shown,) = [
        each.text for each in three.phones.screen("Lilis") if each.text.startswith(f"Pengumuman {code}")
    ]
    assert shown.startswith(f"Pengumuman {code} selesai.")
    assert "Terkirim: 3" in shown


@pytest.mark.parametrize("way", [Way.TELEGRAM], ids=str, indirect=True)
async def test_a_picture_for_many_goes_up_once_and_again_when_its_name_is_refused(three: World) -> None:
    api = three._api
    assert api is not None
    opened: list[int] = []

    async def read(file_id: int) -> tuple[bytes, str]:
        opened.append(file_id)
        return b"\xff\xd8\xff a picture", "image/jpeg"

    for line in three.app.delivery._lines.values():
        line._papers._read_file = read
    for number in range(6):
        await three.add(f"Ibu {number}", Role.MEMBER)

    async def keep(unit: Unit) -> int:
        lilis = await three.actor(unit, "Lilis")
        file_id = unit.new_id()
        unit.write(
            "INSERT INTO files (id, person_id, channel, wants, state, due_ms, name, kind, made_ms)"
            " VALUES ($1, $2, 'telegram', 'paper', 'kept', 0, 'x', 'image/jpeg', 0)",
            file_id,
            lilis.person_id,
        )
        return file_id

    picture = await three.run(keep)
    made = await announce(three, "Lilis", picture=picture)
    await seconds(three, 65)
    sent = [call.fields["photo"] for call in api.calls if call.method == "sendPhoto"]
    assert [isinstance(each, str) and not each.startswith("attach:") for each in sent] == [False, *[True] * 8]
    assert opened == [picture]
    api.world.files.clear()  # the server knows the name no more
    await change(three, "UPDATE outbox SET state = 'rejected' WHERE notice_id = $1", made)
    await seconds(three, 1)
    await change(three, "UPDATE announcement_receivers SET state = 'failed'")

    async def resend(unit: Unit) -> int:
        unit.actor = await three.actor(unit, "Lilis")
        return await again(unit, made, False)

    assert await three.run(resend) == 9
    await seconds(three, 20)
    assert opened == [picture] * 2
    assert len([each for each in api.accepted if each.method == "sendPhoto"]) == 18
    assert await counts(three, made) == {Reached.SENT: 9}


@WAY
async def test_what_has_grown_over_the_offices_size_waits_for_a_second_person_and_both_hear(
    world: World,
) -> None:
    await world.add("Petugas", Role.SUPERVISOR, office=BATU)
    await world.add("Kepala", Role.ADMIN, office=BATU)
    women = [await world.add(name, area="batu") for name in ("Ani", "Ina")]

    async def job(unit: Unit) -> int:
        office = world.offices[BATU]
        for person_id in women:
            consents.record(
                unit,
                person_id=person_id,
                organisation_id=office,
                purpose=Purpose.CONTACT.value,
                version="1",
                text="Boleh?",
                answer=consents.YES,
                manner=consents.TYPED,
            )
        unit.write("INSERT INTO announcing VALUES ($1, 1, 0, 0)", office)
        unit.actor = await world.actor(unit, "Petugas")
        made = await announcements.add(
            unit,
            content=Content(texts=MappingProxyType({"id": TEXT}), sender="", news=NewsKind.AID, code=""),
            audience=Audience(those=(Part(kind=PartKind.AREA, value="batu"),)),
            organisation_id=office,
            group_id=None,
            size=1,
            due_ms=unit.now_ms,
        )
        return made.id

    made = await world.run(job)
    await seconds(world, 65)
    found = await now_of(world, made)
    assert (found.state, found.size) == (State.APPROVAL, 2)
    assert await rows(world) == []
    for name in ("Petugas", "Kepala"):
        said = [bubble.text for bubble in world.phones.screen(name) if found.code in bubble.text]
        assert len(said) == 1, name
        assert "2 orang" in said[0]


@WAY
async def test_what_nobody_has_agreed_to_in_two_weeks_is_over_and_its_writer_hears_it_once(
    three: World,
) -> None:
    made = await announce(three, "Lilis")
    await change(three, "UPDATE announcements SET state = 'approval' WHERE id = $1", made)
    await three.pass_time(AGREE_WITHIN_DAYS * DAY_S)
    assert (await now_of(three, made)).state is State.APPROVAL
    await three.pass_time(120)
    assert (await now_of(three, made)).state is State.REFUSED
    told = [each.text for each in three.phones.screen("Lilis") if "belum ada yang menyetujui" in each.text]
    code = (await now_of(three, made)).code
    assert told == [
        f"Pengumuman {code} tidak dikirim. 14 hari belum ada yang menyetujui. Kalau masih perlu, tulis lagi."
    ]


@pytest.mark.parametrize("way", [Way.TELEGRAM], ids=str, indirect=True)
async def test_a_copy_that_is_brought_back_in_the_midst_of_it_sends_nobody_anything_twice(
    three: World, tmp_path: Path
) -> None:
    """By the operator's own command; what was held is released after it."""
    asked = await announce(three, "Lilis", text="Yang menunggu disetujui.")
    await change(three, "UPDATE announcements SET state = 'approval' WHERE id = $1", asked)
    made = await queued(three, "Lilis")
    copy = tmp_path / "copy.db"
    _copy(sqlite_path(three._settings.database_url), copy)
    await seconds(three, 5)
    names = ("Lilis", "Siti", "Yuyun")
    assert [len(await received(three, name)) for name in names] == [1, 1, 1]

    await three.stop()
    said = StringIO()
    assert await restore(Namespace(records=copy, keys=None, replace=True), three._settings, said) == 0
    assert "3 unsent messages are held" in said.getvalue()
    three.app = three._new_app()
    three.clock.passed_ms += RealClock().now_ms() - three.clock.now_ms()
    await three.start()
    await three.pass_time(120)

    async def release(unit: Unit) -> None:
        outbox.release_held(unit, unit.now_ms)

    await three.run(release)
    await three.pass_time(120)
    assert [len(await received(three, name)) for name in names] == [1, 1, 1]
    assert [(await now_of(three, each)).state for each in (made, asked)] == [State.STOPPED] * 2
    assert {state for state, _fault in await rows(three)} == {"dropped"}
    assert any("dipulihkan dari cadangan" in each.text for each in three.phones.screen("Lilis"))


def _copy(records: Path, to: Path) -> None:
    """As a backup is taken while the program runs."""
    with closing(sqlite3.connect(records)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


@WAY
async def test_while_very_many_are_found_their_sender_sees_how_many_so_far(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "SHOWN_ABOVE", 2)
    made = await announce(three, "Lilis")
    await change(three, "UPDATE announcements SET due_ms = $2 WHERE id = $1", made, 1)

    async def look(unit: Unit) -> list[str]:
        await clock.look_around(unit)
        told, unit.told = unit.told, []
        return [render(each.text) for each in told]

    code = (await now_of(three, made)).code
    assert await three.run(look) == [f"Pengumuman {code} sedang disiapkan.\nPenerima: 3 dari kira-kira 3."]

"""The message that shows how far an announcement is: one, changed in place, at a pace that leaves the channel free."""

import pytest

from bot.pace import PACES
from bot.render import render
from db import announcement_tellings, outbox
from db.announcement_tellings import Shown
from db.outbox import Queued
from db.people import Actor
from db.unit import Told, Unit
from domain.announcements import Announcement, State
from domain.roles import Role
from handlers.announce import page_steps, progress
from handlers.announce.progress import FIRST_MS, LATER_MS, WAITING_MS, is_due
from handlers.names import ANNOUNCEMENT, ANSWERS_TO, STOP_ANNOUNCEMENT
from tests.db import announcement_world as sending
from tests.db.office_world import World, world

__all__ = ["world"]

SECOND_MS, MINUTE_MS, HOUR_MS = 1_000, 60_000, 3_600_000


async def look(world: World, *, seconds: float = 0, state: str = "sent") -> list[Told]:
    """A look so much later: what was told. A message of its own stands in the chat afterwards, in this state."""
    world.desk.now_ms += round(seconds * SECOND_MS)

    async def job(unit: Unit) -> list[Told]:
        while await progress.show_slice(unit):
            pass
        told = list(unit.told)
        for each in told:
            if not each.instead:
                await _stands(unit, each, state)
        return told

    return await world.run(job)


async def _stands(unit: Unit, told: Told, state: str) -> None:
    row = await unit.fetch_one("SELECT id, channel FROM accounts WHERE owner_id = $1", told.person_id)
    assert row is not None
    queued = Queued(
        id=told.outbox_id,
        account_id=row["id"],
        person_id=told.person_id,
        channel=row["channel"],
        kind=told.kind,
        lane=2,
        due_ms=unit.now_ms,
        body=b"{}",
    )
    outbox.add(unit, queued, state=state)


async def move_to(world: World, outbox_id: int, state: str) -> None:
    async def job(unit: Unit) -> None:
        outbox.settle(unit, outbox_id, state, "")

    await world.run(job)


async def a_class(world: World, count: int = 4, *choices: str) -> tuple[Actor, list[Actor], Announcement]:
    """A worker has announced something to so many women; their rows are queued."""
    worker = await world.staff(Role.WORKER)
    women = await sending.knows(world, count)
    written = await sending.write(world, worker, content=sending.words("Besok jam 9.", *choices), size=count)
    return worker, women, await sending.queue(world, written)


def lines(told: Told) -> list[str]:
    return render(told.text).splitlines()


def labels(told: Told) -> list[tuple[str, str]]:
    return [(render(each.label), each.talk) for each in told.buttons]


async def test_the_sender_who_waits_gets_one_message_which_is_then_changed_in_place(world: World) -> None:
    worker, women, announcement = await a_class(world)
    (first,) = await look(world)
    assert (first.person_id, first.instead, first.in_turn) == (worker.person_id, 0, True)
    assert lines(first)[:2] == [f"Pengumuman {announcement.code} sedang dikirim.", "░░░░░░░░░░ 0 dari 4"]
    assert labels(first) == [("Hentikan", STOP_ANNOUNCEMENT), ("Lihat", ANNOUNCEMENT)]
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    assert await look(world, seconds=2) == []
    (changed,) = await look(world, seconds=1)
    assert (changed.instead, changed.in_place) == (first.outbox_id, True)
    assert lines(changed)[1] == "▓▓░░░░░░░░ 1 dari 4"


async def test_nothing_is_said_twice(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    await look(world)
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    assert (
        len(await look(world, seconds=70)) == 1
    )  # nothing left in the last minute: nobody knows how long it takes
    for _time in range(3):
        assert await look(world, seconds=15) == []


async def test_the_end_is_told_in_the_look_in_which_it_comes_in_the_same_message(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    (first,) = await look(world)
    await sending.sent(world, announcement, *women[:2])
    await sending.ended(world, announcement, women[2], "rejected", "Forbidden: bot was blocked by the user")
    await sending.ended(world, announcement, women[3], "uncertain", "no answer")
    assert (await sending.settle(world, announcement)).state is State.DONE
    (end,) = await look(world, seconds=1)
    assert (end.instead, end.in_place) == (first.outbox_id, False)
    assert lines(end) == [
        f"Pengumuman {announcement.code} selesai.",
        "▓▓▓▓▓▓▓▓▓▓ 4 dari 4",
        "Terkirim: 2.",
        "Tidak sampai: 1 (1 tidak diterima layanan chat).",
        "Belum pasti sampai: 1.",
    ]
    assert labels(end) == [("Lihat", ANNOUNCEMENT), ("Kirim lagi (1)", ANNOUNCEMENT)]
    assert await look(world, seconds=1) == []


async def test_what_is_over_in_a_moment_is_told_once(world: World) -> None:
    _worker, _women, announcement = await a_class(world, 2, "Bisa", "Belum bisa")
    await sending.sent(world, announcement)
    await sending.settle(world, announcement)
    (only,) = await look(world)
    assert lines(only)[0] == f"Pengumuman {announcement.code} selesai."
    assert lines(only)[-1] == "Jawaban: Bisa 0, Belum bisa 0. Belum menjawab 2."
    assert labels(only) == [("Lihat", ANNOUNCEMENT), ("Jawaban", ANSWERS_TO)]


async def test_who_reads_and_answers_later_is_still_counted_there_for_an_hour(world: World) -> None:
    _worker, women, announcement = await a_class(world, 2, "Bisa", "Belum bisa")
    await sending.sent(world, announcement)
    await sending.settle(world, announcement)
    (end,) = await look(world)

    async def answers(unit: Unit) -> None:
        from db import announcement_receivers

        assert await announcement_receivers.answer(unit, announcement, women[0].person_id, 1)

    await world.run(answers, by=women[0])
    assert await look(world, seconds=30) == []
    (changed,) = await look(world, seconds=30)
    assert (changed.instead, changed.in_place) == (end.outbox_id, True)
    assert lines(changed)[-1] == "Jawaban: Bisa 1, Belum bisa 0. Belum menjawab 1."
    await world.run(answers, by=women[1])
    assert await look(world, seconds=2 * 3600) == []


async def test_a_message_on_its_way_is_waited_for(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    (first,) = await look(world, state="sending")
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    assert await look(world, seconds=3) == []
    await move_to(world, first.outbox_id, "sent")
    (changed,) = await look(world, seconds=1)
    assert changed.instead == first.outbox_id


async def test_what_waits_on_a_phone_that_others_use_is_replaced_at_a_new_stage_alone(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    (first,) = await look(world, state="pull")
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    assert await look(world, seconds=20) == []
    await sending.sent(world, announcement)
    await sending.settle(world, announcement)
    (end,) = await look(world, seconds=20)
    assert (end.instead, end.in_place) == (first.outbox_id, False)


async def test_where_the_message_was_refused_only_the_end_is_said_anew(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    await look(world, state="rejected")
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    assert await look(world, seconds=20) == []
    await sending.sent(world, announcement)
    await sending.settle(world, announcement)
    (end,) = await look(world, seconds=20)
    assert (end.instead, lines(end)[0]) == (0, f"Pengumuman {announcement.code} selesai.")


async def test_who_may_not_announce_any_more_is_told_nothing(world: World) -> None:
    worker, _women, announcement = await a_class(world)
    await look(world)

    async def end_role(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", worker.person_id, unit.now_ms)

    await world.run(end_role)
    await sending.sent(world, announcement)
    await sending.settle(world, announcement)
    assert await look(world, seconds=20) == []


async def test_in_the_evening_it_says_from_when_the_rest_goes_out_and_is_then_silent(world: World) -> None:
    _worker, women, announcement = await a_class(world)
    await look(world)
    await sending.sent(world, announcement, women[0])

    async def postpone(unit: Unit) -> None:
        rows = await unit.fetch(
            "SELECT id FROM outbox WHERE notice_id = $1 AND state = 'queued'", announcement.id
        )
        for row in rows:
            outbox.postpone(unit, row["id"], unit.now_ms + 19 * HOUR_MS - MINUTE_MS)

    await world.run(postpone)
    await sending.settle(world, announcement)
    (night,) = await look(world, seconds=3)
    assert not night.in_place
    assert lines(night)[0] == f"Pengumuman {announcement.code} menunggu."
    assert lines(night)[-1] == "3 dikirim nanti, mulai Rabu jam 07.00 WITA."
    for _time in range(5):
        assert await look(world, seconds=90) == []


async def test_once_more_begins_a_new_message_and_who_asked_waits_for_it(world: World) -> None:
    worker, women, announcement = await a_class(world, 2)
    await sending.sent(world, announcement, women[0])
    await sending.ended(world, announcement, women[1], "rejected", "Bad Request")
    await sending.settle(world, announcement)
    await look(world)
    world.desk.now_ms += 3 * HOUR_MS
    again = await world.run(lambda unit: page_steps.send_again(unit, announcement.id, False), by=worker)
    assert again == 1
    (anew,) = await look(world, seconds=1)
    assert (anew.instead, anew.in_turn) == (0, True)
    assert lines(anew)[0] == f"Pengumuman {announcement.code} sedang dikirim."


async def test_a_stop_is_told_with_what_went_out(world: World) -> None:
    worker, women, announcement = await a_class(world)
    await look(world)
    await sending.sent(world, announcement, women[0])
    await sending.settle(world, announcement)
    from db import announcements

    await world.run(lambda unit: announcements.stop(unit, announcement.id), by=worker)
    await sending.settle(world, announcement)
    (end,) = await look(world, seconds=1)
    assert lines(end) == [
        f"Pengumuman {announcement.code} dihentikan.",
        "Terkirim: 1.",
        "Tidak jadi dikirim: 3.",
    ]
    assert labels(end) == [("Lihat", ANNOUNCEMENT), ("Kirim ke yang belum", ANNOUNCEMENT)]


async def test_while_nothing_is_live_a_look_is_one_trip_and_nobody_is_told(world: World) -> None:
    assert await look(world) == []
    assert await world.run(announcement_tellings.list_shown) == []


# -- how often ------------------------------------------------------------------------------------------------------


def shown(
    *, told: str = "begun x", begun_ago_s: float = 0, told_ago_s: float = 0, ended: bool = False
) -> Shown:
    now_ms = HOUR_MS
    return Shown(
        id=1,
        state=State.DONE if ended else State.SENDING,
        made_by=1,
        organisation_id=1,
        group_id=None,
        made_ms=0,
        begun_ms=now_ms - round(begun_ago_s * SECOND_MS),
        ended_ms=now_ms if ended else 0,
        told_outbox=1,
        told_ms=now_ms - round(told_ago_s * SECOND_MS),
        told=told,
        workers_to=-1,
    )


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (shown(told=""), True),
        (shown(begun_ago_s=5, told_ago_s=2), False),
        (shown(begun_ago_s=5, told_ago_s=3), True),
        (shown(begun_ago_s=90, told_ago_s=9), False),
        (shown(begun_ago_s=90, told_ago_s=10), True),
        (shown(told="night x", begun_ago_s=9_000, told_ago_s=59), False),
        (shown(told="night x", begun_ago_s=9_000, told_ago_s=60), True),
        (shown(told="half x", ended=True), True),
        (shown(told="done x", ended=True, told_ago_s=59), False),
        (shown(told="done x", ended=True, told_ago_s=60), True),
        (shown(told_ago_s=-30), True),  # the clock was put back
    ],
)
def test_it_is_looked_at_often_at_first_and_at_once_when_it_is_over(one: Shown, due: bool) -> None:
    assert is_due(one, HOUR_MS, live=1) is due


@pytest.mark.parametrize("live", [1, 2, 5, 40, 50])
def test_however_many_are_live_the_telling_takes_less_than_a_twentieth_of_the_channel(live: int) -> None:
    for begun_ago_s, told in ((5.0, "begun x"), (90.0, "half x")):
        wait_s = next(
            tenths / 10
            for tenths in range(10_000)
            if is_due(shown(told=told, begun_ago_s=begun_ago_s, told_ago_s=tenths / 10), HOUR_MS, live=live)
        )
        assert live / wait_s <= PACES["telegram"].per_second / 20
    assert FIRST_MS < LATER_MS < WAITING_MS

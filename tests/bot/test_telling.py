"""What somebody is told reaches her newest chat, in her language; who cannot be reached holds nobody up."""

import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.channels.base import Layout, Outgoing
from bot.outgoing import unpack
from bot.telling import Teller
from conversation.text import Text, _
from db.outbox import Queued
from db.people import Actor, add_account
from db.push_buttons import Push, find_push
from db.unit import Dates, PushButton, Told, Unit
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from tests.bot.room import TELEGRAM, Paper
from tests.db.desk import Desk, open_desk

RELAY = MessageClass.RELAY.value


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as opened:
        yield opened


def teller(channel: str = "simulator") -> Teller:
    return Teller({channel: Paper(TELEGRAM)})


def told(to: Actor | int, text: Text, **more: object) -> Told:
    person_id = to if isinstance(to, int) else to.person_id
    return Told(person_id=person_id, text=text, **{"kind": RELAY, **more})  # type: ignore[arg-type]


async def queue(desk: Desk, *each: Told, to: Teller | None = None) -> list[Queued]:
    async def job(unit: Unit) -> list[Queued]:
        return await (to or teller()).queue(unit, list(each))

    return await desk.run(job)


async def stored(desk: Desk) -> list[tuple[int, int, str]]:
    async def job(unit: Unit) -> list[tuple[int, int, str]]:
        return [tuple(row) for row in await unit.fetch("SELECT id, pushed, state FROM outbox ORDER BY id")]

    return await desk.run(job)


async def speaks(desk: Desk, who: Actor, language: str) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE accounts SET language = $2 WHERE id = $1", who.account_id, language)

    await desk.run(job)


async def test_what_she_is_told_waits_in_the_outbox_as_a_push(desk: Desk) -> None:
    siti = await desk.person("siti")
    (row,) = await queue(desk, told(siti, _("Kabar: {text}", text="{0.__class__}")))
    message = unpack(row.body, row.id)
    assert (message.chat, message.text) == ("siti", "Kabar: {0.__class__}")
    assert (message.buttons, message.layout) == ((), Layout.NONE)
    assert (row.person_id, row.account_id, row.channel) == (siti.person_id, siti.account_id, "simulator")
    assert (row.due_ms, row.made_ms) == (desk.now_ms, desk.now_ms)
    assert await stored(desk) == [(row.id, 1, "queued")]


@pytest.mark.parametrize("kind", list(MessageClass))
@pytest.mark.parametrize("urgent", [True, False])
async def test_the_kind_of_a_message_decides_its_lane(desk: Desk, kind: MessageClass, urgent: bool) -> None:
    siti = await desk.person("siti")
    (row,) = await queue(desk, told(siti, _("Kabar"), kind=kind.value, urgent=urgent))
    assert (row.kind, row.lane, row.urgent, row.pushed) == (kind.value, LANES[kind], urgent, True)


async def test_everybody_is_told_in_her_own_language(desk: Desk) -> None:
    siti, ani = await desk.person("siti"), await desk.person("ani")
    await speaks(desk, ani, "qps")
    rows = await queue(desk, told(siti, _("Besok")), told(ani, _("Besok")))
    assert [unpack(row.body, row.id).text for row in rows] == ["Besok", "⟦Bèšòk⟧"]


async def test_a_button_is_in_her_language_and_leads_her_alone_to_its_talk(desk: Desk) -> None:
    siti, ani = await desk.person("siti"), await desk.person("ani")
    await speaks(desk, siti, "qps")
    button = PushButton(label=_("Lihat"), talk="news", args=(5, "a"))
    (row,) = await queue(desk, told(siti, _("Ada"), buttons=(button,), matter="request 5"))
    message = unpack(row.body, row.id)
    (hung,) = message.buttons
    assert (hung.label, message.layout) == ("⟦Lìhàt⟧", Layout.BUTTONS)

    async def job(unit: Unit) -> list[Push | None]:
        await unit.vault.have([owner_of(siti.person_id), owner_of(ani.person_id)])
        token = hung.payload.removeprefix("p")
        return [await find_push(unit, token, each.person_id) for each in (siti, ani)]

    assert await desk.run(job) == [Push("news", (5, "a")), None]


async def test_who_cannot_be_reached_is_left_out_and_holds_nobody_up(desk: Desk) -> None:
    erased, siti = await desk.person("erased"), await desk.person("siti")
    await desk.storage.vault.destroy([owner_of(erased.person_id)])
    text = _("Kabar")
    rows = await queue(desk, told(404, text), told(erased, text), told(siti, text))
    assert [row.person_id for row in rows] == [siti.person_id]
    assert [number for number, *_rest in await stored(desk)] == [rows[0].id]


async def test_nobody_is_told_on_a_channel_that_is_closed(desk: Desk) -> None:
    siti = await desk.person("siti")
    assert await queue(desk, told(siti, _("Kabar")), to=teller("telegram")) == []
    assert await stored(desk) == []


async def test_an_answer_to_the_one_who_wrote_is_no_push_and_not_written_yet(desk: Desk) -> None:
    siti = await desk.person("siti")
    outgoing = Outgoing(outbox_id="", chat="siti", text="Halo")

    async def job(unit: Unit) -> Queued:
        return teller().row(unit, siti, MessageClass.ANSWER, outgoing)

    row = await desk.run(job)
    assert (row.pushed, row.urgent, row.lane) == (False, False, LANES[MessageClass.ANSWER])
    assert json.loads(row.body) == {"chat": "siti", "text": "Halo"}
    assert await stored(desk) == []


async def test_a_call_for_help_goes_to_every_account_and_everything_else_to_one(desk: Desk) -> None:
    siti = await desk.person("siti")

    async def second(unit: Unit) -> None:
        add_account(
            unit,
            account_id=unit.new_id(),
            person_id=siti.person_id,
            channel="simulator",
            address="siti too",
            now_ms=unit.now_ms,
        )

    await desk.run(second)
    rows = await queue(desk, told(siti, _("Kabar"), everywhere=True))
    assert sorted(unpack(row.body, row.id).chat for row in rows) == ["siti", "siti too"]
    assert len(await queue(desk, told(siti, _("Kabar")))) == 1


async def test_a_class_is_told_as_each_of_them_would_be(desk: Desk) -> None:
    women = [await desk.person(f"demo {n}") for n in range(6)]
    await speaks(desk, women[2], "qps")

    async def phones(unit: Unit) -> None:
        for n in (1, 2):  # an older one, and one that cannot be reached
            add_account(
                unit,
                account_id=unit.new_id(),
                person_id=women[3].person_id,
                channel="simulator",
                address=f"another {n}",
                now_ms=unit.now_ms,
            )
        unit.write("UPDATE accounts SET last_in_ms = 5 WHERE id = $1", women[3].account_id)
        unit.write("UPDATE accounts SET reachable = 0 WHERE id = $1", women[4].account_id)
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", women[5].person_id, women[0].person_id)

    await desk.run(phones)
    text, label = _("Kabar {n}", n=7), _("Ya")
    button = PushButton(label=label, talk="menu", args=(1,))
    one_by_one = [
        (await queue(desk, told(each, text, buttons=(button,), dates=Dates(due_ms=9))))[0] for each in women
    ]
    together = await queue(
        desk,
        *[
            told(each, text, buttons=(button,), dates=Dates(due_ms=9), outbox_id=n + 1)
            for n, each in enumerate(women)
        ],
    )
    assert [row.id for row in together] == [1, 2, 3, 4, 5, 6]
    for one, same in zip(one_by_one, together, strict=True):
        assert (same.account_id, same.person_id, same.kind) == (one.account_id, one.person_id, one.kind)
        assert (same.urgent, same.pushed, same.dates) == (one.urgent, one.pushed, one.dates)
        mine, hers = unpack(one.body, 1), unpack(same.body, 1)
        assert (mine.chat, mine.text) == (hers.chat, hers.text)
        assert [each.label for each in mine.buttons] == [each.label for each in hers.buttons]
        found = await desk.run(
            partial(find_push, token=hers.buttons[0].payload[1:], person_id=same.person_id)
        )
        assert found == Push("menu", (1,))


async def test_among_many_one_without_a_chat_holds_nobody_up(desk: Desk) -> None:
    women = [await desk.person(f"demo {n}") for n in range(5)]
    nobody = 12_345
    receivers = [each.person_id for each in women]
    receivers.insert(2, nobody)
    rows = await queue(desk, *[told(each, _("Kabar")) for each in receivers])
    assert [row.person_id for row in rows] == [each.person_id for each in women]
    await desk.storage.vault.destroy([owner_of(women[1].person_id)])
    rows = await queue(desk, *[told(each, _("Kabar")) for each in women])
    assert women[1].person_id not in [row.person_id for row in rows]


@pytest.mark.parametrize("count", [1, 5], ids=["one by one", "a class"])
async def test_an_address_that_nobody_can_read_stops_nobody_else(desk: Desk, count: int) -> None:
    siti, *others = [await desk.person(f"p{n}") for n in range(count + 1)]

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE accounts SET address = $2 WHERE id = $1", siti.account_id, b"spoiled")

    await desk.run(spoil)
    rows = await queue(desk, *[told(each, _("Kabar")) for each in (siti, *others)])
    assert [row.person_id for row in rows] == [each.person_id for each in others]

"""Buttons on pushed messages: hers alone, valid until their matter closes, and opaque."""

from datetime import date
from typing import Any

import pytest

from conversation.text import _
from db.engine import Fetch, Write
from db.people import Actor
from db.push_buttons import Push, add_push, close_matter, find_push
from db.unit import PushButton, Unit
from db.vault import SealBroken
from db.vault import person as owner_of
from domain.roles import Role
from tests.db.desk import Desk


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("demo")


async def make(desk: Desk, siti: Actor, *args: Any, matter: str = "request:7") -> str:
    async def job(unit: Unit) -> str:
        await unit.vault.have([owner_of(siti.person_id)])
        button = PushButton(label=_("Buka"), talk="jadwal", args=args)
        return add_push(unit, siti.person_id, button, matter)

    return await desk.run(job)


async def find(desk: Desk, payload: str, person_id: int) -> Push | None:
    async def job(unit: Unit) -> Push | None:
        await unit.vault.have([owner_of(person_id)])
        return await find_push(unit, payload.removeprefix("p"), person_id)

    return await desk.run(job)


@pytest.mark.parametrize("args", [(), (7,), ("a", 1, None), ((1, (2, 3)), Role.WORKER, date(2026, 2, 3))])
async def test_a_button_begins_what_it_was_made_for(desk: Desk, siti: Actor, args):
    payload = await make(desk, siti, *args)
    assert await find(desk, payload, siti.person_id) == Push("jadwal", args)
    assert await find(desk, payload, siti.person_id) == Push("jadwal", args)


async def test_another_s_button_is_no_button(desk: Desk, siti: Actor):
    other = await desk.person("demo 2")
    assert await find(desk, await make(desk, siti), other.person_id) is None


async def test_a_closed_matter_closes_all_its_buttons_and_no_other(desk: Desk, siti: Actor):
    closed = [await make(desk, siti, matter="request:7") for _each in range(2)]
    open_ = [await make(desk, siti, matter="request:8"), await make(desk, siti, matter="")]

    async def job(unit: Unit) -> None:
        close_matter(unit, "request:7")

    await desk.run(job)
    assert [await find(desk, each, siti.person_id) for each in closed] == [None, None]
    assert [await find(desk, each, siti.person_id) for each in open_] == [Push("jadwal", ())] * 2


async def test_a_payload_is_short_opaque_and_stored_only_as_a_digest(desk: Desk, siti: Actor):
    payload = await make(desk, siti, "secret")
    assert payload.startswith("p")
    assert len(payload.encode()) <= 64  # Telegram's callback_data
    row = (await desk.storage.engine.perform([Fetch("SELECT * FROM push_buttons")]))[0][0]
    stored = " ".join(repr(value) for value in tuple(row))
    assert payload[1:] not in stored
    assert "secret" not in stored


async def test_arguments_do_not_open_under_another_button(desk: Desk, siti: Actor):
    first, second = await make(desk, siti, 1), await make(desk, siti, 2)
    engine = desk.storage.engine
    rows = (await engine.perform([Fetch("SELECT token_hash, args FROM push_buttons")]))[0]
    swapped = [(rows[0]["token_hash"], rows[1]["args"]), (rows[1]["token_hash"], rows[0]["args"])]
    await engine.perform([Write("UPDATE push_buttons SET args = $2 WHERE token_hash = $1", swapped)])
    for payload in (first, second):
        with pytest.raises(SealBroken):
            await find(desk, payload, siti.person_id)


async def test_an_unknown_button_is_no_button(desk: Desk, siti: Actor):
    assert await find(desk, "pnothing", siti.person_id) is None

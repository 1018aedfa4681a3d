"""Talks: what is stored comes back whole, one open talk an account, and nothing of it can be read in the database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversation.replay import Asking
from db import talks
from db.engine import Fetch, Write
from db.people import Actor
from db.talks import Talk
from db.unit import Unit
from db.vault import KeyGone, SealBroken
from db.vault import person as owner_of
from domain.roles import Role
from tests.db.desk import Desk


@pytest.fixture
async def siti(desk: Desk) -> Actor:
    return await desk.person("demo")


def talk(siti: Actor, number: int, **other: Any) -> Talk:
    whole = Talk(
        id=number,
        account_id=siti.account_id,
        person_id=siti.person_id,
        name="skrining",
        args=(7, "a", (1, 2), Role.WORKER, date(2026, 2, 3)),
        entries=[
            ["a", "number|Berapa?", 3],
            ["r", "save", {"$": "tuple", "v": [1]}],
            ["n", 1_770_000_000_000],
        ],
        asking=Asking(
            identity="number|Kedua?",
            position=1,
            times=2,
            suggestion=25_000,
            narrowed=("s1", "s2"),
            page=1,
            offering=False,
            offered="abc",
        ),
        shown="Kedua?",
        keys=("a", "b"),
        labels=("Satu", "Dua"),
        nonce="xyz",
        asked_outbox=12,
        updated_ms=1_000 + number,
        faults=1,
        weighty=True,
        digits=False,
        free=True,
    )
    return replace(whole, **other)


async def save(desk: Desk, each: Talk, state: str = "open") -> None:
    async def job(unit: Unit) -> None:
        await unit.vault.have([owner_of(each.person_id)])
        talks.save(unit, each, state)

    await desk.run(job)


async def parked(desk: Desk, siti: Actor) -> list[Talk]:
    async def job(unit: Unit) -> list[Talk]:
        await unit.vault.have([owner_of(siti.person_id)])
        return await talks.list_parked(unit, siti.account_id, siti.person_id)

    return await desk.run(job)


@pytest.mark.parametrize("other", [{}, {"asking": None, "entries": [], "args": (), "keys": (), "labels": ()}])
async def test_a_talk_comes_back_whole(desk: Desk, siti: Actor, other):
    await save(desk, talk(siti, 1, **other), "parked")
    assert await parked(desk, siti) == [talk(siti, 1, **other)]


async def test_going_on_keeps_all_but_the_state(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "parked")
    later = talk(siti, 1, entries=[], nonce="new", asked_outbox=13, updated_ms=9_000, shown="Ketiga?")

    async def job(unit: Unit) -> None:
        await unit.vault.have([owner_of(siti.person_id)])
        talks.go_on(unit, later)

    await desk.run(job)
    assert await parked(desk, siti) == [later]


async def test_saving_again_replaces_what_was(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "open")
    later = talk(siti, 1, entries=[], nonce="new", asked_outbox=13, updated_ms=9_000, shown="Ketiga?")
    await save(desk, later, "parked")
    assert await parked(desk, siti) == [later]


async def test_parked_talks_are_listed_newest_first_and_counted_for_this_person_only(desk: Desk, siti: Actor):
    other = await desk.person("demo 2")
    for number in (1, 3, 2):
        await save(desk, talk(siti, number), "parked")
    await save(desk, talk(siti, 4), "open")
    await save(desk, talk(other, 5), "parked")
    assert [each.id for each in await parked(desk, siti)] == [3, 2, 1]
    assert await desk.run(lambda unit: talks.count_parked(unit, siti.account_id, siti.person_id)) == 3


async def test_an_account_has_one_open_talk(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "open")
    with pytest.raises(Exception, match=r"(?i)unique"):
        await save(desk, talk(siti, 2), "open")
    await save(desk, talk(siti, 1), "parked")
    await save(desk, talk(siti, 2), "open")


async def test_a_talk_that_is_over_is_gone(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "parked")

    async def job(unit: Unit) -> None:
        talks.delete(unit, 1)

    await desk.run(job)
    assert await parked(desk, siti) == []


async def test_a_journal_opens_in_no_other_talk_of_hers(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "parked")
    await save(desk, talk(siti, 2), "parked")
    swap = Write("UPDATE talks SET body = (SELECT body FROM talks WHERE id = 1) WHERE id = 2")
    await desk.storage.engine.perform([swap])
    with pytest.raises(SealBroken):
        await parked(desk, siti)


async def test_the_newest_talk_of_a_name_is_found_open_or_laid_aside(desk: Desk, siti: Actor):
    async def newest(name: str) -> int | None:
        async def read(unit: Unit) -> int | None:
            await unit.vault.have([owner_of(siti.person_id)])
            found = await talks.find_newest(unit, siti.account_id, siti.person_id, name)
            return None if found is None else found.id

        return await desk.run(read)

    assert await newest("skrining") is None
    await save(desk, talk(siti, 1), "parked")
    await save(desk, replace(talk(siti, 2), updated_ms=talk(siti, 2).updated_ms + 1))
    assert await newest("skrining") == 2
    assert await newest("menu") is None


async def test_a_talk_of_an_erased_woman_cannot_be_opened(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1), "parked")
    await desk.storage.vault.destroy([owner_of(siti.person_id)])
    with pytest.raises(KeyGone):
        await parked(desk, siti)


async def test_what_she_answered_stands_nowhere_in_clear(desk: Desk, siti: Actor):
    await save(desk, talk(siti, 1))
    row = (await desk.storage.engine.perform([Fetch("SELECT * FROM talks")]))[0][0]
    stored = " ".join(repr(bytes(value) if isinstance(value, bytes) else value) for value in tuple(row))
    for secret in ("Berapa", "25000", "Satu", "Kedua"):
        assert secret not in stored

"""What announcements ask her, on whichever of her records, and what came last to her phone."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from db import news_answers, outbox, removals
from db.news_answers import DAY_MS, LAST_WITHIN_MS, TYPED_WITHIN_MS, Asked
from db.outbox import CLEARED_MS
from db.people import Actor
from db.unit import Unit
from domain.announcements import ANSWERS_DAYS, Content, NewsKind
from tests.announced import plant
from tests.db.desk import Desk
from tests.ledger_world import Book, open_book


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    return await open_book(desk)


async def send(
    desk: Desk,
    mentari: Book,
    woman: Actor,
    code: str,
    *,
    choices: tuple[str, ...] = ("Ikut", "Tidak ikut"),
    news: NewsKind = NewsKind.GROUP,
) -> int:
    """It has just gone out to her; its id."""

    async def job(unit: Unit) -> int:
        content = Content(
            texts=MappingProxyType({"id": "Besok kumpul?"}),
            choices=choices,
            sender="Kelompok Mentari",
            news=news,
            code=code,
        )
        found = await plant(unit, [woman.person_id], content, group_id=mentari.id)
        rows = await unit.fetch("SELECT id FROM outbox WHERE notice_id = $1", found)
        for row in rows:
            outbox.sent(unit, row["id"], f"m{row['id']}", unit.now_ms)
        return found

    desk.now_ms += 1_000
    return await desk.run(job)


async def newest(desk: Desk, woman: Actor) -> list[Asked]:
    async def job(unit: Unit) -> list[Asked]:
        unit.actor = woman
        return await news_answers.list_newest(unit, woman.person_id, 3)

    return await desk.run(job)


async def test_only_what_she_got_and_what_asks_something_is_hers_to_answer(desk: Desk, mentari: Book) -> None:
    siti, yuyun = await desk.person("Siti"), await desk.person("Yuyun")
    asking = await send(desk, mentari, siti, "ASKS22")
    await send(desk, mentari, siti, "TELLS2", choices=())

    async def find(unit: Unit, who: Actor, code: str) -> Asked | None:
        return await news_answers.find(unit, who.person_id, code)

    found = await desk.run(lambda unit: find(unit, siti, "ASKS22"))
    assert found is not None
    assert (found.announcement_id, found.choices, found.answer, found.is_open) == (asking, 2, 0, True)
    assert await desk.run(lambda unit: find(unit, siti, "TELLS2")) is None
    assert await desk.run(lambda unit: find(unit, yuyun, "ASKS22")) is None
    assert await desk.run(lambda unit: find(unit, siti, "NOSUCH")) is None


async def test_who_was_left_out_never_had_it(desk: Desk, mentari: Book) -> None:
    siti = await desk.person("Siti")
    await send(desk, mentari, siti, "ASKS22")

    async def leave_out(unit: Unit) -> Asked | None:
        unit.write("UPDATE announcement_receivers SET state = 'left_out', why = 'opted_out'")
        return await news_answers.find(unit, siti.person_id, "ASKS22")

    assert await desk.run(leave_out) is None
    assert await desk.run(lambda unit: news_answers.find_last_kind(unit, siti.person_id)) is None


async def test_her_other_record_is_her_too(desk: Desk, mentari: Book) -> None:
    siti, other = await desk.person("Siti"), await desk.person("Siti lama")
    await send(desk, mentari, other, "ASKS22", news=NewsKind.AID)

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, siti.person_id)

    await desk.run(join)
    found = await desk.run(lambda unit: news_answers.find(unit, siti.person_id, "ASKS22"))
    assert found is not None
    assert found.person_id == other.person_id
    assert [each.code for each in await newest(desk, siti)] == ["ASKS22"]
    assert await desk.run(lambda unit: news_answers.find_last_kind(unit, siti.person_id)) is NewsKind.AID


async def test_the_newest_stands_first_and_only_it_came_last(desk: Desk, mentari: Book) -> None:
    siti = await desk.person("Siti")
    for code in ("FIRST2", "SECOND"):
        await send(desk, mentari, siti, code)
    assert [(each.code, each.is_last) for each in await newest(desk, siti)] == [
        ("SECOND", True),
        ("FIRST2", False),
    ]
    assert await desk.run(lambda unit: news_answers.came_last(unit, siti.account_id))


async def test_after_three_days_words_are_about_something_else(desk: Desk, mentari: Book) -> None:
    siti = await desk.person("Siti")
    await send(desk, mentari, siti, "ASKS22")
    desk.now_ms += TYPED_WITHIN_MS
    assert await newest(desk, siti) == []


async def test_what_she_cleared_away_is_not_brought_back_by_a_word(desk: Desk, mentari: Book) -> None:
    """Her husband types "ya" on the phone from which she has just cleared it."""
    siti = await desk.person("Siti")
    await send(desk, mentari, siti, "ASKS22")
    await desk.run(lambda unit: removals.ask(unit, siti.account_id))
    assert await newest(desk, siti) == []
    assert await desk.run(lambda unit: news_answers.find_last_kind(unit, siti.person_id)) is None
    await send(desk, mentari, siti, "LATER2")
    assert [each.code for each in await newest(desk, siti)] == ["LATER2"]


async def test_on_a_phone_that_others_use_words_answer_what_may_still_stand_there(
    desk: Desk, mentari: Book
) -> None:
    siti = await desk.person("Siti")
    shared = replace(siti, phone="shared")
    await send(desk, mentari, siti, "ASKS22")
    desk.now_ms += CLEARED_MS
    assert [each.code for each in await newest(desk, siti)] == ["ASKS22"]
    assert await newest(desk, shared) == []


async def test_answers_are_taken_for_two_weeks_and_not_a_moment_longer(desk: Desk, mentari: Book) -> None:
    siti = await desk.person("Siti")
    await send(desk, mentari, siti, "ASKS22")
    begun = desk.now_ms
    for now_ms, is_open in (
        (begun + ANSWERS_DAYS * DAY_MS - 1, True),
        (begun + ANSWERS_DAYS * DAY_MS, False),
    ):
        desk.now_ms = now_ms
        found = await desk.run(lambda unit: news_answers.find(unit, siti.person_id, "ASKS22"))
        assert found is not None
        assert found.is_open is is_open


async def test_the_last_kind_is_forgotten_after_a_month(desk: Desk, mentari: Book) -> None:
    siti = await desk.person("Siti")
    await send(desk, mentari, siti, "FIRST2", news=NewsKind.AID)
    await send(desk, mentari, siti, "SECOND", news=NewsKind.OTHER, choices=())
    assert await desk.run(lambda unit: news_answers.find_last_kind(unit, siti.person_id)) is NewsKind.OTHER
    desk.now_ms += LAST_WITHIN_MS
    assert await desk.run(lambda unit: news_answers.find_last_kind(unit, siti.person_id)) is None


async def test_it_is_shown_only_where_it_was_sent(desk: Desk, mentari: Book) -> None:
    siti, yuyun = await desk.person("Siti"), await desk.person("Yuyun")
    await send(desk, mentari, siti, "ASKS22")
    asked = (await newest(desk, siti))[0]

    async def find(unit: Unit, who: Actor) -> str:
        return await news_answers.find_shown(unit, asked, who.account_id)

    assert await desk.run(lambda unit: find(unit, siti)) == f"m{asked.outbox_id}"
    assert await desk.run(lambda unit: find(unit, yuyun)) == ""
    assert not await desk.run(lambda unit: news_answers.came_last(unit, yuyun.account_id))

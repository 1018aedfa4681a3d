"""Once the channel's window is closed a template goes in the place of a push, one until she writes; the push waits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import SendError
from db import announcement_receivers, announcements, message_costs, notices, templates
from db.people import Actor
from db.unit import Unit
from domain.announcements import Audience, Part, PartKind
from domain.contact import LANES, MessageClass
from domain.money import Rupiah
from domain.templates import Category
from tests.bot.post import Post, Taken, open_post
from tests.bot.test_pushing import NEWS

WORDS = {
    templates.NEWS_WAITS: "Ada kabar dari {{kantor}}.",
    templates.NEUTRAL: "Ada kabar.",
    templates.STAFF_CALL: "Ada panggilan.",
}


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path) as opened:
        await change(opened, *[_template(name, text) for name, text in WORDS.items()])
        yield opened


def _template(name: str, text: str) -> str:
    params = '["kantor"]' if "kantor" in text else "[]"
    return (
        "INSERT INTO templates (name, language, state, category, asked_category, text, params, buttons, submitted_ms)"
        f" VALUES ('{name}', 'id', 'approved', 'utility', 'utility', '{text}', '{params}', '[]', 1)"
    )


async def change(post: Post, *statements: str) -> None:
    async def job(unit: Unit) -> None:
        for sql in statements:
            unit.write(sql)

    await post.desk.run(job)


async def close(post: Post, actor: Actor) -> None:
    await change(
        post, f"UPDATE accounts SET window_until_ms = {post.desk.now_ms - 1} WHERE id = {actor.account_id}"
    )


async def announce(post: Post, *actors: Actor) -> int:
    """An announcement that is being sent, each of them with her row; its id."""

    async def job(unit: Unit) -> int:
        content = (
            b'{"announcement": 1, "texts": {"id": "Besok ya."}, "choices": [], "sender": "Balai Melati",'
            b' "news": "lain", "code": "K7Q2M", "day": "", "recipe": "", "recipe_args": []}'
        )
        notice_id = await notices.add(unit, content)
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES (9, 'Balai Melati', 'WIB', '{}')"
            " ON CONFLICT (id) DO NOTHING"
        )
        unit.write(
            "INSERT INTO announcements (id, code, organisation_id, made_by, news, state, audience, size, due_ms, made_ms,"
            " begun_ms) VALUES ($1, $2, 9, $3, 'lain', 'sending', $4, 1, 1, 1, $5)",
            notice_id,
            f"K{notice_id}",
            actors[0].person_id,
            Audience(those=(Part(kind=PartKind.AREA, value="samarinda"),)).pack(),
            unit.now_ms,
        )
        for each in actors:
            outbox_id = unit.new_id()
            unit.write(
                "INSERT INTO announcement_receivers (announcement_id, person_id, state, account_id, channel, way, outbox_id)"
                " VALUES ($1, $2, 'queued', $3, $4, 'chat', $5)",
                notice_id,
                each.person_id,
                each.account_id,
                post.wire.name,
                outbox_id,
            )
            unit.write(
                "INSERT INTO outbox (id, n, account_id, person_id, channel, kind, lane, state, due_ms, pushed, notice_id,"
                " made_ms) VALUES ($1, 0, $2, $3, $4, 'broadcast', $5, 'queued', $6, 1, $7, $6)",
                outbox_id,
                each.account_id,
                each.person_id,
                post.wire.name,
                LANES[MessageClass.BROADCAST],
                unit.now_ms,
                notice_id,
            )
        return notice_id

    found = await post.desk.run(job)
    post.delivery.tick()
    await post.rest()
    return found


async def test_an_announcement_waits_and_the_template_says_who_has_news(post: Post) -> None:
    siti = await post.person("siti")
    await close(post, siti)
    await announce(post, siti)
    assert post.wire.texts == ["Ada kabar dari Balai Melati."]
    assert await post.rows("state, fault, pushed") == [("pull", "window_closed", 1), ("sent", "", 2)]


async def test_a_second_one_waits_without_a_word_until_she_has_written(post: Post) -> None:
    siti = await post.person("siti")
    await close(post, siti)
    await announce(post, siti)
    await announce(post, siti)
    assert len(post.wire.texts) == 1
    await change(post, "UPDATE accounts SET neutral_sent_ms = 0, window_until_ms = 0")
    await announce(post, siti)
    assert post.wire.texts[1].endswith("Besok ya.\n\nTidak mau kabar seperti ini? Ketik PILIH KABAR.")


async def left(post: Post, announcement_id: int) -> list[int]:
    """How many messages of it have left, second by second."""
    return [
        n
        for _at, n in await post.desk.run(lambda unit: announcement_receivers.rate(unit, announcement_id, 1))
    ]


async def settle(post: Post, announcement_id: int) -> None:
    async def job(unit: Unit) -> None:
        found = await announcements.peek(unit, announcement_id)
        assert found is not None
        await announcement_receivers.settle_slice(unit, found)

    await post.desk.run(job)


async def test_what_left_in_its_place_is_counted_when_it_left_and_once(post: Post) -> None:
    """The whole message, a template, and the neutral sentence, which is taken at its second try."""
    own, closed, shared = [
        await post.person(name, phone=phone)
        for name, phone in (("siti", "own"), ("yuyun", "own"), ("imas", "shared"))
    ]
    await close(post, closed)
    post.wire.answers[NEWS].append(SendError("no connection", retryable=True))
    announcement_id = await announce(post, own, closed, shared)
    await settle(post, announcement_id)
    assert sum(await left(post, announcement_id)) == 2
    await post.pass_s(3)
    assert len(post.wire.taken) == 3
    seconds = await left(post, announcement_id)
    assert (seconds[0], seconds[-1], sum(seconds)) == (2, 1, 3)
    await settle(post, announcement_id)
    await post.pass_s(60)
    await change(post, "UPDATE outbox SET state = 'sent', sent_ms = made_ms + 60000 WHERE state = 'pull'")
    await settle(post, announcement_id)  # they have looked, and read the rest of it
    assert await left(post, announcement_id) == seconds


async def test_what_never_left_in_its_place_is_not_counted(post: Post) -> None:
    shared, again = await post.person("imas", phone="shared"), await post.person("siti", phone="shared")
    post.wire.answers[NEWS] += [SendError("no such chat"), Taken()]
    announcement_id = await announce(post, shared, again)
    await settle(post, announcement_id)
    assert await left(post, announcement_id) == []


async def test_the_neutral_sentence_of_anything_else_counts_for_no_announcement(post: Post) -> None:
    shared = await post.person("imas", phone="shared")
    await post.push(shared, "Permintaan Ibu diterima.")
    await post.rest()
    announcement_id = await announce(post, shared)
    await settle(post, announcement_id)
    assert post.wire.texts == [NEWS]
    assert await left(post, announcement_id) == []


async def test_where_the_window_closes_while_it_waits_its_template_counts_for_it(post: Post) -> None:
    shared = await post.person("imas", phone="shared")
    post.wire.answers[NEWS].append(SendError("window", window_closed=True))
    announcement_id = await announce(post, shared)
    await post.pass_s(1)
    assert post.wire.texts == ["Ada kabar."]
    assert sum(await left(post, announcement_id)) == 1


async def test_a_phone_that_others_read_hears_nothing_of_the_office(post: Post) -> None:
    siti = await post.person("siti", phone="shared")
    await close(post, siti)
    await announce(post, siti)
    assert post.wire.texts == ["Ada kabar."]


async def test_without_an_approved_template_it_just_waits(post: Post) -> None:
    await change(post, "UPDATE templates SET state = 'paused'")
    siti = await post.person("siti")
    await close(post, siti)
    await announce(post, siti)
    assert post.wire.texts == []
    assert await post.rows("state, fault") == [("pull", "window_closed")]


async def test_any_other_push_is_announced_by_the_template_that_tells_nothing(post: Post) -> None:
    siti = await post.person("siti")
    await close(post, siti)
    await post.push(siti, "Permintaan Ibu diterima.")
    await post.rest()
    assert post.wire.texts == ["Ada kabar."]


async def test_a_call_for_help_rings_each_time(post: Post) -> None:
    worker = await post.person("worker", staff=True)
    await close(post, worker)
    for _ring in range(2):
        await post.push(worker, "Ada panggilan bantuan.", kind=MessageClass.HELP)
        await post.rest()
    assert post.wire.texts == ["Ada panggilan."] * 2


async def test_what_the_channel_itself_says_is_closed_goes_by_template_at_once(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.answers["Permintaan Ibu diterima."].append(SendError("131047", window_closed=True))
    await post.push(siti, "Permintaan Ibu diterima.")
    await post.rest()
    await post.pass_s(1)
    assert post.wire.texts == ["Ada kabar."]
    assert await post.states() == ["pull", "sent"]


async def test_her_own_answer_is_no_push_and_no_template_stands_for_it(post: Post) -> None:
    siti = await post.person("siti")
    await close(post, siti)
    await post.queue(siti, "Baik, Bu.")
    await post.rest()
    assert post.wire.texts == ["Baik, Bu."]


async def test_once_the_months_money_is_used_up_announcements_wait_and_nothing_else_does(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    await close(post, siti)
    await change(
        post,
        f"UPDATE accounts SET window_until_ms = {post.desk.now_ms + 10**8} WHERE id = {yuyun.account_id}",
    )

    async def cap(unit: Unit) -> None:
        for category in (Category.UTILITY, Category.SERVICE):
            message_costs.set_price(unit, category, 50_000)
        message_costs.set_cap(unit, Rupiah(0))

    await post.desk.run(cap)
    await announce(post, siti, yuyun)
    assert post.wire.texts == []
    assert await post.rows("state, fault") == [("pull", "cap_reached")] * 2
    await post.push(yuyun, "Permintaan Ibu diterima.")
    await post.rest()
    assert post.wire.texts == ["Permintaan Ibu diterima."]

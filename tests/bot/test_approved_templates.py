"""The program's own templates in the place of a push: which one, what hangs on it, and what it is counted as."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import SendError
from bot.demo_templates import approve_templates
from db import message_costs, people, templates, windows
from db.people import Actor
from db.unit import Unit
from domain.contact import Urgency
from domain.templates import Category, TemplateState
from handlers.neutral import NEUTRAL
from tests.bot.post import Post, open_post

DAY_S = 86_400
FOR_HER = "Ada kabar untuk Ibu. Ketuk tombol di bawah untuk membacanya."
NEWS = NEUTRAL[Urgency.WHEN_FREE].message
NEWS_TODAY = NEUTRAL[Urgency.TODAY].message


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """WhatsApp, with everything of locales/whatsapp/ approved."""
    async with open_post(tmp_path, channel="whatsapp") as opened:
        await opened.desk.run(approve_templates)
        yield opened


async def wrote(post: Post, actor: Actor) -> None:
    """She writes now: her window is open for a day, and she looks."""

    async def job(unit: Unit) -> None:
        people.note_visit(unit, actor.account_id)
        windows.note(unit, actor.account_id, windows.until_ms(DAY_S, unit.now_ms, unit.now_ms))

    await post.desk.run(job)


async def silent(post: Post, name: str = "siti", *, phone: str = "own", staff: bool = False) -> Actor:
    """She wrote more than a day ago; it is the same hour again."""
    actor = await post.person(name, phone=phone, staff=staff)
    await wrote(post, actor)
    post.desk.now_ms += (DAY_S + 60) * 1000
    return actor


def sent_as(post: Post) -> list[tuple[str, str]]:
    return [(each.template, each.text) for each in post.wire.messages]


async def test_on_her_own_phone_it_has_a_button_that_opens_what_waits(post: Post) -> None:
    await post.push(await silent(post), "Kabar.")
    await post.rest()
    (message,) = post.wire.messages
    assert (message.template, message.template_language, message.text) == ("kabar_untuk_ibu", "id", FOR_HER)
    assert [(button.label, button.payload[:1]) for button in message.buttons] == [("Lihat kabar", "p")]


async def test_once_she_has_written_everything_goes_out_freely_again(post: Post) -> None:
    siti = await silent(post)
    await post.push(siti, "satu")
    await post.rest()
    await wrote(post, siti)
    await post.push(siti, "dua")
    await post.pass_s(60)
    assert sent_as(post) == [("kabar_untuk_ibu", FOR_HER), ("", "dua")]


@pytest.mark.parametrize("phone", ["unknown", "shared", "helped"])
@pytest.mark.parametrize(("urgent", "text"), [(False, NEWS), (True, NEWS_TODAY)])
async def test_on_a_phone_that_others_read_it_is_word_for_word_the_neutral_sentence(
    post: Post, phone: str, urgent: bool, text: str
) -> None:
    siti = await silent(post, phone=phone)
    await post.push(siti, "Arisan jam 4.", urgent=urgent)
    await post.rest()
    (message,) = post.wire.messages
    assert (bool(message.template), message.text, message.buttons) == (True, text, ())


async def test_where_one_is_paused_the_next_best_is_taken(post: Post) -> None:
    async def pause(unit: Unit) -> None:
        await templates.note(unit, templates.NEWS_FOR_HER, "id", state=TemplateState.PAUSED)

    await post.desk.run(pause)
    await post.push(await silent(post), "Kabar.")
    await post.rest()
    assert sent_as(post) == [("kabar_netral", NEWS)]


async def test_one_into_which_somebody_put_a_place_at_the_channel_is_never_sent(post: Post) -> None:
    async def change(unit: Unit) -> None:
        there = await templates.find(unit, templates.NEWS_FOR_HER, "id")
        assert there is not None
        templates.note_words(unit, there, "Ada kabar untuk {{nama}} hari ini.", there.buttons)

    await post.desk.run(change)
    await post.push(await silent(post), "Kabar.")
    await post.rest()
    assert sent_as(post) == [("kabar_netral", NEWS)]


async def test_one_that_the_channel_takes_no_more_is_not_tried_again_and_silences_nothing(post: Post) -> None:
    siti = await silent(post)
    post.wire.answers[FOR_HER].append(SendError("132015 template", template_state="paused"))
    await post.push(siti, "satu")
    await post.rest()
    assert post.wire.messages == []
    await post.push(siti, "dua")
    await post.pass_s(60)
    assert sent_as(post) == [("kabar_netral", NEWS)]
    there = await post.desk.run(lambda unit: templates.find(unit, templates.NEWS_FOR_HER, "id"))
    assert there is not None
    assert there.state is TemplateState.PAUSED


async def test_it_is_counted_when_it_goes_out_and_not_when_it_is_refused(post: Post) -> None:
    await post.push(await silent(post), "satu")
    await post.rest()
    yuyun = await silent(post, "yuyun")
    post.wire.always = SendError("131026 undeliverable", unreachable=True)
    await post.push(yuyun, "dua")
    await post.pass_s(60)
    month = await post.desk.run(message_costs.month)
    assert [(count.category, count.billed, count.expected) for count in month.counts] == [
        (Category.UTILITY, 0, 1)
    ]

"""A phone with WhatsApp's look takes our approved templates after a day, word for word, and shows them as such."""

from pathlib import Path

import pytest

from bot.channels.base import Button, Layout, Outgoing
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.templates import find_template_breach
from bot.template_files import load
from domain.templates import filled
from tests.bot.channels.simulator.test_channel import HOUR_MS, World

NEWS = next(each for each in load() if each.name == "kabar_menunggu")
VALUES = {"kantor": "Dinas Sosial Contoh"}


def template(**changed: object) -> Outgoing:
    fields: dict[str, object] = {
        "outbox_id": "1",
        "chat": "siti",
        "text": filled(NEWS, VALUES),
        "template": NEWS.name,
        "template_language": "id",
        "template_params": tuple(VALUES.items()),
        "buttons": (Button(label="Lihat kabar", payload="pX"),),
        "layout": Layout.BUTTONS,
    }
    return Outgoing(**{**fields, **changed})  # type: ignore[arg-type]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, Look.WHATSAPP)


async def test_after_a_day_only_a_template_is_taken_and_it_is_shown_as_one(world: World) -> None:
    await world.says(text="halo")
    await world.sends(text="Sebelum sehari.")
    world.now_ms += 25 * HOUR_MS
    refused = await world.refusal(text="Sesudah sehari.")
    assert refused.window_closed
    await world.simulator.send(template())
    shown = world.messages[-1].shown()
    assert (shown["template"], shown["text"]) == (True, filled(NEWS, VALUES))
    assert [each["template"] for each in (message.shown() for message in world.messages[:-1])] == [
        False,
        False,
    ]
    await world.says(button="Lihat kabar")
    assert (await world.sends(text="Kabarnya ini.")) != "", "a tap opens the window too"


async def test_a_template_is_taken_inside_the_window_too(world: World) -> None:
    await world.says(text="halo")
    await world.simulator.send(template())
    assert world.messages[-1].template


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"template": "kabar_lain"}, "132001"),
        ({"template_language": "jv"}, "132001"),
        ({"template_params": ()}, "132000"),
        ({"template_params": (("kota", "Bogor"),)}, "132000"),
        ({"text": "Ada kabar lain."}, "text is not the template's"),
        ({"buttons": ()}, "buttons are not the template's"),
        ({"layout": Layout.LIST}, "buttons are not the template's"),
        ({"document": b"x"}, "carries nothing else"),
    ],
)
async def test_what_was_not_approved_is_refused(world: World, changed: dict[str, object], rule: str) -> None:
    breach = find_template_breach(template(**changed))
    assert breach is not None
    assert rule in breach.rule
    await world.says(text="halo")
    refused = await world.refusal(
        **{
            name: getattr(template(**changed), name)
            for name in (
                "text",
                "template",
                "template_language",
                "template_params",
                "buttons",
                "layout",
                "document",
            )
        }
    )
    assert refused.template_state == "rejected"
    assert world.simulator.problems, "the page says why"


async def test_every_template_of_ours_is_taken_as_it_stands() -> None:
    for each in load():
        values = dict(each.examples)
        message = Outgoing(
            outbox_id="1",
            chat="siti",
            text=filled(each, values),
            template=each.name,
            template_language=each.language,
            template_params=tuple(values.items()),
            buttons=tuple(Button(label=label, payload=label) for label in each.buttons),
            layout=Layout.BUTTONS if each.buttons else Layout.NONE,
        )
        assert find_template_breach(message) is None, each.name


async def test_a_phone_with_telegrams_look_shows_the_words_and_asks_for_no_approval(tmp_path: Path) -> None:
    world = World(tmp_path)
    await world.simulator.send(template(template="kabar_lain"))
    assert not world.messages[-1].template

"""What stands under a question once it is answered, and on whose phone."""

import pytest

from bot.render import render
from handlers.house import answered
from tests.play import Play
from tests.world import World

FIRST_ANSWERS = """
    Siti: skrining
    Bot: ... [...]
    Siti: samarinda
    Bot: ... Boleh saya catat? [Boleh] [...]
    Siti: [Boleh]
    Bot: ... [...]
"""


def test_an_answered_question_shows_question_and_answer() -> None:
    assert render(answered("Boleh", "Boleh saya catat?")) == "Boleh saya catat?\n\n✔ Boleh"


@pytest.mark.parametrize("phone, shown", [("own", "✔ Boleh"), ("shared", "Sudah dijawab.")])
async def test_an_answered_question_loses_its_buttons_and_tells_nothing_to_others(
    play: Play, world: World, phone: str, shown: str
) -> None:
    await world.add("Siti", phone=phone)
    await play(FIRST_ANSWERS)
    area, consent, question = world.phones.screen("Siti")
    if world.way == "whatsapp":
        pytest.skip("WhatsApp lets no program change what it has sent")
    assert consent.text.endswith(shown)
    assert (area.buttons, consent.buttons) == ((), ())
    assert question.buttons

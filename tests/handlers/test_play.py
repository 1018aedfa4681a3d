"""The player itself: what goes another way than the paper says is always found."""

import pytest

from conversation.text import _
from tests.phones import Bubble
from tests.play import Play, Played, misshapen, untranslated
from tests.world import World


@pytest.mark.parametrize(
    "wrong, found",
    [
        ("Siti: menu\nBot: Selamat datang. [...]", "expected  Bot: Selamat datang."),
        ("Siti: menu\nBot: ... [Cari bantuan]", "expected  Bot: ... [Cari bantuan]"),
        ("Siti: menu\nSiti: menu\nBot: ... [...]", "not on the paper"),
        ("Siti: menu\nBot: ... [...]\nBot: Lagi.", "got       nothing"),
        ("Siti: menu\nBot: ... [...]\nBot → Lilis: ...", "got       nothing"),
        ("Siti: menu\nBot: ... [...]\nSiti: [Setor]", "there is no [Setor]"),
    ],
)
async def test_a_chat_that_goes_another_way_fails_and_is_shown(
    play: Play, world: World, wrong: str, found: str
) -> None:
    await world.add("Siti")
    with pytest.raises(Played) as played:
        await play(wrong)
    assert found in str(played.value)
    assert "Siti: menu" in str(played.value)


async def test_a_push_that_nobody_expects_fails(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await world.add("Lilis")
    await world.tell(siti, _("Satu."))
    with pytest.raises(Played, match=r"Bot → Siti: Satu\."):
        await play("""
            Lilis: menu
            Bot: ... [...]
        """)


async def test_what_is_left_behind_fails(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.fail_inbox("a planted fault")
    with pytest.raises(Played, match="a planted fault"):
        await play("""
            Siti: menu
            Bot: ... [...]
        """)


def test_a_message_too_long_or_unfilled_is_found() -> None:
    assert misshapen(Bubble("1", "x" * 501)) == ["501 characters, 500 is the most"]
    assert misshapen(Bubble("1", "Halo {name}.")) == ["a place was not filled in"]
    assert misshapen(Bubble("1", "Halo.", (("{n}", "p"),))) == ["a place was not filled in"]
    assert misshapen(Bubble("1", "x" * 500)) == []


def test_what_went_round_the_catalogue_is_found() -> None:
    shown = Bubble(
        "1", "⟦Hàlò ⟦Sìtì⟧.⟧ bla", (("Ya", "p"), ("⟦Tìdàk⟧", "q"), ("Samarinda", "r"), ("12", "s"))
    )
    assert untranslated(shown, {"Samarinda"}) == ["bla", "Ya"]

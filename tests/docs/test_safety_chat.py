"""The chat in docs/safety.md is what the program says; what is left on her screen tells nothing."""

from pathlib import Path

from tests.docs.demo_chat import assert_plays, chat_in, open_demo
from tests.tidy.sources import ROOT
from tests.transcript import Says

CLEARED = "hapus jejak"
OUTSIDE = "Ada yang bisa saya bantu, Bu?"


async def test_the_chat_in_safety_is_what_the_program_says(tmp_path: Path) -> None:
    lines = chat_in((ROOT / "docs" / "safety.md").read_text())
    assert len(lines) > 40
    async with open_demo(tmp_path) as demo:
        await assert_plays(demo, lines)
        assert "dipukul" not in " ".join(await demo.screen("siti") + await demo.screen("petugas"))


async def test_after_hapus_jejak_only_the_harmless_outside_is_left(tmp_path: Path) -> None:
    lines = chat_in((ROOT / "docs" / "safety.md").read_text())
    cleared = next(i for i, line in enumerate(lines) if isinstance(line, Says) and line.text == CLEARED)
    async with open_demo(tmp_path) as demo:
        await assert_plays(demo, lines[: cleared + 2])
        assert await demo.screen("siti") == [OUTSIDE]

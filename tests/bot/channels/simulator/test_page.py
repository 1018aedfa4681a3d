"""The page's files: readable colours by day and night, no small print, nothing from outside, no HTML from texts."""

import re
from pathlib import Path

import pytest

import bot.channels.simulator

STATIC = Path(bot.channels.simulator.__file__).parent / "static"
CSS = (STATIC / "style.css").read_text()
BLOCK = re.compile(
    r'^\s*(:root|\[data-look="(?:telegram|whatsapp)"\]) \{(.*?)^\s*\}', re.MULTILINE | re.DOTALL
)
TEXT_ON_GROUND = {
    ":root": [
        ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("plum", "card"),
        ("on-plum", "plum"), ("warn", "warn-paper"), ("warn", "card"), ("good", "card"),
    ],
    "look": [
        ("on-bar", "bar"), ("text", "theirs"), ("text", "hers"), ("faint", "theirs"), ("faint", "hers"),
        ("on-choice", "choice"), ("on-pill", "pill"),
    ],
}  # fmt: skip


def palettes() -> list[tuple[str, dict[str, str]]]:
    """By day and by night; a block of the night stands on the day's."""
    found: dict[str, dict[str, str]] = {}
    result = []
    for name, body in BLOCK.findall(CSS):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))
        found[name] = {**found.get(name, {}), **colours}
        result.append((name, dict(found[name])))
    return result


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_text_can_be_read_on_its_ground() -> None:
    assert [name for name, _ in palettes()].count(":root") == 2
    assert len(palettes()) == 6
    weak = [
        f"{name} {text} on {ground}: {contrast(colours[text], colours[ground]):.2f}"
        for name, colours in palettes()
        for text, ground in TEXT_ON_GROUND[":root" if name == ":root" else "look"]
        if contrast(colours[text], colours[ground]) < 4.5
    ]
    assert weak == []


def test_no_text_is_smaller_than_fourteen_pixels() -> None:
    sizes = [int(size) for size in re.findall(r"font(?:-size)?: (\d+)px", CSS)]
    assert min(sizes) >= 14
    assert not re.search(r"font-size: [\d.]+(em|rem|%|pt)", CSS)


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_nothing_comes_from_outside_and_no_text_becomes_html(path: Path) -> None:
    source = path.read_text()
    without_names = source.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://", without_names)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source)
    assert not re.search(r"<style|style=|\son[a-z]+=", source)

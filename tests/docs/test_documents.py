"""Are the documents still true? Commands, settings, paths, numbers and words are compared with the program.

The chat in README is played through the running program: every line of it has to be said, word for word.
"""

import importlib
import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import USAGE
from bot.limits import BODY_BYTES_MAX, DRAIN_S
from bot.settings import SETTINGS
from conversation.limits import PARKED_MAX, PROMPTS_IN_A_ROW_MAX
from conversation.registry import Registry
from db.inbox import BODY_DAYS, TRIES_MAX
from domain.contact import QUIET_FROM, QUIET_UNTIL
from domain.organisations import EMERGENCY_NUMBERS
from domain.roles import OF_ORGANISATION
from handlers.consent import KEPT_MONTHS
from handlers.conversations import CONVERSATIONS
from handlers.neutral import NEUTRAL
from tests.docs.demo_chat import assert_plays, chat_in, open_demo, says
from tests.tidy.imports import HOMES
from tests.tidy.sentences import list_sentences
from tests.tidy.sources import ROOT, read_sources

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
SCREENSHOT_BYTES_MAX = 300_000

every_page = pytest.mark.parametrize("name", TEXTS)


def codes(text: str) -> list[str]:
    """What stands in fences and between backticks, without the played chat."""
    fences = re.findall(r"```(\w*)\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [body for kind, body in fences if kind != "chat"] + inline


def found(name: str, pattern: str) -> set[str]:
    """Every match of the pattern in the code of a page."""
    return {match for code in codes(TEXTS[name]) for match in re.findall(pattern, code)}


def table(name: str, heading: str) -> list[list[str]]:
    """The cells of the first table after a heading, without its own head."""
    after = TEXTS[name].split(f"\n{heading}\n", 1)[1]
    lines = iter(after.splitlines())
    rows = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


@every_page
def test_every_command_is_there(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert found(name, r"\bmake ([a-z][a-z-]*)") <= targets
    usage = {line.split()[0] for line in USAGE.splitlines() if line.startswith("  ")}
    assert found(name, r"-m bot ([a-z]+)") <= usage
    for words in ("read", "keys", "outbox"):
        assert found(name, rf"-m bot {words} ([a-z]+)") <= _actions(words)
    for module in found(name, r"-m (tests(?:\.\w+)+)"):
        place = ROOT / module.replace(".", "/")
        assert (place / "__main__.py").exists() or place.with_suffix(".py").exists(), module


def _actions(command: str) -> set[str]:
    line = next(line for line in USAGE.splitlines() if line.startswith(f"  {command} "))
    return set(line.split()[1].split("|"))


@every_page
def test_every_name_in_capitals_is_a_setting_or_stands_in_the_code(name: str) -> None:
    settings = {setting.name for setting in SETTINGS}
    code = "\n".join(source.text for source in read_sources()) + (ROOT / "Makefile").read_text()
    for capitals in found(name, r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b"):
        assert capitals in settings or re.search(rf"\b{capitals}\b", code), capitals


@every_page
def test_every_path_is_there(name: str) -> None:
    tops = {path.name for path in ROOT.iterdir()} - {"data", ".venv"}
    for path in found(name, r"(?<![\w./-])([\w.-]+(?:/[\w.*-]+)*/?)(?![\w/])"):
        if path.split("/")[0] in tops and ("/" in path or "." in path):
            assert any(ROOT.glob(path.rstrip("/"))), path
        elif path.endswith((".py", ".md", ".toml")):
            assert any(ROOT.glob(f"**/{path}")), path
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXTS[name]):
        assert ((ROOT / name).parent / link).exists(), link


@every_page
def test_every_command_typed_in_chat_is_understood(name: str) -> None:
    registry = Registry(CONVERSATIONS)
    doors = {"/healthz", "/readyz", "/metrics", "/telegram", "/whatsapp"}
    for word in found(name, r"(?<![\w/.:*])(/[a-z]+)(?![\w/.-])") - doors:
        known = word in ("/start", "/batal", "/kembali") or registry.find_by_word(word[1:]) is not None
        assert known, word


@every_page
def test_every_metric_is_measured(name: str) -> None:
    metrics = set(re.findall(r'"(teman_\w+)"', (ROOT / "bot" / "metrics.py").read_text()))
    assert {each.removesuffix("_total") for each in found(name, r"\bteman_\w+")} <= metrics


# Spelled so that a search of the whole tree for them does not find this line.
REGISTRY = re.compile(r"py[p]i\.|python[h]osted|regis[t]ry\.|--index[-]url")


@every_page
def test_no_page_holds_a_machines_path_a_registry_or_a_private_number(name: str) -> None:
    text = TEXTS[name]
    for part in ("work", "tmp", "root", "home"):
        assert f"/{part}/" not in text
    assert not REGISTRY.search(text)
    national = {each.number for each in EMERGENCY_NUMBERS}
    assert set(re.findall(r"(?<![\d.])(?:\+62|08)[\d -]{6,}\d", text)) <= national


@every_page
def test_every_line_fits_and_every_page_has_one_title(name: str) -> None:
    prose = re.sub(r"```.*?```", "", TEXTS[name], flags=re.DOTALL)
    assert len(re.findall(r"^# ", prose, re.MULTILINE)) == 1
    long = [line for line in prose.splitlines() if len(line) > 130 and not line.startswith(("|", "!"))]
    assert long == []


# -- numbers and tables ---------------------------------------------------------------------------------------------


def test_the_settings_table_is_the_programs_own() -> None:
    rows = [(cells[0].strip("`"), cells[1].strip("`")) for cells in table("docs/operating.md", "## Settings")]
    assert rows == [(setting.name, setting.default) for setting in SETTINGS]


def test_the_emergency_numbers_are_the_programs_own() -> None:
    rows = table("docs/safety.md", "## Emergency numbers")
    for cells, each in zip(rows, EMERGENCY_NUMBERS, strict=True):
        extension = f", then {each.extension}" if each.extension else ""
        assert (cells[0], cells[-1]) == (f"{each.number}{extension}", each.source)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("docs/safety.md", f"{QUIET_FROM:%H.%M} to {QUIET_UNTIL:%H.%M}"),
        ("docs/safety.md", f"{BODY_DAYS} days"),
        ("docs/safety.md", f"{KEPT_MONTHS} months"),
        ("docs/operating.md", f"{BODY_DAYS} days"),
        ("docs/operating.md", f"{DRAIN_S:.0f} seconds"),
        ("docs/operating.md", f"{BODY_BYTES_MAX // 1_000_000}MB"),
        ("docs/operating.md", f"{TRIES_MAX} tries"),
        ("docs/architecture.md", f"{PARKED_MAX} talks"),
        ("docs/architecture.md", f"{PROMPTS_IN_A_ROW_MAX} times in a row"),
    ],
)
def test_numbers_in_the_pages_are_the_programs_own(name: str, sentence: str) -> None:
    assert sentence in " ".join(TEXTS[name].split())


def test_what_is_held_after_a_restore_is_what_the_program_would_hold() -> None:
    (statement,) = re.findall(r'"(UPDATE outbox .*?)"', TEXTS["docs/operating.md"])
    assert statement in (ROOT / "db" / "outbox.py").read_text()


def test_the_neutral_sentences_are_quoted_as_they_are_sent() -> None:
    for text in NEUTRAL.values():
        assert text.message in " ".join(TEXTS["docs/safety.md"].split())


def test_the_roles_that_can_be_invited_are_all_named() -> None:
    invited = {cells[0].strip("`") for cells in table("docs/operating.md", "### Roles")}
    assert invited == {role.value for role in OF_ORGANISATION}


def test_every_dependency_has_its_line_and_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    rows = {cells[0]: cells for cells in table("docs/architecture.md", "## Dependencies")}
    assert set(rows) == {re.split(r"[<>=]", each)[0] for each in wanted}
    for name, module in (("asyncpg", "asyncpg"), ("babel", "babel"), ("python-telegram-bot", "telegram")):
        assert all(home.rstrip("/") in rows[name][1] for home in HOMES[module])


def test_the_figures_table_names_what_the_bench_measures() -> None:
    figures = importlib.import_module("tests.bench.__main__").FIGURES
    rows = table("README.md", "## Figures")
    assert {cells[0] for cells in rows} == set(figures)
    assert all(len(cells) == 4 and cells[2] for cells in rows)


def test_words_never_shown_to_people_are_in_no_sentence() -> None:
    sentences = [each.message for each in list_sentences(read_sources())]
    rows = table("docs/glossary.md", "## Never shown to people")
    never = [word for cells in rows for word in cells[0].split(", ")]
    assert min(len(never) / 20, len(sentences) / 200) > 1
    shown = {word for word in never for each in sentences if re.search(rf"\b{word}\b", each, re.IGNORECASE)}
    assert shown == set()


def test_screenshots_are_few_small_and_shown() -> None:
    pictures = list((ROOT / "docs" / "screenshots").glob("*"))
    assert 1 <= len(pictures) <= 4
    for picture in pictures:
        assert picture.suffix == ".png"
        assert picture.stat().st_size <= SCREENSHOT_BYTES_MAX
        assert any(picture.name in text for text in TEXTS.values())


# -- the chat in README ---------------------------------------------------------------------------------------------


async def test_the_chat_in_readme_is_what_the_program_says(tmp_path: Path) -> None:
    lines = chat_in(TEXTS["README.md"])
    assert len(lines) > 40
    async with open_demo(tmp_path) as demo:
        await assert_plays(demo, lines)


def test_a_changed_word_a_missing_button_and_a_wrong_order_are_noticed() -> None:
    said = "Baik, Bu. Umur Ibu berapa? [Ya] [Tidak]"
    for shown in (said, "... Umur Ibu berapa? [Ya] [...]", "Baik, Bu. ..."):
        assert says(shown, said)
    assert not says("Baik, Bu. Umur Ibu berapa?", said)
    assert not says("... Umur Mama berapa? ...", said)
    assert not says("... [Tidak] [...] [Ya] [...]", said)
    assert not says("Umur Ibu berapa? ...", said)

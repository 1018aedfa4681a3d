"""Does .env.example say what bot/settings.py reads? Each variable once, with one line that explains it."""

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.tidy.sources import ROOT, Problem

# DESIGN.md, "Names that others rely on": holds until bot/settings.py lists its own.
DESIGNED = (
    "DATABASE_URL KEYS_URL DATA_DIR SECRET_KEYS TELEGRAM_TOKEN TELEGRAM_API_URL TELEGRAM_MODE "
    "TELEGRAM_WEBHOOK_SECRET WHATSAPP_TOKEN WHATSAPP_PHONE_NUMBER_ID WHATSAPP_APP_SECRET WHATSAPP_VERIFY_TOKEN "
    "WHATSAPP_API_URL PUBLIC_URL HOST PORT SIMULATOR BOT_NAME LOG_LEVEL"
).split()
VARIABLE = re.compile(r"#? ?([A-Z][A-Z0-9_]*)=")


def check(root: Path = ROOT) -> Iterator[Problem]:
    """.env.example against the settings, and the settings against the names others rely on."""
    names = _read_names(root)
    yield from compare((root / ".env.example").read_text(encoding="utf-8"), names)
    for name in sorted(set(DESIGNED) - set(names)):
        yield Problem(
            path="bot/settings.py", line=1, text=f"{name} is in DESIGN.md and not among the SETTINGS"
        )


def _read_names(root: Path) -> list[str]:
    if not (root / "bot" / "settings.py").exists():
        return list(DESIGNED)
    return [setting.name for setting in importlib.import_module("bot.settings").SETTINGS]


def compare(example: str, names: Iterable[str]) -> Iterator[Problem]:
    """What is missing, unknown, twice there or unexplained in the text of .env.example."""
    seen: set[str] = set()
    before = ""
    for number, line in enumerate(example.splitlines(), start=1):
        if match := VARIABLE.match(line):
            name = match[1]
            if name in seen:
                yield _problem(number, f"{name} stands here twice")
            if name not in names:
                yield _problem(number, f"{name} is read by nobody")
            if not before.startswith("# ") or VARIABLE.match(before):
                yield _problem(number, f"{name} has no line above it that explains it")
            seen.add(name)
        before = line
    for name in names:
        if name not in seen:
            yield _problem(1, f"{name} is missing")


def _problem(line: int, text: str) -> Problem:
    return Problem(path=".env.example", line=line, text=text)

"""The import rules catch what they promise to catch, and let pass what is allowed."""

import pytest

from tests.tidy.imports import check
from tests.tidy.sources import Source

TALK = '@conversation("{name}")\nasync def {name}(chat): ...\n'


def found(*files: tuple[str, str]) -> list[str]:
    return [str(problem) for problem in check([Source(path, text) for path, text in files])]


@pytest.mark.parametrize(
    ("path", "text", "part"),
    [
        ("domain/money.py", "import db.unit", "domain may not import db"),
        ("domain/money.py", "from conversation import text", "domain may not import conversation"),
        ("conversation/replay.py", "from domain.money import Rupiah", "conversation may not import domain"),
        ("db/unit.py", "from handlers import menu", "db may not import handlers"),
        ("handlers/menu.py", "from bot.render import render", "handlers may not import bot"),
        ("handlers/menu.py", "def late():\n    import telegram", "telegram belongs in"),
        ("handlers/menu.py", "from apscheduler.schedulers import asyncio", "apscheduler belongs in"),
        ("handlers/menu.py", "import sqlite3", "sqlite3 belongs in db/"),
        ("bot/web.py", "import babel", "babel belongs in"),
        ("db/people.py", "from cryptography.hazmat import primitives", "cryptography belongs in"),
        ("bot/turns.py", "import requests", "requests has no home"),
        ("bot/turns.py", "from tests import postgres", "imports the tests"),
        ("domain/loans.py", "import time", "domain is pure: no time"),
        ("conversation/replay.py", "import asyncio", "conversation is pure"),
        ("conversation/replay.py", "from random import choice", "conversation is pure"),
        ("domain/a/b.py", "from ...db import unit", "domain may not import db"),
        ("bot/turns.py", "import os\nx = os.environ['A']", "only bot/settings.py"),
        ("bot/turns.py", "import os\nx = os.getenv('A')", "only bot/settings.py"),
        ("bot/turns.py", "from os import environ", "only bot/settings.py"),
    ],
)
def test_a_wrong_import_is_found_once(path: str, text: str, part: str) -> None:
    (problem,) = found((path, text))
    assert part in problem
    assert problem.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/channels/telegram.py", "from telegram import Bot"),
        ("bot/clock.py", "from apscheduler.schedulers.asyncio import AsyncIOScheduler"),
        ("bot/settings.py", "import os\nx = os.environ['A']"),
        ("db/sqlite.py", "import aiosqlite, sqlite3"),
        ("db/vault.py", "from cryptography.hazmat.primitives.ciphers.aead import AESGCM"),
        ("domain/money.py", "from datetime import date\nimport domain.rounding"),
        (
            "handlers/menu.py",
            "from conversation import Chat\nfrom db import people\nfrom domain.money import Rupiah",
        ),
        ("tests/bot/test_x.py", "import telegram, os\nx = os.environ"),
    ],
)
def test_an_allowed_import_passes(path: str, text: str) -> None:
    assert found((path, text)) == []


def test_a_conversation_may_use_a_shared_module_but_not_another_conversation() -> None:
    files = [
        (
            "handlers/setor.py",
            "from handlers.questions import Amount\nfrom handlers.tarik import x\n" + TALK.format(name="a"),
        ),
        ("handlers/tarik.py", TALK.format(name="b")),
        ("handlers/questions.py", "class Amount: ..."),
        ("handlers/__init__.py", "from handlers import setor, tarik"),
    ]
    (problem,) = found(*files)
    assert "handlers/setor.py:2" in problem
    assert "handlers.tarik" in problem


def test_modules_that_need_each_other_are_found() -> None:
    (problem,) = found(
        ("db/a.py", "from db import b"), ("db/b.py", "import db.c"), ("db/c.py", "from db.a import x")
    )
    assert "db.a > db.b > db.c > db.a" in problem


def test_a_late_or_types_only_import_is_no_circle() -> None:
    late = "def f():\n    import db.a"
    types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from db.a import X"
    assert found(("db/a.py", "import db.b\nimport db.c"), ("db/b.py", late), ("db/c.py", types)) == []

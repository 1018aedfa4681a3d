"""The loan and the year's end in docs/loans.md are what the program says; the book behind them is whole."""

import asyncio
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.demo_book import fill_book
from bot.demo_loans import fill_loans
from bot.operator_commands import run
from bot.settings import SETTINGS
from tests.docs.demo_chat import assert_plays, chat_in, end_courses, open_demo
from tests.tidy.sources import ROOT

# What no woman ever reads about a loan of hers (domain.md 4.6); in a story about a hard month least of all.
NEVER = ("menunggak", "macet", "terlambat", "jatuh tempo", "bunga", "denda", "suami", "segera")


async def operate(command: str, *arguments: str) -> tuple[int, str]:
    stdout = io.StringIO()
    return await asyncio.to_thread(run, command, arguments, stdout), stdout.getvalue()


async def checks() -> dict[str, dict[str, Any]]:
    """What `check` says, by name."""
    _code, told = await operate("check", "--json")
    return {each["name"]: each for each in json.loads(told)["checks"]}


@pytest.mark.slow
async def test_the_loan_and_the_years_end_are_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    lines = chat_in((ROOT / "docs" / "loans.md").read_text())
    assert len(lines) > 120
    async with open_demo(tmp_path) as demo:
        await end_courses(demo)
        await fill_book(demo.app.storage.writer)
        await fill_loans(demo.app.storage.writer)
        for name, role in (("cucu", "chair"), ("kokom", "group_supervisor")):
            await demo.add_phone(name, role)
        await assert_plays(demo, lines)
        read = " ".join(await demo.screen("siti")).casefold()
        assert [word for word in NEVER if word in read] == []
    found = await checks()
    assert [name for name in ("ledger", "loans") if found[name]["fault"]] == []
    exported = tmp_path / "mentari.beancount"
    await operate("books", "export", str(exported), "--group", "Mentari", "--format", "beancount")
    bean_check = Path(sys.executable).with_name("bean-check")
    assert subprocess.run([str(bean_check), str(exported)], check=False).returncode == 0

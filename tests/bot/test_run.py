"""The program as a process: it says why it cannot begin, waits for its turn, and ends when it is told to."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 60


class Program:
    """`python -m bot run` in a folder of its own, on a port that the machine gives."""

    def __init__(self, folder: Path, *, root: Path = ROOT, **environment: str) -> None:
        given = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "PORT": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=root,
            env={**given, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def address(self) -> str:
        """Where it listens, once it does."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Simulator: "), (line, self.end())
        return line.removeprefix("Simulator: ").strip()

    def logged(self) -> dict[str, Any]:
        """The next line of its log."""
        assert self.process.stderr is not None
        return json.loads(self.process.stderr.readline())

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Its exit code, and what was left to read of its errors."""
        _out, errors = self.process.communicate(timeout=LIMIT_S)
        return self.process.returncode, errors


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    begun: list[Program] = []

    def begin(folder: Path = tmp_path, **more: Any) -> Program:
        begun.append(Program(folder, **more))
        return begun[-1]

    yield begin
    for program in begun:
        program.process.kill()
        program.process.communicate()


def get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=LIMIT_S) as answer:
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_ends_with_0_when_it_is_told_to_also_with_a_page_open(
    start: Callable[..., Program], number: signal.Signals
) -> None:
    program = start()
    address = program.address()
    assert get(f"{address}/healthz") == (200, "ok\n")
    assert get(f"{address}/readyz") == (200, "ready\n")
    with urllib.request.urlopen(f"{address}/sim/events", timeout=LIMIT_S) as page:
        assert page.readline()
        program.tell(number)
        page.read()  # the stream ends; nothing waits for the page to be closed
    code, errors = program.end()
    assert code == 0
    assert [line for line in map(json.loads, errors.splitlines()) if line["level"] != "INFO"] == []


def test_a_port_in_use_is_said_with_a_remedy(start: Callable[..., Program]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, errors = start(PORT=str(port)).end()
    assert code == 2
    assert errors.strip().splitlines() == [
        f"Cannot listen on 127.0.0.1:{port} (Address already in use). Set HOST and PORT, or stop the other program."
    ]


def test_a_second_program_says_that_it_waits_and_goes_on_when_the_first_has_ended(
    start: Callable[..., Program],
) -> None:
    first = start()
    first.address()
    second = start()
    line = second.logged()
    assert line["what"] == "waiting for the database: another process of this program has the database"
    first.tell(signal.SIGTERM)
    assert first.end()[0] == 0
    assert get(f"{second.address()}/readyz")[0] == 200
    second.tell(signal.SIGTERM)
    assert second.end()[0] == 0


def test_who_waits_for_the_database_can_be_told_to_stop(start: Callable[..., Program]) -> None:
    first = start()
    first.address()
    second = start()
    second.logged()
    second.tell(signal.SIGTERM)
    assert second.end() == (0, "")


def test_every_mistake_in_the_criteria_files_is_named(start: Callable[..., Program], tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(
        ROOT, root, ignore=shutil.ignore_patterns(".*", "tests", "docs", "__pycache__", "data", "*.lock")
    )
    folder = root / "criteria"
    no_sets = {folder / "areas.toml", folder / "loan_classes.toml"}
    first, second, *_others = sorted(set(folder.glob("*.toml")) - no_sets)
    first.write_text("this is = = not TOML")
    second.write_text("[set]\n")
    code, errors = start(tmp_path / "data", root=root).end()
    assert code == 2
    assert first.name in errors
    assert second.name in errors
    assert "Traceback" not in errors


def test_a_database_of_a_newer_program_is_not_touched(start: Callable[..., Program], tmp_path: Path) -> None:
    first = start()
    first.address()
    first.tell(signal.SIGTERM)
    first.end()
    database = sqlite3.connect(tmp_path / "demo.db")
    with database:
        database.execute("INSERT INTO schema_version (number, name, applied_ms) VALUES (999, 'later', 0)")
    database.close()
    code, errors = start().end()
    assert code == 2
    assert "version 999" in errors


def test_a_place_where_no_database_can_be_made_is_said(start: Callable[..., Program], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, errors = start(DATABASE_URL=f"sqlite:///{tmp_path}/file/teman.db").end()
    assert code == 2
    assert "file" in errors
    assert "Traceback" not in errors


def test_what_the_first_answer_does_not_need_is_not_loaded_with_the_program() -> None:
    code = (
        "import sys, bot.run; from domain.reading.answers import read_answer; bot.run._listen('127.0.0.1', 0).close();"
        "read_answer('halo'); print([each for each in ('domain.courses', 'domain.meetings', 'domain.placeholders',"
        " 'domain.reading.number_grammar', 'encodings.idna') if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"

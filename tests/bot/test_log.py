"""A log line never holds somebody's words: not those of a fault, not a phone, a token or a password."""

import asyncio
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot.log import JsonLines

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Ibu Demo berkata rahasia"
TOKEN = f"123456789:{'A' * 35}"
PHONE = "081200000000"


class Taken(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def logged(name: str, message: str, *args: object, fault: BaseException | None = None) -> dict:
    """The one line of this message, parsed."""
    logger, taken = logging.getLogger(name), Taken()
    logger.addHandler(taken)
    logger.propagate = False
    try:
        logger.error(message, *args, exc_info=fault)
    finally:
        logger.propagate = True
        logger.removeHandler(taken)
    (line,) = taken.lines
    assert "\n" not in line
    return json.loads(line)


def raised(fault: BaseException) -> BaseException:
    try:
        raise fault
    except BaseException as caught:
        return caught


def caused() -> BaseException:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as cause:
            cause.add_note(WORDS)
            raise ValueError(WORDS) from cause
    except ValueError as fault:
        return fault


@pytest.mark.parametrize(
    "fault",
    [
        raised(ValueError(WORDS)),
        raised(KeyError(WORDS)),
        raised(OSError(2, WORDS, WORDS)),
        raised(ExceptionGroup(WORDS, [ValueError(WORDS)])),
        raised(UnicodeDecodeError("utf-8", WORDS.encode(), 0, 1, WORDS)),
        raised(asyncio.CancelledError(WORDS)),
        caused(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_of_a_fault_its_type_and_its_lines_are_logged_and_never_its_words(fault: BaseException) -> None:
    line = logged("bot.turns", "turn %d has failed", 7, fault=fault)
    assert (line["level"], line["from"], line["what"]) == ("ERROR", "bot.turns", "turn 7 has failed")
    assert line["fault"] == type(fault).__name__
    assert line["where"][-1].startswith("test_log.py:")
    assert "rahasia" not in json.dumps(line)


def test_no_path_of_the_machine_stands_in_where_a_fault_came_from() -> None:
    line = logged("bot", "failed", fault=caused())
    assert all("/" not in frame for frame in line["where"])


def test_of_a_long_way_to_a_fault_its_end_is_logged() -> None:
    def fall(depth: int) -> None:
        if not depth:
            raise ValueError(WORDS)
        fall(depth - 1)

    with pytest.raises(ValueError) as caught:
        fall(30)
    where = logged("bot", "failed", fault=caught.value)["where"]
    assert len(where) == 8
    assert where[-1].endswith(" fall")


def test_values_that_do_not_fit_the_message_are_not_printed() -> None:
    assert logged("bot", "%d people", WORDS)["what"] == "%d people"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("asyncio", "a task has failed"),
        ("telegram.ext", "a task has failed"),
        ("bother", "a task has failed"),
        ("bot.turns", f"a task has failed\n{WORDS}"),
        ("db", f"a task has failed\n{WORDS}"),
    ],
)
def test_of_other_libraries_only_the_first_line_is_logged(name: str, what: str) -> None:
    assert logged(name, f"a task has failed\n{WORDS}")["what"] == what


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/bot[token]/getMe"),
        (f"call {PHONE} now", "call [phone] now"),
        ("call +62 812-0000-0000", "call [phone]"),
        ("call 62812 0000 0000.", "call [phone]."),
        ("postgresql://demo:pass-word@host/db", "postgresql://[password]@host/db"),
        ("update 812345678901 took 0.081234567 s", "update 812345678901 took 0.081234567 s"),
        ("at=0812000000000", "at=0812000000000"),
        ("https://host:8080/path", "https://host:8080/path"),
    ],
)
@pytest.mark.parametrize("name", ["bot", "httpx"])
def test_what_looks_like_a_secret_is_blacked_out(name: str, said: str, what: str) -> None:
    assert logged(name, "%s", said)["what"] == what


def run(code: str) -> list[str]:
    """What a program with our logs writes to standard error."""
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stdout == ""
    return ended.stderr.splitlines()


def test_what_ends_the_program_is_one_line_without_its_words() -> None:
    (line,) = run(f"from bot.log import set_up; set_up('INFO'); raise ValueError({WORDS!r})")
    assert json.loads(line)["fault"] == "ValueError"
    assert json.loads(line)["level"] == "CRITICAL"
    assert "rahasia" not in line


def test_ending_the_program_by_hand_is_no_fault() -> None:
    assert run("from bot.log import set_up; set_up('INFO'); raise KeyboardInterrupt") == []


def test_the_level_holds_and_talkative_libraries_are_quieter() -> None:
    lines = run(
        "import logging; from bot.log import set_up; set_up('INFO');"
        "logging.getLogger('bot').debug('no'); logging.getLogger('bot').info('yes');"
        "logging.getLogger('httpx').info('no'); logging.getLogger('httpx').warning('yes')"
    )
    assert [(json.loads(line)["from"], json.loads(line)["what"]) for line in lines] == [
        ("bot", "yes"),
        ("httpx", "yes"),
    ]

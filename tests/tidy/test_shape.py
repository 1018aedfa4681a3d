"""The size, first-line and mirror rules catch planted defects."""

import pytest

from tests.tidy import shape
from tests.tidy.exceptions import LONG
from tests.tidy.sources import Source

SAID = '"""What it is for."""\n'
WORKS = SAID + "def double(x):\n    return 2 * x\n"
TEST = ("tests/db/test_unit.py", SAID)


def found(*files: tuple[str, str]) -> list[str]:
    return [str(problem) for problem in shape.check([Source(path, text) for path, text in files])]


def test_a_short_file_with_a_first_line_and_a_test_passes() -> None:
    assert found(("db/unit.py", SAID + "x = 1\n" * (shape.FILE_LINES_MAX - 1)), TEST) == []


def test_a_long_file_is_found() -> None:
    (problem,) = found(("db/unit.py", SAID + "x = 1\n" * shape.FILE_LINES_MAX), TEST)
    assert problem == "db/unit.py:1: 401 lines; 400 is the limit"


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_a_long_function_is_found_also_inside_a_class(kind: str) -> None:
    body = "        x = 1\n" * shape.FUNCTION_LINES_MAX
    (problem,) = found(("db/unit.py", f"{SAID}class A:\n    {kind} grow(self):\n{body}"), TEST)
    assert problem == "db/unit.py:3: grow has 61 lines; 60 is the limit"


def test_a_file_that_does_not_say_what_it_is_for_is_found() -> None:
    (problem,) = found(("db/unit.py", "x = 1\n"), TEST)
    assert "does not open with a line" in problem


def test_a_vague_name_is_found() -> None:
    (problem,) = found(("db/utils.py", SAID), ("tests/db/test_utils.py", SAID))
    assert "says nothing" in problem


def test_a_module_without_a_test_is_found() -> None:
    (problem,) = found(("bot/channels/telegram.py", WORKS), ("tests/bot/test_telegram.py", SAID))
    assert (
        problem == "bot/channels/telegram.py:1: has no test of its own (tests/bot/channels/test_telegram.py)"
    )


@pytest.mark.parametrize(
    "test",
    [
        "tests/bot/channels/simulator/test_page.py",
        "tests/bot/channels/test_simulator.py",
        "tests/bot/channels/simulator/page/test_keyboard.py",
    ],
)
def test_a_test_may_be_a_file_a_folder_or_its_packages_one_test(test: str) -> None:
    assert found(("bot/channels/simulator/page.py", WORKS), (test, SAID)) == []


def test_a_file_that_only_holds_data_needs_no_test() -> None:
    protocol = 'class Answer(Protocol):\n    def read(self) -> str:\n        """What was said."""\n'
    assert found(("db/limits.py", f"{SAID}TEXT_CHARS_MAX = 500\n{protocol}")) == []


def test_an_exception_that_is_no_longer_needed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LONG, "db/unit.py:shrunk", "was long once")
    (problem,) = found(("db/unit.py", SAID), TEST)
    assert "db/unit.py:shrunk needs no exception any more" in problem

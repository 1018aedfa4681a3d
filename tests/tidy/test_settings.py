""".env.example is compared with the settings: what is missing, unknown, double or unexplained is found."""

import pytest

from tests.tidy.settings import check, compare

GOOD = "# Every setting.\n\n# The port we listen on\n# PORT=8080\n\n# The address\nHOST=127.0.0.1\n"


def test_a_variable_with_its_line_passes() -> None:
    assert list(compare(GOOD, ["PORT", "HOST"])) == []


@pytest.mark.parametrize(
    ("example", "part"),
    [
        (GOOD.replace("HOST=", "OTHER="), "OTHER is read by nobody"),
        (GOOD.replace("# The address\n", ""), "HOST has no line above it"),
        (GOOD.replace("\n# The address\n", ""), "HOST has no line above it"),
        (GOOD + "\n# Again\n# PORT=1\n", "PORT stands here twice"),
        ("# The address\nHOST=\n", "PORT is missing"),
    ],
)
def test_a_disagreement_is_found(example: str, part: str) -> None:
    assert any(part in str(problem) for problem in compare(example, ["PORT", "HOST"]))


def test_the_real_file_agrees() -> None:
    assert list(check()) == []

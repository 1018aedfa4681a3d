"""The seed of a soak (the run's own, so that --seed repeats it), and its figures at the end of the run."""

from collections.abc import Callable

import pytest

FIGURES = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("seed") or 1)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Shows a line at the end of the run."""
    return request.config.stash.setdefault(FIGURES, []).append

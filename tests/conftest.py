"""What every test may ask for: an order that hides no dependence, a PostgreSQL, a browser, a line at the end."""

import os
import random
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.postgres import empty_database, running_server

# A busy machine is no fault of the code; a slow example is found by its test's own limit, if it has one.
settings.register_profile("teman", deadline=None)
settings.load_profile("teman")

# A line that a test wants to be seen; it travels with the test's report, whichever process ran it.
FIGURE = "figure"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--seed", type=int, default=None, help="the random order of an earlier run; 0: as written"
    )
    parser.addoption("--kills", type=int, default=None, help="how often tests/kill kills at random")
    parser.addoption("--soak-minutes", type=float, default=None, help="how long tests/soak goes on")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("seed") is None:
        other: dict[str, int] = getattr(
            config, "workerinput", {}
        )  # in a second process: the first one's seed
        config.option.seed = other.get("seed") or random.SystemRandom().randrange(1, 100_000)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """For each further process (pytest-xdist)."""
    node.workerinput["seed"] = node.config.getoption("seed")


def pytest_report_header(config: pytest.Config) -> str:
    return f"random order: --seed={config.getoption('seed')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the modules, and the tests within each, so that no test can lean on another (STYLE 27).

    What needs the PostgreSQL server belongs to the second half: the first shall answer within a minute.
    """
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.slow)
    if seed := config.getoption("seed"):
        order = random.Random(seed)
        modules = sorted({item.nodeid.split("::")[0] for item in items})
        order.shuffle(modules)
        place = {module: index for index, module in enumerate(modules)}
        items.sort(key=lambda item: (place[item.nodeid.split("::")[0]], order.random()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                for name, line in report.user_properties:
                    if name == FIGURE:
                        terminalreporter.write_line(str(line))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """A test that failed before it closed its database leaves a thread behind, and Python would wait for it forever."""
    left = [
        each.name for each in threading.enumerate() if each is not threading.main_thread() and not each.daemon
    ]
    if left:
        print(f"Left behind by a test, ended by force: {', '.join(left)}", flush=True)
        sys.stderr.flush()
        os._exit(1)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Where random histories begin: the run's own seed, so that --seed repeats them."""
    return int(request.config.getoption("seed") or 1)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Shows a line at the end of the run."""

    def show(line: str) -> None:
        request.node.user_properties.append((FIGURE, line))

    return show


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; started by the first test that asks."""
    with running_server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, this test's alone."""
    with empty_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one the test is skipped, but in CI it fails."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium found, and in CI browser tests may not be skipped")
    if path is None:
        pytest.skip("no Chromium found (Debian: apt-get install chromium)")
    return path

"""What every test may ask for: an order that hides no dependence, a PostgreSQL, a browser, a line at the end."""

import gc
import os
import random
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.postgres import empty_database, migrated_database, running_server

# A busy machine is no fault of the code; a slow example is found by its test's own limit, if it has one.
settings.register_profile("teman", deadline=None)
settings.load_profile("teman")

# A line that a test wants to be seen; it travels with the test's report, whichever process ran it.
FIGURE = "figure"

# Files that are gone after their test need no disk: kill -9 takes nothing from memory either. A small one is left alone.
MEMORY = Path("/dev/shm")
MEMORY_BYTES_MIN = 4 << 30

# They begin first: at the end no process is left alone with a test of a minute while the other has nothing to do.
LONGEST = (
    "tests/db/migrations/",
    "tests/soak/",
    "tests/kill/",
    "tests/db/test_training_year.py",
    "tests/handlers/test_default_answers.py",
    "tests/handlers/test_discreet_outbox.py",
)

# So long a thread that was told to end may take, after the last test.
ENDING_S = 5.0

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
    _write_into_memory()
    gc.disable()  # nothing that collecting tests makes is ever thrown away


def _write_into_memory() -> None:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= MEMORY_BYTES_MIN
    if roomy and os.access(MEMORY, os.W_OK) and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = str(MEMORY)  # for the programs that are started, too
        tempfile.tempdir = None


def pytest_collection_finish() -> None:
    gc.freeze()  # tests, marks and parameters stay to the end: not to be looked through again and again
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """For each further process (pytest-xdist)."""
    node.workerinput["seed"] = node.config.getoption("seed")


def pytest_report_header(config: pytest.Config) -> str:
    return f"random order: --seed={config.getoption('seed')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the modules, and the tests within each, so that no test can lean on another (STYLE 27); longest first.

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
        items.sort(
            key=lambda item: (
                not item.nodeid.startswith(LONGEST),
                place[item.nodeid.split("::")[0]],
                order.random(),
            )
        )


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
    others = [
        each for each in threading.enumerate() if each is not threading.main_thread() and not each.daemon
    ]
    for each in others:
        each.join(ENDING_S)  # one that was told to end may just be about to
    left = [each.name for each in others if each.is_alive()]
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
    with running_server(careless=True) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, this test's alone."""
    with empty_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a database to begin others with: all tables, no rows."""
    with migrated_database(postgres_server) as name:
        yield name


@pytest.fixture
def postgres_records(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with all tables and no rows, this test's alone."""
    with empty_database(postgres_server, like=postgres_template) as url:
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

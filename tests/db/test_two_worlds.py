"""What a woman saves is never read where her request for help is checked: by no SQL, not even through what is imported.

Screening may name the tables on a list; a new table is not on it until somebody thinks about it here.
"""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.tidy.imports import imports_of
from tests.tidy.sources import Source, read_sources

TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)")

# Where answers are asked for, weighed, kept and looked at by an office.
SCREENING = re.compile(
    r"(domain/criteria/|domain/requests|db/(screenings|requests|request_news|rechecks|casework|queue|queue_pings)\.py"
    r"|handlers/(screening|recheck|request|queue|sit_beside|info)\w*\.py)"
)

# What screening and the modules it stands on may read or write. Of groups: that there are some, and who belongs to them.
# Of courses: whether she was in a Bimtek of the office itself (db/bimtek.py), the gate before aid is handed over; and
# that her reminders follow the hours and the place she names (db/course_hours.py, which reads nothing). Of
# announcements: which kinds she refuses, so that a no on either of two records that are found to be hers is a no.
MAY_NAME = frozenset(
    "accounts audit consents contact_numbers course_attendance course_participants course_reminders course_sessions"
    " courses data_keys decisions duplicates groups inbox invites meta news_refusals notices organisation_areas"
    " organisation_sets organisations outbox persons profiles push_buttons requests roles screenings talks".split()
)


def screening_modules(sources: Iterable[Source]) -> dict[str, Source]:
    """Screening itself and whatever of ours it imports, directly or not, by module name."""
    by_name = {source.module: source for source in sources}
    waiting = [name for name, source in by_name.items() if SCREENING.match(source.path)]
    found: dict[str, Source] = {}
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in found:
            found[name] = by_name[name]
            waiting += [each.module for each in imports_of(by_name[name])]
    return found


def tables_in(source: Source) -> Iterator[str]:
    """The tables that the SQL of a file names."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from TABLE.findall(node.value)


def strays(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Where screening names a table that is not on the list: (file, table)."""
    found = screening_modules(sources).values()
    return sorted({(each.path, table) for each in found for table in tables_in(each)} - _allowed(found))


def _allowed(sources: Iterable[Source]) -> set[tuple[str, str]]:
    return {(each.path, table) for each in sources for table in MAY_NAME}


@pytest.fixture(scope="module")
def ours() -> list[Source]:
    return read_sources(packages=("handlers", "db", "domain", "conversation"))


def test_screening_names_no_table_but_those_on_the_list(ours: list[Source]) -> None:
    assert strays(ours) == []


def test_no_table_on_the_list_holds_savings() -> None:
    assert not [
        name for name in MAY_NAME if re.search("saving|simpan|ledger|loan|entr|account_book|figure", name)
    ]


def test_the_modules_of_screening_are_found(ours: list[Source]) -> None:
    found = screening_modules(ours)
    assert {"db.screenings", "db.casework", "handlers.screening", "domain.criteria.evaluate"} <= set(found)
    assert {"requests", "screenings"} <= {table for each in found.values() for table in tables_in(each)}


@pytest.mark.parametrize(
    "path, text",
    [
        ("db/screenings_extra.py", ""),
        ("db/casework.py", 'SQL = "SELECT amount FROM savings WHERE person_id = $1"\n'),
        ("db/requests.py", "from db import savings\n"),
    ],
)
def test_what_would_read_savings_is_seen_however_far_away_it_stands(
    ours: list[Source], path: str, text: str
) -> None:
    savings = Source("db/savings.py", '"""Savings."""\nSQL = "SELECT amount FROM savings"\n')
    kept = [each for each in ours if each.path != path]
    planted = strays([*kept, savings, Source(path, text)])
    assert [table for _path, table in planted] == (["savings"] if text else [])

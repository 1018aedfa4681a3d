"""A private note is never a message: what sends, passes on or pushes cannot even name the module that keeps notes.

chatwoot#306, #837, #1073, #7075 are notes that reached customers, each by another way of sending (peers.md C9).
"""

import re
from collections.abc import Iterable

import pytest

from tests.tidy.imports import imports_of
from tests.tidy.sources import PACKAGES, Source, read_sources

NOTES = "db.matter_notes"

# Who may: the steps of the notes' own page, and what erases a woman, checks the store, or makes her own copy.
MAY = {
    "handlers.contact.note_steps",
    "db.erasure",
    "db.own_matters",
    "db.sealed_columns",
}
# The page of notes, and nothing else, uses its steps.
PAGE, PAGE_STEPS = "handlers.contact.notes", "handlers.contact.note_steps"

# What writes to other people's telephones names neither, and nobody tells anything from a page of notes.
TELLING = re.compile(
    r"unit\.(tell|hand)\(|\bpass_on\(|(INTO|import) matter_messages|matter_messages\.add|outbox|MessageClass"
)

# The table itself: only its own module reads words from it.
TABLE = re.compile(r"(FROM|JOIN|INTO|UPDATE) matter_notes")
TABLE_WITHOUT_WORDS = {
    "db/matter_forgetting.py",
    "db/sealed_columns.py",
    "db/matter_check.py",
    "db/meta.py",
    "db/readings.py",
}


def importers(sources: Iterable[Source], module: str) -> set[str]:
    """Who imports it, also inside functions."""
    return {source.module for source in sources if any(each.module == module for each in imports_of(source))}


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return read_sources(packages=PACKAGES)


def test_only_its_own_page_and_what_erases_checks_and_copies_names_the_notes(sources: list[Source]) -> None:
    assert importers(sources, NOTES) - {NOTES} <= MAY
    assert importers(sources, PAGE_STEPS) == {PAGE}
    assert importers(sources, PAGE) == set()


def test_the_page_of_notes_tells_nobody_anything(sources: list[Source]) -> None:
    for source in sources:
        if source.module in {NOTES, PAGE, PAGE_STEPS}:
            assert TELLING.search(source.text) is None, source.path


def test_no_other_module_reads_the_table_of_notes(sources: list[Source]) -> None:
    readers = {source.path for source in sources if TABLE.search(source.text)}
    assert readers - {"db/matter_notes.py", "db/migrations/m0014_contact.py"} <= TABLE_WITHOUT_WORDS


def test_what_only_counts_or_deletes_them_never_opens_their_words(sources: list[Source]) -> None:
    for source in sources:
        if source.path in TABLE_WITHOUT_WORDS - {"db/sealed_columns.py"}:
            assert "matter_notes.body" not in source.text, source.path


@pytest.mark.parametrize(
    "text",
    [
        "from db.matter_notes import read\n",
        "from db import matter_notes\n",
        "def x():\n    from db import matter_notes\n",
        "import db.matter_notes\n",
    ],
)
def test_that_test_sees_every_way_to_import(text: str) -> None:
    assert importers([Source("bot/delivery.py", text)], NOTES) == {"bot.delivery"}


@pytest.mark.parametrize("text", ["unit.tell(1, _('x'), 'relay')", "await pass_on(unit, matter)"])
def test_that_test_sees_what_tells(text: str) -> None:
    assert TELLING.search(text)

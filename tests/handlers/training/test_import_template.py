"""The table that is given out: every heading is one the reader knows, and so is every kind it names."""

from domain.course_columns import HEADINGS as KNOWN
from domain.course_columns import SORTS
from handlers.training.import_template import EXAMPLES, HEADINGS, KINDS_NOTES


def test_every_heading_and_every_example_fits_the_reader() -> None:
    known = {name for names in KNOWN.values() for name in names}
    assert {each.casefold() for each in HEADINGS} <= known
    assert all(len(each) == len(HEADINGS) for each in EXAMPLES)


def test_every_kind_that_is_named_is_understood() -> None:
    named = [
        word.strip(" .").casefold()
        for note in KINDS_NOTES
        for word in note.message.split(":", 1)[1].split(",")
    ]
    assert set(named) <= set(SORTS)
    assert {SORTS[each] for each in named} == set(SORTS.values())

"""Each heading and each kind of class is one thing, in the spelling in which the table's cells are looked up."""

from itertools import chain

from domain.course_columns import HEADINGS, SORTS, Column
from domain.courses import Kind, Topic
from domain.hygiene import tidy_text


def test_no_heading_stands_for_two_columns_and_every_column_has_one() -> None:
    words = list(chain.from_iterable(HEADINGS.values()))
    assert len(words) == len(set(words))
    assert set(HEADINGS) == set(Column)
    assert all(HEADINGS.values())


def test_words_are_spelled_as_cells_are_looked_up() -> None:
    for word in (*chain.from_iterable(HEADINGS.values()), *SORTS):
        assert word == tidy_text(word).lower()


def test_every_kind_of_class_and_every_skill_can_be_written() -> None:
    assert {kind for kind, _topic in SORTS.values()} == set(Kind)
    guided = {Topic.OTHER, Topic.SELLING}
    assert {topic for kind, topic in SORTS.values() if kind is Kind.SKILL} >= set(Topic) - guided

"""What it is about: every kind a woman can say no to may be named, but a group's, which is its own."""

from domain.announcements import NewsKind
from handlers.announce.news_question import ABOUT


def test_an_office_names_any_kind_but_a_groups() -> None:
    assert {each.key for each in ABOUT} == {kind.value for kind in NewsKind} - {NewsKind.GROUP.value}

"""A talk laid aside has a name she recognises."""

from handlers.conversations import CONVERSATIONS
from handlers.titles import TITLES, title_of


def test_every_title_belongs_to_a_conversation_and_says_the_same() -> None:
    known = {each.name: each for each in CONVERSATIONS}
    assert set(TITLES) <= set(known)


def test_what_may_be_laid_aside_has_a_title_or_a_word_for_it() -> None:
    for each in CONVERSATIONS:
        assert title_of(each.name).message
    assert title_of("gone").message == "Obrolan tadi"

"""What a matter is about, as staff call it."""

from domain.criteria.plain import ROW_CHARS_MAX
from domain.matters import Topic
from handlers.contact.topics import CHOICES, TOPICS
from handlers.conversations import CONVERSATIONS


def test_every_topic_has_a_short_name() -> None:
    assert set(TOPICS) == {each.value for each in Topic}
    assert all(len(each.message) <= ROW_CHARS_MAX for each in TOPICS.values())


def test_no_word_for_a_topic_begins_something_else() -> None:
    commands = {word for each in CONVERSATIONS for word in (each.name, *each.words)}
    assert not commands.intersection(word for each in CHOICES for word in each.words)

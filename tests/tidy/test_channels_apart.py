"""No conversation, rule or record asks on which channel somebody is: what a channel can do says its abilities, its data.

The names of channels stand in bot/channels, where channels are built and served (bot/app.py, bot/web.py), and in data.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.tidy.sources import Source, read_sources

NAMES = {"telegram", "whatsapp"}

# Data about channels, each beside its reason; no `if` asks for them by name.
DATA = {
    "domain/contact.py": {"telegram", "whatsapp"},  # whose phones change hands with their number
    "domain/message_costs.py": {"whatsapp"},  # who is paid for each message
    "db/aliases.py": {"whatsapp"},  # who calls one account by two addresses
    "db/ring_words.py": {"whatsapp"},  # how the government's helpline is reached
}


def named(source: Source) -> Iterator[tuple[int, str]]:
    """Every name of a channel that is a value, but for the words that people type (`words=(...)`)."""
    typed = {
        id(each)
        for call in source.calls()
        for keyword in call.keywords
        if keyword.arg == "words"
        for each in ast.walk(keyword.value)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in NAMES and id(node) not in typed:
            yield node.lineno, str(node.value)


def test_what_people_talk_about_is_the_same_on_every_channel() -> None:
    found = [
        f"{source.path}:{line}: {name}"
        for source in read_sources(packages=("conversation", "domain", "handlers", "db"))
        for line, name in named(source)
        if name not in DATA.get(source.path, set())
    ]
    assert not found


def test_each_exception_is_still_needed() -> None:
    sources = {source.path: source for source in read_sources(packages=("domain", "db"))}
    assert {path: {name for _line, name in named(sources[path])} for path in DATA} == DATA


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("if actor.channel == 'whatsapp':\n    pass\n", 1),
        ("FAST = {'telegram': 30}\n", 1),
        ("choice = Choice('a', 'b', words=('grup', 'telegram'))\n", 0),
        ("text = 'Kirim lewat WhatsApp.'\n", 0),
    ],
)
def test_that_test_sees_a_branch_and_no_sentence(text: str, seen: int) -> None:
    assert len(list(named(Source("handlers/x.py", text)))) == seen

"""The list of conversations: each is where the list says, and none is loaded by reading the list."""

import subprocess
import sys

from conversation.registry import Registry
from handlers.conversations import CONVERSATIONS

READ_THE_LIST = """
import sys
from conversation.registry import Registry
from handlers.conversations import CONVERSATIONS
Registry(CONVERSATIONS).find("mulai")
print(*(each.where.partition(":")[0] for each in CONVERSATIONS if each.where.partition(":")[0] in sys.modules))
"""


def test_every_conversation_is_where_the_list_says_with_its_name_and_words() -> None:
    loaded = list(Registry(CONVERSATIONS))
    assert [each.name for each in loaded] == [each.name for each in CONVERSATIONS]
    for listed, each in zip(CONVERSATIONS, loaded, strict=True):
        assert listed.where == f"{each.function.__module__}:{each.function.__name__}"


def test_only_the_conversation_that_is_needed_is_loaded() -> None:
    read = subprocess.run(
        [sys.executable, "-c", READ_THE_LIST], check=True, capture_output=True, text=True, timeout=60
    )
    assert read.stdout.split() == ["handlers.first_contact"]

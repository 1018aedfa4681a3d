"""Which typed words are like an answer to what may be passed on; the chats are in tests/handlers/contact/test_may_pass.py."""

import pytest

from bot.passing_answers import ANSWER_WORDS_MAX, _is_like_an_answer, _names_it


@pytest.mark.parametrize(
    ("text", "like", "names"),
    [
        ("jangan perangkat desa", True, True),
        ("Jangan!", True, True),
        ("boleh", True, True),
        ("ya", True, False),
        ("tidak bu", True, False),
        ("saya tidak tahu jalannya", False, False),
        ("besok saya ke kantor", False, False),
        ("2", False, False),
        ("boleh jam 9", False, True),
        ("", False, False),
        ("jangan " * (ANSWER_WORDS_MAX + 1), False, True),
    ],
)
def test_only_what_answers_it_is_taken_for_an_answer(text: str, like: bool, names: bool) -> None:
    assert _is_like_an_answer(text) == like
    assert _names_it(text) == names

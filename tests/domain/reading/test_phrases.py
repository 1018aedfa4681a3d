"""The bound on the words of a phrase holds for every table."""

import pytest

from domain.reading import answer_words, date_words, money_words, signals, time_words
from domain.reading.clean import PHRASE_WORDS_MAX


@pytest.mark.parametrize(
    "table",
    [
        signals._PHRASES,
        answer_words.ANSWER_PHRASES,
        money_words.BESIDE,
        date_words.DATE_WORDS,
        time_words.HINTS,
    ],
)
def test_no_phrase_is_longer_than_is_looked_for(table):
    assert max(len(phrase) for phrase in table) <= PHRASE_WORDS_MAX

"""A sentence is its message id and its values, whatever language it will be in."""

import pytest

from conversation.text import NOTHING, Text, _, n_


def test_a_sentence_without_values_shares_one_empty_mapping():
    assert _("Halo.") == Text("Halo.")
    assert _("Halo.").values is NOTHING


def test_the_empty_mapping_cannot_be_filled():
    with pytest.raises(TypeError):
        _("Halo.").values["name"] = "Siti"  # type: ignore[index]


def test_values_are_kept_as_they_are():
    assert _("{name}: {amount}", name="Siti", amount=5).values == {"name": "Siti", "amount": 5}


def test_a_value_may_have_any_name():
    assert _("{message} {self}", message="a", self="b").values == {"message": "a", "self": "b"}


def test_a_counted_sentence_carries_its_count_as_n():
    text = n_("{n} orang dari {place}.", "{n} orang dari {place}.", 3, place="Cipanas")
    assert (text.message, text.plural, text.count) == (
        "{n} orang dari {place}.",
        "{n} orang dari {place}.",
        3,
    )
    assert text.values == {"n": 3, "place": "Cipanas"}


def test_sentences_are_equal_by_words_and_values():
    assert _("{n}", n=1) == _("{n}", n=1)
    assert _("{n}", n=1) != _("{n}", n=2)

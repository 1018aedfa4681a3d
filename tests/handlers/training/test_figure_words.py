"""Every answer that is counted has its word, in the order in which it is counted."""

from domain.suppression import GROUP_MIN
from domain.training_outcomes import MONTHS, Business, Help, Income, Uses, count_up
from handlers.training import figure_words as words


def test_each_count_has_a_word_above_it() -> None:
    found = words.chapters(count_up([]))
    assert [len(answers) for _title, answers, _lines in found] == [len(Business), len(Uses), len(Income)]
    for _title, answers, lines in found:
        assert {len(line.cells) for line in lines.values()} == {len(answers)}
    assert set(words.HELP) == set(Help)


def test_each_month_has_a_name_and_what_is_left_out_is_a_dash() -> None:
    assert [words.month_name(month).message for month in MONTHS] == ["Sebelum kelas"] + [
        "{n} bulan sesudah"
    ] * 4
    assert (words.shown(None), words.shown(12)) == ("–", "12")
    assert words.NOTE.values == {"least": GROUP_MIN}

"""An amount is accepted only when every word of the message is understood; the rest is asked about."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.money import Rupiah, echo, format_rupiah, in_words
from domain.reading.action import Action
from domain.reading.limits import RUPIAH_MAX, UNUSUAL_RUPIAH
from domain.reading.money import MoneyReading, read_money, read_money_without_context

AMOUNTS = st.one_of(st.integers(1_000, RUPIAH_MAX), st.integers(1, 10_000).map(lambda number: number * 1_000))


@given(AMOUNTS)
def test_what_we_write_is_read_back(amount: int) -> None:
    found = read_money(format_rupiah(amount))
    assert found.rupiah == amount
    assert found.action is (Action.ACCEPT if amount < UNUSUAL_RUPIAH else Action.CONFIRM)


@given(AMOUNTS)
def test_our_words_are_read_back(amount: int) -> None:
    # "satu juta dua ratus" is said for 1.200.000: below a thousand behind a million the words are not unique.
    assume(amount < 10**6 or amount % 10**6 == 0 or amount % 10**6 >= 1_000)
    assert read_money(in_words(amount)).rupiah == amount


@given(st.integers(1, 90_000).map(lambda number: number * 1_000))
def test_our_echo_is_read_back(amount: int) -> None:
    found = read_money(echo(amount))
    assert (found.action, found.rupiah) == (Action.ACCEPT, amount)


@given(
    st.integers(0, 999), st.sampled_from(["{}", "Rp{}", "{} bu", "Rp {},-", "{} rupiah", "setor {}", "{}!"])
)
def test_a_bare_number_under_a_thousand_is_never_accepted(number: int, shape: str) -> None:
    assert read_money(shape.format(number)).action is not Action.ACCEPT
    assert read_money(shape.format(in_words(number))).action is not Action.ACCEPT


@given(
    st.sampled_from(["25rb", "25.000", "dua puluh lima ribu", "1,5jt"]),
    st.sampled_from("neneng titipannya lupakan hilang kembali pinjam tarik xyz".split()),
    st.booleans(),
)
def test_an_amount_beside_an_unknown_word_is_never_accepted(amount: str, word: str, first: bool) -> None:
    found = read_money(f"{word} {amount}" if first else f"{amount} {word}")
    assert found.action is Action.CONFIRM


@pytest.mark.parametrize(
    "word",
    ["besok", "nanti", "lusa", "janji", "minggu depan", "akhir bulan", "sesuk", "engke", "mengko", "isukan"],
)
@pytest.mark.parametrize("shape", ["{} 25rb", "25rb {}", "{} saya bayar", "{} ya bu"])
def test_a_promise_is_no_payment(word: str, shape: str) -> None:
    assert read_money(shape.format(word)).action is Action.REJECT


@pytest.mark.parametrize(
    "word",
    ["bukan", "salah", "tidak", "ga", "jangan", "kurang", "minus", "belum", "teu", "ora", "sonde", "kada"],
)
def test_a_not_beside_an_amount_is_asked_about(word: str) -> None:
    assert read_money(f"{word} 25rb").action is Action.ASK
    assert read_money(f"{word} 25rb").rupiah is None


@pytest.mark.parametrize(
    "text", ["kurang lebih 50rb", "kira-kira 50rb", "50rban", "sekitar 50rb", "lima puluhan ribu"]
)
def test_about_is_good_for_a_range_and_never_for_a_ledger(text: str) -> None:
    ledger, income = read_money(text), read_money(text, approximate_ok=True)
    assert (ledger.action, ledger.rupiah, ledger.approximate) == (Action.ASK, 50_000, True)
    assert (income.action, income.rupiah, income.approximate) == (Action.ACCEPT, 50_000, True)


def test_without_context_only_sekitar_is_the_answer_to_a_range() -> None:
    assert read_money_without_context("sekitar 500rb").action is Action.ACCEPT
    assert read_money_without_context("kira-kira 500rb").action is Action.ASK
    assert read_money("sekitar 500rb").action is Action.ASK


@pytest.mark.parametrize(
    ("text", "likely"),
    [("25", 25_000), ("dua puluh lima", 25_000), ("seratus", 100_000), ("gocap", 50_000), ("Rp500", 500_000)],
)
def test_a_bare_number_comes_with_what_is_likely_meant(text: str, likely: int) -> None:
    assert read_money(text).likely == likely


@pytest.mark.parametrize("text", ["25rb", "500 perak", "25.000", "1jt500"])
def test_an_amount_with_a_unit_is_meant_as_it_stands(text: str) -> None:
    assert read_money(text).likely is None


@pytest.mark.parametrize("text", ["\u202e25.000", "25\u202d.000"])
def test_a_text_that_turns_its_direction_is_asked_about(text: str) -> None:
    assert read_money(text).action is Action.ASK


@pytest.mark.parametrize("text", ["25\u200b.000", "\u200f25.000", "25rb\ufe0f", "2️⃣5️⃣rb", "RP 25.000", "25RB"])
def test_invisible_signs_and_capitals_change_nothing(text: str) -> None:
    found = read_money(text)
    assert (found.action, found.rupiah) == (Action.ACCEPT, 25_000)


@given(st.integers(RUPIAH_MAX + 1, 10**40))
def test_more_than_a_ledger_can_hold_is_never_an_amount(number: int) -> None:
    assert read_money(format_rupiah(number)).rupiah is None
    assert read_money(str(number)).rupiah is None


@pytest.mark.parametrize("text", ["1.5 jt 200rb", "seceng gope", "goceng setengah", "1 jt 200.000"])
def test_an_unusual_row_of_parts_is_shown_first(text: str) -> None:
    assert read_money(text).action is Action.CONFIRM


@given(
    st.sampled_from(["25", "25rb", "25.000"]),
    st.sampled_from("dolar dollar ringgit riyal dirham yen euro € £ ¥ $".split()),
    st.booleans(),
)
def test_the_money_of_another_country_is_asked_about(amount: str, money: str, first: bool) -> None:
    found = read_money(f"{money} {amount}" if first else f"{amount} {money}")
    assert (found.action, found.rupiah, found.likely) == (Action.ASK, None, None)


@pytest.mark.parametrize("rest", ["sisanya", "sisane", "kurangnya", "kekurangannya"])
@pytest.mark.parametrize("when", ["besok", "nanti", "minggu depan", "sesuk"])
def test_the_promise_of_the_rest_leaves_what_is_paid_now(rest: str, when: str) -> None:
    found = read_money(f"10rb dulu ya bu, {rest} {when}")
    assert (found.action, found.rupiah) == (Action.CONFIRM, 10_000)
    assert read_money(f"{when} 10rb {rest} lusa").action is Action.REJECT
    assert read_money(f"{rest} {when} 10rb").action is Action.REJECT


@pytest.mark.parametrize(
    ("text", "rupiah"), [("2 jyta", 2_000_000), ("25 tibu", 25_000), ("25 rivu", 25_000)]
)
def test_a_finger_on_the_next_key_of_a_unit_is_asked_about_as_that_unit(text: str, rupiah: int) -> None:
    assert read_money(text) == MoneyReading(Action.CONFIRM, Rupiah(rupiah))


@pytest.mark.parametrize("text", ["25 juga", "25 rabu", "25 tebu"])
def test_a_word_of_its_own_is_no_slip_of_a_unit(text: str) -> None:
    assert read_money(text).rupiah == 25


@pytest.mark.parametrize("text", ["15.000 bulan lalu", "50.000 untuk 2 anak", "1.500 orang"])
def test_thousands_beside_a_measure_are_asked_about_and_not_passed_over(text: str) -> None:
    assert read_money(text).action is Action.ASK


@pytest.mark.parametrize("text", ["25rb bulan ini", "25.000 hari ini", "minggu ini 25rb"])
def test_an_amount_beside_today_is_shown_first(text: str) -> None:
    found = read_money(text)
    assert (found.action, found.rupiah) == (Action.CONFIRM, 25_000)

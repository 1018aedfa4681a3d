"""Ids only rise, whatever the clock does; codes and tokens cannot be mistaken or guessed."""

from db.ids import CODE_ALPHABET, COUNTER_BITS, EPOCH_MS, Ids, new_code, new_token


def test_ids_only_rise():
    ids = Ids()
    made = [ids.new() for _each in range(10_000)]
    assert made == sorted(set(made))


def test_ids_go_on_rising_when_the_clock_was_set_back():
    tomorrow = Ids().new() + (86_400_000 << COUNTER_BITS)
    ids = Ids(tomorrow)
    assert [ids.new() - tomorrow for _each in range(3)] == [1, 2, 3]
    ids.raise_to(tomorrow + 10)
    assert ids.new() == tomorrow + 11
    ids.raise_to(5)
    assert ids.new() == tomorrow + 12


def test_an_id_sorts_by_time_and_fits_a_signed_64_bit_integer_for_a_lifetime():
    made_ms = (Ids().new() >> COUNTER_BITS) + EPOCH_MS
    assert made_ms > 1_767_000_000_000  # after 2025
    in_2090_ms = 3_786_912_000_000
    assert (in_2090_ms - EPOCH_MS) << COUNTER_BITS < 2**63


def test_a_code_has_no_letters_that_look_alike():
    assert not set("0O1IL") & set(CODE_ALPHABET)
    codes = {new_code(8) for _each in range(1_000)}
    assert len(codes) == 1_000
    assert all(len(code) == 8 and set(code) <= set(CODE_ALPHABET) for code in codes)


def test_a_token_is_random_and_safe_in_a_link():
    tokens = {new_token() for _each in range(1_000)}
    assert len(tokens) == 1_000
    assert all(len(token) == 22 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)

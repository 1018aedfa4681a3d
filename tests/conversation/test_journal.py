"""The journal's codec gives back what it got, by value and by type, or says at once that it cannot."""

import json
import sys
from dataclasses import InitVar, dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum, Flag, IntEnum, StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation import journal
from conversation.journal import (
    ANSWER,
    LOOK,
    NOT_SEEN,
    NOW,
    RAN,
    REFUSED,
    Unjournalable,
    Unreadable,
    decode,
    decode_refusal,
    encode,
    encode_refusal,
    first_answer,
    kept,
    without_last_answer,
    wrote_after,
)
from conversation.questions import Choice
from conversation.text import _
from tests.conversation.host import Refused


class Kind(Enum):
    WAJIB = "wajib"
    SUKARELA = "sukarela"


class Level(IntEnum):
    LOW = 1


class Word(StrEnum):
    YES = "ya"


class Rights(Flag):
    READ = 1
    WRITE = 2


class Amount(int):
    """An int of its own type."""


class Name(str):
    """A str of its own type."""


class Pair(NamedTuple):
    one: int
    other: int


@dataclass(frozen=True)
class Inner:
    amount: Amount
    kind: Kind


@dataclass(frozen=True)
class Outer:
    inner: tuple[Inner, ...]
    by_key: dict[Any, Any]
    day: date
    note: str | None = None
    size: int = field(init=False, default=3)


@dataclass(frozen=True)
class Strict:
    amount: int
    scale: InitVar[int] = 1

    def __post_init__(self, scale: int) -> None:
        if self.amount < 0:
            raise ValueError("below zero")


def there_and_back(value: Any) -> Any:
    """Through the codec and through JSON, as between two messages."""
    return decode(json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**70),
        1.5,
        "Siti \u2066\U0001f600\ud800",
        [1, [2, (3, [4])]],
        (),
        (1, (2,), [3]),
        frozenset({Kind.WAJIB, Kind.SUKARELA, 1, "1"}),
        {"a": 1, 2: "b", (3, 4): Kind.WAJIB, Kind.SUKARELA: None, "$": "tuple"},
        date(2026, 2, 3),
        datetime(2026, 2, 3, 10, 30, 5, 123456, tzinfo=UTC),
        datetime(2026, 2, 3, 10, tzinfo=timezone(timedelta(hours=8))),
        time(20, 0),
        Kind.WAJIB,
        Level.LOW,
        Word.YES,
        Rights.READ,
        Amount(25_000),
        Name("Siti"),
        Outer((Inner(Amount(5), Kind.WAJIB),), {1: [Amount(2)]}, date(2026, 2, 3)),
        Choice("s", _("Ibu {name}", name="Siti"), hint=_("apa saja"), words=("a",)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back_equal_and_of_the_same_type(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


def test_what_is_inside_keeps_its_type_too():
    back = there_and_back(Outer((Inner(Amount(5), Kind.WAJIB),), {1: [Amount(2)]}, date(2026, 2, 3)))
    assert type(back.inner[0].amount) is Amount
    assert type(back.by_key[1][0]) is Amount
    assert type(next(iter(back.by_key))) is int


def test_the_values_of_a_sentence_come_back_as_a_plain_mapping():
    assert there_and_back(MappingProxyType({"n": 1})) == {"n": 1}


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
keys = st.integers() | st.text() | st.sampled_from(Kind) | st.tuples(st.integers(), st.text())
values = st.recursive(
    plain | st.dates() | st.times() | st.datetimes(timezones=st.just(UTC)) | st.sampled_from(Kind),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.builds(Inner, st.integers().map(Amount), st.sampled_from(Kind))
    ),
    max_leaves=15,
)


@given(values)
def test_any_nesting_comes_back_equal(value):
    assert there_and_back(value) == value


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, b"bytes", Pair(1, 2), timedelta(1), Rights.READ | Rights.WRITE, [object()], Kind],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_come_back_is_refused_at_once(value):
    with pytest.raises(Unjournalable):
        encode(value)


def test_a_record_defined_inside_a_function_is_refused_at_once():
    @dataclass(frozen=True)
    class Local:
        amount: int

    with pytest.raises(Unjournalable, match="inside a function"):
        encode(Local(1))


@pytest.mark.parametrize(
    "stored",
    [
        {"$": "tests.conversation.test_journal:Gone", "v": {}},
        {"$": "no.such.module:Kind", "v": "WAJIB"},
        {"$": "tests.conversation.test_journal:there_and_back", "v": "x"},
        {"$": "tests.conversation.test_journal:Kind", "v": "GONE"},
        {"$": "tests.conversation.test_journal:Inner", "v": {"amount": 1}},
        {"$": "tests.conversation.test_journal:Inner", "v": {"amount": 1, "kind": 2, "more": 3}},
        {"$": "tests.conversation.test_journal:Strict", "v": {"amount": -1}},
        {"$": "datetime:date", "v": "not a day"},
    ],
    ids=str,
)
def test_a_type_that_is_gone_or_has_changed_is_unreadable(stored):
    with pytest.raises(Unreadable):
        decode(stored)


def test_a_field_added_with_a_default_is_readable():
    stored = encode(Outer((), {}, date(2026, 2, 3), "x"))
    del stored["v"]["note"]
    assert decode(stored) == Outer((), {}, date(2026, 2, 3))


# -- refusals -------------------------------------------------------------------------------------------------------


def test_a_refusal_comes_back_with_its_fields():
    back = decode_refusal(json.loads(json.dumps(encode_refusal(Refused(amount=Amount(5), kind=Kind.WAJIB)))))
    assert type(back) is Refused
    assert back.fields == {"amount": 5, "kind": Kind.WAJIB}


@pytest.mark.parametrize(
    "stored",
    [
        {"$": "tests.conversation.host:Gone", "v": {}},
        {"$": "tests.conversation.test_journal:Kind", "v": {}},
        {"$": "builtins:UnicodeDecodeError", "v": {}},
    ],
    ids=str,
)
def test_a_refusal_that_is_gone_is_unreadable(stored):
    with pytest.raises(Unreadable):
        decode_refusal(stored)


def test_a_refusal_with_what_cannot_be_journaled_is_refused_at_once():
    with pytest.raises(Unjournalable):
        encode_refusal(Refused(what=object()))


# -- what is kept ---------------------------------------------------------------------------------------------------

a, b, ran = [ANSWER, "a", 1], [ANSWER, "b", 2], [RAN, "save", 1]
look, unseen, refused, now = [LOOK, "members", []], [NOT_SEEN, "members", {}], [REFUSED, "save", {}], [NOW, 1]


@pytest.mark.parametrize(
    "entries, expected",
    [
        ([], []),
        ([a, now, refused], [a, now, refused]),
        ([look, a, unseen, b], [a, b]),
        ([look, a, unseen, ran], [look, a, unseen, ran]),
        ([look, ran, look, a], [look, ran, a]),
        ([look, refused, look], [refused]),
        ([ran, look, ran, look], [ran, look, ran]),
    ],
)
def test_looks_are_kept_only_before_the_last_write(entries, expected):
    assert kept(entries) == expected


@pytest.mark.parametrize(
    "entries, expected",
    [
        ([], None),
        ([now], None),
        ([a], []),
        ([a, b], [a]),
        ([a, now, refused], []),
        ([a, ran], None),
        ([a, ran, b], [a, ran]),
        ([ran, now], None),
    ],
)
def test_kembali_drops_the_last_answer_and_stops_at_a_write(entries, expected):
    assert without_last_answer(entries) == expected


def test_only_a_step_that_ran_has_written():
    assert wrote_after([ran], 0)
    assert not wrote_after([ran, a], 1)
    assert not wrote_after([refused, look, now, a], 0)


def test_the_kinds_of_entries_are_all_different():
    kinds = [getattr(journal, name) for name in ("ANSWER", "LOOK", "NOT_SEEN", "RAN", "REFUSED", "NOW")]
    assert len(set(kinds)) == len(kinds)


def test_the_first_answer_is_found_behind_looks_and_steps():
    entries: list[list[Any]] = [
        [LOOK, "areas", 1],
        [RAN, "save", 2],
        [ANSWER, "one-of|Di mana?", "junrejo"],
        [ANSWER, "x", 3],
    ]
    assert first_answer(entries) == "junrejo"
    assert first_answer(entries[:2]) is None


def test_a_record_of_a_module_that_nobody_has_needed_since_the_start_is_found():
    module = "tests.conversation.late_record"
    assert module not in sys.modules
    late = decode({"$": f"{module}:Late", "v": {"rupiah": 5_000}})
    assert (type(late).__name__, late.rupiah) == ("Late", 5_000)


def test_a_record_of_a_module_that_is_gone_is_unreadable():
    with pytest.raises(Unreadable):
        decode({"$": "handlers.gone_since:Gone", "v": {}})

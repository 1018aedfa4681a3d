"""Signs of danger are seen, in whatever spelling; harmless look-alikes are not; no text is too long or too strange."""

import ast
import random
import time
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.distress import About, Distress, Kind, Level, read_distress
from domain.reading.distress.harmless import HARMLESS_WORDS
from domain.reading.distress.model import NOTHING
from domain.reading.distress.people import PERSON_TAGS
from domain.reading.distress.read import TEXT_CHARS_MAX, read_closely
from domain.reading.distress.signs import SIGN_TAGS
from domain.reading.distress.words import WORD_TAGS
from tests.figures.distress import LISTS, PRECISION_MIN, RECALL_MIN, cases_of, judge

PACKAGE = Path(__file__).parents[3] / "domain" / "reading" / "distress"
# What each list gave when the reader met it for the first time: (recall, precision). The held-out and the blind list
# were written before the reader by the same author; each fresh list after the lists above it had been learnt from.
# This is what an unseen list may be expected to give, and it only stands here to be told: nothing is tested by it.
FIRST_MET = {
    "held out": (0.991, 0.973),
    "blind": (0.963, 0.975),
    "fresh": (0.892, 0.989),
    "fresh 2": (0.871, 0.934),
    "fresh 3": (0.918, 0.966),
    "fresh 4": (0.916, 0.984),
    "fresh 5": (0.851, 1.000),
    "fresh 6": (0.928, 0.985),
}


@pytest.mark.parametrize("title", LISTS)
def test_of_every_list_98_in_100_signs_are_seen_and_95_in_100_alarms_are_right(title: str) -> None:
    outcome = judge(cases_of(LISTS[title]))
    assert outcome.recall >= RECALL_MIN, [case.text for case in outcome.missed]
    assert outcome.precision >= PRECISION_MIN, [case.text for case in outcome.raised]


@pytest.mark.parametrize("title", LISTS)
def test_of_every_list_94_in_100_signs_have_their_level_kind_and_person(title: str) -> None:
    outcome = judge(cases_of(LISTS[title]))
    unlike = {case.text for case, _, _ in outcome.unlike}
    assert len(unlike) <= 0.06 * (len(outcome.found) + len(outcome.missed)), unlike


def test_the_lists_are_as_long_as_promised_and_the_development_list_is_half_harmless() -> None:
    development, held_out = cases_of(LISTS["development"]), cases_of(LISTS["held out"])
    assert len(development) >= 500
    assert 2 * sum(not case.has_sign for case in development) >= len(development)
    assert len(held_out) >= 200
    assert not {case.text for case in development} & {case.text for case in held_out}


def test_every_list_is_printed_and_no_list_is_left_out() -> None:
    vectors = Path(__file__).parents[2] / "vectors"
    assert {path.name for path in vectors.glob("distress*.toml")} == set(LISTS.values())
    for name in LISTS.values():
        for group in tomllib.loads((vectors / name).read_text(encoding="utf-8"))["group"]:
            assert set(group) <= {"level", "kind", "about", "texts"}


@pytest.mark.parametrize(
    ("text", "level", "kind", "about"),
    [
        ("bu saya takut pulang, bapaknya anak2 mabuk lagi", "ask", "fear", "self"),
        ("euis izin, abis dipukul lakinya", "danger", "violence", "other"),
        ("Euis dipukul lakinya", "danger", "violence", "other"),
        ("saya dipukul suaminya Euis", "danger", "violence", "self"),
        ("dipukul bapaknya anak-anak", "danger", "violence", "self"),
        ("suami mukul anak saya", "danger", "child", "child"),
        ("stop dia pukul saya", "danger", "violence", "self"),
        ("mau bunuh diri", "danger", "wish_to_die", "self"),
        ("rentenir ngancam saya", "danger", "debt", "self"),
        ("setor 20rb, maaf telat kemarin habis dipukul suami", "danger", "violence", "self"),
        ("sudah tidak dipukul lagi sejak pindah", "ask", "violence", "self"),
        ("saya tidak pernah dipukul suami", "none", "none", "self"),
    ],
)
def test_a_message_is_read_as_a_trained_person_would(text: str, level: str, kind: str, about: str) -> None:
    assert read_distress(text) == Distress(Level(level), Kind(kind), About(about))


def test_a_sign_in_the_middle_of_a_long_message_is_seen() -> None:
    around = "setor dua puluh ribu ya bu nanti sore saya mampir ke balai bawa keripik dua bungkus "
    for times in (1, 5, 20):
        assert (
            read_distress(around * times + "semalam saya dicekik suami " + around * times).level
            is Level.DANGER
        )


# What fingers do to a message; each is applied to every clear sign of the development list.
def loud(text: str, _: random.Random) -> str:
    return text.upper() + " 😭😭!!"


def stretched(text: str, chance: random.Random) -> str:
    words = text.split()
    at = longest(words)
    letter = chance.randrange(len(words[at]))
    words[at] = words[at][:letter] + words[at][letter] * 3 + words[at][letter + 1 :]
    return " ".join(words)


def masked(text: str, _: random.Random) -> str:
    words = text.split()
    at = longest(words)
    words[at] = words[at][0] + words[at][1:].replace("a", "4").replace("i", "1")
    return " ".join(words) if sum(sign.isdigit() for sign in words[at]) * 2 < len(words[at]) else text


def apart(text: str, _: random.Random) -> str:
    return " ".join(
        f"d {word[2:]}" if word.startswith("di") and len(word) > 6 else word for word in text.split()
    )


def in_a_savings_message(text: str, _: random.Random) -> str:
    return f"simpanan wajib 20rb ya bu, {text}, makasih"


def with_invisible_signs(text: str, _: random.Random) -> str:
    return "\u200b".join(text)


def lost(text: str, chance: random.Random) -> str:
    words = text.split()
    at = longest(words)
    places = [place for place in range(2, len(words[at])) if words[at][place] in "aiueo"] or [1]
    place = chance.choice(places)
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


def longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda at: len(words[at]))


@pytest.mark.parametrize(
    ("slip", "recall_min"),
    [
        (loud, 0.98),
        (stretched, 0.98),
        (with_invisible_signs, 0.98),
        (apart, 0.98),
        (in_a_savings_message, 0.95),
        (masked, 0.95),
        (lost, 0.85),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_slips_of_the_finger_hide_few_signs(slip, recall_min: float) -> None:
    chance = random.Random(7)
    signs = [case.text for case in cases_of(LISTS["development"]) if case.level == "danger"]
    hidden = [bent for text in signs if read_distress(bent := slip(text, chance)).level is Level.NONE]
    assert 1 - len(hidden) / len(signs) >= recall_min, hidden


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(read_distress(text), Distress)


@given(
    st.lists(
        st.sampled_from(sorted(WORD_TAGS)[::7] + sorted(PERSON_TAGS)[::5] + ["dipukul", "!", "."]),
        max_size=40,
    )
)
def test_any_row_of_known_words_is_read_without_an_error(words: list[str]) -> None:
    assert isinstance(read_distress(" ".join(words)), Distress)


@pytest.mark.parametrize("title", LISTS)
def test_the_first_look_at_each_word_lets_no_sign_go(title: str) -> None:
    for case in cases_of(LISTS[title]):
        assert read_distress(case.text) == read_closely(case.text), case.text


def test_every_meaning_that_a_rule_asks_for_is_in_a_list() -> None:
    known = {tag for tags in (*WORD_TAGS.values(), *PERSON_TAGS.values()) for tag in tags}
    known |= {"number", "doubled", "own", "theirs", *HARMLESS_WORDS}
    asked = {tag for path in PACKAGE.glob("*.py") for tag in tags_asked_for(path)} | SIGN_TAGS
    assert asked <= known, asked - known


def tags_asked_for(path: Path) -> set[str]:
    """The meanings given to `at`, `has` and `near` in a file of rules."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("at", "has", "near")
        ):
            for argument in node.args:
                parts = argument.elts if isinstance(argument, ast.Tuple) else [argument]
                found |= {
                    part.value
                    for part in parts
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_no_answer_of_the_other_vectors_is_taken_for_a_sign() -> None:
    """Amounts, days, hours and short answers of real chats; one of them is a sign, and is there for that."""
    vectors = Path(__file__).parents[2] / "vectors"
    texts: list[str] = []
    for name, keys in (("money", ("case",)), ("dates", ("case", "time")), ("words", ("phrase",))):
        lists = tomllib.loads((vectors / f"{name}_id.toml").read_text(encoding="utf-8"))
        texts += [case["input"] for key in keys for case in lists[key]]
    raised = [text for text in texts if read_distress(text) != NOTHING]
    assert raised == ["bu saya takut pulang, bapaknya anak2 mabuk lagi"]


def test_a_reading_holds_no_word_of_the_message() -> None:
    read = read_distress("Euis dipukul lakinya di Penfui")
    assert all(isinstance(getattr(read, field.name), Level | Kind | About) for field in fields(read))
    assert "euis" not in repr(read).lower()


def test_nothing_is_none_none_self() -> None:
    assert (
        NOTHING
        == Distress()
        == read_distress("")
        == read_distress("20rb")
        == Distress(Level.NONE, Kind.NONE, About.SELF)
    )


@pytest.mark.parametrize(
    "unit",
    [
        "mati ",
        "dipukul ",
        "saya dipukul suami ",
        "a ",
        "dipukulsuamisaya",
        "tidak ",
        "rentenir ancam ",
        "p*kul ",
        "d ",
        "😭",
        "takut pulang ",
    ],
)
def test_the_longest_message_takes_a_fraction_of_a_second(unit: str) -> None:
    text = (unit * TEXT_CHARS_MAX)[: 2 * TEXT_CHARS_MAX]
    read_distress(text)
    begun = time.perf_counter()
    read_distress(text)
    assert time.perf_counter() - begun < 1


def test_never_seen_long_words_take_a_fraction_of_a_second() -> None:
    chance = random.Random(5)
    text = " ".join(
        "".join(chance.choice("abdgimnpuklst") for _ in range(38)) + "bunuh"[: chance.randrange(6)]
        for _ in range(100)
    )
    begun = time.perf_counter()
    read_distress(text)
    assert time.perf_counter() - begun < 2

"""`python -m bot read` prints one JSON object a line, and says how it is used when it is used wrongly."""

import io
import json
from typing import Any

import pytest

from bot.reading_command import run


def answered(arguments: list[str], *lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert run(arguments, [f"{line}\n" for line in lines], out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_money_says_what_to_do_and_the_amount() -> None:
    assert answered(["money"], "25rb", "", "1M", "kurang lebih 50rb", "besok") == [
        {"action": "accept", "rupiah": 25_000},
        {"action": "reject", "rupiah": None},
        {"action": "confirm", "rupiah": 10**9},
        {"action": "ask", "rupiah": 50_000},
        {"action": "reject", "rupiah": None},
    ]


def test_date_is_seen_from_the_day_and_side_that_are_named() -> None:
    named = ["date", "--today", "2026-01-28", "--context"]
    assert answered([*named, "future"], "besok", "kemarin") == [
        {"action": "accept", "date": "2026-01-29"},
        {"action": "ask", "date": None},
    ]
    assert answered([*named, "past"], "kemarin") == [{"action": "accept", "date": "2026-01-27"}]


def test_date_needs_no_day_and_no_side() -> None:
    assert answered(["date"], "3 februari 2026") == [{"action": "accept", "date": "2026-02-03"}]


def test_time_is_hours_and_minutes() -> None:
    assert answered(["time"], "jam 3 sore", "jam 9") == [
        {"action": "accept", "time": "15:00"},
        {"action": "ask", "time": None},
    ]


def test_answer_is_one_of_five_or_null() -> None:
    words = ["ya", "ga", "blm", "gatau", "lewati", "sudah", "terserah", ""]
    assert [each["answer"] for each in answered(["answer"], *words)] == [
        "ya", "tidak", "belum", "tidak_tahu", "lewati", "ya", None, None,
    ]  # fmt: skip


def test_distress_is_its_level_its_kind_and_whom_it_is_about() -> None:
    lines = [
        "Euis dipukul lakinya",
        "takut pulang",
        "pengen mati aja",
        "anak saya dipukuli bapaknya",
        "mati lampu",
        "",
    ]
    assert [tuple(each.values()) for each in answered(["distress"], *lines)] == [
        ("danger", "violence", "other"),
        ("ask", "fear", "self"),
        ("danger", "wish_to_die", "self"),
        ("danger", "child", "child"),
        ("none", "none", "self"),
        ("none", "none", "self"),
    ]
    assert answered(["distress"], "1") == [{"level": "none", "kind": "none", "about": "self"}]


def test_a_windows_line_end_and_a_missing_last_one_change_nothing() -> None:
    out = io.StringIO()
    assert run(["money"], ["25rb\r\n", "10rb"], out) == 0
    assert [json.loads(line)["rupiah"] for line in out.getvalue().splitlines()] == [25_000, 10_000]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["weather"],
        ["list"],
        ["date", "--today", "besok"],
        ["date", "--context", "now"],
        ["money", "-x"],
    ],
)
def test_wrong_use_is_answered_with_the_usage(arguments: list[str]) -> None:
    out = io.StringIO()
    assert run(arguments, [], out) == 2
    assert "usage: python -m bot read" in out.getvalue()

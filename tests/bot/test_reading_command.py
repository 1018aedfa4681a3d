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


def test_schedule_is_its_rule_its_days_and_the_holidays_among_them() -> None:
    said = "tiap Selasa jam 9, 3 kali, mulai 10 Maret, libur Lebaran"
    first, second = answered(["schedule", "--today", "2026-01-28"], said, "halo")
    assert first == {
        "action": "confirm",
        "asks": [],
        "doubts": ["time"],
        "zone": None,
        "schedule": {
            "rule": "FREQ=WEEKLY;BYDAY=TU",
            "first": "2026-03-10",
            "time": "09:00",
            "length_min": 120,
            "count": 3,
            "until": None,
            "skips": "all",
            "days": ["2026-03-10", "2026-03-17", "2026-03-31"],
            "skipped": {"2026-03-24": "Cuti Bersama Hari Raya Idul Fitri"},
            "on_holidays": {},
            "cut": False,
        },
    }
    assert second == {"action": "reject", "asks": [], "doubts": [], "zone": None, "schedule": None}


def test_a_schedule_without_its_hour_says_so() -> None:
    (found,) = answered(["schedule", "--today", "2026-01-28"], "tiap Selasa 3 kali")
    assert (found["action"], found["asks"]) == ("ask", ["time"])
    assert found["schedule"]["time"] is None
    assert found["schedule"]["days"][0] == "2026-02-03"


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


LIST = """Rapat Mentari 3 Feb 2026
1. siti a 10
2. siti 10
3. yuyun wajib 10 sukarela 5rb
imas blm
euis izin, abis dipukul lakinya
Nani gak dateng
yang lain 10rb
beli gorengan 15rb
kas 100x4 50x10
"""


def told_of(text: str, *more: str) -> dict[str, Any]:
    out = io.StringIO()
    arguments = ["list", "--group", "Mentari", "--today", "2026-02-03", *more]
    assert run(arguments, text.splitlines(keepends=True), out) == 0
    (line,) = out.getvalue().splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_list_is_one_object_with_the_names_of_the_book() -> None:
    told = told_of(LIST)
    assert told["entries"][:3] == [
        {"member": "Siti Aminah", "kind": "wajib", "rupiah": 10_000, "date": "2026-02-03"},
        {"member": "Yuyun", "kind": "wajib", "rupiah": 10_000, "date": "2026-02-03"},
        {"member": "Yuyun", "kind": "sukarela", "rupiah": 5_000, "date": "2026-02-03"},
    ]
    assert told["ask"][0] == {"about": "scale", "line": 0, "text": "", "candidates": [], "rupiah": None}
    assert (told["unpaid"], told["absent"], told["excused"]) == (["Imas"], ["Nani"], ["Euis"])
    assert told["costs"] == [{"what": "beli gorengan", "kind": "rapat", "rupiah": 15_000}]
    assert (told["cash"], told["total"], told["total_mismatch"]) == (900_000, None, False)
    assert "dipukul" not in json.dumps(told)


def test_two_women_of_one_name_are_asked_about_and_not_booked() -> None:
    told = told_of("Siti 10rb\n")
    assert told["entries"] == []
    assert told["ask"][0] == {
        "about": "name", "line": 1, "text": "Siti 10rb", "candidates": ["Siti Aminah", "Siti Rohmah"], "rupiah": 10_000,
    }  # fmt: skip


def test_a_sum_far_above_what_is_usual_is_asked_about_once_more() -> None:
    told = told_of("Imas 10jt\nYuyun 10rb\n")
    assert [one for one in told["ask"] if one["about"] == "unusual"] == [
        {"about": "unusual", "line": 1, "text": "", "candidates": ["Imas"], "rupiah": 10_000_000}
    ]


def test_a_kind_the_group_does_not_keep_is_asked_about_and_not_booked() -> None:
    told = told_of("Imas arisan 20rb\nYuyun sosial 2rb\n")
    assert [one["member"] for one in told["entries"]] == ["Yuyun"]
    assert [(one["about"], one["candidates"], one["rupiah"]) for one in told["ask"][:1]] == [
        ("kind", ["Imas"], 20_000)
    ]


def test_what_the_meeting_decided_tells_the_kinds_of_two_sums() -> None:
    told = told_of("Imas 10rb + 2rb\n")
    assert [(one["kind"], one["rupiah"]) for one in told["entries"]] == [("wajib", 10_000), ("sosial", 2_000)]


def test_an_empty_list_says_nothing() -> None:
    assert told_of("") == {
        "entries": [], "ask": [], "unpaid": [], "absent": [], "excused": [], "costs": [], "cash": None, "total": None,
        "total_mismatch": False,
    }  # fmt: skip


def test_a_group_that_is_not_there_is_told_in_a_plain_sentence() -> None:
    out = io.StringIO()
    assert run(["list", "--group", "Melati"], [], out) == 2
    assert out.getvalue().startswith("There is no demo group 'Melati'. Known: Mentari.\n")


def test_a_windows_line_end_and_a_missing_last_one_change_nothing() -> None:
    out = io.StringIO()
    assert run(["money"], ["25rb\r\n", "10rb"], out) == 0
    assert [json.loads(line)["rupiah"] for line in out.getvalue().splitlines()] == [25_000, 10_000]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["weather"],
        ["list", "--group"],
        ["date", "--today", "besok"],
        ["date", "--context", "now"],
        ["money", "-x"],
    ],
)
def test_wrong_use_is_answered_with_the_usage(arguments: list[str]) -> None:
    out = io.StringIO()
    assert run(arguments, [], out) == 2
    assert "usage: python -m bot read" in out.getvalue()

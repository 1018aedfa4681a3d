"""A pasted meeting list is read as the vectors say, and as the laws of the reader say of any text."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.demo_people import MENTARI
from domain.reading.lists import ListMember, ListReading, Question, read_list

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "lists_id.toml").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(VECTORS["today"])
USUAL: dict[str, int] = VECTORS["usual"]
MEMBERS = [ListMember(key=one.name, name=one.name) for one in MENTARI.members]
DOUBTS = {"": "", "confirm": " ?", "unusual": " !"}


def read(text: str) -> ListReading:
    return read_list(text, MEMBERS, today=TODAY, usual=USUAL)


def told(case: dict[str, Any]) -> str:
    return str(case["text"]).strip().replace("\n", " / ")[:60]


def expected_entries(case: dict[str, Any]) -> list[str]:
    """What stands in `entries`, and for `all = "wajib 10000 -Imas"` one line for everybody else."""
    kind, rupiah, *without = case["all"].split() if "all" in case else ("", "")
    left_out = {name.removeprefix("-") for name in without}
    doubt = " ?" if "?" in without else ""
    everyone = (
        [f"{one.name} {kind} {rupiah}{doubt}" for one in MEMBERS if one.name not in left_out] if kind else []
    )
    return sorted([*case.get("entries", ()), *everyone])


def entries_of(reading: ListReading) -> list[str]:
    return sorted(
        f"{one.member} {one.kind} {one.rupiah:d}"
        + (f" {one.day}" if one.day != TODAY else "")
        + (f" lewat {one.via}" if one.via else "")
        + DOUBTS[one.doubt]
        for one in reading.entries
    )


def asked(question: Question) -> str:
    rupiah = "" if question.rupiah is None else f"{question.rupiah:d}"
    return f"{question.about} {'|'.join(question.candidates)} {rupiah}".rstrip()


def questions_of(reading: ListReading) -> list[str]:
    return sorted(
        asked(one).replace("line  ", "line ") for one in reading.questions if one.about != "unmentioned"
    )


def marked(reading: ListReading, status: str) -> list[str]:
    return sorted(one.member for one in reading.marks if one.status == status)


@pytest.mark.parametrize("case", VECTORS["case"], ids=told)
def test_a_list_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    reading = read(case["text"].strip("\n"))
    assert entries_of(reading) == expected_entries(case)
    assert questions_of(reading) == sorted(case.get("ask", ()))
    for status in ("unpaid", "absent", "excused"):
        assert marked(reading, status) == sorted(case.get(status, ()))
    assert [f"{one.what} {one.kind} {one.rupiah:d}" for one in reading.costs] == case.get("costs", [])
    assert (reading.cash.rupiah if reading.cash else None) == case.get("cash")
    assert (reading.total, reading.total_mismatch) == (case.get("total"), case.get("mismatch", False))
    assert list(reading.left_out) == case.get("left_out", [])
    if "day" in case:
        assert str(reading.day) == case["day"]

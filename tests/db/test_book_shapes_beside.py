"""A hostile file's loans, households, arisan and years are refused by name before a row is written."""

import copy
import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from db import book_copies, book_shapes, group_rules
from db.book_fields import BadBook
from db.loan_terms import terms_to_json
from domain.group_rules import undecided
from domain.loan_rules import LoanRules, Method
from tests.db.desk import Desk
from tests.db.loan_world import FLAT, YEAR_WITH_LOSS
from tests.db.test_book_copies import count_groups
from tests.db.test_book_shapes import whole_book


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("loans", {"entry": None}),
        ("loans", {"state": "asked"}),
        ("loans", {"months": 25}),
        ("loans", {"terms": terms_to_json(FLAT).replace("200", "501")}),
        ("loans", {"terms": terms_to_json(FLAT).replace("200", "true")}),
        ("loan_entries", {"loan": 3}),
        ("loan_plans", {"carried_fine": -1}),
        ("loan_instalments", {"revision": 3}),
        ("loan_instalments", {"principal": -1}),
        ("loan_helps", {"helper": 999}),
        ("households", {"member": 4, "other": 3}),
        ("arisan_places", {"round": 2}),
        ("year_ends", {"body": "[]"}),
        ("year_ends", {"body": "{}"}),
        ("year_ends", {"body": YEAR_WITH_LOSS.replace("5000", "true")}),
        ("year_ends", {"body": YEAR_WITH_LOSS.replace("biaya_rapat", "rahasia")}),
        ("year_ends", {"body": "[" * 40_000}),
        ("year_ends", {"year": 1_999}),
    ],
)
async def test_nothing_points_outside_of_the_book_or_is_absurd(
    desk: Desk, part: str, change: dict[str, Any]
) -> None:
    book = await whole_book(desk)
    count = await count_groups(desk)
    book[part][0].update(change)
    with pytest.raises(BadBook):
        await desk.run(partial(book_copies.copy_in, book=book))
    assert await count_groups(desk) == count


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 501},
        {"rate": True},
        {"months_max": 25},
        {"methods": []},
        {"methods": ["flat", "flat"]},
        {"most": -1},
        {"repeat": [None] * 11},
        {"profile": "x" * 49},
        {"unit": 0},
        {"fine_cap": 10**16},
    ],
)
async def test_rules_about_loans_are_ones_that_a_group_can_have(desk: Desk, wrong: dict[str, Any]) -> None:
    book = await whole_book(desk)
    rules = undecided(date(2026, 1, 3))
    lending = replace(rules, loans=LoanRules(methods=(Method.FLAT,), rate=200, months_max=10))
    book["rules"][0]["body"] = group_rules.to_json(lending)
    book_shapes.check(book)
    body = json.loads(book["rules"][0]["body"])
    body["loans"].update(wrong)
    book["rules"][0]["body"] = json.dumps(body)
    with pytest.raises(BadBook):
        book_shapes.check(book)


async def test_one_loan_of_a_member_runs_and_one_round_is_open(desk: Desk) -> None:
    book = await whole_book(desk)
    for part, field in (("loans", "member"), ("arisan_rounds", "by_member")):
        again = copy.deepcopy(book)
        first = again[part][0]
        again[part].append({**first, "number": 9, "code": "ANDERE", "entry": 1})
        assert first[field] == again[part][-1][field]
        with pytest.raises(BadBook, match="more than one"):
            book_shapes.check(again)

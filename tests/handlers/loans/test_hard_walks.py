"""What a woman meets when a month is hard survives what people really send, and tells a shared phone nothing.

The walks of the other tests know nobody's loan: these are walked by women who have one, and were asked about it.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conversation.registry import Conversation
from db import ledger, loan_reminders, loans, people
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import loan_out, opening
from domain.roles import Role, RoleGrant
from handlers.loans.answer_reminder import answer_reminder
from handlers.loans.help import stand_in
from handlers.loans.replan import agree_anew
from handlers.loans.waive import waive
from tests.crowd import Crowd, Woman
from tests.handlers.loans.test_help import JOINT
from tests.handlers.loans.test_waive import FINED
from tests.handlers.test_default_answers import (
    ALL,
    FEW,
    _every_language_is_spoken,
    _everything_is_survived,
    _no_question_stands_there_for_ever,
    _nothing_is_left_behind,
)
from tests.handlers.test_discreet_outbox import SharedCrowd, breaches, list_pushed
from tests.world import Way, World, open_world

MEMBER = frozenset({Role.MEMBER})
TREASURER = frozenset({Role.TREASURER})

# Lent in December; in February two months have not come in.
LENT = date(2025, 12, 1)
BORROWERS = [replace(answer_reminder, roles=MEMBER), replace(agree_anew, roles=MEMBER)]
OFFICERS = [replace(each, roles=TREASURER) for each in (agree_anew, stand_in, waive)]


class Borrowing(Crowd):
    """Each woman has borrowed in her group, and so has a neighbour of hers there; she was asked kindly."""

    async def gather(self, languages: Sequence[str]) -> list[Woman]:
        women = await super().gather(languages)
        for woman in women:
            await lend_to(self.world, woman)
        return women


class BorrowingOnSharedPhones(Borrowing, SharedCrowd):
    """The same on phones that others read too."""


async def lend_to(world: World, woman: Woman) -> None:
    """She and the first neighbour have a loan that is behind, with a fine; the second neighbour leads the group."""

    async def job(unit: Unit) -> None:
        (row,) = await unit.fetch(
            "SELECT group_id, number FROM members WHERE person_id = $1", woman.person_id
        )
        group, her = row["group_id"], row["number"]
        box = opening(day=LENT, by=1, member=None, amounts={SavingKind.SOSIAL: 1_200_000}, second=2)
        await ledger.post(unit, group, box, key="box")
        for number, terms in ((her, FINED), (1, replace(FINED, joint=JOINT.joint))):
            asked = await loans.ask(
                unit,
                group,
                member=number,
                asked_by=number,
                amount=600_000,
                months=6,
                purpose="modal",
                terms=terms,
            )
            others = [each for each in (1, 2, 3) if each != number]
            loan = await loans.approve(unit, asked, by=others[0], second=others[1])
            draft = loan_out(day=LENT, by=others[0], second=others[1], member=number, amount=600_000)
            entry = await ledger.post(unit, group, draft, key=f"loan/{number}")
            await loans.start(unit, loan, entry=entry.number, day=LENT, by=others[0], second=others[1])
        (second,) = await unit.fetch(
            "SELECT person_id FROM members WHERE group_id = $1 AND number = 2", group
        )
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=second["person_id"],
            grant=RoleGrant(Role.CHAIR, group_id=group),
            now_ms=unit.now_ms,
        )
        await loan_reminders.plant(unit)
        unit.write(
            "UPDATE loan_reminders SET told = 1, told_ms = $2 WHERE group_id = $1 AND n = 1",
            group,
            unit.now_ms,
        )

    await world.run(job)


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        yield opened


@pytest.mark.parametrize("most", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "conversation", [*BORROWERS, *OFFICERS], ids=lambda each: f"{each.name}-{'-'.join(each.roles)}"
)
async def test_whatever_comes_is_answered_kindly(world: World, conversation: Conversation, most: int) -> None:
    crowd = Borrowing(world, conversation)
    places = await crowd.explore(most)
    assert len(places) >= min(most, 2)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.slow
@pytest.mark.parametrize("conversation", BORROWERS, ids=lambda each: each.name)
async def test_a_shared_phone_hears_neutral_sentences_only(world: World, conversation: Conversation) -> None:
    crowd = BorrowingOnSharedPhones(world, conversation)
    await crowd.explore(ALL)
    await world.pass_time(30 * 24 * 3600)
    assert breaches(await list_pushed(world)) == []

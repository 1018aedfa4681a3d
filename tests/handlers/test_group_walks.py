"""What officers meet where a group has an arisan, a social fund, a saving for a day: it survives what people really send.

The walks of the other tests know groups in which nothing of this was decided.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conversation.registry import Conversation
from conversation.text import _
from db import approvals, arisan, group_rules, ledger, members
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.group_rules import KindRule
from domain.ledger import saving
from domain.money import Rupiah
from domain.payouts import Kind
from domain.roles import Role
from handlers import arisan_steps
from handlers.arisan import run_arisan
from handlers.savings import share_out_steps
from handlers.savings.share_out import share_out
from handlers.second import payout_steps
from handlers.second.kinds import CARRY_OUT
from handlers.social import help_one
from tests.crowd import Crowd, Woman
from tests.handlers import savers
from tests.handlers.test_default_answers import (
    ALL,
    FEW,
    _every_language_is_spoken,
    _everything_is_survived,
    _no_question_stands_there_for_ever,
    _nothing_is_left_behind,
)
from tests.handlers.test_discreet_outbox import SharedCrowd, breaches, list_pushed
from tests.world import MENTARI, RULES, Way, World, open_world

TODAY = date(2026, 2, 3)
TREASURERS = frozenset({Role.TREASURER})
Furnish = Callable[[Unit, int], Awaitable[None]]


async def wants_arisan(unit: Unit, group_id: int) -> None:
    """The group's meeting has decided on one."""
    kind = KindRule(kind=SavingKind.ARISAN, amount=Rupiah(10_000))
    rules = replace(RULES, kinds=(*RULES.kinds, kind), from_day=TODAY, decided_day=TODAY)
    await group_rules.add(unit, group_id, rules, by=1)


async def arisan_runs(unit: Unit, group_id: int) -> None:
    """Nobody has paid yet."""
    await wants_arisan(unit, group_id)
    numbers = [each.number for each in await members.list_members(unit, group_id)]
    await arisan.start(unit, group_id, amount=10_000, members=numbers, day=TODAY, by=numbers[0])


async def everybody_has_paid(unit: Unit, group_id: int) -> None:
    """So that somebody can be drawn."""
    await arisan_runs(unit, group_id)
    for each in await members.list_members(unit, group_id):
        draft = saving(day=TODAY, by=each.number, member=each.number, kind=SavingKind.ARISAN, amount=10_000)
        await ledger.post(unit, group_id, draft, key=f"paid/{each.number}")


async def has_a_fund(unit: Unit, group_id: int) -> None:
    """Something can be given."""
    draft = saving(day=TODAY, by=1, member=1, kind=SavingKind.SOSIAL, amount=100_000)
    await ledger.post(unit, group_id, draft, key="fund")


async def saves_for_a_day(unit: Unit, group_id: int) -> None:
    """She has put something in herself, and the day has not come."""
    kind = KindRule(kind=SavingKind.KHUSUS, amount=Rupiah(5_000), name="Lebaran", until=date(2026, 3, 20))
    rules = replace(RULES, kinds=(*RULES.kinds, kind), from_day=TODAY, decided_day=TODAY)
    await group_rules.add(unit, group_id, rules, by=1)
    for each in await members.list_members(unit, group_id):
        if each.has_phone:
            draft = saving(
                day=TODAY, by=each.number, member=each.number, kind=SavingKind.KHUSUS, amount=5_000
            )
            await ledger.post(unit, group_id, draft, key=f"lebaran/{each.number}")


WALKS = [
    pytest.param(run_arisan, wants_arisan, id="arisan-begins"),
    pytest.param(run_arisan, arisan_runs, id="arisan-runs"),
    pytest.param(run_arisan, everybody_has_paid, id="arisan-is-drawn"),
    pytest.param(help_one, has_a_fund, id="social"),
    pytest.param(share_out, saves_for_a_day, id="share-out"),
]


class Furnished(Crowd):
    """Each woman's group has what `furnish` puts there."""

    furnish: Furnish

    async def _woman(self, language: str) -> Woman:
        woman = await super()._woman(language)

        async def job(unit: Unit) -> None:
            for each in await members.find_own(unit, woman.person_id):
                await self.furnish(unit, each.group_id)

        await self.world.run(job)
        return woman


class SharedFurnished(Furnished, SharedCrowd):
    """On phones that others read too."""


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        yield opened


def of_treasurers(conversation: Conversation) -> Conversation:
    """As only the treasurer has it."""
    return replace(conversation, roles=TREASURERS)


@pytest.mark.parametrize("most", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("conversation", "furnish"), WALKS)
async def test_whatever_comes_is_answered_kindly(
    world: World, conversation: Conversation, furnish: Furnish, most: int
) -> None:
    crowd = Furnished(world, of_treasurers(conversation))
    crowd.furnish = furnish
    places = await crowd.explore(most)
    assert len(places) >= min(most, 2)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.slow
@pytest.mark.parametrize(("conversation", "furnish"), WALKS)
async def test_a_shared_phone_hears_neutral_sentences_only(
    world: World, conversation: Conversation, furnish: Furnish
) -> None:
    crowd = SharedFurnished(world, of_treasurers(conversation))
    crowd.furnish = furnish
    await crowd.explore(ALL)
    await world.pass_time(24 * 3600)
    assert breaches(await list_pushed(world)) == []


async def test_what_two_officers_decide_is_on_shared_phones_only_news(world: World) -> None:
    await savers.mentari(world, "Tati", "Neneng", phone="shared")
    for name in ("Lilis", "Cucu"):
        await world.use_phone(name, "shared")
    group = world.groups[MENTARI]
    lilis, cucu, tati, neneng = [
        await savers.number_of(world, name) for name in ("Lilis", "Cucu", "Tati", "Neneng")
    ]

    async def decide(unit: Unit) -> None:
        kinds = (
            KindRule(kind=SavingKind.ARISAN, amount=Rupiah(10_000)),
            KindRule(kind=SavingKind.KHUSUS, amount=Rupiah(5_000), name="Lebaran", until=date(2026, 2, 20)),
        )
        rules = replace(RULES, kinds=(*RULES.kinds, *kinds), from_day=TODAY, decided_day=TODAY)
        await group_rules.add(unit, group, rules, by=lilis)

    await savers.as_lilis(world, decide)
    for name in ("Lilis", "Cucu", "Tati", "Neneng"):
        await savers.save(world, name, 10_000, SavingKind.ARISAN)
        await savers.save(world, name, 5_000, SavingKind.KHUSUS)
    await savers.save(world, "Neneng", 50_000, SavingKind.SOSIAL)

    async def carry_out(unit: Unit, kind: str, body: dict[str, object]) -> None:
        agreed = approvals.played(
            unit, group, by=lilis, second=cucu, kind=kind, subject=0, words=_("Contoh."), body=body
        )
        await CARRY_OUT[kind](unit, agreed)

    async def everything(unit: Unit) -> None:
        await arisan_steps.begin(unit, group, 10_000, [lilis, cucu, tati, neneng])
        sight = await arisan_steps.find_sight(unit, group)
        await carry_out(unit, "arisan", arisan_steps.body_of("draw", sight, member=tati))
        await carry_out(unit, "arisan", arisan_steps.body_of("stop", sight))
        sharing = await share_out_steps.find_sharing(unit, group)
        await carry_out(unit, "share_out", share_out_steps.body_of(sharing.portions, None))
        helped = payout_steps.body_of(
            kind=Kind.WITHDRAWAL,
            account=Account.SOSIAL,
            member=neneng,
            witness=None,
            amount=20_000,
            note="Sakit",
        )
        await carry_out(unit, payout_steps.KIND, helped)

    await savers.as_lilis(world, everything)
    await world.pass_time(11 * 24 * 3600)  # the day they save for comes near
    pushed = await list_pushed(world)
    assert len({row.person_id for row in pushed}) == 4
    assert breaches(pushed) == []

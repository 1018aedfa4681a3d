"""Mentari lends, as its records have it: for what asking and deciding read and write, without a chat around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from db import group_rules, groups, ledger, loans
from db.loans import Loan
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.ledger import saving, withdrawal
from domain.loan_rules import LoanRules
from domain.roles import Role
from domain.zones import WIB, local_date
from tests.db.desk import open_desk
from tests.db.officers_world import DAY, Group, open_group
from tests.handlers.loans.asking import LENDING


@asynccontextmanager
async def lending_group(folder: Path, rules: LoanRules | None = LENDING) -> AsyncIterator[Group]:
    """Lilis, Cucu and Euis are its officers; Tati has saved Rp300.000, Neneng Rp1.000.000."""
    async with open_desk(folder) as desk:
        group = await open_group(desk)
        await group.add("Euis", Role.SECRETARY)
        await open_books(group, rules)
        await move(group, "Tati", 300_000)
        await move(group, "Neneng", 1_000_000)
        yield group


async def open_books(group: Group, rules: LoanRules | None) -> None:
    """From the beginning, with these rules."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", group.id, groups.ACTIVE)
        kinds = (KindRule(kind=SavingKind.WAJIB), KindRule(kind=SavingKind.SUKARELA))
        decided = Rules(
            kinds=kinds,
            rhythm=Rhythm.MONTHLY,
            meeting_day=DAY,
            from_day=DAY,
            decided_day=DAY,
            loans=rules,
        )
        await group_rules.add(unit, group.id, decided, by=1)

    await group.run("Lilis", job)


async def move(group: Group, name: str, amount: int) -> None:
    """She saves that much today, or takes it out."""

    async def job(unit: Unit) -> None:
        values = {"member": group.numbers[name], "kind": SavingKind.SUKARELA, "amount": abs(amount)}
        if amount > 0:
            draft = saving(day=today(unit), by=1, **values)  # type: ignore[arg-type]
        else:
            draft = withdrawal(day=today(unit), by=1, second=2, **values)  # type: ignore[arg-type]
        await ledger.post(unit, group.id, draft, key=str(unit.new_id()))

    await group.run("Lilis", job)


def today(unit: Unit) -> date:
    return local_date(unit.now, WIB)


async def wishes(group: Group, name: str, amount: int, *, months: int = 5) -> Loan:
    """She has asked for that much."""

    async def job(unit: Unit) -> Loan:
        return await loans.ask(
            unit,
            group.id,
            member=group.numbers[name],
            asked_by=group.numbers[name],
            amount=amount,
            months=months,
            purpose="tepung",
            terms=LENDING.terms(LENDING.methods[0]),
        )

    return await group.run(name, job)


async def is_decided(group: Group, loan: Loan) -> Loan:
    """Lilis and Cucu have decided for it."""

    async def job(unit: Unit) -> Loan:
        return await loans.approve(unit, await loans.get(unit, group.id, loan.number), by=1, second=2)

    return await group.run("Lilis", job)

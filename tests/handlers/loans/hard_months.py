"""The group Mentari has lent money: a loan that runs, what is paid on it, and what the clock has written about it."""

from datetime import date

from db import ledger, loan_reminders, loans, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import loan_out, opening
from domain.loan_rules import Method, Terms
from domain.loans import Standing, schedule
from domain.money import Rupiah
from domain.zones import WIB, local_date
from tests.handlers.savers import TODAY, as_lilis, number_of
from tests.world import MENTARI, SINCE, World

FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))


async def lend(
    world: World,
    name: str,
    amount: int = 600_000,
    *,
    months: int = 6,
    terms: Terms = FLAT,
    day: date = TODAY,
    by: tuple[str, str] = ("Lilis", "Cucu"),
) -> int:
    """She has got the money that day; the loan's number. 600.000 in six: Rp112.000 a month."""
    group, member = world.groups[MENTARI], await member_of(world, name)
    lilis, cucu = [await number_of(world, each) for each in by]
    if lilis == cucu:  # what two others decided before one of them left office
        cucu = await member_of(world, "Siti")
    found: list[int] = []

    async def job(unit: Unit) -> None:
        box = opening(day=day, by=lilis, member=None, amounts={SavingKind.SOSIAL: amount}, second=cucu)
        await ledger.post(unit, group, box, key=f"box/{name}/{unit.new_id()}")
        loan = await loans.ask(
            unit,
            group,
            member=member,
            asked_by=member,
            amount=amount,
            months=months,
            purpose="modal warung",
            terms=terms,
        )
        loan = await loans.approve(unit, loan, by=lilis, second=cucu)
        draft = loan_out(day=day, by=lilis, second=cucu, member=member, amount=amount)
        entry = await ledger.post(unit, group, draft, key=f"loan/{loan.number}")
        await loans.start(unit, loan, entry=entry.number, day=day, by=lilis, second=cucu)
        found.append(loan.number)

    await as_lilis(world, job)
    return found[-1]


async def write_in(world: World, *names: str) -> None:
    """Women of whom only the book knows."""

    async def job(unit: Unit) -> None:
        entries = [members.NewMember(name=each) for each in names]
        await members.add_many(unit, world.groups[MENTARI], entries, joined_day=SINCE)

    await world.run(job)


async def member_of(world: World, name: str) -> int:
    """Her number in the book, with a phone or without."""

    async def job(unit: Unit) -> int:
        listed = await members.list_members(unit, world.groups[MENTARI])
        return next(each.number for each in listed if each.shown == name)

    return await world.run(job)


async def plans(world: World, loan: int = 1) -> list[str]:
    """Its plans: the first day, how many instalments, all together."""

    async def job(unit: Unit) -> list[str]:
        found = await loans.get(unit, world.groups[MENTARI], loan)
        return [
            f"{each.instalments[0].due} {len(each.instalments)} x {each.total}"
            for each in await loans.plans_of(unit, found)
        ]

    return await world.run(job)


async def standing_on(world: World, loan: int = 1) -> Standing:
    """Where it stands today."""

    async def job(unit: Unit) -> Standing:
        found = await loans.get(unit, world.groups[MENTARI], loan)
        return await loans.standing(unit, found, local_date(unit.now, WIB))

    return await world.run(job)


async def repay(world: World, loan: int, amount: int, day: date) -> int:
    """Lilis writes an instalment; the entry's number."""
    group, lilis = world.groups[MENTARI], await number_of(world, "Lilis")
    found: list[int] = []

    async def job(unit: Unit) -> None:
        paid = await loans.pay(
            unit, group, loan, amount, day=day, by=lilis, meeting=None, key=f"repaid/{unit.new_id()}"
        )
        found.append(paid.number)

    await as_lilis(world, job)
    return found[-1]


async def agree_on(world: World, loan: int, *, months: int) -> None:
    """The rest in so many months from today, as two officers and she have agreed."""
    lilis, cucu = await number_of(world, "Lilis"), await number_of(world, "Cucu")

    async def job(unit: Unit) -> None:
        found = await loans.get(unit, world.groups[MENTARI], loan)
        left = await loans.outstanding(unit, found)
        instalments = schedule(amount=left, months=months, terms=found.terms, start=TODAY)
        await loans.replan(
            unit, found, instalments=instalments, start=TODAY, carried_fine=0, by=lilis, second=cucu
        )

    await as_lilis(world, job)


async def pay_all(world: World, loan: int, day: date) -> int:
    """All that ends the loan; the entry's number."""
    return await repay(world, loan, (await standing_on(world, loan)).payoff, day)


async def take_back(world: World, entry: int, day: date) -> None:
    """Lilis and Cucu take that entry back."""
    group = world.groups[MENTARI]
    lilis, cucu = await number_of(world, "Lilis"), await number_of(world, "Cucu")

    async def job(unit: Unit) -> None:
        await ledger.reverse(
            unit,
            group,
            entry,
            day=day,
            by=lilis,
            second=cucu,
            note="tertukar",
            meeting=None,
            key=f"back/{entry}",
        )

    await as_lilis(world, job)


async def told(world: World, loan: int = 1, revision: int = 1) -> list[int]:
    """How often she was asked about each instalment."""

    async def job(unit: Unit) -> list[int]:
        found = await loan_reminders.list_of(unit, world.groups[MENTARI], loan, revision)
        return [each.told for each in found]

    return await world.run(job)

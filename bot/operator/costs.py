"""`python -m bot costs`: what WhatsApp messages cost by category and month, their prices, and the cap of announcements.

No price is known to the program: it is set here, or by an admin in the chat, from Meta's own list. Without one nothing
is estimated. The cap stops announcements for the rest of the month; never help, receipts or answers.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from bot.operator.opening import CommandError, opened
from bot.settings import Settings
from db import message_costs
from db.unit import Unit
from domain.message_costs import CAP_MAX, PRICE_SEN_MAX, SEN, Month, is_month, read_price
from domain.money import Rupiah, format_rupiah
from domain.templates import Category

MONTHS = 12
PRICED = tuple(each for each in Category if each is not Category.FREE)


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot costs", description=__doc__)
    parser.set_defaults(action="show")
    actions = parser.add_subparsers(dest="action", metavar="show|price|cap")
    actions.add_parser("show", help="the last months")
    price = actions.add_parser("price", help="what one message of a category costs")
    price.add_argument("category", choices=[each.value for each in PRICED])
    price.add_argument("rupiah", help="for example 356,65")
    price.add_argument("--from", dest="month", default="", metavar="2026-11", help="from that month on")
    cap = actions.add_parser("cap", help="where announcements stop for the month")
    cap.add_argument("rupiah", help="whole rupiah, or none")
    asked = parser.parse_args(list(arguments))
    asked.action = asked.action or "show"
    return asked


async def work(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Do it, then tell how things stand. Raises CommandError."""
    change = _change(asked)

    async def job(unit: Unit) -> list[Month]:
        if change is not None:
            change(unit)
        months = await message_costs.list_months(unit, MONTHS)
        running = await message_costs.month(unit)
        return [running, *(each for each in months if each.month != running.month)]

    async with opened(settings) as beside:
        months = await beside.run(job)
        prices = await beside.run(message_costs.prices)
    stdout.write("".join(f"{line}\n" for line in _lines(months, prices)))
    return 0


def _change(asked: Namespace) -> Callable[[Unit], None] | None:
    """What is to be written; None if it is only looked."""
    if asked.action == "price":
        sen = read_price(asked.rupiah)
        if sen is None:
            most = format_rupiah(PRICE_SEN_MAX // SEN)
            raise CommandError(f"{asked.rupiah!r} is no price; write 356,65 for example, at most {most}")
        if asked.month and not is_month(asked.month):
            raise CommandError(f"{asked.month!r} is no month; write 2026-11 for example")
        return lambda unit: _set_price(unit, Category(asked.category), sen, asked.month)
    if asked.action == "cap":
        return lambda unit: _set_cap(unit, _read_cap(asked.rupiah))
    return None


def _read_cap(typed: str) -> Rupiah | None:
    if typed == "none":
        return None
    plain = typed.lower().removeprefix("rp").replace(".", "")
    if not (plain.isascii() and plain.isdecimal()) or int(plain) > CAP_MAX:
        raise CommandError(f"{typed!r} is no cap; write whole rupiah, or none")
    return Rupiah(int(plain))


def _set_price(unit: Unit, category: Category, sen: int, month: str) -> None:
    message_costs.set_price(unit, category, sen, month)
    unit.audit("write", "message price", 0, 0, f"{category.value} {_decimal(sen)}, by the operator")


def _set_cap(unit: Unit, cap: Rupiah | None) -> None:
    message_costs.set_cap(unit, cap)
    unit.audit("write", "message cap", 0, 0, f"{cap}, by the operator")


def _decimal(sen: int) -> str:
    return f"{sen // SEN},{sen % SEN:02d}"


def _lines(months: list[Month], prices: Mapping[Category, int]) -> list[str]:
    lines = [f"Price of one {each.value}: {_priced(prices.get(each))}" for each in PRICED]
    for month in months:
        cap = f"; announcements stop at {format_rupiah(month.cap)}" if month.cap is not None else ""
        full = " (reached)" if month.is_full else ""
        lines.append(f"{month.month}: {format_rupiah(month.cost)}{cap}{full}")
        for count in month.counts:
            cost = "no price set" if count.sen is None else format_rupiah(-(-count.sen // SEN))
            waiting = f", of these {count.expected} not charged yet" if count.expected else ""
            lines.append(f"  {count.category.value}: {count.messages} messages, {cost}{waiting}")
        if month.unpriced:
            lines.append(f"  {month.unpriced} messages have no price, so the sum is too low")
    return lines


def _priced(sen: int | None) -> str:
    return "not set" if sen is None else f"Rp{_decimal(sen)}"

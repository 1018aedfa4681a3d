"""What `python -m bot check` says of the years that groups have closed: each against the book, shared again."""

from bot.operator.finding import CHANGED_BY_HAND, Check
from db.engine import Engine
from db.year_check import verify_all


async def check_years(engine: Engine) -> Check:
    """All closed years of all groups."""
    found = await verify_all(engine)
    counts = {"groups": found.groups, "years": found.years}
    if found.fault is None:
        text = f"the closed years agree with the books: {found.years} in {found.groups} groups"
        return Check(name="years", text=text, counts=counts)
    return Check(
        name="years",
        text=f"a closed year does not agree with its book: {found.fault}",
        fault=True,
        remedy=CHANGED_BY_HAND,
        counts={**counts, "group": found.fault.group_id, "year": found.fault.year},
    )

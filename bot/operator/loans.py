"""What `python -m bot check` says of the groups' loans: each against its terms, its plans and the book."""

from bot.operator.finding import CHANGED_BY_HAND, Check
from db.engine import Engine
from db.loan_check import verify_all


async def check_loans(engine: Engine) -> Check:
    """All loans of all groups."""
    found = await verify_all(engine)
    counts = {"groups": found.groups, "loans": found.loans}
    if found.fault is None:
        text = f"the loans agree with the books: {found.loans} in {found.groups} groups"
        return Check(name="loans", text=text, counts=counts)
    return Check(
        name="loans",
        text=f"a loan does not agree with its book: {found.fault}",
        fault=True,
        remedy=CHANGED_BY_HAND,
        counts={**counts, "group": found.fault.group_id, "loan": found.fault.loan},
    )

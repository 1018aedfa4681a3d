"""What `python -m bot check` says of the cost ledger. Numbers only."""

from bot.operator.finding import Check
from db.engine import Engine
from db.message_cost_check import verify


async def check_message_costs(engine: Engine) -> Check:
    """All months whose messages are still known."""
    found = await verify(engine)
    text = f"message costs: {found.messages} messages are in the ledger"
    counts = {"messages": found.messages, "adrift": found.adrift}
    if found.adrift:
        return Check(
            name="message_costs",
            text=f"{text}; {found.adrift} sums are not those of their messages, first in {found.month}",
            fault=True,
            remedy="Somebody changed the records by hand: compare with the channel's bill and the last backup",
            counts=counts,
        )
    return Check(name="message_costs", text=text, counts=counts)

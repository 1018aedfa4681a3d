"""Is the cost ledger the sum of its messages? Reads only, and believes nothing.

The months whose messages are still known one by one (db/message_costs.py) are counted anew.
"""

from db.engine import Engine, Fetch
from domain.records import dataclass

_ADRIFT = (
    "SELECT count(*) AS n, COALESCE(min(z.month), '') AS month FROM (SELECT y.month FROM ("
    "SELECT month, category, billed, count(*) AS n FROM message_costs GROUP BY month, category, billed UNION ALL"
    " SELECT month, category, billed, -messages AS n FROM message_months"
    " WHERE month >= (SELECT COALESCE(min(month), '9999-99') FROM message_costs)"
    ") y GROUP BY y.month, y.category, y.billed HAVING sum(y.n) <> 0) z"
)
_NEGATIVE = "SELECT count(*) AS n, COALESCE(min(month), '') AS month FROM message_months WHERE messages < 0"
_MESSAGES = "SELECT COALESCE(sum(messages), 0) AS n FROM message_months"


@dataclass(frozen=True, kw_only=True, slots=True)
class Costs:
    """messages: in the ledger. adrift: sums that are not what their messages are; month: the first of them."""

    messages: int
    adrift: int
    month: str = ""


async def verify(engine: Engine) -> Costs:
    """The whole ledger."""
    looks = [Fetch(each) for each in (_MESSAGES, _ADRIFT, _NEGATIVE)]
    (messages,), (adrift,), (negative,) = await engine.perform(looks)
    return Costs(
        messages=int(messages["n"]),
        adrift=int(adrift["n"]) + int(negative["n"]),
        month=adrift["month"] or negative["month"],
    )

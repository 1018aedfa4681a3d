"""She told the channel itself, in its own menu, that she wants no announcements of ours: here that is her no to all.

The law: taking it back takes back what it refused, and nothing that she refused in words. Source: Meta, webhook
`user_preferences` (stop and resume of marketing messages, per number).
"""

from db import news_refusals
from db.data_readers import list_selves
from db.people import Actor
from db.unit import Unit


async def stop(unit: Unit, account_id: int) -> None:
    """She wants no announcements of any kind; said twice it is the same as once."""
    owner = await unit.fetch_one("SELECT owner_id FROM accounts WHERE id = $1", account_id)
    assert owner is not None, "accounts are never deleted"
    unit.write(
        "INSERT INTO channel_stops (account_id, person_id, since_ms) VALUES ($1, $2, $3)"
        " ON CONFLICT (account_id) DO NOTHING",
        account_id,
        owner["owner_id"],
        unit.now_ms,
    )
    await news_refusals.set_all(unit, owner["owner_id"], True)
    unit.audit("refuse", "news", 0, owner["owner_id"], "told the channel")


async def learn(unit: Unit, account_id: int) -> None:
    """The channel refuses a message because she has stopped news there: her no, if its own word was missed.

    Where that is known nothing changes: what she has chosen here since then counts. Source: error 131050.
    """
    known = await unit.fetch_one("SELECT since_ms FROM channel_stops WHERE account_id = $1", account_id)
    if known is None:
        await stop(unit, account_id)


async def resume(unit: Unit, actor: Actor) -> None:
    """She has thought better of it."""
    row = await unit.fetch_one(
        "SELECT person_id, since_ms FROM channel_stops WHERE account_id = $1", actor.account_id
    )
    if row is None:
        return
    unit.write("DELETE FROM channel_stops WHERE account_id = $1", actor.account_id)
    for each in await list_selves(unit, row["person_id"]):
        unit.write("DELETE FROM news_refusals WHERE person_id = $1 AND since_ms = $2", each, row["since_ms"])
    unit.audit("allow", "news", 0, row["person_id"], "told the channel")

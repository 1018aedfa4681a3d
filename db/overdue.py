"""What of people waits too long? For `python -m bot check`: calls nobody took, screens nobody cleared, files we kept.

Reads only, beside a running program, and only numbers: nothing here says who.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from db.engine import Engine, Fetch

# Rows read at a time, so that a large database does not fill the memory.
SLICE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """How many, and since when the first of them waits; milliseconds, 0 if none does."""

    count: int
    oldest_ms: int


async def tally_calls(engine: Engine) -> Waiting:
    """Calls for help that nobody has taken. A quiet wish for a talk is not among them: its office answers by day."""
    return await _tally(
        engine,
        Fetch("SELECT count(*) AS n, min(since_ms) AS oldest FROM calls WHERE state = 'called' AND calm = 0"),
    )


async def tally_removals(engine: Engine, before_ms: int) -> Waiting:
    """Clearings asked for before that moment, and messages that should have gone from a screen by then."""
    asked = await _tally(
        engine,
        Fetch("SELECT count(*) AS n, min(made_ms) AS oldest FROM removals WHERE made_ms < $1", (before_ms,)),
    )
    ours = await _tally(engine, Fetch(_CLEARED_OURS, (before_ms,)))
    hers = await _tally(engine, Fetch(_CLEARED_HERS, (before_ms,)))
    found = [each for each in (asked, ours, hers) if each.count]
    return Waiting(
        count=sum(each.count for each in found), oldest_ms=min((each.oldest_ms for each in found), default=0)
    )


_CLEARED_OURS = (
    "SELECT count(*) AS n, min(clear_ms) AS oldest FROM outbox WHERE clear_ms > 0 AND clear_ms < $1"
)
_CLEARED_HERS = (
    "SELECT count(*) AS n, min(clear_ms) AS oldest FROM inbox WHERE clear_ms > 0 AND clear_ms < $1"
)


async def _tally(engine: Engine, fetch: Fetch) -> Waiting:
    row = (await engine.perform([fetch]))[0][0]
    return Waiting(count=row["n"], oldest_ms=row["oldest"] or 0)


async def list_kept_files(engine: Engine) -> AsyncIterator[list[tuple[int, str]]]:
    """The files we say we keep, by slices: their ids and the names under which they lie in the folder."""
    below = 0
    while True:
        fetch = Fetch(
            "SELECT id, name FROM files WHERE state = 'kept' AND id > $1 ORDER BY id LIMIT $2", (below, SLICE)
        )
        rows = (await engine.perform([fetch]))[0]
        if rows:
            yield [(row["id"], row["name"]) for row in rows]
        if len(rows) < SLICE:
            return
        below = rows[-1]["id"]

"""Which kinds of announcements does she want no more? A row is her no, over all senders; without one she gets them.

Her no stands on every record that is hers, so that whoever asks about one of them needs to know no other.
"""

from collections.abc import Collection

from db.data_readers import list_selves
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import NewsKind


async def of(unit: Unit, person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """What each of them refuses (values of NewsKind); those who refuse nothing are not in it."""
    wanted = padded(sorted(set(person_ids)))
    if not wanted:
        return {}
    rows = await unit.fetch(
        "SELECT person_id, news FROM news_refusals WHERE person_id IN " + marks(len(wanted)), *wanted
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row["person_id"], set()).add(row["news"])
    return {person_id: frozenset(news) for person_id, news in found.items()}


async def set_(unit: Unit, person_id: int, news: NewsKind, refused: bool) -> None:
    """Her no to this kind, or the end of it, on all her records; said twice it is the same."""
    for each in await list_selves(unit, person_id):
        if refused:
            _refuse(unit, each, news.value)
        else:
            unit.write("DELETE FROM news_refusals WHERE person_id = $1 AND news = $2", each, news.value)


async def set_all(unit: Unit, person_id: int, refused: bool) -> None:
    """The same for every kind there is."""
    for news in NewsKind:
        await set_(unit, person_id, news, refused)


async def join(unit: Unit, person_id: int, other_id: int) -> None:
    """The other record is hers too from now on: a no on either is a no on both."""
    selves = [*await list_selves(unit, person_id), *await list_selves(unit, other_id)]
    refused = {news for each in (await of(unit, selves)).values() for news in each}
    for each in selves:
        for news in sorted(refused):
            _refuse(unit, each, news)


def _refuse(unit: Unit, person_id: int, news: str) -> None:
    unit.write(
        "INSERT INTO news_refusals (person_id, news, since_ms) VALUES ($1, $2, $3)"
        " ON CONFLICT (person_id, news) DO NOTHING",
        person_id,
        news,
        unit.now_ms,
    )

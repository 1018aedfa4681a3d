"""What she has said about being written to and called; the same on every record that is hers."""

from collections.abc import Sequence

from db import people
from db.data_readers import list_selves
from db.unit import Unit
from domain.contact_wishes import ContactWishes, Named, more_careful


async def find(unit: Unit, person_id: int) -> ContactWishes:
    """What holds for her now."""
    row = await unit.fetch_one(
        "SELECT may_write, safe_from_min, safe_to_min, open, named FROM persons WHERE id = $1", person_id
    )
    if row is None:
        return ContactWishes()
    return ContactWishes(
        may_write=bool(row["may_write"]),
        from_min=row["safe_from_min"],
        to_min=row["safe_to_min"],
        is_open=bool(row["open"]),
        named=Named(row["named"]),
    )


async def keep(unit: Unit, person_id: int, wishes: ContactWishes) -> None:
    """From now on this holds, on all her records: what is told to an older one would reach the same phone."""
    _write(unit, await list_selves(unit, person_id), wishes)


async def join(unit: Unit, person_id: int, other_id: int) -> None:
    """The other record is hers too from now on: the more careful answers hold for both."""
    both = more_careful(await find(unit, person_id), await find(unit, other_id))
    _write(unit, [*await list_selves(unit, person_id), *await list_selves(unit, other_id)], both)
    from db import news_refusals  # rare: not loaded with the program

    await news_refusals.join(unit, person_id, other_id)


def _write(unit: Unit, person_ids: Sequence[int], wishes: ContactWishes) -> None:
    for each in person_ids:
        people.set_safe_hours(unit, each, wishes.from_min, wishes.to_min)
        unit.write(
            "UPDATE persons SET may_write = $2, open = $3, named = $4 WHERE id = $1",
            each,
            int(wishes.may_write),
            int(wishes.is_open),
            wishes.named.value,
        )

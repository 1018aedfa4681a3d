"""Who of an office neither hears of a woman's call for help nor finds it: those whom her open complaint is about.

The law: a complaint bypasses whom it is about, also when she is in danger. Nothing of it is told to anybody else.
"""

from db.data_readers import list_selves
from db.lists import marks, padded
from db.unit import Unit

_ABOUT = (
    "SELECT DISTINCT about_id FROM matters WHERE complaint = 1 AND state = 'open' AND about_id > 0"
    " AND person_id IN "
)
_WOMEN = "SELECT DISTINCT person_id FROM matters WHERE complaint = 1 AND state = 'open' AND about_id IN "


async def list_barred(unit: Unit, person_id: int, named: int = 0) -> frozenset[int]:
    """All records of those whom her complaints are about. named: whom she was about to complain of, 0 for nobody."""
    mine = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(_ABOUT + marks(len(mine)), *mine)
    return await _with_selves(unit, [*(row["about_id"] for row in rows), *([named] if named else [])])


async def list_complaining(unit: Unit, about_id: int) -> frozenset[int]:
    """All records of the women whose open complaint is about this person, who never learns of it."""
    mine = padded(await list_selves(unit, about_id))
    rows = await unit.fetch(_WOMEN + marks(len(mine)), *mine)
    return await _with_selves(unit, [row["person_id"] for row in rows])


async def _with_selves(unit: Unit, person_ids: list[int]) -> frozenset[int]:
    found: set[int] = set()
    for each in person_ids:
        found |= set(await list_selves(unit, each))
    return frozenset(found)

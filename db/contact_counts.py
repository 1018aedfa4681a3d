"""What waits for somebody of an office: numbers alone, for her digest and her notices.

The law: what she may not see is not counted either. A complaint about her counts nowhere, and who is no woman counts
none that is meant for a woman.
"""

from collections.abc import Sequence

from db import matter_moves, matter_steps
from db.data_readers import list_selves
from db.engine import Fetch
from db.lists import marks, padded
from db.people import list_roles
from db.unit import Unit
from domain.permits import Action, places
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Of her own: unanswered, since when the longest. pool: that she may take. steps: of hers, due by then.

    offers: moves to her or her office. forgotten: in offices that she leads. looks: of colleagues, with a reason, into
    what concerns her, that she was not told of yet.
    """

    unanswered: int = 0
    oldest_ms: int = 0
    pool: int = 0
    steps: int = 0
    offers: int = 0
    forgotten: int = 0
    looks: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to be told."""
        work = self.unanswered or self.pool or self.steps or self.offers
        return not (work or self.forgotten or self.looks)


async def count_for(unit: Unit, person_id: int, steps_until_ms: int) -> Waiting:
    """What waits for this person now, by the roles she holds at this moment; steps due before that moment."""
    grants = await list_roles(unit, person_id)
    answer = places(grants, Action.ANSWER_MATTERS)
    if not answer:
        return Waiting()
    mine = await list_selves(unit, person_id)
    complaints = places(grants, Action.READ_COMPLAINTS)
    above = places(grants, Action.SUPERVISE_MATTERS)
    own, pool, forgotten, looks = await unit.fetch_all(
        _own(person_id, answer, complaints),
        _of_others(person_id, mine, answer, complaints, _FREE),
        _of_others(person_id, mine, above, complaints, _FORGOTTEN),
        _looks(person_id, mine, above, complaints),
    )
    return Waiting(
        unanswered=own[0]["n"],
        oldest_ms=own[0]["oldest_ms"] or 0,
        pool=pool[0]["n"],
        steps=await matter_steps.count_due(unit, person_id, steps_until_ms),
        offers=await matter_moves.count_offered(unit, person_id, answer),
        forgotten=forgotten[0]["n"],
        looks=looks[0]["n"],
    )


# As in db/matter_rights.py: nobody has it, or it was offered because its holder did not answer.
_FREE = (
    " AND (m.only_holder = 0 OR m.complaint = 1) AND (m.holder_id = 0 OR m.climbed >= 2)"
    " AND (m.women_only = 0 OR EXISTS (SELECT 1 FROM persons p WHERE p.id = $1 AND p.woman = 1))"
)
_FORGOTTEN = " AND m.climbed = 3 AND m.person_id <> $1"


def _in_offices(answer: Sequence[int], complaints: Sequence[int], start: int) -> str:
    """Of these offices; complaints only where they are read. First all of them, so that an index finds them."""
    return (
        " AND m.organisation_id IN "
        + marks(len(answer) + len(complaints), start)
        + " AND ((m.complaint = 0 AND m.organisation_id IN "
        + marks(len(answer), start)
        + ") OR (m.complaint = 1 AND m.organisation_id IN "
        + marks(len(complaints), start + len(answer))
        + "))"
    )


def _own(person_id: int, answer: Sequence[int], complaints: Sequence[int]) -> Fetch:
    return Fetch(
        "SELECT count(*) AS n, min(m.waiting_ms) AS oldest_ms FROM matters m WHERE m.state = 'open'"
        " AND m.holder_id = $1 AND m.waiting_ms > 0" + _in_offices(answer, complaints, 2),
        (person_id, *answer, *complaints),
    )


def _of_others(
    person_id: int, mine: Sequence[int], offices: Sequence[int], complaints: Sequence[int], which: str
) -> Fetch:
    selves = padded(mine)
    nobody = marks(len(selves), 2)
    return Fetch(
        "SELECT count(*) AS n FROM matters m WHERE m.state = 'open' AND m.waiting_ms > 0"
        f" AND m.holder_id NOT IN {nobody} AND m.about_id NOT IN {nobody} AND m.person_id NOT IN {nobody}"
        + _in_offices(offices, complaints, 2 + len(selves))
        + which,
        (person_id, *selves, *offices, *complaints),
    )


def _looks(person_id: int, mine: Sequence[int], above: Sequence[int], complaints: Sequence[int]) -> Fetch:
    """Since when something is kept for her to hear (contact_staff.keep_climb): what she has, or leads."""
    selves = padded(mine)
    nobody = marks(len(selves), 2)
    return Fetch(
        "SELECT count(*) AS n FROM contact_staff c JOIN matter_looks l ON l.at_ms >= c.climb_ms JOIN matters m"
        " ON m.id = l.matter_id WHERE c.person_id = $1 AND c.climb_ms > 0"
        f" AND l.by_person NOT IN {nobody} AND m.about_id NOT IN {nobody} AND m.person_id NOT IN {nobody}"
        " AND (m.holder_id = $1 OR (m.complaint = 0 AND m.organisation_id IN "
        + marks(len(above), 2 + len(selves))
        + ") OR (m.complaint = 1 AND m.organisation_id IN "
        + marks(len(complaints), 2 + len(selves) + len(above))
        + "))",
        (person_id, *selves, *above, *complaints),
    )

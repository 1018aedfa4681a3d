"""Who of an office reads what a woman writes? The one she knows, else the one with the fewest who is there today.

The law: nobody is named to her who may not read it. Whom a complaint is about is never among them, and where she asked
for a woman no man is (domain.md 1.B; chats.md (5), `[!7]`). None: whoever of the office takes it first.
"""

from collections.abc import Sequence

from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Somebody of an office who may answer. away: on leave today. open_matters: how many this one has now."""

    person_id: int
    name: str
    woman: bool
    away: bool
    open_matters: int


def candidates(staff: Sequence[Reader], women_only: bool, about_id: int) -> tuple[Reader, ...]:
    """Those of them who may, the least busy first; who is away last. One without a name cannot be named to her."""
    found = [
        each for each in staff if each.name and each.person_id != about_id and (each.woman or not women_only)
    ]
    return tuple(sorted(found, key=lambda each: (each.away, each.open_matters, each.person_id)))


def proposed(staff: Sequence[Reader], last_holder: int, women_only: bool, about_id: int) -> Reader | None:
    """Who is named to her before she writes: the one who had her last and is there today, else the least busy.

    last_holder: 0 for nobody. None where nobody is there today: then it waits for whoever takes it.
    """
    there = [each for each in candidates(staff, women_only, about_id) if not each.away]
    known = next((each for each in there if each.person_id == last_holder), None)
    return known or (there[0] if there else None)

"""Who may see that a matter exists, who may read it, and who writes in it? Asked again at every step.

The law: one person of the office reads it, its holder, while she works there; a colleague only with a reason and for
an hour (matter_looks); nobody else, whatever her role. A complaint does not exist for whom it is about. What one may
not see reads like what does not exist.
"""

from collections.abc import Sequence

from db import consents, permits
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.matter_rows import find, lock
from db.unit import Unit
from db.vault import person as owner_of
from domain.matter_refusals import NotHolder, NotToBeContacted
from domain.matters import Climbed, Matter, State
from domain.permits import Action, holders
from domain.purposes import Purpose
from domain.refusals import NotAllowed

_LOOKS = "SELECT 1 AS one FROM matter_looks WHERE matter_id = $1 AND by_person = $2 AND until_ms > $3 LIMIT 1"

# Those who may answer, and may have a complaint: a matter is never held by anybody else.
_ANSWERERS = tuple(sorted(role.value for role in holders(Action.ANSWER_MATTERS)))
_COMPLAINT_READERS = tuple(sorted(role.value for role in holders(Action.READ_COMPLAINTS)))


def may_be_taken(matter: Matter) -> bool:
    """Whether a colleague may take it now: nobody has it, or it was offered because its holder did not answer."""
    if matter.state is not State.OPEN or (matter.only_holder and not matter.complaint):
        return False
    return not matter.holder_id or (matter.climbed >= Climbed.OFFERED and matter.waiting_ms > 0)


class Rights:
    """What the roles of whoever acts allow, as they are at this moment of the transaction."""

    __slots__ = ("_roles", "_unit", "mine")

    def __init__(self, unit: Unit, roles: Sequence[Row], mine: Sequence[int]) -> None:
        self._unit = unit
        self._roles = roles
        self.mine = tuple(mine)

    @property
    def me(self) -> int:
        """Who acts."""
        return self._unit.actor.person_id

    def allow(self, action: Action, organisation_id: int) -> bool:
        """Whether she may do this in that office; never on a phone that nobody has unlocked."""
        try:
            permits.check(self._unit, self._roles, action, organisation_id=organisation_id)
        except NotAllowed:
            return False
        return True

    def know(self, matter: Matter) -> bool:
        """Whether it exists for her at all: not where it is a complaint about her, or one she may not read."""
        if matter.complaint and (
            matter.about_id in self.mine or not self.allow(Action.READ_COMPLAINTS, matter.organisation_id)
        ):
            return False
        return matter.person_id not in self.mine and self.allow(Action.ANSWER_MATTERS, matter.organisation_id)

    def hold(self, matter: Matter) -> bool:
        """Whether it is hers now, and she still works there."""
        return matter.holder_id == self._unit.actor.person_id and self.know(matter)

    def peek(self, matter: Matter) -> bool:
        """Whether she may see that it exists: her own, one she may take, and a colleague's where she leads or looks."""
        if self.hold(matter) or (self.know(matter) and may_be_taken(matter)):
            return True
        return self._is_above(matter) and (
            self.allow(Action.SUPERVISE_MATTERS, matter.organisation_id)
            or (self.know(matter) and self.allow(Action.LOOK_ANYWAY, matter.organisation_id))
        )

    def _is_above(self, matter: Matter) -> bool:
        if matter.person_id in self.mine:
            return False
        return not matter.complaint or (
            matter.about_id not in self.mine and self.allow(Action.READ_COMPLAINTS, matter.organisation_id)
        )


async def rights(unit: Unit, *, looking: bool = False) -> Rights:
    """The rights of whoever acts. looking: for queries, which write nothing and so lock nothing."""
    (roles,) = await unit.fetch_all(permits.fetch_roles(unit, looking=looking))
    return Rights(unit, roles, await list_selves(unit, unit.actor.person_id))


async def _looks(unit: Unit, held: Rights, matter: Matter) -> bool:
    """Whether she has said why she looks into a colleague's matter, less than an hour ago.

    From the moment the woman wants one alone to read it, or a woman, that ends for whom she rules out.
    """
    if not (held.know(matter) and held.allow(Action.LOOK_ANYWAY, matter.organisation_id)):
        return False
    if matter.only_holder or await unit.fetch_one(_LOOKS, matter.id, held.me, unit.now_ms) is None:
        return False
    return not matter.women_only or bool(await can_hold(unit, matter, [held.me]))


async def is_open_to(unit: Unit, held: Rights, matter: Matter) -> bool:
    """Whether its words may be read now: by its holder, or by who looks with a reason."""
    return held.hold(matter) or await _looks(unit, held, matter)


async def may_read(unit: Unit, matter: Matter) -> bool:
    """Whether whoever acts may read it now, the matter read anew. For queries: nothing is locked."""
    now = await find(unit, matter.id)
    return now is not None and await is_open_to(unit, await rights(unit, looking=True), now)


async def require_read(unit: Unit, matter: Matter | int, *, looking: bool = False) -> Matter:
    """The matter as it is now, for its holder or who looks with a reason. Raises NotAllowed; where her key is gone too.

    looking: for queries.
    """
    now = await _get(unit, matter)
    if not await is_open_to(unit, await rights(unit, looking=looking), now):
        raise NotAllowed
    await require_key(unit, now)
    return now


async def require_hold(unit: Unit, matter: Matter | int) -> Matter:
    """For steps: the matter as it is now, locked, and its holder acts. Raises NotHolder, which reads like missing."""
    now = await lock(unit, matter if isinstance(matter, int) else matter.id)
    if not (await rights(unit)).hold(now):
        raise NotHolder
    await require_key(unit, now)
    return now


async def require_peek(unit: Unit, matter: Matter | int, *, looking: bool = False) -> Matter:
    """The matter as it is now, without a word of it, for who may see that it exists. Raises NotAllowed."""
    now = await _get(unit, matter)
    if not (await rights(unit, looking=looking)).peek(now):
        raise NotAllowed
    return now


async def require_own(unit: Unit, matter: Matter | int, *, looking: bool = False) -> Matter:
    """The matter as it is now, for the woman who writes in it; locked in steps. Raises NotAllowed."""
    number = matter if isinstance(matter, int) else matter.id
    now = await _get(unit, number) if looking else await lock(unit, number)
    if unit.actor.locked or now.person_id not in await list_selves(unit, unit.actor.person_id):
        raise NotAllowed
    await require_key(unit, now)
    return now


async def _get(unit: Unit, matter: Matter | int) -> Matter:
    now = await find(unit, matter if isinstance(matter, int) else matter.id)
    if now is None:
        raise NotAllowed
    return now


async def require_contact(unit: Unit, matter: Matter) -> None:
    """For what goes to her from the office. Raises NotToBeContacted: she took that back, and has not written since."""
    office = matter.organisation_id
    said = await consents.find_current(unit, matter.person_id, Purpose.CONTACT, office)
    if said is not None and not said.is_given and matter.hers_ms <= said.at_ms:
        raise NotToBeContacted


async def require_key(unit: Unit, matter: Matter) -> None:
    """Her key is at hand. Raises NotAllowed where it is gone: she was erased."""
    await unit.vault.have([owner_of(matter.person_id)])
    if not unit.vault.knows(owner_of(matter.person_id)):
        raise NotAllowed


async def can_hold(unit: Unit, matter: Matter, person_ids: Sequence[int]) -> list[int]:
    """Those of them who may have it now: they work there, it is not about them, not their own, and a woman if asked."""
    if not person_ids:
        return []
    wanted = padded(person_ids)
    roles = _COMPLAINT_READERS if matter.complaint else _ANSWERERS
    rows = await unit.fetch(
        "SELECT DISTINCT r.person_id FROM roles r JOIN persons p ON p.id = r.person_id WHERE r.organisation_id = $1"
        " AND r.until_ms IS NULL AND (p.woman = 1 OR $2 = 0) AND r.person_id IN "
        + marks(len(wanted), 3)
        + " AND r.role IN "
        + marks(len(roles), 3 + len(wanted)),
        matter.organisation_id,
        int(matter.women_only),
        *wanted,
        *roles,
    )
    found = {row["person_id"] for row in rows}
    never = set(await list_selves(unit, matter.person_id))
    if matter.about_id:
        never |= set(await list_selves(unit, matter.about_id))
    return [each for each in dict.fromkeys(person_ids) if each in found and each not in never]

"""How many does an audience reach now, and why not the others? Counted for who writes or agrees; writes nothing.

The law: the same look counts that finds when it goes out (db/audience_people.py), so that what is shown is what will
happen. A few are counted in the turn itself; of many each slice is a transaction between the turns of others.
"""

from collections import Counter
from collections.abc import Mapping

from db import permits
from db.aside import Run, read_aside
from db.audience_parts import in_order, may_all_be_used
from db.audience_people import TEMPLATE, Sender, Weighed, look, sender_of
from db.unit import Unit
from domain.announcements import Audience, NewsKind, Why
from domain.message_costs import CHARGED_CHANNELS
from domain.permits import Action
from domain.records import dataclass
from domain.refusals import NotAllowed

# As such an account is counted whose channel charges, also in the simulator: the demo shows what it would cost.
_CHARGED = CHARGED_CHANNELS[0]

# So many are looked at in one transaction, and so many full slices in the turn itself: most offices in one go.
SLICE = 500
SLICES_IN_TURN = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """How many it reaches now. left_out: by why. by_channel: of those whom it reaches. outside_window: those of them
    whose channel takes only templates now.
    """

    reach: int
    left_out: Mapping[Why, int]
    by_channel: Mapping[str, int]
    outside_window: int


async def count(
    unit: Unit, audience: Audience, organisation_id: int | None, group_id: int | None, news: NewsKind
) -> Counted:
    """Whom it would reach now, for who may write it or agree to it. Raises NotAllowed, Practising.

    Of many also Unread: the host of the turn lets them be counted aside, and runs it again.
    """
    await _require_to_count(unit, organisation_id, group_id)
    await may_all_be_used(unit, audience, organisation_id=organisation_id, group_id=group_id, counting=True)
    counting = _Counting(audience, await sender_of(unit, organisation_id, group_id, news))
    key = ("audience", audience.pack(), organisation_id, group_id, news)
    if key not in unit.work:
        while counting.full_slices < SLICES_IN_TURN:
            counting.take(await counting.look(unit))
            if counting.is_over:
                return counting.counted()
    counted: Counted = read_aside(unit, key, counting.read)
    return counted


async def _require_to_count(unit: Unit, organisation_id: int | None, group_id: int | None) -> None:
    if organisation_id is None:
        await permits.require_to_look(unit, Action.ANNOUNCE_TO_GROUP, group_id=group_id)
        return
    (roles,) = await unit.fetch_all(permits.fetch_roles(unit, looking=True))
    try:
        permits.check(unit, roles, Action.ANNOUNCE, organisation_id=organisation_id)
    except NotAllowed:
        permits.check(unit, roles, Action.AGREE_TO_ANNOUNCEMENT, organisation_id=organisation_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Looked:
    """One slice. after: whom the next one of this part begins after; -1 when that was the last."""

    weighed: list[Weighed]
    after: int


class _Counting:
    """How far it is. A look changes nothing here: it may have to be done again."""

    def __init__(self, audience: Audience, sender: Sender) -> None:
        self._audience = audience
        self._sender = sender
        self._parts = list(in_order(audience))
        self._after = 0
        self._seen: set[int] = set()
        self._channels: Counter[str] = Counter()
        self._left_out: Counter[Why] = Counter()
        self._outside = 0
        self.full_slices = 0

    @property
    def is_over(self) -> bool:
        return not self._parts

    async def read(self, run: Run) -> Counted:
        """The rest of it, a slice a transaction."""
        while not self.is_over:
            self.take(await run(self.look))
        return self.counted()

    async def look(self, unit: Unit) -> _Looked:
        weighed, after = await look(unit, self._audience, self._parts[0], self._sender, self._after, SLICE)
        return _Looked(weighed=weighed, after=after)

    def take(self, looked: _Looked) -> None:
        for each in looked.weighed:
            if each.person_id not in self._seen:
                self._seen.add(each.person_id)
                self._add(each)
        self._after = max(looked.after, 0)
        if looked.after < 0:
            del self._parts[0]
        else:
            self.full_slices += 1

    def _add(self, each: Weighed) -> None:
        if each.why is not None:
            self._left_out[each.why] += 1
            return
        self._channels[_CHARGED if each.charged else each.channel] += 1
        self._outside += each.way == TEMPLATE

    def counted(self) -> Counted:
        return Counted(
            reach=self._channels.total(),
            left_out=dict(self._left_out),
            by_channel=dict(self._channels),
            outside_window=self._outside,
        )

"""The rows in memory: whatever comes in between, none goes out twice, none is forgotten, each chat keeps its order."""

import random
from dataclasses import replace

import pytest

from bot.lanes import Lanes, room
from bot.limits import IN_FLIGHT_FOR_HELP, IN_FLIGHT_LATER_MAX, IN_FLIGHT_MAX
from db.outbox import Queued
from domain.contact import LANES, MessageClass

SLICE = 4
CHATS_MAX = 6
CHAT_ROWS_MAX = 3


def row(number: int, account: int = 1, lane: int = 1, due: int = 0) -> Queued:
    return Queued(
        id=number, account_id=account, person_id=account, channel="c", kind="answer", lane=lane, due_ms=due
    )


class Table:
    """The outbox: rows by id, and what a reader would find. A row that is being sent is not found."""

    def __init__(self) -> None:
        self.rows: dict[int, Queued] = {}
        self.sending: set[int] = set()
        self.now = 0

    def read(self, lane: int, after: int) -> list[Queued]:
        found = [
            each
            for number, each in sorted(self.rows.items())
            if each.lane == lane and number > after and number not in self.sending and each.due_ms <= self.now
        ]
        return found[:SLICE]


class Sender:
    """Lanes over a table, as bot/delivery.py uses them, one step at a time, in any order of steps."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.table = Table()
        self.lanes = Lanes((0, 1), chats_max=CHATS_MAX, chat_rows_max=CHAT_ROWS_MAX)
        self.reading: list[tuple[int, list[Queued]]] = []
        self.on_its_way: dict[int, Queued] = {}
        self.sent: list[Queued] = []
        self.most = 0
        self._last = 0

    def commit(self) -> None:
        account, lane = self.dice.randint(1, 12), self.dice.randint(0, 1)
        fresh = []
        for _row in range(self.dice.choice([1, 1, 2, 9])):
            self._last += 1
            fresh.append(row(self._last, account, lane))
        self.table.rows.update({each.id: each for each in fresh})
        for each in fresh:  # handed over right after the commit
            self.lanes.add(each)

    def look(self) -> None:
        self.table.now += self.dice.randint(0, 2)
        self.lanes.look_again()

    def begin_to_read(self) -> None:
        if self.reading:
            return
        for lane, after in self.lanes.wanted():
            self.lanes.begin_reading(lane)
            self.reading.append((lane, self.table.read(lane, after)))

    def end_to_read(self) -> None:
        for lane, rows in self.reading:
            if self.dice.random() < 0.1:
                self.lanes.end_reading(lane, ())  # the storage had a fault
                continue
            cursor = rows[-1].id if rows else 0
            self.lanes.end_reading(lane, rows, cursor=cursor, last=len(rows) < SLICE)
        self.reading.clear()

    def claim(self) -> None:
        if self.reading:  # one task: it never reads and claims at once
            return
        busy = {each.account_id for each in self.on_its_way.values()}
        for lane in self.lanes:
            for head in self.lanes.heads(lane):
                if head.account_id in busy or self.dice.random() < 0.3:
                    continue
                busy.add(head.account_id)
                self.lanes.take(head)
                assert head.id in self.table.rows, "what has left the outbox must not go out again"
                assert head.id not in self.table.sending, "what is on its way must not go out a second time"
                if self.dice.random() < 0.1:  # not now: quiet hours
                    self.table.rows[head.id] = replace(head, due_ms=self.table.now + 2)
                    self.lanes.finish(head.id)
                else:
                    self.table.sending.add(head.id)
                    self.on_its_way[head.id] = head

    def end_one(self) -> None:
        if not self.on_its_way:
            return
        each = self.on_its_way.pop(self.dice.choice(list(self.on_its_way)))
        self.table.sending.discard(each.id)
        if self.dice.random() < 0.2:
            self.lanes.put_back(each)
            return
        del self.table.rows[each.id]
        self.sent.append(each)
        self.lanes.finish(each.id)

    def step(self) -> None:
        steps = [
            self.commit,
            self.look,
            self.begin_to_read,
            self.end_to_read,
            self.claim,
            self.end_one,
            self.end_one,
        ]
        self.dice.choice(steps)()
        self.most = max(self.most, self.lanes.waiting)

    def finish(self) -> None:
        """No more comes: everything that is there must go out."""
        for _round in range(10_000):
            if not self.table.rows:
                return
            self.look()
            for step in (self.begin_to_read, self.end_to_read, self.claim, self.end_one):
                step()


@pytest.mark.parametrize("seed", range(60))
def test_in_any_order_of_steps_every_row_goes_out_once(seed: int) -> None:
    sender = Sender(random.Random(seed))
    for _step in range(400):
        sender.step()
    sender.finish()
    assert not sender.table.rows, f"{len(sender.table.rows)} rows were forgotten"
    ids = [each.id for each in sender.sent]
    assert len(ids) == len(set(ids)) == sender._last


@pytest.mark.parametrize("seed", range(30))
def test_memory_stays_bounded_whatever_comes(seed: int) -> None:
    sender = Sender(random.Random(seed))
    for _step in range(400):
        sender.step()
    lanes, in_flight = 2, 12
    assert sender.most <= lanes * (CHATS_MAX + SLICE) * CHAT_ROWS_MAX + in_flight


@pytest.mark.parametrize("seed", range(30))
def test_a_chats_rows_leave_in_their_order_unless_one_was_put_off(seed: int) -> None:
    sender = Sender(random.Random(seed))
    for _step in range(400):
        sender.step()
    sender.finish()
    postponed = {each.id for each in sender.sent if each.due_ms}
    for account in range(1, 13):
        for lane in (0, 1):
            ids = [
                each.id
                for each in sender.sent
                if (each.account_id, each.lane) == (account, lane) and each.id not in postponed
            ]
            assert ids == sorted(ids)


def test_a_row_that_comes_while_its_lane_is_read_waits_behind_what_is_read() -> None:
    lanes = Lanes((1,))
    ((lane, after),) = lanes.wanted()
    assert (lane, after) == (1, 0)
    lanes.begin_reading(1)
    lanes.add(row(5))
    lanes.end_reading(1, [row(3), row(4)], cursor=4, last=True)
    assert [each.id for each in lanes.heads(1)] == [3]
    assert lanes.wanted() == [(1, 4)]
    lanes.begin_reading(1)
    lanes.end_reading(1, [row(5)], cursor=5, last=True)
    for number in (3, 4, 5):
        (head,) = lanes.heads(1)
        assert head.id == number
        lanes.take(head)


def test_a_row_that_is_read_and_handed_over_waits_once() -> None:
    lanes = Lanes((1,))
    lanes.begin_reading(1)
    lanes.end_reading(1, [], last=True)
    lanes.add(row(1))
    lanes.look_again()
    lanes.begin_reading(1)
    lanes.end_reading(1, [row(1)], cursor=1, last=True)
    assert lanes.waiting == 1


def test_a_row_that_is_put_back_goes_before_the_later_ones_of_its_chat() -> None:
    lanes = Lanes((1,))
    lanes.begin_reading(1)
    lanes.end_reading(1, [row(1), row(2)], cursor=2, last=True)
    (head,) = lanes.heads(1)
    lanes.take(head)
    lanes.put_back(head)
    assert [each.id for each in lanes.heads(1)] == [1]


def test_a_reading_that_failed_is_tried_again() -> None:
    lanes = Lanes((1,))
    lanes.begin_reading(1)
    assert lanes.unread
    assert lanes.wanted() == []
    lanes.end_reading(1, ())
    assert lanes.wanted() == [(1, 0)]


def test_a_chat_with_more_than_fits_is_read_again_when_its_rows_have_left() -> None:
    lanes = Lanes((1,), chat_rows_max=2)
    lanes.begin_reading(1)
    lanes.end_reading(1, [row(1), row(2), row(3), row(4, account=2)], cursor=4, last=True)
    assert lanes.wanted() == []
    lanes.add(row(5))  # of the chat that is behind: it waits its turn in the database
    assert lanes.waiting == 3
    for number in (1, 2):
        lanes.take(next(head for head in lanes.heads(1) if head.id == number))
        lanes.finish(number)
    assert lanes.wanted() == [(1, 0)]


@pytest.mark.parametrize("most", [IN_FLIGHT_MAX, 500])
def test_the_later_lanes_leave_room_however_many_may_be_on_their_way(most: int) -> None:
    later, answer, help_ = LANES[MessageClass.BROADCAST], LANES[MessageClass.ANSWER], LANES[MessageClass.HELP]
    share = most * IN_FLIGHT_LATER_MAX // IN_FLIGHT_MAX
    assert room(later, [], most) == share
    assert room(later, [later] * share, most) == 0
    assert room(answer, [later] * share, most) == most - share - IN_FLIGHT_FOR_HELP
    assert room(help_, [answer] * (most - IN_FLIGHT_FOR_HELP), most) == IN_FLIGHT_FOR_HELP

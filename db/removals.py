"""What is still on her screen and has to go: clearings she asked for, and screens whose time is over.

The law: what the channel took off the screen is written down as gone only afterwards, so a crash repeats a deletion and
forgets none. A clearing takes what was there when she asked (smaller ids); what is said after it stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import pairwise

from db import people
from db.engine import Fetch, Row
from db.outbox import CLEARED_MS
from db.people import open_address
from db.unit import Unit
from db.vault import KeyGone, SealBroken
from db.vault import person as owner_of
from domain.records import dataclass

# Younger than 48 hours a message can be deleted (Bot API, deleteMessage); a minute is left for the request.
DELETABLE_MS = 48 * 3_600_000 - 60_000

# Clearings looked at together, and messages of each side that go of one chat: at most 500 rows a turn.
CHATS_AT_ONCE = 5
MESSAGES_AT_ONCE = 40

# Where an answer of the channel was lost, so many numbers between two known messages are tried, and in all.
# Telegram counts a bot's messages through all its chats: while it is busy, two of one chat are far apart.
GAP_MAX, BETWEEN_MAX = 100, 300

# What she is shown instead bounds them from above; it is waited for so long, with a look so often.
BOUND_WITHIN_MS = 60_000
LOOK_FOR_BOUND_MS = 1_000

# A message that is on its way while she asks has no reference yet; the clearing comes back for it so soon.
WAIT_FOR_SENDING_MS = 250

_ACCOUNT = "a.id AS account_id, a.owner_id, a.address, a.channel, a.phone, a.profiles"
_ASKED = (
    "SELECT r.id, r.scope, r.message_ref, r.tries, " + _ACCOUNT + ", (SELECT count(*) FROM outbox x"
    " WHERE x.state = 'sending' AND x.account_id = r.account_id AND x.id < r.id) AS sending,"
    " (SELECT count(*) FROM outbox x WHERE x.account_id = r.account_id AND x.made_ms > $3 AND x.id < r.id"
    " AND (x.repeats > 0 OR (x.tries > 0 AND x.state IN ('sending', 'uncertain', 'retry', 'dropped')))) AS unsure,"
    " (SELECT x.message_ref FROM outbox x WHERE x.account_id = r.account_id AND x.id > r.id AND x.message_ref <> ''"
    " ORDER BY x.id LIMIT 1) AS next_ref,"
    " (SELECT x.message_ref FROM inbox x WHERE x.account_id = r.account_id AND x.message_ref <> '' AND x.id < r.id"
    " ORDER BY x.received_ms DESC, x.id DESC LIMIT 1) AS hers_ref, r.made_ms"
    " FROM removals r JOIN accounts a ON a.id = r.account_id WHERE r.due_ms <= $1 ORDER BY r.due_ms, r.id LIMIT $2"
)
_OURS = (
    "SELECT id, message_ref FROM outbox WHERE account_id = $1 AND message_ref <> '' AND sent_ms > $2 AND id < $3"
    " ORDER BY sent_ms LIMIT $4"
)
# Answers, and the sentence that tells nothing: she is at her phone, and what it stood for is still under "kabar".
_DROP = (
    "UPDATE outbox SET state = 'dropped', fault = 'cleared' WHERE account_id = $1 AND id < $2 AND pushed IN (0, 2)"
    " AND state IN ('queued', 'retry')"
)
# A push that nobody knows to have arrived would come again on the screen that was just cleared: she finds it there too.
_PULL = (
    "UPDATE outbox SET state = 'pull', fault = 'cleared' WHERE account_id = $1 AND id < $2 AND pushed = 1"
    " AND state = 'retry' AND kind <> 'help'"
)
# What was announced there is not spoken of again by itself: a "ya" of whoever holds the phone would bring it back.
_HUSH = (
    "UPDATE outbox SET fault = 'cleared' WHERE account_id = $1 AND id < $2 AND notice_id IS NOT NULL"
    " AND state IN ('sent', 'uncertain') AND fault = ''"
)
_HERS = (
    "SELECT id, message_ref FROM inbox WHERE account_id = $1 AND message_ref <> '' AND received_ms > $2 AND id < $3"
    " ORDER BY received_ms LIMIT $4"
)
_DUE_OURS = (
    "SELECT x.id, x.message_ref, x.sent_ms AS at_ms, " + _ACCOUNT + " FROM outbox x JOIN accounts a"
    " ON a.id = x.account_id WHERE x.clear_ms > 0 AND x.clear_ms <= $1 ORDER BY x.clear_ms LIMIT $2"
)
_DUE_HERS = (
    "SELECT x.id, x.message_ref, x.received_ms AS at_ms, " + _ACCOUNT + " FROM inbox x JOIN accounts a"
    " ON a.id = x.account_id WHERE x.clear_ms > 0 AND x.clear_ms <= $1 ORDER BY x.clear_ms LIMIT $2"
)


class Scope(StrEnum):
    """How much goes: the whole chat, or one message of hers."""

    CHAT = "chat"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A message in a chat. ours: a row of the outbox, else of the inbox; row_id 0: only the reference is known."""

    ours: bool
    row_id: int
    message_ref: str


@dataclass(kw_only=True, slots=True)
class Chat:
    """A chat from which something has to go. address: "" if it can never be opened again (she was erased).

    removals: the clearings she asked for. whole: nothing of what they take is left beside `messages`.
    look_again_ms: so soon, because something is being sent just now or may be found later; 0 if nothing is.
    unsure: messages may stand there whose reference nobody knows, because the channel's answer was lost.
    asked_ref: the message by which she asked, which may be gone already; next_ref: the first that came after it, which
    stays. tries: how often it failed in a row.
    """

    account_id: int
    channel: str
    address: str
    messages: list[OnScreen] = field(default_factory=list)
    removals: list[int] = field(default_factory=list)
    whole: bool = True
    look_again_ms: int = 0
    unsure: bool = False
    asked_ref: str = ""
    next_ref: str = ""
    tries: int = 0

    @property
    def refs(self) -> list[str]:
        """What the channel is asked to delete, each once."""
        known = list(dict.fromkeys(each.message_ref for each in self.messages if each.message_ref))
        if not self.unsure:
            return known
        return [*known, *_between({*known, self.asked_ref, self.next_ref})]


def _between(refs: Iterable[str]) -> list[str]:
    """The numbers between and before those of a chat, where they are close: among them is what nobody knows of.

    The newest first: that is what was lost most likely. Numbers of other chats are not found in
    this one, and are skipped (Bot API, deleteMessages).
    """
    numbers = sorted(int(ref) for ref in refs if ref.isdecimal())
    first = [range(max(1, numbers[0] - GAP_MAX), numbers[0])] if numbers else []
    gaps = [range(one + 1, other) for one, other in pairwise(numbers) if other - one <= GAP_MAX]
    return [str(number) for gap in reversed(first + gaps) for number in reversed(gap)][:BETWEEN_MAX]


async def ask(unit: Unit, account_id: int, *, scope: Scope = Scope.CHAT) -> bool:
    """Queue the clearing of a chat. Whether messages stay in it that are too old for the channel to delete.

    Answers that wait there to be sent are dropped: she wants to see nothing more of it.
    """
    assert scope is Scope.CHAT, "one message is removed by ask_message"
    removal_id = _queue(unit, account_id, scope, "")
    unit.write(_DROP, account_id, removal_id)
    unit.write(_PULL, account_id, removal_id)
    unit.write(_HUSH, account_id, removal_id)
    older = await unit.fetch_one(
        "SELECT 1 AS one FROM outbox WHERE account_id = $1 AND message_ref <> '' AND sent_ms <= $2 LIMIT 1",
        account_id,
        unit.now_ms - DELETABLE_MS,
    )
    return older is not None


def ask_message(unit: Unit, account_id: int, message_ref: str) -> None:
    """Take one message of hers off the screen at once: a secret she typed. Without a reference nothing is done."""
    if message_ref:
        _queue(unit, account_id, Scope.MESSAGE, message_ref)


def _queue(unit: Unit, account_id: int, scope: Scope, message_ref: str) -> int:
    removal_id = unit.new_id()
    unit.write(
        "INSERT INTO removals (id, account_id, scope, message_ref, due_ms, made_ms) VALUES ($1, $2, $3, $4, $5, $5)",
        removal_id,
        account_id,
        scope.value,
        message_ref,
        unit.now_ms,
    )
    return removal_id


def set_phone(unit: Unit, account_id: int, phone: str, *, before: str) -> None:
    """Whose phone it is from now on; what it still shows goes if it was her own (`before`) and is no longer.

    Every change of an account's phone comes here: else what was said while it was hers alone would stay for others.
    """
    people.set_phone(unit, account_id, phone)
    if before == "own" and phone != "own":
        cover(unit, account_id, CLEARED_MS)


def cover(unit: Unit, account_id: int, within_ms: int) -> None:
    """Others read this phone from now on: what is on its screen goes too, so long after it was sent.

    Screens that tell nothing (neutral notices) may stay.
    """
    unit.write(
        "UPDATE outbox SET clear_ms = sent_ms + $2 WHERE account_id = $1 AND message_ref <> ''"
        " AND (clear_ms = 0 OR clear_ms > sent_ms + $2) AND pushed <> 2 AND sent_ms > $3",
        account_id,
        within_ms,
        unit.now_ms - DELETABLE_MS,
    )
    unit.write(
        "UPDATE inbox SET clear_ms = received_ms + $2 WHERE account_id = $1 AND message_ref <> ''"
        " AND clear_ms > received_ms + $2 AND received_ms > $3",
        account_id,
        within_ms,
        unit.now_ms - DELETABLE_MS,
    )


async def list_due(unit: Unit) -> list[Chat]:
    """The chats from which something has to go now: one slice, those she asked for first; none if nothing is due.

    What is too old by now, or is on a phone that has become her own, is forgotten here.
    """
    asked, ours, hers = await unit.fetch_all(
        Fetch(_ASKED, (unit.now_ms, CHATS_AT_ONCE, unit.now_ms - DELETABLE_MS)),
        Fetch(_DUE_OURS, (unit.now_ms, MESSAGES_AT_ONCE)),
        Fetch(_DUE_HERS, (unit.now_ms, MESSAGES_AT_ONCE)),
    )
    await unit.vault.have({owner_of(row["owner_id"]) for row in (*asked, *ours, *hers)})
    chats: dict[int, Chat] = {}
    await _add_asked(unit, chats, asked)
    for rows, is_ours in ((ours, True), (hers, False)):
        for row in rows:
            message = OnScreen(is_ours, row["id"], row["message_ref"])
            own = row["phone"] == "own" and not row["profiles"]
            if own or row["at_ms"] <= unit.now_ms - DELETABLE_MS:
                _forget(unit, [message])
            else:
                _chat(unit, chats, row).messages.append(message)
    return list(chats.values())


async def _add_asked(unit: Unit, chats: dict[int, Chat], asked: Sequence[Row]) -> None:
    """What those clearings take, each with at most MESSAGES_AT_ONCE of each side."""
    young_ms = unit.now_ms - DELETABLE_MS
    wanted: list[Fetch] = []
    whole = [row for row in asked if row["scope"] == Scope.CHAT]
    for row in whole:
        for sql in (_DROP, _PULL):  # also what was on its way and is to be sent again
            unit.write(sql, row["account_id"], row["id"])
        params = (row["account_id"], young_ms, row["id"], MESSAGES_AT_ONCE)
        wanted += [Fetch(_OURS, params), Fetch(_HERS, params)]
    found = await unit.fetch_all(*wanted) if wanted else []
    for row in asked:
        chat = _chat(unit, chats, row)
        chat.removals.append(row["id"])
        chat.tries = max(chat.tries, row["tries"])
        if row["scope"] == Scope.MESSAGE:
            chat.messages.append(OnScreen(False, 0, row["message_ref"]))
    for number, row in enumerate(whole):
        chat, ours, hers = chats[row["account_id"]], found[2 * number], found[2 * number + 1]
        chat.messages += [OnScreen(True, each["id"], each["message_ref"]) for each in ours]
        chat.messages += [OnScreen(False, each["id"], each["message_ref"]) for each in hers]
        chat.whole &= len(ours) < MESSAGES_AT_ONCE and len(hers) < MESSAGES_AT_ONCE
        chat.unsure |= row["unsure"] > 0
        chat.asked_ref, chat.next_ref = row["message_ref"] or row["hers_ref"] or "", row["next_ref"] or ""
        if chat.asked_ref and not row["message_ref"]:  # kept: it may be gone before the rest is
            unit.write("UPDATE removals SET message_ref = $2 WHERE id = $1", row["id"], chat.asked_ref)
        young = unit.now_ms - row["made_ms"] < BOUND_WITHIN_MS
        if row["sending"] > 0:
            chat.look_again_ms = WAIT_FOR_SENDING_MS
        elif row["unsure"] > 0 and not row["next_ref"] and young and not chat.look_again_ms:
            chat.look_again_ms = LOOK_FOR_BOUND_MS


def _chat(unit: Unit, chats: dict[int, Chat], row: Row) -> Chat:
    chat = chats.get(row["account_id"])
    if chat is None:
        try:
            address = open_address(unit, row) if unit.vault.knows(owner_of(row["owner_id"])) else ""
        except (KeyGone, SealBroken):
            address = ""
        chat = chats[row["account_id"]] = Chat(
            account_id=row["account_id"], channel=row["channel"], address=address
        )
    return chat


def note_gone(unit: Unit, chat: Chat) -> None:
    """Its messages are off the screen; its clearings are done, unless more of what they take is left."""
    unit.write_many(
        "UPDATE outbox SET message_ref = '', clear_ms = 0 WHERE id = $1",
        [(each.row_id,) for each in chat.messages if each.ours],
    )
    unit.write_many(
        "UPDATE inbox SET account_id = 0, message_ref = '', clear_ms = 0 WHERE id = $1",
        [(each.row_id,) for each in chat.messages if not each.ours and each.row_id],
    )
    unit.write_many(
        "UPDATE inbox SET account_id = 0, message_ref = '', clear_ms = 0 WHERE account_id = $1 AND message_ref = $2",
        [(chat.account_id, each.message_ref) for each in chat.messages if not each.row_id],
    )
    if chat.whole and not chat.look_again_ms:
        _finish(unit, chat)
    else:
        unit.write_many(
            "UPDATE removals SET due_ms = $2, tries = 0 WHERE id = $1",
            [(each, unit.now_ms + chat.look_again_ms) for each in chat.removals],
        )


def postpone(unit: Unit, chat: Chat, wait_ms: int) -> None:
    """The channel did not do it: again after this time, until the messages are too old."""
    due_ms = unit.now_ms + wait_ms
    unit.write_many(
        "UPDATE removals SET due_ms = $2, tries = tries + 1 WHERE id = $1",
        [(each, due_ms) for each in chat.removals],
    )
    for ours, sql in (
        (True, "UPDATE outbox SET clear_ms = $2 WHERE id = $1 AND clear_ms > 0 AND clear_ms <= $3"),
        (False, "UPDATE inbox SET clear_ms = $2 WHERE id = $1 AND clear_ms > 0 AND clear_ms <= $3"),
    ):
        unit.write_many(
            sql, [(each.row_id, due_ms, unit.now_ms) for each in chat.messages if each.ours is ours]
        )


def give_up(unit: Unit, chat: Chat) -> None:
    """Here nothing can be deleted (the channel cannot, or nobody knows the address any more)."""
    _forget(unit, chat.messages)
    _finish(unit, chat)


def _finish(unit: Unit, chat: Chat) -> None:
    unit.write_many("DELETE FROM removals WHERE id = $1", [(each,) for each in chat.removals])


def _forget(unit: Unit, messages: Sequence[OnScreen]) -> None:
    """They stay where they are. Of hers nothing is kept; ours keep their reference, so that they can be edited."""
    unit.write_many(
        "UPDATE outbox SET clear_ms = 0 WHERE id = $1", [(each.row_id,) for each in messages if each.ours]
    )
    unit.write_many(
        "UPDATE inbox SET account_id = 0, message_ref = '', clear_ms = 0 WHERE id = $1",
        [(each.row_id,) for each in messages if not each.ours and each.row_id],
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which something has to go."""
    found = await unit.fetch_all(
        Fetch("SELECT min(due_ms) AS due FROM removals WHERE due_ms > $1", (after_ms,)),
        Fetch("SELECT min(clear_ms) AS due FROM outbox WHERE clear_ms > $1 AND clear_ms > 0", (after_ms,)),
        Fetch("SELECT min(clear_ms) AS due FROM inbox WHERE clear_ms > $1 AND clear_ms > 0", (after_ms,)),
    )
    return min((rows[0]["due"] for rows in found if rows[0]["due"] is not None), default=None)

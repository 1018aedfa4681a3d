"""One unit of work: everything a turn reads and writes, inside one transaction that somebody else commits.

Writes wait until something is read or the transaction ends, so that a turn takes few trips to the database. An error
may therefore come from a write that another part of the unit left waiting: what cannot be undone alone for certain
spoils the whole unit, which then raises at every use and cannot be committed. Nothing here commits; db/writer.py does.
"""

import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from conversation.text import Text
from db.engine import Engine, Fetch, Row, Statement, StorageUnavailable, Write, performed_before
from db.ids import Ids
from db.parts import Isolated, Part
from db.vault import Vault
from domain.records import dataclass

if TYPE_CHECKING:
    from db.people import Actor
    from domain.facts import Facts

log = logging.getLogger(__name__)


def _writes(statement: Statement) -> bool:
    return not statement.sql.lstrip().startswith("SELECT")


@dataclass(frozen=True, kw_only=True, slots=True)
class PushButton:
    """A button on a pushed message: it begins `talk` with `args` and stays valid until its matter closes."""

    label: Text
    talk: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is made when it is sent, so that nothing of it is kept: the recipe's name and its numbers."""

    recipe: str
    args: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """What the rule for pushes is to know of a message that belongs to a date; UTC milliseconds, 0 for none.

    due_ms: a reminder's own moment. begins_ms: when what is cancelled would begin. useless_ms: better not sent then.
    over_ms: from then on nobody needs to read it any more. is_last: the last one before its date.
    """

    due_ms: int = 0
    begins_ms: int = 0
    useless_ms: int = 0
    over_ms: int = 0
    is_last: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A message for somebody else, to be rendered and queued at the end of the turn.

    everywhere: on every account she has (a call for help), not only on the one she used last. paper: a file that goes
    with it. here: to this very chat of whoever acts. in_turn: the receiver wrote a moment ago and waits for it, so
    that it is no push. dates: of what belongs to a date. outbox_id: the row it becomes, 0 for any. instead: the row
    whose message shows this text from now on, where the channel can; without a text it goes off the screen.
    in_place: there or nowhere; where that message cannot be changed nothing is said.
    """

    person_id: int
    text: Text
    kind: str
    buttons: tuple[PushButton, ...] = ()
    matter: str = ""
    urgent: bool = False
    everywhere: bool = False
    paper: Paper | None = None
    dates: Dates | None = None
    outbox_id: int = 0
    here: bool = False
    in_turn: bool = False
    instead: int = 0
    in_place: bool = False


class Unprepared(Exception):
    """The job needs what slow work comes to: the host undoes it, does `call` in a thread, and runs the job again."""

    def __init__(self, key: Hashable, call: Callable[[], Any]) -> None:
        super().__init__("slow work is done outside of transactions")
        self.key = key
        self.call = call


class Late:
    """Reads that travel with the commit. results: the rows of each, once it is done."""

    __slots__ = ("results", "wanted")

    def __init__(self, wanted: Sequence[Fetch]) -> None:
        self.wanted = wanted
        self.results: list[list[Row]] = []


class Unit:
    """The reads and writes of one transaction. `vault` seals and opens; `after_commit` is for things in memory only.

    actor: who acts in this turn, None for the clock. now_ms: the time of the turn, UTC. answer_id: the row of the
    outbox that this turn's own answer becomes, 0 for the clock.
    """

    actor: "Actor"

    def __init__(
        self, engine: Engine, vault: Vault, ids: Ids, now_ms: int, facts: "Facts", *, retrying: bool = False
    ) -> None:
        self._engine = engine
        self._pending: list[Statement] = []
        self._begun = False
        self._parts: list[Part] = []
        self._late: list[Late] = []
        self._after: list[Callable[[], None]] = []
        self._spoiled: Exception | None = None
        self._ids = ids
        self.vault = vault
        self.now_ms = now_ms
        self.facts = facts
        self.retrying = retrying
        self.told: list[Told] = []
        self.work: Mapping[Hashable, Any] = {}
        self.answer_id = 0

    @property
    def now(self) -> datetime:
        """The time of the turn, aware UTC."""
        return datetime.fromtimestamp(self.now_ms / 1000, UTC)

    def new_id(self) -> int:
        """A row id greater than every one before."""
        return self._ids.new()

    def prepared(self, key: Hashable, call: Callable[[], Any]) -> Any:
        """What the slow and pure `call()` returned, done before this transaction. key: which work of this turn it is.

        Raises Unprepared the first time; nothing may have happened before that cannot be undone.
        """
        if key not in self.work:
            raise Unprepared(key, call)
        return self.work[key]

    def tell(
        self,
        person_id: int,
        text: Text,
        kind: str,
        *,
        buttons: tuple[PushButton, ...] = (),
        matter: str = "",
        urgent: bool = False,
        everywhere: bool = False,
        dates: Dates | None = None,
        outbox_id: int = 0,
        paper: Paper | None = None,
        in_turn: bool = False,
        instead: int = 0,
        in_place: bool = False,
    ) -> None:
        """Say something to another person; the one rule for pushes decides how and when (domain/contact.py)."""
        self.told.append(
            Told(
                person_id=person_id,
                text=text,
                kind=kind,
                buttons=buttons,
                matter=matter,
                urgent=urgent,
                everywhere=everywhere,
                dates=dates,
                outbox_id=outbox_id,
                paper=paper,
                in_turn=in_turn,
                instead=instead,
                in_place=in_place,
            )
        )

    def hand(self, text: Text, paper: Paper, *, outbox_id: int = 0) -> None:
        """Give whoever acts a file, in this chat: an answer in her own turn, never sent again by itself."""
        self.told.append(
            Told(
                person_id=self.actor.person_id,
                text=text,
                kind="sensitive",
                paper=paper,
                here=True,
                outbox_id=outbox_id,
            )
        )

    def audit(
        self, action: str, object_: str, object_id: int, person_id: int, reason: str = "", *, by: int = 0
    ) -> None:
        """Note who read or wrote which personal data and why; never the content. by: who, if not who acts."""
        self.write(
            "INSERT INTO audit (id, at_ms, actor, action, object, object_id, person_id, reason)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            self.new_id(),
            self.now_ms,
            by or (self.actor.person_id if hasattr(self, "actor") else 0),
            action,
            object_,
            object_id,
            person_id,
            reason,
        )

    def write(self, sql: str, *params: Any) -> None:
        """Run `sql` once, before the next read or at the end."""
        self.write_many(sql, (params,))

    def write_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> Write:
        """Run `sql` for every row of parameters, before the next read or at the end."""
        write = Write(sql, rows)
        if rows:
            self._pending.append(write)
        return write

    def is_waiting(self, write: Write) -> bool:
        """Whether that write of this unit has not travelled yet, so that its rows may still be others."""
        return any(each is write for each in self._pending)

    async def fetch(self, sql: str, *params: Any) -> list[Row]:
        """The rows of `sql`, after everything written so far."""
        return (await self.fetch_all(Fetch(sql, params)))[0]

    async def fetch_one(self, sql: str, *params: Any) -> Row | None:
        """The first row of `sql`, or None."""
        rows = await self.fetch(sql, *params)
        return rows[0] if rows else None

    async def fetch_all(self, *wanted: Fetch) -> list[list[Row]]:
        """The rows of several reads in one trip."""
        return await self._perform(list(wanted))

    def fetch_with_commit(self, *wanted: Fetch) -> Late:
        """The rows of the last thing a job does, in the commit's own trip; known when it is committed."""
        late = Late(wanted)
        self._late.append(late)
        return late

    def after_commit(self, call: Callable[[], None]) -> None:
        """Call this when, and only when, the transaction is committed."""
        self._after.append(call)

    def isolated(self) -> Isolated:
        """What is written inside `async with` is undone alone if it raises."""
        return Isolated(self)

    # -- called by Isolated alone ------------------------------------------------------------------------------

    def begin_part(self) -> Part:
        """From here on what is written can be undone alone."""
        part = Part(len(self._pending), len(self._after), len(self.told), len(self._late))
        self._parts.append(part)
        return part

    def keep_part(self) -> None:
        """It was no fault: what it wrote belongs to the whole."""
        part = self._parts.pop()
        if part.opened:
            self._pending.append(Write(f"RELEASE SAVEPOINT {part.name}"))

    async def undo_part(self) -> None:
        """Nothing of it has happened."""
        part = self._parts.pop()
        del self._after[part.calls :], self.told[part.told :], self._late[part.late :]
        await self._undo(part)

    async def _undo(self, part: Part) -> None:
        if self._spoiled is not None:
            return
        if not part.opened:
            del self._pending[part.mark :]
            return
        self._pending.clear()
        try:
            await self._engine.perform(
                [Write(f"ROLLBACK TO SAVEPOINT {part.name}"), Write(f"RELEASE SAVEPOINT {part.name}")]
            )
        except Exception as fault:
            self._spoiled = fault
            raise

    async def _perform(self, statements: list[Statement]) -> list[list[Row]]:
        if self._spoiled is not None:
            raise self._spoiled
        already_open = bool(self._parts) and self._parts[-1].opened
        batch: list[Statement] = []
        if not self._begun:
            batch.append(Write(self._engine.begin))
            self._begun = True
        batch.extend(self._flushed(writing=any(_writes(each) for each in statements)))
        batch.extend(statements)
        try:
            return await self._engine.perform(batch)
        except Exception as fault:
            if not (already_open or self._has_opened_part(batch[: performed_before(fault)])) or isinstance(
                fault, StorageUnavailable
            ):
                self._spoiled = fault
            raise

    def _has_opened_part(self, performed: list[Statement]) -> bool:
        """Whether the innermost part began among these statements: then what failed after it is its own."""
        return bool(self._parts) and Write(f"SAVEPOINT {self._parts[-1].name}") in performed

    def _flushed(self, *, writing: bool = False) -> list[Statement]:
        """The pending writes, with a savepoint where a part begins to write before its end.

        writing: whether what follows writes as well (a change with RETURNING).
        """
        statements, self._pending = self._pending, []
        for part in reversed(self._parts):
            if not part.opened and (writing or len(statements) > part.mark):
                statements.insert(part.mark, Write(f"SAVEPOINT {part.name}"))
                part.opened = True
            part.mark = 0
        return statements

    # -- called by the writer alone -----------------------------------------------------------------------------

    def begin_job(self) -> None:
        """Another job begins in this transaction: nobody acts yet, nobody was told anything."""
        if self.told:
            log.error("%d messages were told and never queued", len(self.told))
        self.told = []
        self.work = {}
        self.answer_id = 0
        if hasattr(self, "actor"):
            del self.actor

    async def finish(self) -> None:
        """Flush and commit."""
        if not (self._begun or self._pending or self._late or self._spoiled is not None):
            return
        if self._spoiled is not None:
            raise self._spoiled
        batch: list[Statement] = [] if self._begun else [Write(self._engine.begin)]
        self._begun = True
        batch += self._flushed()
        batch += [each for late in self._late for each in late.wanted]
        batch.append(Write("COMMIT"))
        results = await self._engine.perform(batch)
        self._begun = False
        position = 0
        for late in self._late:
            late.results = results[position : position + len(late.wanted)]
            position += len(late.wanted)

    async def abandon(self) -> None:
        """Undo everything."""
        self._pending.clear()
        self._late.clear()
        await self._engine.rollback()
        self._begun = False

    def committed(self) -> None:
        """Run what waited for the commit. A fault there changes nothing any more: it is logged."""
        for call in self._after:
            try:
                call()
            except Exception:
                log.exception("what follows a commit has failed")

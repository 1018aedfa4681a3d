"""The law of replay, and its only place.

After each message the conversation runs again from its first line. Whatever it awaits is answered from the journal,
in order, as long as the journal lasts:

1. An answer is taken from the journal only by the same question (its kind and its words, with the names, amounts and
   dates in them); it must still fit.
2. A look is taken from the journal only if a later step has written; before that it is read afresh.
3. A step that has written is never run again; its result is journaled. So is the refusal of one that wrote nothing.
4. What she sent answers the question she was asked, with the choices she was shown, and no other. Then the run goes
   on until it waits anew.
5. What was said before an answer, or before the open question was first asked, is not said again.
6. Where the journal no longer fits, it is cut and the question asked again. If a step wrote there or later, nothing
   may be guessed: the talk is Broken.

No clock, no I/O: the host performs Look and Run, and gives the time. What an answer is: conversation/hearing.py.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from conversation import journal as jn
from conversation.chat import Ask, Chat, Dialect, Go, Look, Now, Request, Run
from conversation.hearing import Answer, first, hear, identity_of, restore, shown_choices, words_of
from conversation.limits import JOURNAL_ENTRIES_MAX, REQUESTS_PER_RUN_MAX, OverLimit
from conversation.outcomes import (
    NO_SUGGESTION,
    Again,
    Asking,
    Broken,
    Ended,
    GivenUp,
    Gone,
    Outcome,
    PersonWanted,
    Taken,
    Waiting,
    Work,
)
from conversation.questions import NoLongerFits, Said
from conversation.text import Text

__all__ = [  # what the host uses, found in one place
    "NO_SUGGESTION",
    "Again",
    "Asking",
    "Broken",
    "Ended",
    "ForeignAwait",
    "GivenUp",
    "Gone",
    "Outcome",
    "PersonWanted",
    "Replay",
    "Taken",
    "Waiting",
    "Work",
    "identity_of",
    "shown_choices",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class ForeignAwait(Exception):
    """A conversation awaited something that `chat` does not offer."""


class _Value:
    """What the conversation goes on with: a value, or a refusal to raise."""

    __slots__ = ("refusal", "value")

    def __init__(self, value: object, refusal: Exception | None = None) -> None:
        self.value = value
        self.refusal = refusal


@dataclass(slots=True)
class Replay:
    """One run. Call `begin`, then `resume` or `refuse` for every Work it returns, until an Outcome comes.

    Afterwards, or when a Work has raised something else, call `close`. refusals: what `refuse` accepts.
    """

    function: Callable[..., Awaitable[None]]
    args: tuple[Any, ...]
    entries: list[jn.Entry]
    asking: Asking | None
    dialect: Dialect
    now_ms: int  # UTC
    offer: Text  # the sentence that offers a person
    refusals: tuple[type[Exception], ...] = (Exception,)
    said: Said | Again | None = None
    chat: Chat = field(init=False)
    taken: Taken | None = None
    _position: int = 0
    _requests: int = 0
    _news: bool = False  # something has happened in this run that no earlier run has seen
    _coroutine: Any = None
    _work: Work | None = None

    def __post_init__(self) -> None:
        self.chat = Chat(self.dialect)
        self.entries = list(self.entries)
        self._news = not self.entries and self.asking is None

    def begin(self) -> Work | Outcome:
        """Start the run; what she sent is in `said`. Raises what the conversation raises, ForeignAwait, OverLimit."""
        self._coroutine = self.function(self.chat, *self.args)
        return self._drive(_Value(None))

    def resume(self, result: object) -> Work | Outcome:
        """Go on with what the Look or Run returned. Raises Unjournalable."""
        assert self._work is not None, "only a look or a step has a result"
        self._record(
            [jn.LOOK if isinstance(self._work, Look) else jn.RAN, _name_of(self._work), jn.encode(result)]
        )
        return self._drive(_Value(result))

    def refuse(self, refusal: Exception) -> Work | Outcome:
        """Go on with the refusal that the Work raised; it wrote nothing. Raises it if nobody catches it."""
        assert self._work is not None, "only a look or a step can refuse"
        assert isinstance(refusal, self.refusals), "a bug is not journaled: it undoes the turn"
        kind = jn.NOT_SEEN if isinstance(self._work, Look) else jn.REFUSED
        self._record([kind, _name_of(self._work), jn.encode_refusal(refusal)])
        return self._drive(_Value(None, refusal))

    def close(self) -> None:
        """Let go of the coroutine."""
        if self._coroutine is not None:
            self._coroutine.close()

    def stored(self) -> list[jn.Entry]:
        """The journal to keep."""
        return jn.kept(self.entries)

    # -- the run ------------------------------------------------------------------------------------------------

    def _drive(self, reached: "_Value | Work | Outcome") -> Work | Outcome:
        """Answer requests until one needs the host or the talk waits; whatever ends the run closes it."""
        coroutine = self._coroutine
        try:
            while type(reached) is _Value:
                try:
                    if reached.refusal is None:
                        request = coroutine.send(reached.value)
                    else:
                        request = coroutine.throw(reached.refusal)
                except StopIteration:
                    return Ended()
                self._requests += 1
                if self._requests > REQUESTS_PER_RUN_MAX or len(self.entries) > JOURNAL_ENTRIES_MAX:
                    raise OverLimit("the conversation asks without end")
                reached = self._answer_ask(request) if type(request) is Ask else self._answer(request)
        except BaseException:
            coroutine.close()
            raise
        assert not isinstance(reached, _Value)
        if not isinstance(reached, Work):
            coroutine.close()
        return reached

    def _answer(self, request: Request) -> "_Value | Work | Outcome":
        if isinstance(request, Look | Run):
            return self._answer_work(request)
        if isinstance(request, Now):
            return self._answer_now()
        if isinstance(request, Go):
            return Gone(request.name, request.args)
        raise ForeignAwait(f"a conversation may await only what chat offers, not {type(request).__name__}")

    def _next(self) -> jn.Entry | None:
        """The next journaled entry; None when the journal is at its end."""
        return self.entries[self._position] if self._position < len(self.entries) else None

    def _record(self, entry: jn.Entry) -> None:
        self.entries.insert(self._position, entry)
        self._position += 1
        self._work = None
        self._news = self._news or entry[0] not in (jn.LOOK, jn.NOT_SEEN)

    def _cut(self) -> Broken | None:
        """Drop the journal from here on; what she sent belongs to a question that is gone. Broken if a step wrote."""
        if jn.wrote_after(self.entries, self._position):
            self.chat.says.clear()
            return Broken()
        del self.entries[self._position :]
        self.said = self.asking = None
        self._news = True
        return None

    def _answer_now(self) -> "_Value | Outcome":
        entry = self._next()
        if entry is None or entry[0] != jn.NOW:
            if entry is not None and (broken := self._cut()):
                return broken
            entry = [jn.NOW, self.now_ms]
            self._record(entry)
        else:
            self._position += 1
        return _Value(_EPOCH + entry[1] * _MILLISECOND)

    def _answer_work(self, request: Work) -> "_Value | Work | Outcome":
        entry = self._next()
        looks = isinstance(request, Look)
        kinds = (jn.LOOK, jn.NOT_SEEN) if looks else (jn.RAN, jn.REFUSED)
        if entry is not None and entry[0] in kinds and entry[1] == _name_of(request):
            try:
                value = _journaled(entry)
            except jn.Unreadable:
                pass  # it no longer fits
            else:
                self._position += 1
                return value
        # Looks before the last write are not stored: they are read afresh, in between.
        unstored = looks and not jn.wrote_after(self.entries, self._position)
        if entry is not None and not unstored and (broken := self._cut()):
            return broken
        self._work = request
        return request

    def _answer_ask(self, ask: Ask) -> "_Value | Outcome":
        entries, position = self.entries, self._position
        identity = identity_of(ask)
        if position == len(entries):
            return self._hear(ask, identity)
        entry = entries[position]
        if entry[0] == jn.ANSWER and entry[1] == identity:
            try:
                value = restore(ask.question, entry[2])
            except NoLongerFits:
                pass
            else:
                self._position = position + 1
                self.chat.says.clear()
                return _Value(value)
        return self._cut() or self._hear(ask, identity)

    # -- the open question --------------------------------------------------------------------------------------

    def _hear(self, ask: Ask, identity: str) -> "_Value | Outcome":
        said, self.said = self.said, None
        before, self.asking = self.asking, None
        position = sum(1 for entry in self.entries[: self._position] if entry[0] == jn.ANSWER)
        here = before is not None and before.position == position
        reached = before is None or (here and before.identity.startswith(words_of(ask)))
        if reached and not self._news:
            self.chat.says.clear()
        if before is None or not here or before.identity != identity or said is None:
            return first(ask, identity, position)
        heard = hear(ask, before, said, self.dialect, self.offer)
        if not isinstance(heard, Answer):
            return heard
        self._record([jn.ANSWER, identity, heard.taken.plain])
        self.taken = heard.taken
        return _Value(heard.value)


def _journaled(entry: jn.Entry) -> _Value:
    if entry[0] in (jn.REFUSED, jn.NOT_SEEN):
        return _Value(None, jn.decode_refusal(entry[2]))
    return _Value(jn.decode(entry[2]))


def _name_of(request: Work) -> str:
    return request.query.__name__ if isinstance(request, Look) else request.step.__name__

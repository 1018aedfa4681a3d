"""The law of replay, and its only place.

After each message the conversation runs again from its first line. Whatever it awaits is answered from the journal,
in order, as long as the journal lasts:

1. An answer is taken from the journal only by the same question (its words and kind); it must still fit.
2. A look is taken from the journal only if a later step has written; before that it is read afresh.
3. A step that has written is never run again; its result, or its refusal, is journaled.
4. What she sent answers the question she was asked, and no other. Then the run goes on until it waits anew.
5. Whatever was said before the last answer has been said before and is not repeated.
6. Where the journal no longer fits, it is cut and the question asked again. If a step wrote there or later, nothing
   may be guessed: the talk is Broken.

No clock, no I/O: the host performs Look and Run, and gives the time.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from conversation import journal as jn
from conversation.chat import Ask, Chat, Dialect, Go, Look, Now, Request, Run
from conversation.limits import (
    JOURNAL_ENTRIES_MAX,
    PAGE_ROWS,
    PROMPTS_IN_A_ROW_MAX,
    REQUESTS_PER_RUN_MAX,
)
from conversation.questions import (
    SKIP,
    Choosable,
    Narrowed,
    NoLongerFits,
    Plain,
    Question,
    Said,
    Suggested,
    Understood,
)
from conversation.text import Text

NO_SUGGESTION: Plain = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """How the open question stands: which it is, and what has been tried. Stored beside the journal.

    identity: kind and words. position: her answers before it. times: prompts in a row. suggestion: what she may have
    meant. narrowed: the keys left to choose from. page: of a long list. offering: a person has been offered.
    """

    identity: str
    position: int
    times: int = 1
    suggestion: Plain = NO_SUGGESTION
    narrowed: tuple[str, ...] = ()
    page: int = 0
    offering: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Her turn. text and question: what is asked. asking: to be stored. note: what was wrong with the last answer.

    suggested: `text` is a yes-or-no question about a suggestion (or about a person to talk to).
    """

    text: Text
    question: Question[Any]
    asking: Asking
    note: Text | None = None
    misunderstood: bool = False
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """The conversation is over."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Over, and another begins."""

    name: str
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """The journal no longer fits and a step has written: apologise, end, show the menu."""


@dataclass(frozen=True, slots=True)
class PersonWanted:
    """After too many misunderstandings she accepted a person."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The offer of a person was not understood either: lay the talk aside, kindly."""


Outcome = Waiting | Ended | Gone | Broken | PersonWanted | GivenUp
Work = Look | Run


class ForeignAwait(Exception):
    """A conversation awaited something that `chat` does not offer, or asked without end."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What she sent was an answer: the plain value, and whether it must not be shown again."""

    plain: Plain
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Again:
    """She wants the next page of the list."""


def shown_choices(question: Question[Any], narrowed: tuple[str, ...]) -> list[Choosable]:
    """The choices she sees: all, or those left after a narrowing answer."""
    if not narrowed:
        return list(question.choices)
    return [choice for choice in question.choices if choice.key in narrowed] or list(question.choices)


def identity_of(ask: Ask) -> str:
    """Same words and same kind: the same question. Sentences inside the sentence count, its other values do not."""
    words = ask.text.message
    for value in ask.text.values.values():
        if isinstance(value, Text):
            words += f"|{value.message}"
    return f"{ask.question.kind}|{words}"


@dataclass(slots=True)
class Replay:
    """One run. Call `begin`, then `resume` or `refuse` for every Work it returns, until an Outcome comes."""

    function: Callable[..., Awaitable[None]]
    args: tuple[Any, ...]
    entries: list[jn.Entry]
    asking: Asking | None
    dialect: Dialect
    now: datetime
    offer: Text  # the sentence that offers a person
    refusals: tuple[type[Exception], ...] = ()
    said: Said | Again | None = None
    chat: Chat = field(init=False)
    taken: Taken | None = None
    _position: int = 0
    _requests: int = 0
    _coroutine: Any = None
    _work: Request | None = None

    def __post_init__(self) -> None:
        self.chat = Chat(self.dialect)
        self.entries = list(self.entries)

    def begin(self) -> Work | Outcome:
        """Start the run; what she sent is in `said`."""
        self._coroutine = self.function(self.chat, *self.args)
        return self._drive(None)

    def resume(self, result: object) -> Work | Outcome:
        """Go on with what the Look or Run returned."""
        kind = jn.RAN if isinstance(self._work, Run) else jn.LOOK
        self._record([kind, _name_of(self._work), jn.encode(result)])
        return self._drive(result)

    def refuse(self, refusal: Exception) -> Work | Outcome:
        """Go on with the refusal that the step raised; nothing was written. Raises it if nobody catches it."""
        self._record([jn.REFUSED, _name_of(self._work), jn.encode_refusal(refusal)])
        return self._drive(None, refusal)

    def close(self) -> None:
        """Let go of the coroutine."""
        if self._coroutine is not None:
            self._coroutine.close()

    def stored(self) -> list[jn.Entry]:
        """The journal to keep."""
        return jn.kept(self.entries)

    # -- the run ------------------------------------------------------------------------------------------------

    def _drive(self, value: object, refusal: Exception | None = None) -> Work | Outcome:
        while True:
            try:
                request = self._coroutine.throw(refusal) if refusal else self._coroutine.send(value)
            except StopIteration:
                return Ended()
            self._requests += 1
            if self._requests > REQUESTS_PER_RUN_MAX or len(self.entries) > JOURNAL_ENTRIES_MAX:
                raise ForeignAwait("the conversation asks without end")
            reached = self._answer(request)
            if not isinstance(reached, _Value):
                return reached
            value, refusal = reached.value, reached.refusal

    def _answer(self, request: Request) -> "_Value | Work | Outcome":
        if isinstance(request, Ask):
            return self._answer_ask(request)
        if isinstance(request, Look | Run):
            return self._answer_work(request)
        if isinstance(request, Now):
            return self._answer_now()
        if isinstance(request, Go):
            return Gone(request.name, request.args)
        raise ForeignAwait(f"a conversation may await only what chat offers, not {type(request).__name__}")

    def _next(self, *kinds: str) -> jn.Entry | None:
        """The next journaled entry if it is of one of `kinds`; None when the journal is at its end."""
        if self._position >= len(self.entries):
            return None
        entry = self.entries[self._position]
        return entry if entry[0] in kinds else _MISFIT

    def _record(self, entry: jn.Entry) -> None:
        self.entries.insert(self._position, entry)
        self._position += 1

    def _cut(self) -> bool:
        """Drop the journal from here on. False if a step wrote there."""
        if jn.wrote_after(self.entries, self._position):
            return False
        del self.entries[self._position :]
        self.said = None
        return True

    def _answer_now(self) -> "_Value | Outcome":
        entry = self._next(jn.NOW)
        if entry is _MISFIT and not self._cut():
            return Broken()
        if entry is None or entry is _MISFIT:
            self._record([jn.NOW, round(self.now.timestamp() * 1000)])
            return _Value(self.now)
        self._position += 1
        return _Value(datetime.fromtimestamp(entry[1] / 1000, UTC))

    def _answer_work(self, request: Work) -> "_Value | Work | Outcome":
        kinds = (jn.LOOK,) if isinstance(request, Look) else (jn.RAN, jn.REFUSED)
        entry = self._next(*kinds)
        if isinstance(request, Look) and entry is _MISFIT and not jn.wrote_after(self.entries, self._position):
            entry = None  # looks before the last write are not stored: read afresh, in between
        elif entry is not None and (entry is _MISFIT or entry[1] != _name_of(request)):
            if not self._cut():
                return Broken()
            entry = None
        if entry is None:
            self._work = request
            return request
        self._position += 1
        try:
            if entry[0] == jn.REFUSED:
                return _Value(None, jn.decode_refusal(entry[2]))
            return _Value(jn.decode(entry[2]))
        except jn.Unreadable:
            return Broken()

    def _answer_ask(self, ask: Ask) -> "_Value | Outcome":
        identity = identity_of(ask)
        entry = self._next(jn.ANSWER)
        if entry is not None and entry is not _MISFIT and entry[1] == identity:
            try:
                value = None if entry[2] is None else ask.question.restore(entry[2])
            except NoLongerFits:
                entry = _MISFIT
            else:
                self._position += 1
                self.chat.says.clear()
                return _Value(value)
        if entry is not None and not self._cut():
            return Broken()
        return self._hear(ask, identity)

    # -- the open question --------------------------------------------------------------------------------------

    def _hear(self, ask: Ask, identity: str) -> "_Value | Outcome":
        said, self.said = self.said, None
        before, self.asking = self.asking, None
        if before is None or before.identity != identity or before.position != self._answers_so_far():
            return self._first(ask, identity)
        if said is None:
            return self._first(ask, identity)
        self.chat.says.clear()
        if isinstance(said, Again):
            return self._page(ask, before)
        if before.suggestion is not NO_SUGGESTION or before.offering:
            decided = self._hear_yes_or_no(ask, before, said)
            if decided is not None:
                return decided
        return self._read(ask, before, said)

    def _answers_so_far(self) -> int:
        return sum(1 for entry in self.entries[: self._position] if entry[0] == jn.ANSWER)

    def _first(self, ask: Ask, identity: str) -> Waiting:
        asking = Asking(identity=identity, position=self._answers_so_far())
        return Waiting(text=ask.text, question=ask.question, asking=asking)

    def _page(self, ask: Ask, before: Asking) -> Waiting:
        pages = max(1, -(-len(ask.question.choices) // PAGE_ROWS))
        asking = Asking(identity=before.identity, position=before.position, page=(before.page + 1) % pages)
        return Waiting(text=ask.text, question=ask.question, asking=asking)

    def _hear_yes_or_no(self, ask: Ask, before: Asking, said: Said) -> "_Value | Outcome | None":
        yes_no = self.dialect.confirm(weighty=ask.question.weighty, sensitive=ask.question.sensitive)
        reading = yes_no.read(said)
        if not isinstance(reading, Understood):
            return None
        if before.offering:
            return PersonWanted() if reading.plain else self._first(ask, before.identity)
        if reading.plain:
            return self._take(ask, before.identity, before.suggestion)
        return self._again(ask, before, None, misunderstood=False)

    def _read(self, ask: Ask, before: Asking, said: Said) -> "_Value | Outcome":
        if said.tapped == SKIP and ask.question.skip is not None:
            return self._take(ask, before.identity, None)
        if said.aside is not None and ask.question.takes_any_text:
            return self._beside(ask, before, said.aside)
        reading = self._narrow(ask.question, before.narrowed).read(said)
        if said.aside is not None and not isinstance(reading, Understood | Suggested):
            return self._beside(ask, before, said.aside)
        if isinstance(reading, Understood):
            return self._take(ask, before.identity, reading.plain)
        if before.offering:
            return GivenUp()
        if isinstance(reading, Suggested):
            return self._suggest(ask, before, reading)
        if isinstance(reading, Narrowed):
            return self._again(ask, before, reading.text, narrowed=reading.keys, misunderstood=False)
        return self._again(ask, before, reading.text, misunderstood=True)

    def _narrow(self, question: Question[Any], keys: tuple[str, ...]) -> Question[Any]:
        """The same question with only `keys` to choose from: a typed number counts in the list she sees."""
        left = shown_choices(question, keys)
        if len(left) == len(question.choices):
            return question
        return self.dialect.choose(
            left,
            skip=question.skip,
            person=question.person,
            sensitive=question.sensitive,
        )

    def _take(self, ask: Ask, identity: str, plain: Plain) -> "_Value | Outcome":
        value = None if plain is None else ask.question.restore(plain)
        self._record([jn.ANSWER, identity, plain])
        self.taken = Taken(plain, ask.question.sensitive)
        return _Value(value)

    def _beside(self, ask: Ask, before: Asking, aside: Text) -> Waiting:
        """A kind answer to what was no answer; it does not count as a misunderstanding."""
        asking = replace(before, suggestion=NO_SUGGESTION, offering=False)
        return Waiting(text=ask.text, question=ask.question, asking=asking, note=aside)

    def _suggest(self, ask: Ask, before: Asking, reading: Suggested) -> Waiting:
        if before.times >= PROMPTS_IN_A_ROW_MAX:
            return self._offer(ask, before)
        asking = Asking(
            identity=before.identity,
            position=before.position,
            times=before.times + 1,
            suggestion=reading.plain,
        )
        return Waiting(text=reading.text, question=ask.question, asking=asking, suggested=True)

    def _again(
        self,
        ask: Ask,
        before: Asking,
        note: Text | None,
        *,
        misunderstood: bool,
        narrowed: tuple[str, ...] = (),
    ) -> Waiting:
        if before.times >= PROMPTS_IN_A_ROW_MAX:
            return self._offer(ask, before)
        asking = Asking(
            identity=before.identity,
            position=before.position,
            times=before.times + 1,
            narrowed=narrowed,
            page=before.page,
        )
        return Waiting(
            text=ask.text, question=ask.question, asking=asking, note=note, misunderstood=misunderstood
        )

    def _offer(self, ask: Ask, before: Asking) -> Waiting:
        asking = Asking(identity=before.identity, position=before.position, offering=True)
        return Waiting(text=self.offer, question=ask.question, asking=asking, suggested=True)


@dataclass(frozen=True, slots=True)
class _Value:
    value: object
    refusal: Exception | None = None


_MISFIT: jn.Entry = ["misfit"]


def _name_of(request: Request | None) -> str:
    if isinstance(request, Look):
        return request.query.__name__
    if isinstance(request, Run):
        return request.step.__name__
    raise ForeignAwait("only a look or a step has a result")

"""The open question: does what she sent answer it, and what is said if not?

A suggestion or an offer waits for yes or no, but another answer serves as well. After PROMPTS_IN_A_ROW_MAX prompts a
person is offered, and after that the talk is given up; a greeting, a thanks and turning a page never count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from typing import Any

from conversation.chat import Ask, Dialect
from conversation.limits import CHOICES_MAX, PAGE_ROWS, PROMPTS_IN_A_ROW_MAX, OverLimit
from conversation.outcomes import (
    NO_SUGGESTION,
    Again,
    Asking,
    GivenUp,
    PersonWanted,
    Taken,
    Waiting,
)
from conversation.questions import (
    RESERVED_KEYS,
    SKIP,
    Choosable,
    Narrowed,
    NoLongerFits,
    Plain,
    Question,
    ReservedKey,
    Said,
    Suggested,
    Understood,
)
from conversation.text import Text


@dataclass(eq=False, repr=False, slots=True)
class Answer:
    """What the conversation gets, and what the journal gets."""

    value: Any
    taken: Taken


Heard = Answer | Waiting | PersonWanted | GivenUp


def shown_choices(question: Question[Any], narrowed: tuple[str, ...]) -> list[Choosable]:
    """The choices she sees: all, or those left after a narrowing answer."""
    if not narrowed:
        return list(question.choices)
    return [choice for choice in question.choices if choice.key in narrowed] or list(question.choices)


def identity_of(ask: Ask) -> str:
    """Same words, with the same names, amounts, dates and sentences in them, and same kind: the same question.

    Plain whole numbers do not count: "3 permintaan menunggu" changes by what others do, and decides nothing.
    """
    text = ask.text
    if not text.values:
        return f"{ask.question.kind}|{text.message}"
    return f"{ask.question.kind}|{text.message}|{_spelled(text.values.values())}"


def words_of(ask: Ask) -> str:
    """What its identity begins with: the same place in the code, whatever it says this time."""
    return f"{ask.question.kind}|{ask.text.message}"


def _spelled(values: Iterable[object]) -> str:
    """The values of a sentence, spelled alike in every process."""
    return "|".join([repr(each) if type(each) is str else _spelled_one(each) for each in values])


def _spelled_one(value: object) -> str:
    if isinstance(value, Text):
        return f"{value.message}({_spelled(value.values.values())})"
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, str):
        return repr(str(value))
    if isinstance(value, int) and type(value) is not int:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "*"


def restore(question: Question[Any], plain: Plain) -> Any:
    """The value of a plain answer; None if she skipped. Raises NoLongerFits."""
    if plain is not None:
        return question.restore(plain)
    if question.skip is None:
        raise NoLongerFits("it can no longer be skipped")
    return None


def first(ask: Ask, identity: str, position: int) -> Waiting:
    """The question as it is asked for the first time. Raises OverLimit and ReservedKey."""
    for choice in ask.question.choices:
        if choice.key in RESERVED_KEYS:
            raise ReservedKey(
                f"the choice {choice.label!r} of {ask.text.message!r} has the key {choice.key!r}, which is the"
                " house's (skip, person, more): give it another"
            )
    if len(ask.question.choices) > CHOICES_MAX:
        raise OverLimit(f"{len(ask.question.choices)} choices in one question")
    asking = Asking(identity=identity, position=position, offered=_offered(ask.question))
    return Waiting(text=ask.text, question=ask.question, asking=asking)


def _offered(question: Question[Any]) -> str:
    if not question.choices:
        return ""
    return blake2b("\n".join([choice.key for choice in question.choices]).encode(), digest_size=6).hexdigest()


def hear(ask: Ask, before: Asking, said: Said | Again, dialect: Dialect, offer: Text) -> Heard:
    """What `said` comes to for the open question `ask` that stands as `before`. offer: offers a person."""
    if isinstance(said, Again):
        return _page(ask, before)
    hearing = _Hearing(ask, before, dialect, offer)
    if before.suggestion is not NO_SUGGESTION or before.offering:
        decided = hearing.yes_or_no(said)
        if decided is not None:
            return decided
    return hearing.read(said)


def _page(ask: Ask, before: Asking) -> Waiting:
    pages = max(1, -(-len(shown_choices(ask.question, before.narrowed)) // PAGE_ROWS))
    asking = replace(_asked_plainly(before), narrowed=before.narrowed, page=(before.page + 1) % pages)
    return Waiting(text=ask.text, question=ask.question, asking=asking)


def _asked_plainly(before: Asking) -> Asking:
    """The question itself again, without a suggestion, an offer or a narrowed list."""
    return replace(before, suggestion=NO_SUGGESTION, offering=False, narrowed=())


@dataclass(eq=False, repr=False, frozen=True, slots=True)
class _Hearing:
    """One thing she sent, heard by the question that stands open."""

    ask: Ask
    before: Asking
    dialect: Dialect
    offer: Text

    def yes_or_no(self, said: Said) -> Heard | None:
        """Her answer to the suggestion or the offer; None if it is neither yes nor no."""
        question, before = self.ask.question, self.before
        yes_no = self.dialect.confirm(weighty=question.weighty, sensitive=question.sensitive)
        reading = yes_no.read(said)
        if not isinstance(reading, Understood):
            return None
        if before.offering:
            return PersonWanted() if reading.plain else self._anew()
        return self._take(before.suggestion) if reading.plain else self._again(None, misunderstood=False)

    def read(self, said: Said) -> Heard:
        """What the question itself makes of it."""
        question, before = self.ask.question, self.before
        if said.tapped == SKIP and question.skip is not None:
            return self._take(None)
        if said.aside is not None and question.takes_any_text:
            return self._beside(said.aside)
        if not said.tapped and not question.takes_digits and before.offered != _offered(question):
            return self._anew()  # a typed number counts in the list she saw, and that list is gone
        reading = self._narrow().read(said)
        if said.aside is not None and not isinstance(reading, Understood | Suggested):
            return self._beside(said.aside)
        if isinstance(reading, Understood):
            return self._take(reading.plain)
        if before.offering:
            return GivenUp()
        if isinstance(reading, Suggested):
            return self._suggest(reading)
        if isinstance(reading, Narrowed):
            return self._again(reading.text, misunderstood=False, narrowed=reading.keys)
        return self._again(reading.text, misunderstood=True)

    def _narrow(self) -> Question[Any]:
        """The same question with fewer keys to choose from: a typed number counts in the list she sees."""
        question = self.ask.question
        left = shown_choices(question, self.before.narrowed)
        if len(left) == len(question.choices):
            return question
        return self.dialect.choose(
            left, skip=question.skip, person=question.person, sensitive=question.sensitive
        )

    def _take(self, plain: Plain) -> Heard:
        try:
            value = restore(self.ask.question, plain)
        except NoLongerFits:  # suggested days ago, and a limit has changed since
            return self._again(None, misunderstood=True)
        return Answer(value, Taken(plain, self.ask.question.sensitive))

    def _anew(self) -> Waiting:
        return first(self.ask, self.before.identity, self.before.position)

    def _beside(self, aside: Text) -> Waiting:
        asking = replace(self.before, suggestion=NO_SUGGESTION, offering=False)
        return Waiting(text=self.ask.text, question=self.ask.question, asking=asking, note=aside)

    def _suggest(self, reading: Suggested) -> Waiting:
        if self.before.times >= PROMPTS_IN_A_ROW_MAX:
            return self._offer_person()
        asking = replace(
            _asked_plainly(self.before), times=self.before.times + 1, page=0, suggestion=reading.plain
        )
        return Waiting(text=reading.text, question=self.ask.question, asking=asking, suggested=True)

    def _again(self, note: Text | None, *, misunderstood: bool, narrowed: tuple[str, ...] = ()) -> Waiting:
        before = self.before
        # Somebody is being written to already, where a question says so (handlers/contact/message_question.py).
        patient = getattr(self.ask.question, "patient", False)
        if before.times >= PROMPTS_IN_A_ROW_MAX and not patient:
            return self._offer_person()
        page = 0 if narrowed or before.narrowed else before.page
        asking = replace(_asked_plainly(before), times=before.times + 1, narrowed=narrowed, page=page)
        return Waiting(
            text=self.ask.text,
            question=self.ask.question,
            asking=asking,
            note=note,
            misunderstood=misunderstood,
        )

    def _offer_person(self) -> Waiting:
        asking = replace(_asked_plainly(self.before), times=1, page=0, offering=True)
        return Waiting(text=self.offer, question=self.ask.question, asking=asking, suggested=True)

"""What becomes of a reading when one of its questions is answered?

The law: an answer moves what it is about, once; everything else stays as it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.money import Rupiah
from domain.reading.lists.closing import waiting_sum, with_open_questions
from domain.reading.lists.model import ListedEntry, ListReading, Mark, Question

_STATES = frozenset({"unpaid", "absent", "excused", "present"})
IGNORE = "ignore"


def answer_scale(reading: ListReading, thousands: bool) -> ListReading:
    """The reading with its bare numbers settled: thousands (as guessed), or as they were written."""

    def settled(rupiah: Rupiah) -> Rupiah:
        return rupiah if thousands else Rupiah(rupiah // 1_000)

    entries = tuple(
        replace(one, rupiah=settled(one.rupiah), bare=False) if one.bare else one for one in reading.entries
    )
    costs = tuple(
        replace(one, rupiah=settled(one.rupiah), bare=False) if one.bare else one for one in reading.costs
    )
    questions = tuple(
        replace(one, rupiah=settled(one.rupiah), bare=False) if one.bare and one.rupiah is not None else one
        for one in reading.questions
    )
    total = reading.total
    if reading.total_bare and total is not None:
        total = settled(total)
    return _checked(
        replace(reading, entries=entries, costs=costs, questions=questions, total=total, total_bare=False)
    )


def answer_question(reading: ListReading, question: Question, choice: str | Rupiah) -> ListReading:
    """The reading with one question settled and gone. An answer that does not fit the question changes nothing.

    "name": the key of the woman. "amount", "unmentioned": the rupiah, or "unpaid", "absent", "excused". "kind": the
    kind's word. "duplicate": "both" (added), "second" (replaces) or "first". "date": a day as YYYY-MM-DD. Any
    question: "ignore".
    """
    if question not in reading.questions or question.about == "scale":
        return reading
    answered = _answered(reading, question, choice)
    if answered is None:
        return reading
    rest = list(answered.questions)
    rest.remove(question)
    return _checked(replace(answered, questions=tuple(rest)))


def _answered(reading: ListReading, question: Question, choice: str | Rupiah) -> ListReading | None:
    """The reading with the answer in it and the question still there; None if the answer does not fit."""
    if choice == IGNORE:
        gone = question.candidates[0] if question.about == "unmentioned" and question.candidates else ""
        return replace(reading, everyone=tuple(key for key in reading.everyone if key != gone))
    match question.about:
        case "name":
            return _by_name(reading, question, str(choice)) if choice in reading.everyone else None
        case "amount" | "unmentioned":
            return _by_amount(reading, question, choice)
        case "kind":
            return _entered(reading, replace(question, kind=str(choice)), question.rupiah) if choice else None
        case "duplicate":
            return _by_second(reading, question, str(choice))
        case "date":
            return _by_day(reading, str(choice))
        case _:
            return (
                _by_name(reading, question, str(choice))
                if choice in reading.everyone and question.rupiah
                else None
            )


def _by_name(reading: ListReading, question: Question, key: str) -> ListReading | None:
    named = replace(question, candidates=(key,))
    if question.status:
        return replace(
            reading, marks=_marked(reading, Mark(member=key, status=question.status, line=question.line))
        )
    if question.rupiah is None:
        ask = replace(named, about="amount", kind=question.kind)
        return replace(reading, questions=(*reading.questions, ask))
    if any((one.member, one.kind) == (key, question.kind or "wajib") for one in reading.entries):
        return replace(reading, questions=(*reading.questions, replace(named, about="duplicate")))
    return _entered(reading, named, question.rupiah)


def _by_amount(reading: ListReading, question: Question, choice: str | Rupiah) -> ListReading | None:
    if not question.candidates:
        return None
    if isinstance(choice, str):
        if choice not in _STATES:
            return None
        mark = Mark(member=question.candidates[0], status=choice, line=question.line)
        return replace(reading, marks=_marked(reading, mark))
    return _entered(reading, replace(question, bare=False), choice) if choice > 0 else None


def _by_second(reading: ListReading, question: Question, choice: str) -> ListReading | None:
    if choice == "first" or not question.candidates:
        return reading if choice == "first" else None
    kind = question.kind or "wajib"
    at = next(
        (
            n
            for n, one in enumerate(reading.entries)
            if (one.member, one.kind) == (question.candidates[0], kind)
        ),
        -1,
    )
    if at < 0 or choice not in ("both", "second"):
        return None
    known = reading.entries[at]
    if question.status:
        entries = (*reading.entries[:at], *reading.entries[at + 1 :])
        mark = Mark(member=known.member, status=question.status, line=question.line)
        return replace(reading, entries=entries, marks=_marked(reading, mark)) if choice == "second" else None
    if question.rupiah is None:
        return None
    value = Rupiah(question.rupiah + (known.rupiah if choice == "both" else 0))
    bare = question.bare or (known.bare and choice == "both")
    if known.bare != question.bare and choice == "both":
        return None  # first the scale, then the sum
    entry = replace(known, rupiah=value, bare=bare, line=question.line, doubt="")
    return replace(reading, entries=(*reading.entries[:at], entry, *reading.entries[at + 1 :]))


def _by_day(reading: ListReading, choice: str) -> ListReading | None:
    try:
        day = date.fromisoformat(choice)
    except ValueError:
        return None
    entries = tuple(replace(one, day=day) for one in reading.entries)
    questions = tuple(
        replace(one, day=day) if one.day and one.about != "date" else one for one in reading.questions
    )
    dates = tuple(one for one in reading.questions if one.about == "date")
    return replace(
        reading, day=day, entries=entries, questions=(*dates, *(q for q in questions if q.about != "date"))
    )


def _entered(reading: ListReading, question: Question, rupiah: Rupiah | None) -> ListReading | None:
    day = question.day or reading.day or next((one.day for one in reading.entries), None)
    if rupiah is None or day is None or not question.candidates:
        return None
    entry = ListedEntry(
        member=question.candidates[0], kind=question.kind or "wajib", rupiah=rupiah, day=day, line=question.line,
        bare=question.bare, via=question.via,
    )  # fmt: skip
    marks = tuple(
        one
        for one in reading.marks
        if entry.kind != "wajib" or (one.member, one.status) != (entry.member, "unpaid")
    )
    return replace(reading, entries=(*reading.entries, entry), marks=marks)


def _marked(reading: ListReading, mark: Mark) -> tuple[Mark, ...]:
    same = any((one.member, one.status) == (mark.member, mark.status) for one in reading.marks)
    return reading.marks if same else (*reading.marks, mark)


def _checked(reading: ListReading) -> ListReading:
    """With its open questions, and the total held against the entries as they are now."""
    reading = with_open_questions(reading)
    if reading.total is None or reading.total_of:
        return reading
    whole = sum(one.rupiah for one in reading.entries)
    agrees = reading.total in (whole, whole + waiting_sum(reading.questions))
    return replace(reading, total_mismatch=not agrees)

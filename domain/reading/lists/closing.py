"""What is left to say when all lines are read: all and the rest, the total, the scale, and who was not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.money import Rupiah
from domain.reading.lists.book import Place
from domain.reading.lists.cash import add_counts, count_cash
from domain.reading.lists.limits import UNUSUAL_TIMES
from domain.reading.lists.model import ListedEntry, ListReading, Question
from domain.reading.lists.parts import Piece, Said, Who, worth
from domain.reading.lists.passing import Reader
from domain.reading.lists.settling import settle
from domain.reading.lists.sums import Line, Summed


def close(reader: Reader) -> ListReading:
    """The reading of all that the reader has seen."""
    reader.flush_waiting()
    reader.settle_softly()
    _count_cash(reader)
    for said, line, place in reader.groups:
        _settle_group(reader, said, line, place)
    _ask_unused_rates(reader)
    book = reader.book
    if reader.thousands:
        book.entries = [replace(one, bare=False) for one in book.entries]
        book.questions = [replace(one, bare=False) for one in book.questions]
        reader.costs = [replace(one, bare=False) for one in reader.costs]
    total, bare, mismatch, part = _check_totals(reader)
    reading = ListReading(
        entries=tuple(book.entries),
        marks=tuple(book.marks),
        questions=tuple(sorted(book.questions, key=lambda one: one.line)),
        costs=tuple(reader.costs),
        cash=reader.cash,
        day=reader.heading_day or _only_day(reader),
        total=total,
        total_bare=bare and not reader.thousands,
        total_mismatch=mismatch,
        total_of=part,
        left_out=tuple(sorted(set(reader.left_out))),
        harm=bool(reader.left_out),
        dated=tuple(sorted({*reader.dated, *book.retold})),
        everyone=reader.names.order,
    )
    return with_open_questions(reading)


def with_open_questions(reading: ListReading) -> ListReading:
    """The reading with its one question about the scale, and one for each woman it says nothing about."""
    kept = [one for one in reading.questions if one.about not in ("scale", "unmentioned")]
    bare = (
        any(one.bare for one in reading.entries)
        or any(one.bare for one in reading.costs)
        or any(one.bare and one.rupiah is not None for one in kept)
    )
    scale = [Question(about="scale", line=0)] if bare else []
    told = bool(reading.entries or reading.marks or any(one.candidates for one in kept))
    silent = _silent(reading, kept) if told else []
    day = next((one.day for one in reading.entries), reading.day)
    unmentioned = [Question(about="unmentioned", line=0, candidates=(key,), day=day) for key in silent]
    return replace(reading, questions=(*scale, *kept, *unmentioned))


def _silent(reading: ListReading, kept: list[Question]) -> list[str]:
    """Women of whom neither money nor its absence is said. To be there is no word about money."""
    told = {one.member for one in reading.entries} | {
        one.member for one in reading.marks if one.status != "present"
    }
    told |= {
        key
        for one in kept
        for key in one.candidates
        if one.about in ("name", "amount", "kind", "line", "duplicate")
    }
    return [key for key in reading.everyone if key not in told]


def _only_day(reader: Reader) -> date | None:
    return reader.day


def _count_cash(reader: Reader) -> None:
    """All the lines about the cash box together; where they contradict each other each is asked about.

    A plain sum beside notes and coins is their sum once more ("uang kas 1.240.000 terdiri dari ..."), never more money.
    """
    lines = reader.cash_lines
    if not lines:
        return
    alone = [count_cash([text], line) for line, text, _ in lines]
    counted = [
        line for line, one in zip(lines, alone, strict=True) if one and (one.pieces or _has_coins(line[1]))
    ]
    said = [one for line, one in zip(lines, alone, strict=True) if one and line not in counted]
    found = add_counts([one for line, one in zip(lines, alone, strict=True) if one and line in counted])
    sums = {one.rupiah for one in said} | ({found.rupiah} if found else set())
    agree = len(sums) == 1 and (found is not None or not counted)
    if agree:
        reader.cash = found or said[0]
        reader.dated.extend(each for (each, _, _), one in zip(lines, alone, strict=True) if one)
    unread = [each for each, one in zip(lines, alone, strict=True) if one is None] if agree else lines
    for line, _, quote in unread:
        reader.book.ask("line", Place(line=line, quote=quote, day=reader.today, harm=not quote))


def _has_coins(text: str) -> bool:
    return any(word in text for word in ("receh", "koin", "logam"))


def _settle_group(reader: Reader, said: Said, line: Line, place: Place) -> None:
    """ "semua 10rb kecuali Imas": everyone nothing else is said of; "yang lain": whoever was not mentioned."""
    book = reader.book
    if not said.has_content and (place.rate is None or said.unknown):
        return
    if _is_a_sum(reader, said, line):
        piece = said.pieces[0]
        reader.totals.append((Summed(piece.value, piece.bare), place.line, len(book.entries)))
        return
    excepted = {key for one in line.except_names for key in one.keys}
    excepted |= {key for other in line.parts if other is not said for one in other.who for key in one.keys}
    kinds = {piece.kind or place.kind or book.default_kind for piece in said.pieces}
    if not kinds and (said.paid or place.rate is not None):
        kinds = set(said.unkinded.split()) or {place.kind or book.default_kind}
    for one in line.except_names:
        if not _is_told(reader, one):
            settle(book, Said(who=[one], states=["unpaid"]), place)
            reader.excepted.update(dict.fromkeys(one.keys, kinds))
    again = _said_again(reader, said, line, kinds, place)
    if again is None:
        book.ask("line", place, day=place.day)
        return
    keys = again or [
        key
        for key in reader.names.order
        if key not in excepted and not _spoken_for(reader, key, said.group, kinds)
    ]
    there = {one.member for one in book.marks if one.status == "present"}
    if "present" in said.states and there:  # "semua yg hadir 10rb" under "hadir: Yuyun, Neneng"
        keys = [key for key in keys if key in there]
    if said.unclear or (len(said.pieces) > 1 and not all(piece.kind for piece in said.pieces)):
        book.ask("line", place, day=place.day)
        return
    if "present" in said.states and not said.pieces and said.group == "all":
        return
    if not keys:
        _tell_of_nobody(reader, said, place)
        return
    usual = [(one, book.usual.get(one.kind or place.kind or book.default_kind)) for one in said.pieces]
    if any(amount and worth(one.value, one.bare) > UNUSUAL_TIMES * amount for one, amount in usual):
        book.ask(
            "line", place, day=place.day
        )  # "semua lunas, 25 x 10rb = 250rb": so much from each, or together?
        return
    part = replace(said, who=[Who((key,)) for key in keys], group="", each=True)
    if said.same and not said.pieces:
        part.pieces = _same_for_all(reader)
        part.unclear = not part.pieces
        if part.unclear:
            book.ask("line", place, day=place.day)
            return
    settle(book, part, place)
    for kind in kinds if said.pieces else ():
        reader.of_all.setdefault((kind, place.day), []).extend(keys)


def _said_again(reader: Reader, said: Said, line: Line, kinds: set[str], place: Place) -> list[str] | None:
    """ "semua 10rb" and below "semua 10rb", "semua 15rb" or "semua belum": said twice, or wrong? None: to be asked.

    The women of the line above where it is corrected ("ralat, semua 15rb"); [] where nothing was said of all before.
    """
    if not said.pieces and ("unpaid" not in said.states or said.group != "all"):
        return []
    kinds = kinds or set(said.unkinded.split()) or {place.kind or reader.default_kind}
    known = [reader.of_all[kind, place.day] for kind in kinds if (kind, place.day) in reader.of_all]
    if not known:
        return []
    return known[0] if said.corrected and len(kinds) == 1 and not line.except_names else None


def _tell_of_nobody(reader: Reader, said: Said, place: Place) -> None:
    """ "semua 10rb" below a list that names everybody: it says once more what each gave, or it is asked about."""
    if not said.pieces:
        return
    book = reader.book
    for piece in said.pieces:
        kind = piece.kind or place.kind or book.default_kind
        given = {one.rupiah for one in book.entries if (one.kind, one.day) == (kind, place.day)}
        if given != {worth(piece.value, piece.bare)}:
            book.ask("line", place, day=place.day)
            return
    reader.dated.append(place.line)


def _is_a_sum(reader: Reader, said: Said, line: Line) -> bool:
    """ "semua 265rb" after a list is what came together, not what each woman gave."""
    book = reader.book
    if said.group != "all" or said.each or line.except_names or len(said.pieces) != 1 or not book.entries:
        return False
    piece = said.pieces[0]
    value, usual = worth(piece.value, piece.bare), book.usual.get(piece.kind or book.default_kind)
    if value == usual or piece.kind:
        return False
    if value == sum(one.rupiah for one in book.entries) and len(book.entries) > 1:
        return True
    largest = max(one.rupiah for one in book.entries)
    return value > UNUSUAL_TIMES * max(usual or 0, largest)


def _is_told(reader: Reader, who: Who) -> bool:
    keys = set(who.keys)
    book = reader.book
    return (
        any(one.member in keys for one in book.entries)
        or any(one.member in keys for one in book.marks)
        or any(keys & set(one.candidates) for one in book.questions)
    )


def _spoken_for(reader: Reader, key: str, group: str, kinds: set[str]) -> bool:
    """Whether the list says something of her that "semua" or "yang lain" does not overrule."""
    book = reader.book
    elsewhere = key in reader.excepted and not kinds & reader.excepted[key]
    marked = any(one.member == key and one.status != "present" for one in book.marks) and not elsewhere
    asked = any(key in one.candidates for one in book.questions if one.about != "unmentioned")
    entered = any(
        one.member == key and (group == "rest" or one.kind in kinds or not kinds) for one in book.entries
    )
    return marked or asked or entered


def _same_for_all(reader: Reader) -> list[Piece]:
    """ "sisanya sama": what all before gave, if it was one amount; else what the last gave is only likely."""
    entries = reader.book.entries
    if not entries:
        return []
    last = entries[-1]
    values = {one.rupiah for one in entries if one.kind == last.kind}
    return [
        Piece(
            last.rupiah // (1_000 if last.bare else 1),
            last.bare,
            last.kind,
            "confirm" if len(values) > 1 else "",
        )
    ]


def _ask_unused_rates(reader: Reader) -> None:
    """An amount in a heading that no line made use of is asked about, unless the entries explain it."""
    book = reader.book
    if not reader.rates:
        return
    known = {one.rupiah for one in book.entries}
    asked = {one.rupiah for one in book.questions if one.rupiah is not None}
    for piece, place in reader.rates:
        value = worth(piece.value, piece.bare)
        usual = book.usual.get(piece.kind or book.default_kind)
        explained = (book.rate_used or value == usual or value in known | asked) and (
            book.entries or book.questions
        )
        if explained:
            reader.dated.append(place.line)
        else:
            book.ask("line", place, rupiah=Rupiah(value), bare=piece.bare, day=place.day)


def _check_totals(reader: Reader) -> tuple[Rupiah | None, bool, bool, str]:
    """The written total, whether it stood without its thousands, whether one does not agree, and what it is about."""
    if not reader.totals:
        return None, False, False, ""
    entries = reader.book.entries
    mismatch = False
    before = 0
    for total, _, seen in reader.totals:
        agrees = worth(total.value, total.bare) in _sums(reader, entries, total, before, seen)
        mismatch = mismatch or not (agrees or not (entries or waiting_sum(reader.book.questions)))
        before = seen
    general = [total for total, _, _ in reader.totals if not (total.kind or total.net or total.costs)]
    shown = (general or [total for total, _, _ in reader.totals])[-1]
    value = worth(shown.value, shown.bare)
    whole = sum(one.rupiah for one in entries)
    of_all = shown in general and (mismatch or value in (whole, whole + waiting_sum(reader.book.questions)))
    return Rupiah(value), shown.bare, mismatch, "" if of_all else shown.kind or "part"


def waiting_sum(questions: Sequence[Question]) -> int:
    """What the amounts add up to that wait for a name or a kind."""
    return sum(one.rupiah for one in questions if one.rupiah is not None and one.about in ("name", "kind"))


def _sums(reader: Reader, entries: list[ListedEntry], total: Summed, before: int, seen: int) -> set[int]:
    """What a total may rightly be: of all, of its section, of its kind, of the costs, or what is left after them."""
    spent = sum(one.rupiah for one in reader.costs)
    whole = sum(one.rupiah for one in entries)
    if total.costs:
        return {spent}
    if total.kind and total.net and all(one.kind != total.kind for one in entries):
        return {worth(total.value, total.bare)}  # "dana sosial sisa 150rb": what a fund holds, not this list
    if total.kind:
        return {sum(one.rupiah for one in entries if one.kind == total.kind)}
    section = sum(one.rupiah for one in entries[before:seen])
    last_kind = entries[seen - 1].kind if 0 < seen <= len(entries) else ""
    of_kind = sum(one.rupiah for one in entries[:seen] if one.kind == last_kind)
    sums = {whole, section, of_kind, whole + waiting_sum(reader.book.questions)} - {0}
    return sums | {one - spent for one in sums} if total.net or spent else sums

"""One line after another: what does each say, under the heading, sender and day above it?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from domain.money import Rupiah
from domain.reading.distress import Level, read_distress
from domain.reading.lists.book import Book, Place
from domain.reading.lists.calling import addressed, sender_of, without_call
from domain.reading.lists.cash_lines import is_cash
from domain.reading.lists.days import find_end_day, find_word_day, is_likely, take_days
from domain.reading.lists.headings import (
    Section,
    add_owed,
    counts_women,
    is_greeting_of_all,
    may_be_heading,
    read_heading,
    says_nothing,
)
from domain.reading.lists.lines import read_line
from domain.reading.lists.model import CashCount, Cost
from domain.reading.lists.naming import Names
from domain.reading.lists.numbering import Numbering
from domain.reading.lists.parts import Piece, Said, Who, worth
from domain.reading.lists.preparing import WORTH, cut_kinds, only_clear, prepare, take_state
from domain.reading.lists.settling import settle
from domain.reading.lists.stamps import take_stamp
from domain.reading.lists.sums import Line, Summed, is_sum
from domain.reading.lists.tokens import Token, lex, plain_line, with_empty_cells
from domain.reading.lists.words import Tok

_HEADS = re.compile(r"\d ?(?:orang|org|anggota|ibu)\b")
_GREETED = frozenset(
    "makasih makasi mksh nuhun suwun trims terimakasih kasih halo hai punten siap semangat iya ya".split()
)


@dataclass
class Reader:
    """The whole text as far as it is read."""

    names: Names
    today: date
    usual: Mapping[str, int]
    default_kind: str
    kinds: frozenset[str] = frozenset()
    book: Book = field(init=False)
    section: Section = field(default_factory=Section)
    numbering: Numbering = field(default_factory=Numbering)
    sender: Who | None = None
    # Behind the first line of a copied message: its sender may be a treasurer who pasted a list.
    in_message: bool = False
    heading_day: date | None = None
    day: date | None = None
    costs: list[Cost] = field(default_factory=list)
    cash: CashCount | None = None
    cash_lines: list[tuple[int, str, str]] = field(default_factory=list)
    # Each with its line, and how many entries were read before.
    totals: list[tuple[Summed, int, int]] = field(default_factory=list)
    groups: list[tuple[Said, Line, Place]] = field(default_factory=list)
    # Names alone under "Setoran:", with the lines of that section that say more of somebody.
    softly: list[tuple[list[int], list[Said], Place]] = field(default_factory=list)
    rates: list[tuple[Piece, Place]] = field(default_factory=list)
    # Whom "semua" left out, and of which kinds: another kind's "semua" may be hers as well.
    excepted: dict[str, set[str]] = field(default_factory=dict)
    of_all: dict[tuple[str, date], list[str]] = field(default_factory=dict)  # whom "semua" told of
    left_out: list[int] = field(default_factory=list)
    dated: list[int] = field(default_factory=list)
    asked_days: set[str] = field(default_factory=set)
    thousands: bool = False
    before: tuple[int, str] = (0, "")

    def __post_init__(self) -> None:
        self.book = Book(usual=self.usual, default_kind=self.default_kind, kinds=self.kinds)

    def read(self, number: int, raw: str, speaker: str = "") -> None:
        """Reads one line as it was pasted. speaker: who says them all, as she stands before each, "" if nobody does."""
        stamped = take_stamp(raw)
        if speaker and stamped.sender is None:
            said = raw.strip()[len(speaker) :].lstrip(" :")
            stamped = replace(stamped, sender=speaker, text=said)
        if not raw.strip():
            self._blank()
            return
        harm = self._tells_of_harm(number, stamped.text)
        quote = " ".join(stamped.text.split())
        if stamped.sender is not None:
            self.flush_waiting()
            self.dated.append(number)
            self.sender, self.in_message = sender_of(stamped.sender, self.names), False
            self._stamp_day(number, stamped.day, quote, harm=harm)
        text, numbered = self.numbering.strip(plain_line(stamped.text))
        text = without_call(text, self.names)
        dated = take_days(text, self.today, frozenset(self.names.by_word))
        tokens = prepare(lex(with_empty_cells(dated.text, len(self.section.columns)), self.names))
        tokens = self._with_sender(tokens, numbered=numbered)
        if harm:
            sent = self.sender is not None and len(self.sender.keys) == 1 and not self.in_message
            tokens = only_clear(tokens, sent=sent)
        if dated.told:
            self.dated.append(number)
        place = self._place(number, quote, numbered=numbered, harm=harm)
        self._line(tokens, dated.days, place, dated.text)
        if self.numbering.astray and says_nothing(tokens):
            self.book.ask("line", place, day=place.day)  # "10) wajib": a number of what?
        self.in_message = self.in_message or bool(stamped.text)

    def _blank(self) -> None:
        self.sender = None
        self.section.owed = False
        if self.section.used:
            self.section = Section(kind=self.section.kind, columns=self.section.columns)

    def _tells_of_harm(self, number: int, text: str) -> bool:
        """Whether the line tells of somebody's harm, by itself or together with the line above it."""
        harm = read_distress(text).level is not Level.NONE
        last, above = self.before
        self.before = (number, text)
        if not harm and above and last == number - 1 and last not in self.left_out:
            harm = (
                read_distress(f"{above} {text}").level is not Level.NONE
                and read_distress(above).level is Level.NONE
            )
            if harm:
                self._forget(last)
        if harm:
            self.left_out.append(number)
        return harm

    def _forget(self, line: int) -> None:
        """Takes the words of a line above out again."""
        self.left_out.append(line)
        book = self.book
        book.questions = [replace(one, text="") if one.line == line else one for one in book.questions]
        book.waiting = [(who, replace(place, harm=True)) for who, place in book.waiting]
        self.costs = [replace(one, what="") if one.line == line else one for one in self.costs]
        self.groups = [
            (said, read, replace(place, harm=place.harm or place.line == line))
            for said, read, place in self.groups
        ]
        self.rates = [
            (piece, replace(place, harm=place.harm or place.line == line)) for piece, place in self.rates
        ]

    def _with_sender(self, tokens: list[Token], *, numbered: bool) -> list[Token]:
        """ "saya" is the sender; in the treasurer's own list it is a name nobody can place."""
        if self.sender is not None:
            keys, slip = self.sender.keys, self.sender.slip
            if not (self.in_message or numbered) and len(keys) == 1:
                tokens = addressed(tokens, keys[0])
            return [
                replace(one, tok=Tok.NAME, keys=keys, slip=slip) if one.tok is Tok.SELF else one
                for one in tokens
            ]
        if any(one.tok is Tok.NAME for one in tokens):
            return [one for one in tokens if one.tok is not Tok.SELF]
        return [replace(one, tok=Tok.NAME, word="stranger") if one.tok is Tok.SELF else one for one in tokens]

    def _stamp_day(self, number: int, digits: str, quote: str, *, harm: bool) -> None:
        if not digits:
            return
        found = take_days(plain_line(digits), self.today, frozenset()).days
        day = found[0] if found else None
        if day is not None and is_likely(day, self.today):
            self.day = day
        else:
            self._ask_day(number, digits, quote, day, harm=harm)

    def _ask_day(self, number: int, words: str, quote: str, day: date | None, *, harm: bool) -> None:
        if words not in self.asked_days:
            self.asked_days.add(words)
            place = Place(line=number, quote=quote, day=self.today, harm=harm)
            self.book.ask("date", place, day=day)

    def _place(self, number: int, quote: str, *, numbered: bool, harm: bool) -> Place:
        section = self.section
        return Place(
            line=number, quote=quote, day=self.day or self.today, sender=self.sender, kind=section.kind,
            columns=section.columns, state=section.state, rate=section.rate, numbered=numbered, harm=harm,
        )  # fmt: skip

    def _line(self, tokens: list[Token], days: Sequence[date | None], place: Place, text: str) -> None:
        kinds = {token.tok for token in tokens}
        named = bool(kinds & {Tok.NAME, Tok.SELF})
        worth_asking = bool(kinds & {Tok.AMOUNT, Tok.LOST})
        if Tok.AHEAD in kinds and not worth_asking and (days or not kinds & {Tok.STATUS}):
            return
        end_day = None if days or Tok.AHEAD in kinds else find_end_day(text, self.today)
        if end_day is not None and is_likely(end_day, self.today):
            if not named and not worth_asking:
                self.day = end_day  # "Kemarin:" above the lines of that day
            place = replace(place, day=end_day)
        if days:
            place = self._with_day(days, place, heading=not (named and worth_asking))
        elif Tok.MEETING in kinds and not worth_asking:
            self._word_day(text)
        if not named and counts_women(tokens):
            self.dated.append(place.line)
            tokens = [token for token in tokens if token.tok not in WORTH]
            worth_asking = False
        if Tok.RIBUAN in kinds:
            self.thousands = True
            tokens = [token for token in tokens if token.tok is not Tok.RIBUAN]
        if (
            named
            and not worth_asking
            and kinds & {Tok.MEETING, Tok.PLACE}
            and not kinds & {Tok.STATUS, Tok.PAID}
        ):
            return
        begins = next((token.tok for token in tokens if token.tok is not Tok.TITLE), Tok.FILLER)
        if Tok.PLACE in kinds and not worth_asking and begins is not Tok.NAME:
            return
        if is_cash(self, tokens, kinds, text, place, named=named):
            return
        known = any(token.tok is Tok.NAME and token.word != "stranger" for token in tokens)
        if self.section.what == "costs" and worth_asking and not known and not kinds & {Tok.TOTAL, Tok.NET}:
            tokens = [Token(Tok.COST, "", "lain"), *tokens]
        if not named and "x" in text and "=" in text and self._is_so_much_each(text, place):
            return
        heads = Tok.EQUALS in kinds and _HEADS.search(text) and not kinds & {Tok.COST, Tok.CASH}
        if not named and (heads or is_sum(tokens, [one.rupiah for one in self.book.entries])):
            tokens = [Token(Tok.TOTAL, ""), *tokens]  # "22 orang x 10rb = 220rb"
        for kind, part in cut_kinds(tokens):
            self._part_of_line(part, replace(place, kind=kind) if kind else place)

    def _is_so_much_each(self, text: str, place: Place) -> bool:
        """ "Wajib 5 orang x 10.000 = 50.000" above the names: so much from each of those below, and their sum."""
        tokens = lex(text, self.names)
        kinds = [token for token in tokens if token.tok is Tok.KIND]
        sums = [token for token in tokens if token.tok is Tok.AMOUNT]
        signs = [token.tok for token in tokens if token.tok in (Tok.TIMES, Tok.EQUALS)]
        if len(kinds) != 1 or len(sums) != 3 or signs != [Tok.TIMES, Tok.EQUALS] or tokens[0] is not kinds[0]:
            return False
        count, each = sorted(sums[:2], key=lambda token: worth(token.value, token.bare and token.value > 60))
        if not count.bare or count.value * each.value != sums[2].value or each.bare != sums[2].bare:
            return False
        self.flush_waiting()
        self.book.current = None
        self.section = Section(
            kind=kinds[0].word, rate=Piece(each.value, each.bare, kinds[0].word, each.doubt)
        )
        assert self.section.rate is not None
        self.rates.append((self.section.rate, place))
        return True

    def _part_of_line(self, tokens: list[Token], place: Place) -> None:
        """A line, or what stands behind one of the kinds that cut it."""
        named = any(token.tok in (Tok.NAME, Tok.SELF) for token in tokens)
        state, tokens = take_state(tokens)
        if state:
            place = replace(place, state=state, rate=None)
        line = read_line(tokens, place.columns)
        self._spend(line, place)
        if line.unread:
            amounts = [token for token in tokens if token.tok is Tok.AMOUNT]
            rupiah = Rupiah(worth(amounts[0].value, amounts[0].bare)) if len(amounts) == 1 else None
            keys = dict.fromkeys(key for token in tokens for key in token.keys)
            bare = rupiah is not None and amounts[0].bare
            self.book.ask("line", place, tuple(keys), rupiah=rupiah, bare=bare, day=place.day)
        if self._is_heading(tokens, line, place, named=named):
            return
        self._settle(line, place, tokens)
        self.totals.extend((total, place.line, len(self.book.entries)) for total in line.totals)

    def _with_day(self, days: Sequence[date | None], place: Place, *, heading: bool) -> Place:
        """The day of the line; a heading's day is that of the lines below as well."""
        day = days[0]
        if day is None or not is_likely(day, self.today):
            self._ask_day(place.line, place.quote, place.quote, day, harm=place.harm)
            return place
        if heading:
            self.day = day
            self.heading_day = self.heading_day or day
        return replace(place, day=day)

    def _word_day(self, text: str) -> None:
        day = find_word_day(text, self.today)
        if day is not None and is_likely(day, self.today):
            self.day = self.heading_day = day

    def _spend(self, line: Line, place: Place) -> None:
        for spent in line.spent:
            rupiah = worth(spent.value, spent.bare)
            if place.harm or not 0 < rupiah <= 10**9:
                self.book.ask(
                    "line", place, rupiah=Rupiah(rupiah) if rupiah else None, bare=spent.bare, day=place.day
                )
                continue
            what = spent.what[:80].strip() or place.quote[:80]
            self.costs.append(
                Cost(what=what, kind=spent.kind, rupiah=Rupiah(rupiah), line=place.line, bare=spent.bare)
            )

    def _is_heading(self, tokens: list[Token], line: Line, place: Place, *, named: bool) -> bool:
        """Opens a section where the line names nobody, gives at most one amount and says what the lines below are."""
        kinds = [token.tok for token in tokens]
        if named or not self._may_title(tokens) or line.spent or line.totals or line.unread or not tokens:
            return False
        if Tok.COST in kinds and Tok.AMOUNT not in kinds:
            self.section = replace(self.section, what="costs", state="", rate=None)
            return True
        if is_greeting_of_all(tokens):
            return True
        if not may_be_heading(tokens, awaited=bool(self.book.waiting), of_one=self.book.current is not None):
            return False
        section = read_heading(tokens, self.section)
        if section is not None and section is not self.section:
            self.flush_waiting()
            self.book.current = None
            self.section = section
            if section.rate is not None:
                self.rates.append((section.rate, place))
        return section is not None

    def _may_title(self, tokens: Sequence[Token]) -> bool:
        """A copied message's own words are no title; of what stands below them, an amount is one only with a colon."""
        if self.sender is None:
            return True
        kinds = {token.tok for token in tokens}
        return self.in_message and (Tok.AMOUNT not in kinds or Tok.COLON in kinds)

    def _settle(self, line: Line, place: Place, tokens: list[Token]) -> None:
        names_only = bool(line.parts) and all(not said.has_content and not said.group for said in line.parts)
        if names_only:
            self._names_only(line, place, tokens)
            return
        self.section.lines.extend(place.line for said in line.parts if said.who)
        if "centangtanda" in (token.text for token in tokens):
            self.section.ticked.append(place.line)  # beside ticked names a bare one has not paid
        for said in line.parts:
            if said.group and not said.who:
                self.groups.append((said, line, place))
            else:
                if not said.who and said.pieces and self.book.waiting:
                    self.section.used = True
                elif said.who:
                    self.flush_waiting()
                    add_owed(self.section, said)
                settle(self.book, said, place)
        if line.except_names and not any(said.group for said in line.parts):
            for who in line.except_names:
                settle(self.book, Said(who=[who], states=["unpaid"]), place)

    def _names_only(self, line: Line, place: Place, tokens: list[Token]) -> None:
        """Names under a heading are what the heading says; a name alone waits for its amount; talk is left alone."""
        who = [one for said in line.parts for one in said.who]
        if not who:
            return
        if any(said.misnamed for said in line.parts):
            self.book.ask("line", place, [key for one in who for key in one.keys], day=place.day)
            return
        if place.state or place.rate is not None:
            self.section.used = True
            if self.section.soft and place.state == self.section.state:
                self.softly.append((self.section.lines, line.parts, place))
                return
            if place.rate is not None and not place.state:
                self.softly.append((self.section.ticked, line.parts, place))
                return
            for said in line.parts:
                said.unclear = said.unclear or (place.state == "paid" and said.unknown > 0)  # "Juju saceng"
                settle(self.book, said, place)
            return
        if place.kind != self.section.kind or any(said.unkinded for said in line.parts):
            for said in line.parts:  # "Wajib: Cucu, Rina"
                said.unkinded = said.unkinded or place.kind
                settle(self.book, said, place)
            return
        talk = sum(token.tok is Tok.UNKNOWN for token in tokens)
        greeted = _GREETED & set(plain_line(place.quote).split())
        if (
            place.harm
            or (place.sender is not None and not self.in_message)
            or greeted
            or (talk and not place.numbered)
        ):
            return
        self.flush_waiting()
        self.book.current = None
        self.book.waiting.extend((one, place) for one in who)

    def settle_softly(self) -> None:
        """Names alone under "Setoran:" have paid what is usual, unless the lines beside them say what each paid."""
        for said_more, parts, place in self.softly:
            for said in parts:
                said.unclear = said.unclear or bool(said_more) or said.unknown > 0
                settle(self.book, said, place)

    def flush_waiting(self) -> None:
        """Asks for the amounts of the names that stood alone."""
        for who, place in self.book.waiting:
            about = "amount" if len(who.keys) == 1 else "name"
            self.book.ask(about, place, who.keys, kind=place.kind or self.default_kind, day=place.day)
        self.book.waiting.clear()

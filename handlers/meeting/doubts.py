"""What of a list is not clear is asked, one thing at a time: the scale once for all numbers, names, who is missing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.accounts import SavingKind
from domain.meetings import INFAK, INSTALMENT
from domain.money import Rupiah, Spelled
from domain.reading.lists import ListedEntry, ListReading, Question, answer_question, answer_scale
from handlers.meeting.kinds import BESIDE, INSTALMENT_LABEL, kind_choices
from handlers.meeting.questions import UsualAmount
from handlers.meeting.scene import Scene, number_of
from handlers.questions import Amount, YesNo

UNPAID = Choice("unpaid", _("Belum setor"), words=("belum", "blm"))
ABSENT = Choice("absent", _("Tidak datang"), words=("tidak hadir", "absen"))
AMOUNT = Choice("amount", _("Tulis jumlah"), words=("tulis", "jumlah"))
ALL_UNPAID = Choice("all_unpaid", _("Semua belum setor"), words=("belum semua", "semua belum"))
ALL_ABSENT = Choice("all_absent", _("Semua tidak datang"), words=("tidak datang semua",))
LATER = Choice("later", _("Masih menyusul"), words=("menyusul", "nanti"))
ONE_BY_ONE = Choice("each", _("Satu per satu"), words=("satu satu",))
NOBODY = Choice("nobody", _("Bukan anggota"), words=("bukan",))
NO_SAVING = Choice("no_saving", _("Bukan setoran"), words=("bukan",))
ONCE = Choice("first", _("Satu kali"), words=("sekali", "1 kali"))
PAID = Choice("first", _("Sudah setor"), words=("sudah",))
NOT_PAID = Choice("second", _("Belum setor"), words=("belum",))
TWICE = Choice("both", _("Dua kali"), words=("2 kali",))
ON_LOAN = Choice(INSTALMENT, INSTALMENT_LABEL, words=("cicil", "pinjaman", "utang"))

# What stands beside an instalment is part of it: what of a payment is jasa the group's rules say, not the list.
PARTS_OF_INSTALMENT = ("jasa", "denda")

# More who are not mentioned than this may be answered all at once.
UNMENTIONED_MAX = 3

# "Pelunasan 500rb" is of a loan; "lunas 500rb" may be, "lunas" alone is what everybody puts in.
_PAYING_OFF = re.compile(r"\b(pelunasan|(me|di)?lunasi|(di)?lunasin|ngelunasin)\b", re.IGNORECASE)
_PAID_OFF = re.compile(r"\blunas\b", re.IGNORECASE)
# A line that names a kind of saving is of that kind.
_SAVING_WORD = re.compile(
    r"\b(wajib|wjb|pokok|sukarela|mana ?suka|khusus|lebaran|tab(ungan)?|nabung|simpanan|sosial|arisan)\b",
    re.IGNORECASE,
)

# Things one list may be asked about; what is beyond is said to be left out.
QUESTIONS_MAX = 12

SCALE = 1_000
IGNORE = "ignore"


async def ask_scale(chat: Chat, reading: ListReading) -> ListReading:
    """One question for all bare numbers; only where she says no, one for each different number."""
    bare: list[int | None] = [each.rupiah for each in reading.entries if each.bare]
    bare += [each.rupiah for each in reading.costs if each.bare]
    bare += [each.rupiah for each in reading.questions if each.bare]
    numbers = list(dict.fromkeys(int(each) // SCALE for each in bare if each))
    if not numbers:
        return reading
    text = _(
        "Semua angka ini ribuan? {number} = {amount}.",
        number=str(numbers[0]),
        amount=Rupiah(numbers[0] * SCALE),
    )
    if await chat.ask(text, YesNo(is_weighty=True, labels=(_("Ya"), _("Bukan")))):
        return answer_scale(reading, True)
    worth = {}
    for number in numbers:
        worth[number] = await chat.ask(_("Angka {number} itu berapa rupiah?", number=str(number)), Amount())
    return answer_scale(_scaled(reading, worth), True)


def _scaled(reading: ListReading, worth: dict[int, Rupiah]) -> ListReading:
    """Each bare number as she said, in the place of its guess in thousands."""
    return replace(
        reading,
        entries=tuple(
            replace(each, rupiah=worth[each.rupiah // SCALE]) if each.bare else each
            for each in reading.entries
        ),
        costs=tuple(
            replace(each, rupiah=worth[each.rupiah // SCALE]) if each.bare else each for each in reading.costs
        ),
        questions=tuple(
            replace(each, rupiah=worth[each.rupiah // SCALE]) if each.bare and each.rupiah else each
            for each in reading.questions
        ),
    )


async def ask_doubts(
    chat: Chat, scene: Scene, reading: ListReading, text: str, *, whole: bool
) -> tuple[ListReading, list[str]]:
    """The list with nothing open any more, and its lines that are not booked.

    text: as it was read. whole: it speaks of everybody.
    """
    left: list[str] = []
    for _number in range(QUESTIONS_MAX):
        question = next((each for each in reading.questions if each.about not in _OF_ALL), None)
        if question is None:
            break
        choice = await ask_question(chat, scene, question)
        after = answer_question(reading, question, choice)
        if choice == IGNORE or after is reading:
            left += [question.text] if question.text else []
            after = answer_question(reading, question, IGNORE)
        reading = after
    left += [each.text for each in reading.questions if each.about not in _OF_ALL and each.text]
    reading = await ask_unmentioned(chat, scene, reading, whole=whole)
    entries, lines = [], text.splitlines()
    for entry in reading.entries:
        line = lines[entry.line - 1] if 0 < entry.line <= len(lines) else ""
        checked = await ask_entry(chat, scene, entry, line)
        entries += [checked] if checked is not None else []
    return replace(reading, entries=tuple(entries)), left


_OF_ALL = ("scale", "unmentioned")


async def ask_question(chat: Chat, scene: Scene, question: Question) -> str | Rupiah:
    """What settles one thing the reader could not; IGNORE where it is not booked."""
    names = {each.key: each.name for each in scene.women}
    if question.about == "name" and question.candidates:
        choices = [Choice(key, names[key]) for key in question.candidates if key in names]
        return (await chat.choose(_('"{text}" itu siapa?', text=question.text), (*choices, NOBODY))).key
    name = names.get(question.candidates[0], "") if question.candidates else ""
    if question.about == "amount" and name:
        usual = usual_of(scene, question.kind, number_of(question.candidates[0]))
        text = _('{name}, "{text}": berapa?', name=name, text=question.text)
        answer = await chat.ask(text, UsualAmount(usual=usual, of=(UNPAID, ABSENT)))
        return answer.key if isinstance(answer, Choice) else answer
    if question.about == "kind" and name:
        member = number_of(question.candidates[0])
        if question.kind == INFAK:
            return INFAK
        if question.kind in PARTS_OF_INSTALMENT and scene.borrower(member) is not None:
            return INSTALMENT
        text = _('"{text}": simpanan apa?', text=question.text)
        chosen = await chat.choose(text, (*choices_for(scene, member), NO_SAVING))
        return IGNORE if chosen.key == NO_SAVING.key else chosen.key
    if question.about == "duplicate" and name and question.rupiah:
        text = _("{name} tertulis lagi, {amount}. Setornya berapa kali?", name=name, amount=question.rupiah)
        return (await chat.choose(text, (ONCE, TWICE))).key
    if question.about == "duplicate" and name and question.status == UNPAID.key:
        text = _(
            '{name} tertulis dua kali, yang satu "{text}". Jadinya bagaimana?', name=name, text=question.text
        )
        return (await chat.choose(text, (PAID, NOT_PAID))).key
    return IGNORE


def usual_of(scene: Scene, word: str, member: int) -> Rupiah | None:
    """What is usual for that kind; of an instalment what she is asked for this time."""
    if word == INSTALMENT:
        borrower = scene.borrower(member)
        return None if borrower is None else borrower.usual
    return scene.kind(next((each for each in SavingKind if each.value == word), SavingKind.WAJIB)).usual


def choices_for(scene: Scene, member: int) -> tuple[Choice, ...]:
    """The kinds of saving, and an instalment for who has a loan."""
    kinds = kind_choices(scene.kinds)
    return kinds if scene.borrower(member) is None else (*kinds, ON_LOAN)


async def ask_unmentioned(chat: Chat, scene: Scene, reading: ListReading, *, whole: bool) -> ListReading:
    """Who is not in the list: not paid, not there, or still to come. whole: False for a line or two, no question."""
    known = {each.member for each in scene.saved} | set(scene.statuses)
    silent = [
        each
        for each in reading.questions
        if each.about == "unmentioned" and int(each.candidates[0][1:]) not in known
    ]
    if not whole or not silent:
        return reading
    if len(silent) > UNMENTIONED_MAX:
        text = _("{n} orang tidak disebut. Mereka bagaimana?", n=len(silent))
        chosen = await chat.choose(text, (ALL_UNPAID, ALL_ABSENT, LATER, ONE_BY_ONE))
        if chosen.key != ONE_BY_ONE.key:
            return _all(reading, silent, chosen.key)
    names = {each.key: each.name for each in scene.women}
    for question in silent:
        name = names[question.candidates[0]]
        text = _("{name} tidak disebut. Bagaimana?", name=name)
        answer: str | Rupiah = (await chat.choose(text, (UNPAID, ABSENT, AMOUNT))).key
        if answer == AMOUNT.key:
            usual = scene.kind(SavingKind.WAJIB).usual
            answer = await chat.ask(_("{name} setor berapa?", name=name), Amount(usual=usual))
        reading = answer_question(reading, question, answer)
    return reading


def _all(reading: ListReading, silent: Sequence[Question], chosen: str) -> ListReading:
    status = {ALL_UNPAID.key: "unpaid", ALL_ABSENT.key: "absent"}.get(chosen, IGNORE)
    for question in silent:
        reading = answer_question(reading, question, status)
    return reading


def may_be_for_loan(scene: Scene, entry: ListedEntry, line: str) -> bool:
    """Whether a line without a kind may be money for her loan: of another size than a saving, or "pelunasan"."""
    borrower = scene.borrower(number_of(entry.member))
    if borrower is None or entry.kind in BESIDE or _SAVING_WORD.search(line):
        return False
    usual = usual_of(scene, entry.kind, borrower.member)
    unusual = entry.doubt == "unusual" or entry.rupiah > scene.ask_again_over
    ends = entry.rupiah in (borrower.usual, borrower.payoff) or _PAID_OFF.search(line) is not None
    return _PAYING_OFF.search(line) is not None or (entry.rupiah != usual and (unusual or ends))


async def ask_entry(chat: Chat, scene: Scene, entry: ListedEntry, line: str = "") -> ListedEntry | None:
    """The entry if it may be booked: of a kind the group has, and of a size that is usual or said again.

    line: its words, for what the reader takes for a saving and may be for her loan.
    """
    name = next(each.name for each in scene.women if each.key == entry.member)
    member = number_of(entry.member)
    known = {each.key for each in scene.kinds} | {each.kind for each in scene.saved if each.member == member}
    known.add(INFAK)
    if entry.kind == INSTALMENT and scene.borrower(member) is not None:
        known.add(INSTALMENT)
    if may_be_for_loan(scene, entry, line):
        asked = _("{name} {amount}: cicilan atau simpanan?", name=name, amount=entry.rupiah)
        chosen = await chat.choose(asked, (ON_LOAN, *kind_choices(scene.kinds), NO_SAVING))
        if chosen.key == NO_SAVING.key:
            return None
        on_loan = chosen.key == INSTALMENT
        entry = replace(entry, kind=chosen.key, doubt="" if on_loan else entry.doubt)
    elif entry.kind not in known:
        if entry.kind == INSTALMENT:
            await chat.say(_("{name} tidak punya pinjaman yang berjalan.", name=name))
        text = _("{name} {amount}: simpanan apa?", name=name, amount=entry.rupiah)
        chosen = await chat.choose(text, (*choices_for(scene, member), NO_SAVING))
        if chosen.key == NO_SAVING.key:
            return None
        entry = replace(entry, kind=chosen.key)
    # An instalment beyond what the loan takes is asked about when the list is compared with the book.
    if entry.doubt != "unusual" and (entry.rupiah <= scene.ask_again_over or entry.kind == INSTALMENT):
        return entry
    asked = _(
        "{name}, {kind}: {amount}. Benar sebesar itu?",
        name=name,
        kind=scene.label(entry.kind),
        amount=Spelled(entry.rupiah),
    )
    if await chat.confirm(asked):
        return entry
    asked = _("{name}, {kind}: berapa yang benar?", name=name, kind=scene.label(entry.kind))
    return replace(entry, rupiah=await chat.ask(asked, Amount()), doubt="")

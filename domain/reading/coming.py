"""What does she say to "Bisa datang?"? One of the four answers, what keeps her, a question of her own, or None.

The law: "insyaallah" is an answer of its own (chats.md 4). Whoever doubts is unsure, whatever stands beside it; a no is
a no only where nothing softens it. A question is no answer. What keeps her is no answer either, before she says what it
means. Not asked just then (`asked` False), every word must be understood and one must say that it is about coming, so
that nothing else she writes is taken for it.
"""

from domain.coming import Says
from domain.courses import Reply
from domain.reading.answers import Answer, read_answer
from domain.reading.class_question import About, read_class_question
from domain.reading.clean import POLITE, clean, find_phrases, words_of
from domain.reading.coming_words import TABLE, Sense, in_latin, made_one
from domain.reading.limits import ANSWER_TEXT_CHARS_MAX
from domain.reading.spelling import squeeze

_ASKS = {
    About.TIME: Says.ASKS_TIME,
    About.PLACE: Says.ASKS_PLACE,
    About.CHILDREN: Says.ASKS_CHILDREN,
    About.FARE: Says.ASKS_FARE,
    About.COST: Says.ASKS_COST,
    About.BRING: Says.ASKS_BRING,
    About.LATE: Says.ASKS_LATE,
    About.WHAT: Says.ASKS_WHAT,
}

_KNOWN = {word for phrase in TABLE for word in phrase}
_THIN = {squeeze(word): word for word in sorted(_KNOWN)}

# "Ikut" is also how she asks to join a class, "hadir" how she says that she is there.
_ALSO_ELSEWHERE = frozenset(
    "ikut ikt hadir hdr hdir mangkat berangkat brangkat kawa isa pigi bs otw sanggup".split()
)
# "Bisa" and "insyaallah" may be said to many questions, these to one.
_PRESENCE = frozenset(
    "datang dateng dtg dtng dtang hadir hdr hdir sumping dugi rawuh teko pigi datangan merapat".split()
)

# With these a sentence asks, whether or not it has a sign of it.
_ASKING = frozenset(
    "apa apakah opo naon napa berapa brp pira pinten sabaraha kapan kpn iraha mana dimana dmn mn pundi siapa sinten "
    "saha bagaimana gimana gmn gmna kumaha piye pripun kenapa knp".split()
)

# "Anak saya demam tinggi dari semalam". Longer, or with one of these words, she tells of something else.
BECAUSE_WORDS_MAX = 7
_WANTS = frozenset(
    "bantuan bansos pinjam pinjaman uang modal obat hutang utang daftar kelompok setor".split()
)


def read_said(text: str, *, asked: bool = True) -> Says | None:
    """What she says about the session, or None. asked: the question stands open or came last. Never raises."""
    if len(text) > ANSWER_TEXT_CHARS_MAX:
        return None
    about = read_class_question(text)
    if about is not None:
        return _ASKS[about]
    cleaned = made_one(clean(in_latin(text)).text)
    if "?" in cleaned:
        return None
    words = [_spelled(word) for word in words_of(cleaned) if word not in POLITE]
    found = list(find_phrases(words, TABLE))
    if not asked and not _is_about_coming(found):
        return None
    return _meaning(found, text, asked=asked)


def read_coming(text: str, *, asked: bool = True) -> Reply | None:
    """Her answer alone, or None. asked: the question stands open; else she says it by herself. Never raises."""
    said = read_said(text, asked=asked)
    return said.reply if said is not None else None


def names_coming(text: str) -> bool:
    """Whether she says "datang" or "hadir", or asks about a class: so that it is no answer to anything else."""
    words = {_spelled(word) for word in words_of(clean(text[:ANSWER_TEXT_CHARS_MAX]).text)}
    return bool(words & _PRESENCE) or read_class_question(text) is not None


_Found = list[tuple[Sense | None, list[str]]]


def _meaning(found: _Found, text: str, *, asked: bool) -> Says | None:
    senses = [sense for sense, _group in found]
    is_late = Sense.LATE in senses and not _unknown(found)
    known = senses if is_late else senses[: senses.index(None)] if None in senses else senses
    words = {word for _sense, group in found for word in group}
    if _asks(known) or words & (_ASKING | _WANTS):
        return None
    meant = _meant({each for each in known if each is not None})
    if len(known) < len(senses):
        # "Tidak bisa, anak sakit": the reason is hers, and the answer stands before it. A yes has no such tail.
        if not asked:
            return None
        if meant is Says.NO:
            return Says.NO_BECAUSE
        if meant not in (None, Says.YES, Says.LATE):
            return meant
        return _because(found) or (_plain(text) if meant is None else None)
    if meant is Says.NO and Sense.REASON in senses:
        return Says.NO_BECAUSE
    return meant or ((_plain(text) or _because(found)) if asked else None)


def _unknown(found: _Found) -> bool:
    """Whether there is a word nobody knows; so many minutes are no such word."""
    return any(sense is None and not group[0].isdigit() and group != ["menit"] for sense, group in found)


def _because(found: _Found) -> Says | None:
    """What keeps her, where she says nothing else of coming, in few words."""
    senses = [sense for sense, _group in found]
    is_short = sum(len(group) for _sense, group in found) <= BECAUSE_WORDS_MAX
    return Says.BECAUSE if Sense.REASON in senses and Sense.COME not in senses and is_short else None


def _is_about_coming(found: _Found) -> bool:
    return any(
        sense is Sense.WILLING or (sense is Sense.COME and not _ALSO_ELSEWHERE.intersection(group))
        for sense, group in found
    )


def _asks(senses: list[Sense | None]) -> bool:
    """ "Bisa ga": a question, though it has no sign of one."""
    if Sense.NOT not in senses or Sense.COME not in senses:
        return False
    return Sense.COME not in senses[senses.index(Sense.NOT) :]


def _meant(senses: set[Sense]) -> Says | None:
    if Sense.DOUBT in senses:
        return Says.UNSURE
    away = Sense.AWAY in senses or (Sense.NOT in senses and Sense.COME in senses)
    if Sense.WILLING in senses:
        return Says.UNSURE if away or Sense.NOT in senses else Says.GOD_WILLING
    if away:
        return Says.NO
    if Sense.REASON in senses:
        return None  # "bisa, anak sakit": she may mean either
    if Sense.LATE in senses:
        return Says.LATE
    return Says.YES if Sense.COME in senses and Sense.NOT not in senses else None


def _plain(text: str) -> Says | None:
    """Yes and no as everywhere. A menu's digits are not read here."""
    match read_answer(text, digits=False):
        case Answer.YA:
            return Says.YES
        case Answer.TIDAK:
            return Says.NO
        case Answer.BELUM | Answer.TIDAK_TAHU:
            return Says.UNSURE
    return None


def _spelled(word: str) -> str:
    """As it is known, with repeated letters forgiven: "insyaallaah", "bisaaa"."""
    return word if word in _KNOWN else _THIN.get(squeeze(word), word)

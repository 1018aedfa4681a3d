"""Whom does it happen to: the writer, a child, or somebody she tells us about?

The law: the writer, unless the sentence names another. "Euis dipukul lakinya" from a treasurer is not about her.
"""

from __future__ import annotations

from domain.reading.distress.model import About
from domain.reading.distress.ordinary import ORDINARY
from domain.reading.distress.sentences import Sentence

_BACK, _AHEAD = 7, 4
# "Kalau bukan karena anak saya": she lives for the child, it is not about the child.
_FOR_WHOM = frozenset("karena krn karna demi bukan gara gara2 buat untuk utk".split())
_OWNED = frozenset({"child", "kin", "husband", "body", "perp"})
_BETWEEN = frozenset(
    "pung perempuan lelaki gadis kecil bungsu sulung pertama kedua tiri cewek cowok yang kandung angkat 2 "
    "awewe lalaki wedok".split()
)
_HEARSAY = frozenset("jarene jare katanya cenah ceunah ujarnya".split())
_FAMILY_TITLES = frozenset("ibu mama mamah kakak kaka adek ade adik".split())
_TIME_WORDS = frozenset(
    (
        "tadi td semalam semalem semlm kemarin kmrn kmarin kemaren kamarian hari pagi siang sore malam malem "
        "mlm malm subuh barusan baru abis habis hbs abs sering sring terus trs trus tiap setiap selalu suka "
        "sdh sudah yang yg dan lalu langsung lgsg malah kan di d juga itu ini karena krn gara gegara sampai "
        "sampe sejak dari masih pas waktu saat ketika sok rancak asring saben dapa kena nembe bengi wengi "
        "peuting ngan katanya kabarnya kayaknya jadi terpaksa terus2an melulu muluk wae mau akan habis2an "
        "jarene jare ceunah cenah dipun tiap2 dulu tolong tlong halo pernah gimana nih maaf "
    ).split()
)


def about_passive(sentence: Sentence, at: int) -> About:
    """Whom a verb like "dipukul" at `at` happens to: she stands before it."""
    if _me_too(sentence):
        return About.SELF
    named = _before(sentence, at)
    if named is not None:
        return named
    if _named_by_name(sentence, at) or _agent_is_theirs(sentence, at):
        return About.OTHER
    ahead = sentence.near(at, "child", 0, 3)
    if (
        ahead is not None
        and "by" not in sentence.tags(ahead - 1)
        and sentence.text(ahead - 1) not in ("depan", "dpn", "hadapan")
        and not _is_own_man(sentence, ahead - 1)
    ):
        return About.CHILD
    return About.SELF


def _me_too(sentence: Sentence) -> bool:
    """ "Nyokap digebukin bokap, gue juga": what was told of another is true of her too."""
    last = len(sentence.words) - 1
    return sentence.text(last) in ("juga", "jg", "jugak", "oge", "ugi") and "self" in sentence.tags(last - 1)


def about_active(sentence: Sentence, at: int) -> About:
    """Whom a verb like "mukul" at `at` happens to: she stands after it, and "suami tetangga" before it hits another."""
    for place in range(at + 1, min(len(sentence.words), at + 1 + _AHEAD)):
        tags = sentence.tags(place)
        if (
            place == at + 1
            and sentence.text(place) in ("dia", "inya", "manehna", "dheweke", "inyo")
            and "perp" in sentence.tags(at - 1)
        ):
            return About.OTHER
        if "child" in tags:
            return About.CHILD
        if "self" in tags:
            return About.SELF
        if (
            "kin" in tags
            and not ("perp" in tags and "self" not in sentence.tags(place + 1))
            and sentence.text(place) != "istri"
        ):
            return About.OTHER
    if "perp" in sentence.tags(at - 1) and (topic := _before(sentence, at)) is About.CHILD:
        return topic
    for place in range(max(0, at - _BACK), at):
        tags = sentence.tags(place)
        if "theirs" in tags or ("perp" in tags and "kin" in sentence.tags(place + 1)):
            return About.OTHER if not sentence.near(at, "self", 0, 6) else About.SELF
    return About.SELF


def about_subject(sentence: Sentence, at: int) -> About:
    """Who wishes or fears something at `at`: the nearest person before it, else the writer."""
    named = _before(sentence, at)
    if named is not None:
        return named
    return About.OTHER if _named_by_name(sentence, at) else About.SELF


def _before(sentence: Sentence, at: int) -> About | None:
    place = at - 1
    while place >= max(0, at - _BACK):
        tags = sentence.tags(place)
        if "child" in tags and not _is_own_man(sentence, place - 1) and "by" not in sentence.tags(place - 1):
            return About.CHILD
        if "self" in tags:
            owned = _owned_noun(sentence, place)
            if owned is None:
                return None if "by" in sentence.tags(place - 1) else About.SELF
            if "child" in sentence.tags(owned):
                return About.SELF if sentence.text(owned - 1) in _FOR_WHOM else About.CHILD
            if "body" in sentence.tags(owned):
                return About.SELF
            if "kin" in sentence.tags(owned) and "by" not in sentence.tags(owned - 1):
                return About.OTHER
            if sentence.text(owned) in _FAMILY_TITLES and owned == 0 and _own_father_after(sentence, at):
                return About.OTHER
            if sentence.text(owned) in _FAMILY_TITLES:
                return About.SELF
            place = owned - 1
            continue
        if "kin" in tags and "by" not in sentence.tags(place - 1) and "self" not in sentence.tags(place - 1):
            return About.CHILD if "child" in sentence.tags(place - 1) else About.OTHER
        place -= 1
    return None


def _owned_noun(sentence: Sentence, place: int) -> int | None:
    """The noun that "saya" at `place` belongs to ("anak saya", "ibu saya"), or None when it stands for herself."""
    before = place - 1
    while sentence.text(before) in _BETWEEN or (
        sentence.text(before) == "laki" and "child" in sentence.tags(before - 1)
    ):
        before -= 1
    if sentence.tags(before) & _OWNED or sentence.text(before) in (
        "rt",
        "rw",
        "kampung",
        "desa",
        "kelompok",
        "grup",
    ):
        return before
    if sentence.text(before) in _FAMILY_TITLES and "self" in sentence.tags(place):
        return before
    return None


def _own_father_after(sentence: Sentence, at: int) -> bool:
    return any(
        sentence.text(place) in ("bapak", "ayah", "bapa", "abah", "papa", "bapakku", "ayahku")
        for place in range(at + 1, at + 4)
    )


def _is_own_man(sentence: Sentence, place: int) -> bool:
    """ "Bapaknya anak-anak" is her husband, no child."""
    tags = sentence.tags(place)
    if "doubled" in tags or "child" in tags:
        tags = sentence.tags(place - 1)
    return "husband" in tags or sentence.text(place) in ("nya", "bapak", "bpk", "ayah")


def _agent_is_theirs(sentence: Sentence, at: int) -> bool:
    agent = sentence.near(at, "theirs", 0, _AHEAD)
    return agent is not None and "child" not in sentence.tags(agent)


def _named_by_name(sentence: Sentence, at: int) -> bool:
    """A title and an unknown word before the verb, or an unknown word first and a man after the verb."""
    place = at - 1
    filling = {"now_state", "again", "not", "doubled"}
    if any(word.text in _HEARSAY for word in sentence.words):
        filling.add("want")  # "Mbak Tutik jarene pengin mati"
    while place >= 0 and (sentence.text(place) in _TIME_WORDS or sentence.tags(place) & filling):
        place -= 1
    if place < 0:
        return False
    word = sentence.words[place]
    if word.known or word.text in ORDINARY or len(word.text) < 3:
        return False
    told = any(
        other.text in ("katanya", "bilang", "curhat", "cerita", "ngomong", "cenah", "jare")
        for other in sentence.words
    )
    if told and place == 0:
        return True
    titled = "title" in sentence.tags(place - 1) or sentence.text(place - 1) in ("pak", "mas")
    return titled or (place == 0 and at - place <= 2 and "perp" in sentence.tags(at + 1))


def about_phrase(sentence: Sentence, at: int) -> About:
    """Whom a phrase of harm at `at` is about; a bride is meant before those who marry her off."""
    form = sentence.words[at].form
    if form is not None and form.tag == "marry":
        married = about_subject(sentence, at)
        return About.SELF if married is About.OTHER and sentence.has("self") else married
    if form is not None and form.voice.value == "active":
        return about_active(sentence, at)
    found = about_subject(sentence, at)
    if found is About.SELF and sentence.has("theirs") and not sentence.has("self"):
        return about_passive(sentence, at)
    if found is About.SELF and "child" in sentence.tags(at + 1):
        return About.CHILD
    return found

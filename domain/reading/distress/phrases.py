"""Harm that is said without a hurting verb: euphemisms, weapons, pictures, forced marriage and bed, a child in danger.

"Main tangan" is hitting, "KDRT" beside herself is a confession, and a lesson about KDRT is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.reading.distress.findings import ASK, DANGER, Finding, is_denied, is_only_told
from domain.reading.distress.kindness import is_kind
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_phrase

_Sign = tuple[Level, int]
# Where a man carries a machete to work.
_FIELDS = frozenset(
    "kebun sawah ladang hutan bambu rumput kayu kerja tani kabun uma pahumaan alas baru potong beli".split()
)


def find_phrases_of_harm(sentence: Sentence) -> Iterator[Finding]:
    """Every sign of harm that stands in a phrase, not in one verb."""
    for rule in (_done_to_her, _loose_hands, _the_word_itself, _blows, _weapons, _wounds, _dragged):
        for level, at in rule(sentence):
            if not is_only_told(sentence, at):
                about = about_phrase(sentence, at)
                yield Finding(level, Kind.CHILD if about is About.CHILD else Kind.VIOLENCE, about)


def _loose_hands(sentence: Sentence) -> Iterator[_Sign]:
    """ "Main tangan", "ringan tangan", "angkat tangan", "main fisik"."""
    for at in sentence.at("hand_word"):
        if not is_denied(sentence, at):
            yield DANGER, at
    for at in sentence.at("hand"):
        play = sentence.near(at, "play_hand", 1, 1)
        if play is None or is_denied(sentence, play) or is_denied(sentence, min(at, play)):
            continue
        if (
            sentence.text(at + 1) in ("kiri", "kanan", "kidul")
            or sentence.near(at, "play_word", 0, 3) is not None
        ):
            continue
        man = sentence.near(at, ("perp", "kin"), 7, 4)
        kind_help = sentence.has("support") or any(
            word.text
            in ("bantu", "menolong", "nolong", "suka_menolong", "rajin", "membantu", "bantuin", "nulungan")
            for word in sentence.words
        )
        plays = sentence.text(play) in ("main", "maen", "mainin", "maenin", "mein")
        if (
            sentence.text(play).startswith(("melayang", "ngelayang", "layang", "mendarat"))
            and sentence.near(at, ("self", "body"), 0, 5) is not None
        ):
            man = at
        if (
            kind_help
            or (not plays and man is None)
            or (sentence.text(play) in ("angkat", "ngangkat") and man is None)
            or sentence.text(play) == "cepat"
        ):
            continue
        yield DANGER, at
    for at, word in enumerate(sentence.words):
        if (
            word.text in ("main", "maen")
            and (form := sentence.words[min(at + 1, len(sentence.words) - 1)].form)
            and form.tag in ("hit", "hit_q")
        ) and (
            form.root in ("pukul", "tampar", "gebuk", "hajar", "gampar", "tendang", "jambak")
            and not is_denied(sentence, at)
            and "child" not in sentence.tags(at - 1)
            and sentence.near(at, "beaten_thing", 0, 3) is None
            and sentence.near(at, "play_word", 0, 3) is None
            and not sentence.text(at + 2).startswith(form.root)
        ):
            yield DANGER, at


def _done_to_her(sentence: Sentence) -> Iterator[_Sign]:
    """Any other thing her husband does to her or to her body, when it is none of the kind things.

    Verbs that no list holds are found here: "kaki saya dipatahin suami", "suami naruh pisau di leher saya".
    """
    for at, word in enumerate(sentence.words):
        if "husband" not in word.tags and word.text not in ("mantan", "dia", "mertua", "pacar", "majikan"):
            continue
        blade, body = sentence.near(at, "blade", 0, 4), sentence.near(at, "body", 0, 6)
        if (
            blade is not None
            and body is not None
            and blade < body
            and sentence.near(body, "self", 0, 1) is not None
        ):
            yield DANGER, at
        hot = sentence.near(at, "hot", 6, 0)
        if (
            hot is not None
            and (burnt := sentence.near(hot, "body", 4, 0)) is not None
            and sentence.near(burnt, "self", 3, 1) is not None
        ):
            yield ASK, hot
        verb = _verb_before(sentence, at)
        done = sentence.text(verb)
        hers = sentence.near(verb, "self", 3, 0)
        if (
            "husband" in word.tags
            and hers is not None
            and sentence.words[verb].form is None
            and done.startswith("di")
            and not is_kind(done)
            and not is_denied(sentence, verb)
        ) and sentence.near(verb, ("thing", "money", "passport", "picture"), 3, 0) is None:
            yield ASK, verb


def _verb_before(sentence: Sentence, man: int) -> int:
    """Where the verb stands that was done by the man: right before him, or before a place and "sama"."""
    if "by" not in sentence.tags(man - 1):
        return man - 1
    places = (at for at in range(man - 2, max(-1, man - 6), -1) if len(sentence.text(at)) > 4)
    return next((at for at in places if sentence.text(at).startswith("di")), man - 2)


def _the_word_itself(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("violence_word"):
        asked = "itu" in (sentence.text(at - 1), sentence.text(at + 1)) and not sentence.has("self", "perp")
        if asked or is_denied(sentence, at) or (sentence.has("lesson") and not sentence.has("self")):
            continue
        hers = sentence.has("self", "perp", "kin", "child")
        if (
            sentence.text(at).startswith(("kdr", "dikdr", "kda"))
            or sentence.near(at, "suffer", 3, 0) is not None
        ):
            yield (DANGER if hers or sentence.near(at, "suffer", 3, 0) is not None else ASK), at
        elif hers and sentence.has("home", "perp"):
            yield DANGER, at


def _blows(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("blow"):
        got = sentence.near(at, ("suffer", "marks", "give", "play_hand"), 3, 0) is not None
        if (
            got
            and sentence.has("self", "perp", "body")
            and not is_denied(sentence, at)
            and sentence.near(at, "thing", 2, 3) is None
        ):
            yield DANGER, at


def _weapons(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("blade"):
        carried = sentence.text(at - 1) in (
            "bawa",
            "mawa",
            "pegang",
            "nggowo",
            "mambawa",
            "nyekel",
            "megang",
            "membawa",
            "angkat",
        )
        if (
            carried
            and sentence.near(at, "husband", 5, 0) is not None
            and not any(word.text in _FIELDS for word in sentence.words)
        ):
            yield ASK, at
        if (
            sentence.near(at, "menace", 5, 5) is not None
            or (sentence.has("raging", "drunk") and sentence.has("perp"))
        ) and sentence.has("perp", "self", "kin"):
            yield DANGER, at
    for at, word in enumerate(sentence.words):
        if (
            (
                word.form
                and word.form.tag == "chase"
                and sentence.near(at, "perp", 4, 3) is not None
                and sentence.near(at, ("self", "child"), 4, 3) is not None
            )
            and sentence.near(at, ("thing", "collector"), 3, 3) is None
            and not is_denied(sentence, at)
        ):
            yield (DANGER if sentence.has("weapon") else ASK), at
        if (
            word.text in ("potong", "timpas", "tebas", "tabas", "gorok")
            and sentence.has("blade")
            and sentence.near(at, "self", 0, 2) is not None
        ):
            yield DANGER, at


def _wounds(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("wound"):
        if sentence.text(at) == "belur" or (
            sentence.near(at, "perp", 4, 6) is not None
            and any(
                word.text in ("gara", "gegara", "karena", "krn", "dibuat", "dibikin", "ulah", "gara2", "sama")
                for word in sentence.words
            )
            and (
                sentence.text(at) not in ("patah", "biru", "copot", "sobek", "robek")
                or sentence.text(at + 1) in ("biru", "2")
            )
        ):
            yield ASK, at
    for at, word in enumerate(sentence.words):
        if (
            word.text in ("kasar", "kasarin")
            and sentence.text(at - 1) in ("main", "maen", "secara", "perlakuan")
            and sentence.has("perp")
        ):
            yield DANGER, at
        if word.text in ("main", "maen") and sentence.text(at + 1) == "kasar":
            yield DANGER, at


def _dragged(sentence: Sentence) -> Iterator[_Sign]:
    """ "Rambut saya ditarik", "dijorokin", "dibuang dari motor"."""
    for at in sentence.at("die"):
        if sentence.text(at - 1) in ("kasi", "kase", "bekin") and sentence.has("self", "perp"):
            yield DANGER, at
    for at, word in enumerate(sentence.words):
        if word.text in (
            "ditarik",
            "narik",
            "ditariktarik",
            "tarik",
            "dijenggut",
            "menarik",
            "dipegang",
            "dicekel",
            "dicengkeram",
            "ditarikin",
        ) and any(
            sentence.text(place).startswith(("rambut", "jilbab", "kerudung", "rambuttku", "buuk"))
            for place in range(max(0, at - 3), at + 3)
        ):
            yield DANGER, at
        if word.text in (
            "dijorokin",
            "dijorogin",
            "dijlungupke",
            "jorokin",
            "ngejorokin",
            "disurung",
            "disurungkeun",
        ):
            yield DANGER, at
        if word.text in ("ditelanjangi", "ditelanjangin", "digundulin", "dibotakin", "diinjakinjak"):
            yield DANGER, at

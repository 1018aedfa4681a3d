"""Is somebody forced? Pictures, marriage or bed against her will, touching, selling, a child taken or hungry.

Marriage of girls and force to bed are violence by law (UU 12/2022 TPKS); a wedding with joy is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.reading.distress.findings import ASK, DANGER, Finding, is_denied, is_only_told
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_phrase

_Sign = tuple[Level, int]
_TELLING = frozenset({"disuruh", "nyuruh", "suruh", "minta"})
_DO_NOT = frozenset({"jangan", "jgn", "jang", "ulah", "ojo"})


def find_coercion(sentence: Sentence) -> Iterator[Finding]:
    """Every sign that somebody is forced, touched, sold, or a child in danger."""
    for rule in (_pictures, _marriage, _forced, _touched, _sold, _child_in_danger):
        for level, at in rule(sentence):
            if not is_only_told(sentence, at):
                about = About.CHILD if rule is _child_in_danger else about_phrase(sentence, at)
                yield Finding(level, Kind.CHILD if about is About.CHILD else Kind.VIOLENCE, about)


def _pictures(sentence: Sentence) -> Iterator[_Sign]:
    """Blackmail with pictures: a picture and a threat to spread it, or a naked one that is asked for."""
    threatened = any(
        word.form and word.form.tag in ("threat", "squeeze_out", "force") for word in sentence.words
    )
    for at in sentence.at("picture"):
        spread = sentence.near(at, "spread_word", 6, 6) is not None or any(
            word.form and word.form.tag == "spread" for word in sentence.words
        )
        nude = (
            sentence.near(at, "nude", 2, 4) is not None
            or (sentence.has("clothes") and sentence.near(at, "not", 1, 5) is not None)
            or (sentence.text(at) == "vcs")
        )
        man = sentence.has("perp") or sentence.has("if")
        if (spread and (nude or threatened)) or (
            spread and man and sentence.has("self") and not _shares_kindly(sentence)
        ):
            yield DANGER, at
        elif nude and (sentence.has("ask_for") or threatened or spread):
            yield (DANGER if threatened or sentence.has("self") else ASK), at


def _shares_kindly(sentence: Sentence) -> bool:
    return sentence.has("lesson") or not (
        (
            sentence.has("if")
            and any(
                word.text
                in (
                    "dikasih",
                    "dibayar",
                    "ditransfer",
                    "dituruti",
                    "uang",
                    "balikan",
                    "nurut",
                    "bayar",
                    "transfer",
                    "putus",
                    "mau",
                    "kasih",
                    "nolak",
                )
                for word in sentence.words
            )
        )
        or (any(word.text in ("mantan", "pacar", "kenalan", "cowok", "pacarku") for word in sentence.words))
    )


def _marriage(sentence: Sentence) -> Iterator[_Sign]:
    """Married against her will, or a girl."""
    for at, word in enumerate(sentence.words):
        if word.form is None or word.form.tag != "marry":
            continue
        forced = any(other.form and other.form.tag == "force" for other in sentence.words) or any(
            other.text
            in ("dipaksa", "paksa", "disuruh", "disuru", "dikon", "dititah", "disuruhnya", "terpaksa")
            for other in sentence.words
        )
        unwilling = any(
            "not" in sentence.tags(place)
            and (
                "want" in sentence.tags(place + 1)
                or sentence.text(place)
                in ("gamau", "gakmau", "emoh", "alim", "embung", "moal", "ogah", "wegah")
            )
            for place in range(len(sentence.words))
        )
        passive = word.form.voice.value == "passive" or _marries_off(sentence, at)
        if is_denied(sentence, at) and not forced:
            continue
        if forced and sentence.has("lesson") and not sentence.has("self"):
            continue
        if (
            forced
            and (passive or sentence.has("self", "child", "perp", "kin") or len(sentence.words) <= 4)
            and "terpaksa" not in [w.text for w in sentence.words]
        ) or (passive and (unwilling or _is_a_girl(sentence))):
            yield DANGER, at
        elif (passive and word.form.root == "jodoh" and not sentence.has("laugh")) or (
            "terpaksa" in [w.text for w in sentence.words]
        ):
            yield ASK, at


def _marries_off(sentence: Sentence, at: int) -> bool:
    """ "Ibu mau kawinkan saya": an elder does it to her."""
    causes = sentence.text(at).endswith(("kan", "in", "keun", "ke", "ake"))
    return causes and sentence.near(at, ("self", "child"), 0, 2) is not None


def _is_a_girl(sentence: Sentence) -> bool:
    for at, word in enumerate(sentence.words):
        if (
            word.text.isdigit()
            and 9 <= int(word.text[:4]) <= 18
            and (sentence.tags(at + 1) & {"wed_young"} or sentence.tags(at - 1) & {"wed_young"})
        ):
            return True
    return any(word.text in ("smp", "sd", "dibawah", "sekolah") for word in sentence.words) or sentence.has(
        "debt"
    )


def _forced(sentence: Sentence) -> Iterator[_Sign]:
    """ "Dipaksa": to bed it is rape, to something harmless it is none, else unclear."""
    for at in (
        *_places_of_force(sentence),
        *(at for at in sentence.at("ask_for") if sentence.text(at) in _TELLING),
    ):
        if is_denied(sentence, at):
            continue
        if _to_bed(sentence, at):
            yield DANGER, at
        elif sentence.words[at].form is not None and sentence.text(at - 1) not in _DO_NOT:
            harmless = sentence.near(at, "benign_force", 0, 4) is not None or sentence.has("laugh")
            if harmless or sentence.near(at, ("child", "thing"), 1, 2) is not None:
                continue
            if sentence.has("abort"):
                yield DANGER, at
            elif sentence.near(at, ("self", "perp"), 5, 4) is not None:
                yield ASK, at
    for at in sentence.at("undress"):
        undressed = sentence.near(at, ("clothes", "nude"), 0, 2) is not None and sentence.has("self", "child")
        if undressed and sentence.near(at, "ask_for", 3, 0) is not None and not sentence.has("healer"):
            yield DANGER, at
    for at in sentence.at("abort"):
        if sentence.has("perp") and any(word.text in _TELLING for word in sentence.words):
            yield ASK, at


def _places_of_force(sentence: Sentence) -> list[int]:
    return [
        at
        for at, word in enumerate(sentence.words)
        if word.form and word.form.tag == "force" and word.form.voice.value != "befall"
    ]


def _to_bed(sentence: Sentence, at: int) -> bool:
    """Whether the force, or the asking, at `at` is to bed; a waitress serves guests, and a child is told to sleep."""
    bed = sentence.near(at, "bed", 6, 7)
    if bed is None:
        return False
    if sentence.text(bed) in ("tidur", "tdr", "bobo") and sentence.text(bed + 1) in (
        "siang",
        "malam",
        "cepat",
        "awal",
        "dulu",
    ):
        return False
    together = sentence.text(bed + 1) in ("bareng", "bersama", "sama", "dengan", "sm")
    if sentence.text(bed) == "tidur" and together and sentence.has("perp") and not sentence.has("child"):
        return True
    only_told_to = sentence.words[at].form is None
    plain = sentence.text(bed) in ("tidur", "cium", "layani", "melayani", "hubungan") and not sentence.has(
        "guests"
    )
    served = "layan" in sentence.text(bed) and not sentence.has("guests", "husband", "perp")
    return not served and not (only_told_to and plain)


def _touched(sentence: Sentence) -> Iterator[_Sign]:
    for at, word in enumerate(sentence.words):
        twice = (
            sentence.text(at + 1) == "2"
            or "touch_word" in word.tags
            or (
                len(sentence.text(at + 1)) >= 4
                and (
                    word.text[1:] == sentence.text(at + 1)[1:]
                    or word.text.endswith(sentence.text(at + 1))
                    or sentence.text(at + 1).endswith(word.text)
                )
            )
        )
        touches = "touch_word" in word.tags or (word.form is not None and word.form.tag == "touch")
        if not touches or is_denied(sentence, at) or sentence.has("laugh"):
            continue
        intimate = (
            word.form is not None and word.form.root in ("raba", "remas", "colek", "intip", "gesek")
        ) or word.text.startswith(("ngintip", "diintip"))
        on_body = sentence.near(at, "body", 3, 3)
        where = on_body is not None and sentence.text(on_body).removesuffix("nya").rstrip("kuq") in (
            "dada",
            "paha",
            "bokong",
            "pantat",
            "payudara",
            "kemaluan",
            "memek",
            "tetek",
            "susu",
            "pah",
            "bibir",
        )
        people = sentence.near(at, ("self", "child"), 4, 3) is not None
        against = sentence.has("perp")
        if (
            (twice and people and (against or intimate))
            or (where and (people or against))
            or (
                intimate
                and people
                and (against or word.text.startswith("di"))
                and sentence.near(at, "beaten_thing", 0, 3) is None
            )
        ):
            yield DANGER, at


def _sold(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("sold"):
        before = sentence.tags(at - 1)
        if (
            sentence.text(at) in ("dijual", "dijualin")
            and (before & {"self", "about_to"})
            and sentence.near(at, "self", 2, 0) is not None
            and not sentence.tags(at - 2) & {"thing", "money", "beaten_thing"}
            and (sentence.near(at, "perp", 0, 4) is not None or sentence.near(at, "guests", 0, 4) is not None)
        ):
            yield DANGER, at
    for at in sentence.at("one_self"):
        if sentence.text(at) == "diri" and sentence.text(at - 1) in (
            "jual",
            "jualin",
            "menjual",
            "ngejual",
            "nyade",
        ):
            yield DANGER, at
    for at in sentence.at("withhold"):
        if sentence.has("passport") and any(
            word.text in ("majikan", "agen", "calo", "bos", "juragan") for word in sentence.words
        ):
            yield ASK, at


def _child_in_danger(sentence: Sentence) -> Iterator[_Sign]:
    for at in sentence.at("child"):
        if sentence.near(at, "kidnap", 3, 4) is not None:
            yield DANGER, at
        missing = sentence.near(at, "lost_child", 0, 3)
        if (
            missing is not None
            and (
                sentence.text(missing + 1) in ("dari", "di", "dr", "pas", "waktu", "ti")
                or sentence.near(missing, ("thing", "money", "passport"), 3, 2) is None
            )
            and not _gone_thing(sentence, missing)
            and sentence.near(at, "kin", 1, 0) is None
        ):
            yield DANGER, at
        if sentence.near(at, "bully", 2, 5) is not None:
            yield ASK, at
        if (
            (eat := sentence.near(at, "eat", 0, 4)) is not None
            and (given := sentence.near(eat, "give", 2, 0)) is not None
            and is_denied(sentence, given)
        ):
            yield (DANGER if sentence.has("perp") else ASK), at
        if sentence.near(at, "pregnant", 0, 5) is not None and _is_a_girl(sentence):
            yield ASK, at
        if (
            sentence.near(at, "inn", 0, 8) is not None
            and sentence.has("perp")
            and sentence.near(at, "kin", 1, 3) is None
        ):
            yield ASK, at
        neglected = next(
            (
                place
                for place in range(at + 1, min(len(sentence.words), at + 5))
                if (form := sentence.words[place].form)
                and form.tag == "neglect"
                and form.voice.value in ("passive", "befall")
            ),
            None,
        )
        if neglected is not None:
            yield DANGER, at


def _gone_thing(sentence: Sentence, at: int) -> bool:
    return sentence.text(at - 1) in (
        "sepatu",
        "buku",
        "tas",
        "baju",
        "mainan",
        "sandal",
        "topi",
        "dompet",
        "kunci",
        "nya",
        "sepeda",
        "gigi",
        "demamnya",
        "pilek",
        "batuk",
    ) or sentence.text(at + 1).endswith("nya")

"""Is somebody being hurt? The rule of the verbs: what is done, to whom, by whom, and which things it may be done to.

Hitting, killing, forcing to bed, threatening, locking in, driving out. A verb that also fits dough or goats
counts only beside people; a verb that was guessed from a slip of the finger too.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.reading.distress.findings import ASK, DANGER, Finding, is_denied, is_only_told
from domain.reading.distress.forces import is_done_by_no_human
from domain.reading.distress.forms import Form, Voice
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_active, about_passive

_HURTING = frozenset({"hit", "hit_q", "kill", "sex", "threat", "lock", "lock_q", "expel", "squeeze_out"})
_NEEDS_PEOPLE = frozenset({"hit_q", "lock_q", "expel", "threat", "squeeze_out"})
_PASSIVE_WORDS = frozenset(
    {"di", "d", "dipun", "dpun", "dapa", "dapat", "dapet", "kena", "kna", "keno", "kenek", "dpt", "in"}
)
_PERSONS = ("self", "child", "husband", "body", "perp")
_THINGS = frozenset({"thing", "beaten_thing"})
_THROWN = frozenset({"lempar", "banting", "balang", "sawat"})
_UNITS = frozenset({"persen", "ribu", "rb", "juta", "k", "an"})
_FIGURES = frozenset({"rata", "telak", "mundur", "beduk", "tulang", "harga", "stir", "setir"})
# Words in which a root only seems to stand.
_OTHER_WORDS = frozenset("cekcok hajatan pecutan sabuk buntut buntutnya tali".split())
# Without an affix these are nouns, or states of oneself.
_PLAIN_WHEN_BARE = frozenset(
    "hamil celaka sakit bakar tali palu catuk sepak patah silet racun tenggelam cukur kencing gepuk bius".split()
)
# A tool that falls on a thumb: "kena palu" is an accident, until somebody is named who did it.
_TOOLS = frozenset("palu setrika strika".split())
_MEETS = frozenset("kena kna kana keno kenek keneng kenang dapa".split())
_ALONE = frozenset("pukul injak injek idak tinju seret ludah jewer cakar sepak lukai bekap".split())
_PEOPLE = ("self", "perp", "child", "kin", "title")


def find_violence(sentence: Sentence) -> Iterator[Finding]:
    """Every verb of the sentence by which somebody is hurt."""
    for at, word in enumerate(sentence.words):
        if word.form and word.form.tag in _HURTING:
            level = _level(sentence, at, word.form)
            if level is not Level.NONE:
                yield _told(sentence, at, word.form, level)


def _told(sentence: Sentence, at: int, form: Form, level: Level) -> Finding:
    about = about_passive(sentence, at) if is_passive(sentence, at, form) else about_active(sentence, at)
    return Finding(level, Kind.CHILD if about is About.CHILD else Kind.VIOLENCE, about)


def is_passive(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether it is done to the one named before: "dipukul", "d pukul", "dapa pukul", "kena tampar"."""
    if form.voice is Voice.PASSIVE:
        return True
    return form.voice in (Voice.BARE, Voice.NOUN) and sentence.text(at - 1) in _PASSIVE_WORDS


def _level(sentence: Sentence, at: int, form: Form) -> Level:
    if _is_harmless(sentence, at, form) or is_only_told(sentence, at):
        return Level.NONE
    if (
        sentence.text(at - 1) in ("jangan", "jgn", "jang", "ojo", "ulah")
        and sentence.near(at, ("self", "perp"), 4, 3) is None
    ):
        return Level.NONE
    if is_denied(sentence, at):
        stopped = sentence.near(at, "again", 2, 3) is not None and form.tag != "kill"
        return ASK if stopped and form.sure and not is_reflexive(sentence, at) else Level.NONE
    passive = is_passive(sentence, at, form)
    if form.voice in (Voice.NOUN, Voice.BEFALL) and not passive:
        return _level_of_noun(sentence, at, form)
    needs_people = form.tag in _NEEDS_PEOPLE or not form.sure
    if form.tag == "hit_q" and form.root == "pukul" and (form.again or passive) and form.sure:
        needs_people = not form.again and sentence.near(at, ("thing", "beaten_thing"), 3, 3) is not None
    if needs_people and not _hurts_people(sentence, at, passive=passive, form=form):
        alone = _hits_somebody_unnamed(sentence, at, form) or _is_alone(sentence, at, form)
        return ASK if alone else Level.NONE
    if form.tag == "kill" and is_reflexive(sentence, at):
        return Level.NONE
    if not passive and form.tag not in ("threat", "sex") and not _active_between_people(sentence, at):
        return Level.NONE
    return _weigh(sentence, at, form, passive=passive)


def _hits_somebody_unnamed(sentence: Sentence, at: int, form: Form) -> bool:
    """ "Toxic, suka mukul": the verb of hitting alone, with nothing in sight that may be hit instead."""
    hits = form.sure and form.root == "pukul" and form.voice in (Voice.ACTIVE, Voice.PASSIVE)
    return hits and not sentence.has(
        "thing", "beaten_thing", "insect", "play_word", "number", "self", "laugh"
    )


def _is_alone(sentence: Sentence, at: int, form: Form) -> bool:
    """ "Dijambk", "di injek2": a message of one word, or two, tells only this."""
    said = [
        word for word in sentence.words if not word.tags & {"title", "doubled", "self", "now_state", "suffer"}
    ]
    passive = is_passive(sentence, at, form) and (form.tag == "hit" or form.root in _ALONE)
    return (
        passive and len(said) <= 2 and not sentence.has("thing", "beaten_thing", "insect", "laugh", "number")
    )


def is_reflexive(sentence: Sentence, at: int) -> bool:
    """Whether it is done to oneself: "bunuh diri" belongs to the wish to die."""
    return "one_self" in sentence.tags(at + 1) and "self" not in sentence.tags(at + 1)


def _weigh(sentence: Sentence, at: int, form: Form, *, passive: bool) -> Level:
    if form.tag == "expel":
        return DANGER if sentence.near(at, "husband", 4, 5) is not None else ASK
    if form.root in (
        "dorong",
        "tali",
        "cubit",
        "jewer",
        "ciwit",
        "siwit",
        "jiwit",
        "lempar",
        "kuntit",
        "buntut",
        "gigit",
        "ikat",
        "cakar",
    ):
        if sentence.has("laugh"):
            return Level.NONE
        harmful = (
            sentence.has("wound", "body", "raging", "drunk", "weapon")
            or sentence.near(at, "husband", 5, 5) is not None
        )
        return DANGER if harmful else ASK
    if sentence.has("if") and not sentence.has("self", "perp"):
        return ASK
    if (
        not passive
        and form.voice is Voice.BARE
        and sentence.near(at, ("self", "perp", "kin", "child"), 5, 4) is None
    ):
        return ASK
    return DANGER


def _level_of_noun(sentence: Sentence, at: int, form: Form) -> Level:
    """ "Tamparan", "pembunuh", "terancam", "kepukul": only beside the one who did it or "kena", never alone."""
    if form.voice is Voice.BEFALL and form.tag == "threat":
        return (
            ASK
            if sentence.near(at, "self", 4, 1) is not None and not sentence.has("thing", "physical")
            else Level.NONE
        )
    if form.voice is Voice.BEFALL:
        hurt = form.tag in ("hit", "kill", "sex", "threat") and form.root not in (
            "bentur",
            "jedot",
            "jeduk",
            "jedug",
            "jedut",
            "hajar",
        )
        man = sentence.near(at, "perp", 1, 4)
        return ASK if hurt and man is not None and sentence.near(at, "self", 4, 4) is not None else Level.NONE
    if form.root in (
        "tali",
        "jual",
        "palu",
        "sakit",
        "siram",
        "ludah",
        "buntut",
        "kunci",
        "konci",
        "bakar",
        "racun",
        "patah",
        "silet",
        "cukur",
        "kencing",
        "gepuk",
        "tenggelam",
        "gesek",
    ) or sentence.text(at).startswith("p"):
        return Level.NONE
    man = sentence.near(at, "perp", 3, 5)
    return DANGER if man is not None and sentence.near(at, "thing", 2, 3) is None else Level.NONE


def _is_harmless(sentence: Sentence, at: int, form: Form) -> bool:
    """The clock, an average, dough, insects, balls, prices, and verbs with another meaning."""
    if _of_number_or_price(sentence, at, form) or sentence.text(at) in _OTHER_WORDS:
        return True
    if _meets_a_tool(sentence, at, form):
        return True
    if _he_to_her(sentence, at):
        return False
    if is_done_by_no_human(sentence, at, form, passive=is_passive(sentence, at, form)):
        return True
    if sentence.has("play_word") and sentence.near(at, "husband", 6, 6) is None:
        return True
    if form.voice is Voice.BARE and form.root in _PLAIN_WHEN_BARE and not is_passive(sentence, at, form):
        return True
    return _done_before_things(sentence, at, form) or _done_after_things(sentence, at, form)


def _meets_a_tool(sentence: Sentence, at: int, form: Form) -> bool:
    met = form.root in _TOOLS and form.voice is Voice.BARE and sentence.text(at - 1) in _MEETS
    return met and sentence.near(at, ("perp", "raging", "drunk", "quarrel"), 0, 4) is None


def _he_to_her(sentence: Sentence, at: int) -> bool:
    """ "Suami sepak aku", "ditinju mertua": he and she stand so near that no game is meant."""
    he = sentence.near(at, ("husband", "perp"), 2, 0)
    her = sentence.near(at, "self", 0, 1)
    done = sentence.text(at).startswith("di") or sentence.text(at - 1) in _PASSIVE_WORDS
    man = sentence.near(at, ("husband", "perp"), 0, 2)
    unlike = (
        sentence.has("force", "laugh", "baby", "number", "enemy", "body")
        or sentence.near(at, "thing", 3, 3) is not None
    )
    if unlike:
        return False
    return (he is not None and her is not None) or (done and man is not None and sentence.has("play_word"))


def _of_number_or_price(sentence: Sentence, at: int, form: Form) -> bool:
    """ "Pukul 9", "dipukul rata", "dipukul 10 persen", "banting harga", "harga mencekik"."""
    after = sentence.tags(at + 1)
    if form.root == "pukul" and after & {"number", "rather"} and not is_passive(sentence, at, form):
        return True
    if "number" in after and sentence.text(at + 2) in _UNITS:
        return True
    debts = sentence.near(at, ("thing", "debt"), 3, 2) is not None and not sentence.has("perp", "body")
    return sentence.text(at + 1) in _FIGURES or (form.root == "cekik" and debts)


def _done_before_things(sentence: Sentence, at: int, form: Form) -> bool:
    """An active verb with a thing after it: "gebuk kasur"."""
    person = sentence.near(at, ("self", "child", "kin", "body"), 0, 2)
    thing = sentence.near(at, ("beaten_thing", "insect", "thing"), 0, 2)
    nearer = thing is not None and (person is None or person > thing)
    return (
        thing is not None
        and nearer
        and not is_passive(sentence, at, form)
        and not _with_tool(sentence, at, thing)
    )


def _done_after_things(sentence: Sentence, at: int, form: Form) -> bool:
    """A passive verb with a thing before it: "kambing saya diikat", "barang-barang dilempar", "ayam masuk diusir"."""
    before, two_before = sentence.tags(at - 1), sentence.tags(at - 2)
    if "self" in before and two_before & _THINGS and not sentence.has("husband"):
        return True
    if form.root in _THROWN and sentence.near(at, "break_things", 3, 0) is not None:
        return sentence.near(at, ("self", "body"), 3, 2) is None
    if "weapon" in before and not sentence.has(*_PERSONS):
        return True
    reach = 2 if form.tag == "hit" else 6
    if sentence.near(at, ("thing", "insect", "beaten_thing"), reach, 0) is not None and not sentence.has(
        *_PERSONS
    ):
        return True
    if before & _THINGS or (before & {"want", "now_state"} and two_before & _THINGS):
        return sentence.near(at, ("self", "child"), 2, 2) is None and not sentence.has("husband")
    return False


def _with_tool(sentence: Sentence, at: int, thing: int) -> bool:
    """ "Dipukul pakai sapu", "disiram air panas": the thing is what she is hurt with."""
    if sentence.text(thing - 1) in (
        "pakai",
        "pake",
        "pk",
        "pke",
        "nganggo",
        "ku",
        "make",
        "dengan",
        "dgn",
        "ke",
        "k",
        "di",
        "sampai",
    ):
        return True
    return (
        sentence.text(thing) in ("air", "api", "bensin")
        and sentence.near(at, ("self", "husband"), 5, 5) is not None
    )


def _hurts_people(sentence: Sentence, at: int, *, passive: bool, form: Form) -> bool:
    if passive:
        if sentence.near(at, ("insect",), 1, 3) is not None and sentence.near(at, "husband", 0, 6) is None:
            return False
        if (
            sentence.near(at, ("thing", "beaten_thing"), 2, 0) is not None
            and sentence.near(at, ("self", "child", "kin"), 4, 0) is None
        ):
            return False
        if form.root in ("dorong",) and sentence.near(at, "support", 0, 4) is not None:
            return False
        if form.tag == "lock_q":
            return _locks_people(sentence, at)
        if form.root in ("bakar", "obong") and sentence.text(at + 1) in ("orang", "org", "warga", "massa"):
            return sentence.has("self", "child", "kin", "body")
        return sentence.near(at, (*_PEOPLE, "body", "wound"), 6, 6) is not None
    subject = sentence.near(at, ("perp", "kin"), 6, 0)
    if (
        subject == at - 1
        and form.voice is Voice.BARE
        and sentence.near(at, ("self", "child"), 3, 0) is not None
    ):
        return True
    target = sentence.near(at, ("self", "child", "body", "kin"), 0, 3)
    if sentence.text(at + 1) in ("dia", "inya", "manehna") and subject is not None:
        return True
    if form.root in ("dorong", "tarik") and sentence.near(at, "support", 0, 4) is not None:
        return False
    if form.tag == "lock_q":
        return target is not None and subject is not None
    if form.tag == "threat":
        return sentence.has("self", "perp", "kin", "child", "collector")
    if target is not None and target <= at + 2 and form.root == "pukul" and "child" in sentence.tags(target):
        return True
    return (
        (subject is not None and target is not None)
        or (form.root in ("pukul", "tinju", "seret") and subject is not None)
        or (target is not None and "self" in sentence.tags(target))
    )


def _locks_people(sentence: Sentence, at: int) -> bool:
    """Whether a person is locked in and not a phone, a shed or a hen."""
    beasts = [
        one
        for one in sentence.at("beaten_thing")
        if sentence.text(one - 1) not in ("kandang", "kebon", "gudang")
    ]
    if beasts or sentence.near(at, ("thing", "break_things"), 2, 0) is not None:
        return False
    beside = sentence.near(at, ("self", "child", "kin"), 3, 1) is not None
    beside = beside or (
        (sentence.has("self", "child") or at <= 2) and sentence.near(at, "perp", 0, 2) is not None
    )
    by_somebody = sentence.has("lock_place") and sentence.has("perp")
    return (beside or by_somebody or sentence.has("forbid")) and sentence.text(at - 1) not in (
        "gudang",
        "pagar",
        "motor",
    )


def _active_between_people(sentence: Sentence, at: int) -> bool:
    """A man stands before the verb, or a person or her body after it; the writer's own blows count at people."""
    target = sentence.near(at, ("self", "child", "kin", "body"), 0, 3)
    if target is not None:
        actor = sentence.near(at, ("self", "child", "perp"), 3, 0)
        own_blow = (
            actor is not None
            and "self" in sentence.tags(actor)
            and "self" in sentence.tags(target)
            and (sentence.near(at, "perp", 5, 0) is None)
        )
        return not own_blow
    child_acts = "child" in sentence.tags(at - 1) or (
        "child" in sentence.tags(at - 2) and "self" in sentence.tags(at - 1)
    )
    them = sentence.text(at + 1) in ("dia", "inya", "manehna") and sentence.near(at, "perp", 4, 0) is not None
    return them or (sentence.near(at, ("perp", "kin", "title"), 6, 0) is not None and not child_acts)

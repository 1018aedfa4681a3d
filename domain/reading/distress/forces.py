"""Is it done by no human being: by a flood, a horse, a price, a rival team, or to a thing and not to her?

The law: a man in the sentence outweighs the flood; "dipukul suami waktu banjir" stays what it is.
"""

from __future__ import annotations

from domain.reading.distress.forms import Form, Voice
from domain.reading.distress.sentences import Sentence

_SMOTHERS = frozenset({"bekap", "tindih", "cekik", "cekek"})
_WITH = frozenset("pakai pake pk nganggo dengan dgn ku karo lawan deng di ke dari dr saka ti".split())
_BY = frozenset("sama oleh ku karo kena dening si seekor ekor pak".split())


def is_done_by_no_human(sentence: Sentence, at: int, form: Form, *, passive: bool) -> bool:
    """Whether the verb at `at` has a force of nature, an animal, a price, a team or an enemy in a game for its doer."""
    if _is_a_score(sentence, at) or _is_a_game(sentence, at) or _makes_food(sentence, at):
        return True
    if _beats_the_dust_out(sentence, form):
        return True
    if form.root == "cukur" and not sentence.has("perp"):
        return True
    if form.root in ("ikat", "tali") and sentence.text(at + 1).startswith(("rambut", "buuk", "rikma")):
        return True
    if (
        sentence.near(at, "baby", 2, 2) is not None
        and not sentence.has("wound")
        and _baby_does(sentence, at, passive)
    ):
        return True
    if form.root in ("setrika", "strika", "tusuk", "silet") and sentence.text(at - 1) in (
        "kena",
        "kna",
        "keno",
    ):
        return not sentence.has("husband", "perp")
    if passive or form.voice is Voice.BEFALL:
        return _force_after(sentence, at) or (form.tag != "hit" and _broken_by_a_child(sentence, at))
    return _force_before(sentence, at)


def _beats_the_dust_out(sentence: Sentence, form: Form) -> bool:
    """ "Digebug wae kasure ben resik": a rug, a mattress or dough, and no human being in the sentence."""
    padded = [at for at in sentence.at("padded") if sentence.text(at - 1) not in _WITH]
    people = sentence.has("self", "child", "kin", "husband", "body", "perp")
    return form.tag in ("hit", "hit_q") and form.root not in _SMOTHERS and bool(padded) and not people


def _baby_does(sentence: Sentence, at: int, passive: bool) -> bool:
    """ "Dijambak bayi", "bayinya nendang2": a baby hurts nobody; a baby that is hurt stands on the other side."""
    if passive:
        return sentence.near(at, "baby", 0, 2) is not None and sentence.near(at, "husband", 0, 4) is None
    before = sentence.near(at, "baby", 2, 0)
    return before is not None and sentence.near(at, ("perp", "husband"), at - before, 0) is None


def _force_after(sentence: Sentence, at: int) -> bool:
    for place in range(at + 1, min(len(sentence.words), at + 4)):
        tags = sentence.tags(place)
        if tags & {"perp", "kin"} and "force" not in tags:
            return False
        if "force" in tags and sentence.text(place - 1) not in (
            "pakai",
            "pake",
            "pk",
            "nganggo",
            "dengan",
            "dgn",
            "di",
        ):
            return sentence.near(place, "husband", 0, 4) is None
        if not (tags & {"by", "self", "body"} or sentence.text(place) in _BY):
            break
    return False


def _broken_by_a_child(sentence: Sentence, at: int) -> bool:
    """ "Mesin jahit saya rusak kena banting anak", "ayam tetangga masuk rumah diusir"."""
    thing = sentence.near(at, ("thing", "beaten_thing", "insect", "passport"), 6, 0)
    if thing is None or sentence.has("husband", "if", "found_out") or "by" in sentence.tags(thing - 1):
        return False
    between = [place for place in range(thing + 1, at) if sentence.tags(place) & {"self", "child", "kin"}]
    owners = {thing + 1, thing + 2}
    first = not any(sentence.tags(place) & {"self", "child", "kin", "perp", "body"} for place in range(thing))
    return first and all(place in owners for place in between)


def _force_before(sentence: Sentence, at: int) -> bool:
    force = sentence.near(at, "force", 4, 0)
    man = sentence.near(at, ("perp", "kin"), 4, 0)
    if force is not None and (man is None or man < force):
        return True
    # "Ngoroknya nyiksa": something of his does it, not he, and to nobody.
    before = sentence.words[at - 1] if at else None
    thing_of_his = (
        before is not None and before.text.endswith("nya") and not before.tags and len(before.text) > 6
    )
    return thing_of_his and sentence.near(at, ("self", "child", "kin", "body"), 0, 3) is None


def _is_a_score(sentence: Sentence, at: int) -> bool:
    """ "Dibantai 3-0", "digebuk Jepang 4-0"."""
    return any(
        "number" in sentence.tags(place)
        and "number" in sentence.tags(place + 1)
        and len(sentence.text(place)) == 1
        for place in range(at + 1, at + 4)
    )


def _is_a_game(sentence: Sentence, at: int) -> bool:
    return sentence.near(at, "enemy", 0, 3) is not None or (
        sentence.has("game_word")
        and sentence.near(at, "game_word", 6, 0) is not None
        and not sentence.has("husband")
        and any(
            word.text in ("ff", "epep", "ml", "mobel", "pubg", "roblox", "minecraft", "game")
            for word in sentence.words
        )
    )


def _makes_food(sentence: Sentence, at: int) -> bool:
    """ "Emping dipukul sampai tipis": nobody is made thin by a blow."""
    return (
        sentence.near(at, "made_flat", 0, 3) is not None
        and sentence.near(at, ("self", "child", "body"), 4, 3) is None
    )

"""Is it a phone that died, a stove that will not live, or somebody dead tired from the harvest?

The law: a thing excuses the word only while no person stands between it and the word.
"""

from __future__ import annotations

from domain.reading.distress.sentences import Sentence

_AFTER_WORK = frozenset("habis abis hbs abs sehabis bar bubar sanggeus kerja gawe begawi dari dr".split())
# Beside one of these, a stove that broke is only the last of her troubles.
_HER_OWN_LOAD = ("die", "husband", "perp", "fear", "burden", "give_up", "debt", "tired")
_OF_MACHINES = frozenset(
    "thing beaten_thing machine hot now_state self scalds wash_words dead_idiom anger_cause break_things force".split()
)


def is_dead_thing(sentence: Sentence, at: int) -> bool:
    """Whether the word for dying at `at` is said of a thing or of being dead tired, not of a person."""
    worked = sentence.text(at + 1) in _AFTER_WORK or "physical" in sentence.tags(at + 1)
    heavier = (
        sentence.has("live", "want", "better", "husband", *_HER_OWN_LOAD[2:-1])
        or sentence.text(at + 2) == "pada"
    )
    if worked and "tired" in sentence.tags(at - 1) and not heavier:
        return True  # "capek mati habis panen": dead tired
    if (
        "dead_idiom" in sentence.tags(at + 1) and sentence.text(at + 1) not in ("rasanya", "rasane")
    ) or sentence.text(at + 1) == "matian":
        return True
    if "idiom_before_dead" in sentence.tags(at - 1) and "just" not in sentence.tags(at + 1):
        return True
    if "doubled" in sentence.tags(at + 1) or sentence.text(at + 1) == "mati":
        return True
    thing = sentence.near(at, ("thing", "insect", "harmless_pain"), 5, 0)
    person = sentence.near(at, "self", 4, 0)
    if thing is not None and (
        person is None or person < thing or sentence.tags(person - 1) & {"thing", "insect"}
    ):
        return True
    return "harmless_pain" in sentence.tags(at + 1)


def is_stopped_machine(sentence: Sentence, at: int) -> bool:
    """ "Kompor gasnya ga mau hidup": it is the machine that will not, and she who owns it is named only beside it."""
    no = sentence.near(at, "not", 3, 0)
    machine = sentence.near(no, "machine", 3, 0) if no is not None else None
    if no is None or machine is None:
        return False
    between = [sentence.words[place] for place in range(machine + 1, no)]
    # "Motor dicuri, ga mau hidup lagi": what was done to it is her trouble and not the machine's.
    others = [
        word
        for word in between
        if word.form or word.tags - _OF_MACHINES or word.text.startswith(("di", "ke"))
    ]
    herself = any("self" in word.tags for word in between[1:]) or sentence.near(no, "self", 0, 6) is not None
    return not others and not herself and not sentence.has(*_HER_OWN_LOAD)

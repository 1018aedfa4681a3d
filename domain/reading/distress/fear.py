"""Is somebody afraid at home? Of a man, of going home, of one who drinks and rages; kept from money, or fleeing.

These signs are unclear by themselves: all of them are `ask`. Being afraid of rain, of a slip, of being late is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.reading.distress.findings import ASK, Finding, is_denied, is_laughed_at, is_only_told
from domain.reading.distress.model import About, Kind
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_subject

_REASONS = frozenset("karena krn gara gara2 gegara soalnya sebab lantaran".split())
_HOME_MAN = ("husband", "perp")


def find_fear(sentence: Sentence) -> Iterator[Finding]:
    """Every sign of fear at home in the sentence."""
    for rule in (
        _afraid,
        _not_safe,
        _drunk_or_raging,
        _scolded,
        _rough,
        _things_broken,
        _fleeing,
        _money_taken,
        _forbidden,
    ):
        for kind, at in rule(sentence):
            if not is_only_told(sentence, at):
                about = _about(sentence, at)
                yield Finding(ASK, Kind.CHILD if about is About.CHILD else kind, about)


def _about(sentence: Sentence, at: int) -> About:
    found = about_subject(sentence, at)
    if found is About.SELF and sentence.has("theirs") and not sentence.has("self"):
        theirs = sentence.near(at, "theirs", 6, 4)
        own = theirs is not None and sentence.text(theirs).startswith(("bapa", "ayah", "abah", "papa", "bpk"))
        return About.SELF if own or theirs is None else About.OTHER
    return found


def _afraid(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at in [*sentence.at("fear"), *(at for at in sentence.at("dare") if is_denied(sentence, at))]:
        if sentence.text(at - 1) in ("jangan", "jgn", "ulah", "ojo", "jang") or (
            "fear" in sentence.tags(at) and is_denied(sentence, at)
        ):
            continue
        excused = sentence.near(at, "benign_reason", 0, 5) is not None and not sentence.has("drunk", "raging")
        if excused or is_laughed_at(sentence):
            continue
        bare = len(sentence.words) <= 6 and all(
            word.tags & {"self", "title", "now_state", "again", "just", "fear", "rescue"}
            or word.text in ("banget", "bgt", "sekali", "sangat")
            for word in sentence.words
        )
        if (
            (bare and sentence.has("self"))
            or _of_home(sentence, at)
            or _of_a_man(sentence, at)
            or _of_blows(sentence, at)
        ):
            yield Kind.FEAR, at


def _of_home(sentence: Sentence, at: int) -> bool:
    home = sentence.near(at, "home", 0, 3)
    if home is None:
        before = sentence.near(at, "home", 3, 0)
        return (
            before is not None
            and sentence.text(before - 1) in ("di", "ke", "ning", "nang")
            and sentence.near(at, "kin", 3, 3) is None
        )
    return sentence.near(home, ("thing", "kin", "money"), 1, 2) is None


def _of_a_man(sentence: Sentence, at: int) -> bool:
    man = sentence.near(at, _HOME_MAN, 0, 5)
    if man is not None and sentence.text(man) not in (
        "orang",
        "org",
        "urang",
        "mereka",
        "guru",
        "bos",
        "dia",
        "wong",
        "tetangga",
    ):
        return True
    if man is not None and (
        "by" in sentence.tags(man - 1) or (sentence.text(man) == "dia" and man == at + 1)
    ):
        return "husband" in sentence.tags(man) or sentence.text(man) in ("dia", "mantan", "mertua")
    before = sentence.near(at, _HOME_MAN, 9, 0)
    ends = at >= len(sentence.words) - 3 and sentence.near(at, ("thing", "money"), 0, 3) is None
    if before is None or not ends:
        return False
    # "Suami takut saya kecapekan": he is the one who is afraid.
    return (
        sentence.near(at, "self", at - before, 0) is not None
        and before != at - 1
        and "self" in sentence.tags(at - 1)
    ) or (before < at - 2 and sentence.has("raging", "drunk"))


def _of_blows(sentence: Sentence, at: int) -> bool:
    return any(
        word.form and word.form.tag in ("hit", "kill", "scold") for word in sentence.words[at + 1 : at + 4]
    ) and sentence.has(*_HOME_MAN)


def _not_safe(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at in sentence.at("safe"):
        if (
            is_denied(sentence, at)
            and sentence.near(at, ("thing", "money", "picture", "passport", "travel"), 4, 4) is None
        ) and (sentence.has("home", "self", "perp") or len(sentence.words) <= 4):
            yield Kind.FEAR, at


def _drunk_or_raging(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for tag in ("drunk", "raging"):
        for at in sentence.at(tag):
            if (
                is_denied(sentence, at)
                or sentence.near(at, "stopped", 3, 0) is not None
                or _over_a_thing(sentence, at)
                or ("self" in sentence.tags(at - 1) and "by" in sentence.tags(at + 1))
                or (sentence.text(at) == "galak" and not sentence.has("husband", "fear"))
                or sentence.text(at + 1) in ("engga", "enggak", "nggak", "tidak")
                or sentence.near(at, "travel", 0, 2) is not None
            ):
                continue
            man = sentence.near(at, _HOME_MAN, 7, 4)
            if (
                man is None
                or sentence.text(man)
                in ("orang", "org", "urang", "anak", "bos", "guru", "pelatih", "wong", "tetangga", "ustadz")
                or is_laughed_at(sentence)
            ):
                continue
            if (
                "child" in sentence.tags(at - 1)
                or "thing" in sentence.tags(at - 1)
                or ("child" in sentence.tags(at - 2) and "self" in sentence.tags(at - 1))
            ):
                continue
            yield Kind.FEAR, at


_ALWAYS = frozenset("tiap setiap unggal saben selalu sering suka terus trs trus mulu melulu".split())
_OVER = _REASONS | frozenset(
    "ke sama sm pada pas nonton mergo goro kusabab lawan di ka ku karo amarga nang".split()
)


def _over_a_match(sentence: Sentence, at: int) -> bool:
    """ "Suami marah ke wasit", "salaki ambek kusabab motor mogok": anger at no human being of the house."""
    cause = sentence.near(at, "anger_cause", 0, 4)
    if cause is None or not any(sentence.text(place) in _OVER for place in range(at + 1, cause + 1)):
        return False
    hers = sentence.near(at, ("self", "child", "kin"), 0, 12)
    worse = any(
        (word.form and word.form.tag not in ("scold", "threat"))
        or word.text in _ALWAYS
        or ("break_things" in word.tags and "anger_cause" not in word.tags)
        for word in sentence.words
    )
    return hers is None and not worse and not sentence.has("fear", "dare", "drunk", "weapon", "breaking")


def _over_a_thing(sentence: Sentence, at: int) -> bool:
    """ "Galak sama ayam", "bapak marah2 karena motornya mogok": anger that has a thing for its reason, once."""
    if sentence.near(at, "insect", 0, 2) is not None or _over_a_match(sentence, at):
        return True
    thing = sentence.near(at, ("thing", "beaten_thing"), 0, 4)
    because = {sentence.text(place) for place in range(at + 1, thing or at)}
    return thing is not None and bool(because & _REASONS) and not sentence.has("husband", "break_things")


def _scolded(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at, word in enumerate(sentence.words):
        scolds = "scold_word" in word.tags or (
            word.form is not None and word.form.tag == "scold" and word.form.root not in ("marah", "omel")
        )
        scolds = scolds or (
            word.form is not None
            and word.form.root == "marah"
            and word.form.voice.value in ("passive", "active")
        )
        if not scolds or is_denied(sentence, at) or is_laughed_at(sentence) or _over_a_match(sentence, at):
            continue
        man = sentence.near(at, _HOME_MAN, 6, 4)
        if (
            man is not None
            and sentence.text(man) not in ("orang", "org", "guru", "bos", "pelatih", "ustadz", "wong")
            and "child" not in sentence.tags(at - 1)
        ):
            yield Kind.VIOLENCE, at


def _rough(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at in sentence.at("rough"):
        if (
            is_denied(sentence, at)
            or sentence.near(at, _HOME_MAN, 6, 2) is None
            or sentence.near(at, "beaten_thing", 2, 1) is not None
        ):
            continue
        yield Kind.VIOLENCE, at
    for at in sentence.at("held_down"):
        if sentence.near(at, _HOME_MAN, 6, 5) is not None and not is_denied(sentence, at):
            yield Kind.VIOLENCE, at


def _things_broken(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at, word in enumerate(sentence.words):
        form = word.form
        throws = word.text.startswith(
            ("ngancur", "menghancur", "ngerusak", "ngrusak", "mecahin", "mecah", "ngerusakin")
        ) or (
            form is not None
            and form.root
            in (
                "lempar",
                "banting",
                "balang",
                "sawat",
                "baledog",
                "gebrak",
                "dobrak",
                "injak",
                "ancur",
                "hancur",
                "rusak",
                "pecah",
            )
        )
        if (
            throws
            and (sentence.near(at, "break_things", 2, 3) is not None or sentence.has("raging", "drunk"))
            and (sentence.near(at, _HOME_MAN, 6, 4) is not None or sentence.has("raging", "drunk"))
        ):
            yield Kind.VIOLENCE, at
    for at in sentence.at("quarrel"):
        if (
            sentence.near(at, _HOME_MAN, 4, 4) is not None
            and not is_denied(sentence, at)
            and sentence.text(sentence.near(at, _HOME_MAN, 4, 4) or 0)
            not in ("tetangga", "orang", "org", "wong")
            and sentence.near(at, ("child",), 1, 2) is None
        ):
            yield Kind.FEAR, at


def _fleeing(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at in sentence.at("flee"):
        home = sentence.near(at, "home", 0, 3)
        from_home = (home is not None and sentence.text(home) not in ("rumah", "rmh", "kamar", "kmr")) or (
            home is not None and sentence.text(home - 1) == "dari"
        )
        hides = sentence.text(at) in ("ngumpet", "sembunyi", "bersembunyi") and (
            sentence.has("raging", "drunk", "fear") or sentence.near(at, _HOME_MAN, 2, 4) is not None
        )
        wants = (
            not is_laughed_at(sentence)
            and sentence.text(at).startswith(("kabur", "minggat"))
            and sentence.near(at, "want", 3, 0) is not None
            and sentence.near(at, "self", 5, 3) is not None
        )
        asks = sentence.text(at) in ("selamatkan", "nginep", "nginap") and sentence.has(
            "fear", "dare", "raging", "drunk"
        )
        man = sentence.near(at, "husband", 0, 4)
        if (
            (
                from_home
                and (
                    sentence.text(at) not in ("nginep", "nginap", "lari")
                    or (sentence.text(home - 1 if home else 0) == "dari" and sentence.text(at) == "lari")
                )
                and not sentence.has("insect", "thing")
            )
            or hides
            or wants
            or asks
        ) or (man is not None and sentence.text(man - 1) in ("dari", "ti", "saking", "sama")):
            yield Kind.FEAR, at
    for at in sentence.at("rescue"):
        if sentence.text(at).startswith(("sel", "sla", "nye", "men")) and "self" in sentence.tags(at + 1):
            yield Kind.FEAR, at


def _money_taken(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    man = sentence.has("husband") or sentence.has("perp")
    for at in sentence.at("grab"):
        forced = (
            "rampas" in sentence.text(at)
            or "colong" in sentence.text(at)
            or sentence.text(at) in ("diambilin", "ngambilin", "dihabisin", "dijudiin", "dikuasai")
        )
        forced = forced or (sentence.near(at, "all", 3, 3) is not None and not is_denied(sentence, at))
        if (
            man
            and not sentence.has("safe", "laugh")
            and forced
            and sentence.near(at, "money", 6, 4) is not None
            and sentence.near(at, "husband", 6, 5) is not None
        ):
            yield Kind.VIOLENCE, at
    for at in sentence.at("gamble"):
        if sentence.has("husband") and not is_denied(sentence, at):
            yield Kind.VIOLENCE, at
    for at, word in enumerate(sentence.words):
        if (
            word.form
            and word.form.tag == "take"
            and sentence.has("self", "husband")
            and sentence.near(at, "husband", 6, 4) is not None
        ):
            yield Kind.VIOLENCE, at
    for at in sentence.at("upkeep"):
        if sentence.near(at, "not", 4, 0) is not None and sentence.has("husband"):
            yield Kind.VIOLENCE, at
    for at in sentence.at("given"):
        if (
            is_denied(sentence, at)
            and sentence.has("husband")
            and not any(word.text in ("gajian", "bayaran", "ditransfer", "panen") for word in sentence.words)
            and sentence.near(at, ("allowance", "money"), 5, 4) is not None
        ):
            yield Kind.VIOLENCE, at
    for at in sentence.at("allowance"):
        if "belanja" in sentence.text(at + 1) or sentence.text(at) in ("makan", "belanja"):
            given = sentence.near(at, "give", 3, 0)
            if any(
                word.text in ("gajian", "bayaran", "ditransfer", "panen", "gaji") for word in sentence.words
            ):
                continue
            if given is not None and is_denied(sentence, given) and sentence.has("husband"):
                yield Kind.VIOLENCE, at


def _forbidden(sentence: Sentence) -> Iterator[tuple[Kind, int]]:
    for at in sentence.at("go_out"):
        barred = sentence.near(at, "forbid", 3, 0) is not None or (
            (allowed := sentence.near(at, "may", 3, 0)) is not None and is_denied(sentence, allowed)
        )
        if (
            barred
            and (sentence.near(at, "home", 0, 3) is not None or sentence.has("lock_place"))
            and (sentence.has(*_HOME_MAN) or (sentence.has("self") and not sentence.has("healer")))
        ):
            yield Kind.VIOLENCE, at
    for at in sentence.at("forbid"):
        if (
            sentence.has("husband")
            and sentence.near(at, ("money", "passport", "kin", "thing"), 0, 5) is not None
            and sentence.text(at + 1) in ("pegang", "megang", "ketemu", "punya", "nyekel", "menemui")
        ):
            yield Kind.VIOLENCE, at

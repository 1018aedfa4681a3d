"""Does somebody wish to die or to hurt herself? Said plainly, as a wish to vanish, or as having no strength to live on.

A phone dies too, and one may die of laughter: what stands before the word decides. A wish said in any way is never
weighed away by politeness; tiredness without the wish is `ask`.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.reading.distress.dead_things import is_dead_thing, is_stopped_machine
from domain.reading.distress.findings import ASK, DANGER, Finding, is_denied, is_only_told
from domain.reading.distress.forms import Voice
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_subject

_BEFORE_DYING = frozenset("bunuh cepat cepet kapan kpn caranya cara biarin biarkan biar pilih".split())
# Beside one of these, weak eyes and a full belly are not all she speaks of.
_HEAVIER = ("live", "die", "husband", "perp", "fear", "burden", "give_up", "burden_all", "wound")
_EVERYTHING = frozenset({"semuanya", "segalanya", "sadayana", "kabehane"})
_KITCHEN = frozenset("potong motong iris ngiris".split())
_ALL_AT_ONCE = frozenset("sekalian skalian sakalian sisan".split())
_UNWILLING = frozenset("gausah gamau gakmau emoh embung alim ogah wegah moal gamo".split())


def find_wishes_to_die(sentence: Sentence) -> Iterator[Finding]:
    """Every sign of a wish to die in the sentence."""
    for level, at in (
        *_plain(sentence),
        *_by_hand(sentence),
        *_by_poison_or_leap(sentence),
        *_tired_of_life(sentence),
        *_veiled(sentence),
        *_no_strength(sentence),
    ):
        if not is_only_told(sentence, at):
            about = About.SELF if "self" in sentence.tags(at) else about_subject(sentence, at)
            yield Finding(level, Kind.WISH_TO_DIE, about)


def _plain(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """ "Pengen mati", "mending mati", "mati aja", "saya ingin meninggal"."""
    for at in sentence.at("die"):
        if is_dead_thing(sentence, at) or sentence.text(at - 1) in ("kasi", "kase", "bekin"):
            continue
        wish = sentence.near(at, ("want", "better"), 4, 0)
        if (
            (wish is not None and not is_denied(sentence, wish) and not is_denied(sentence, at))
            or (
                is_denied(sentence, at)
                and any(
                    sentence.text(place)
                    in ("kenapa", "knp", "napa", "knapa", "naha", "ngopo", "kok", "kanapa")
                    for place in range(max(0, at - 5), at)
                )
            )
            or (sentence.text(at - 1) in _BEFORE_DYING and sentence.near(at, "self", 3, 1) is not None)
        ) or (
            sentence.text(at + 2) in ("enak", "baik", "bagus", "bae", "becik")
            and "better" in sentence.tags(at + 1)
        ):
            yield DANGER, at
        elif _and_be_done(sentence, at) and not is_denied(sentence, at):
            yield (
                (DANGER if sentence.near(at, "self", 4, 4) is not None or len(sentence.words) <= 3 else ASK),
                at,
            )
        elif (
            sentence.near(at, "self", 2, 0) is not None
            and sentence.has("entrust", "burden", "tired", "if")
            and not sentence.has("fear", "money", "found_out")
        ):
            yield ASK, at
    for at in sentence.at("die_kindly"):
        wish = sentence.near(at, ("want", "better"), 2, 0)
        if (
            wish is not None
            and (sentence.near(wish, "self", 3, 1) is not None)
            and not is_denied(sentence, wish)
            and not sentence.near(at, "kin", 3, 0)
        ) and (
            sentence.text(wish) not in ("mau", "hampir", "kalau")
            or sentence.near(at, "just", 0, 1) is not None
        ):
            yield DANGER, at


def _and_be_done(sentence: Sentence, at: int) -> bool:
    """ "Mati aja", "mati sekalian", "sekalian mati": and no flies that are meant."""
    at_once = not _ALL_AT_ONCE.isdisjoint({sentence.text(at - 1), sentence.text(at + 1)})
    return "just" in sentence.tags(at + 1) or (
        at_once and not sentence.has("insect", "beaten_thing", "machine")
    )


def _by_hand(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """Hurting oneself by its name or with one's own hands: "bundir", "bunuh diri", "nabrakin diri", a cut vein."""
    for at, word in enumerate(sentence.words):
        if is_denied(sentence, at):
            continue
        active = word.form is not None and word.form.voice is not Voice.PASSIVE
        kills = "hang" in word.tags or (active and word.form is not None and word.form.tag == "kill")
        hurts = active and word.form is not None and word.form.tag in ("hit", "hit_q")
        hangs = "hang" in word.tags and sentence.text(at + 1) in ("leher", "gulu", "beuheung", "batang")
        if "suicide" in word.tags or hangs or (hurts and sentence.text(at + 1) == "diri"):
            yield DANGER, at
        elif kills and "one_self" in sentence.tags(at + 1) and sentence.text(at + 1) != "badan":
            # Javanese "dewe" is "by oneself", unless she stands beside it.
            alone = sentence.text(at + 1) == "dewe" and sentence.near(at, "self", 3, 2) is None
            if not alone:
                yield DANGER, at
    for at in sentence.at("cut"):
        plain = sentence.text(at) not in _KITCHEN or sentence.text(at + 1) in (
            "nadi",
            "urat",
            "nadiku",
            "pergelangan",
        )
        if (
            plain
            and sentence.near(at, "vein", 0, 2) is not None
            and sentence.near(at, "beaten_thing", 3, 3) is None
        ):
            yield DANGER, at


def _by_poison_or_leap(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """Poison is drunk by people only to die; medicine by the many, wished for; a bridge is leapt from."""
    for at in sentence.at("poison"):
        drunk = sentence.near(at, "drink", 3, 4)
        medicine = sentence.text(at).startswith(("obat", "pil")) and not sentence.has("tired", "die")
        wanted = sentence.near(at, "want", 4, 0) is not None
        deadly = sentence.has("many", "all") or sentence.text(at + 1) in ("serangga", "tikus", "nyamuk")
        if drunk is None or (medicine and not (wanted and deadly)) or is_denied(sentence, drunk):
            continue
        others = (medicine and sentence.near(drunk, "kin", 2, 0) is not None) or sentence.near(
            drunk, "thing", 3, 0
        ) is not None
        if not others and sentence.text(drunk - 1) != "jangan":
            yield DANGER, at
    for at in sentence.at("leap"):
        from_high = sentence.near(at, "height", 0, 4) is not None
        herself = sentence.near(at, ("want", "self", "tired", "better", "just"), 4, 5) is not None
        into = "one_self" in sentence.tags(at + 1) and sentence.text(at).startswith(("n", "menabrak"))
        if (from_high and herself) or into:
            yield DANGER, at
        elif _said_at_the_end(sentence, at) and not sentence.has("thing", "laugh"):
            yield ASK, at


def _said_at_the_end(sentence: Sentence, at: int) -> bool:
    """ "Aku mau loncat (aja)": the wish alone, without a rope or a trampoline after it."""
    short = len(sentence.words) <= 4 and at + 1 >= len(sentence.words) - 1
    return short and sentence.near(at, "want", 2, 0) is not None


def _tired_of_life(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """ "Bosan hidup", "ga mau hidup", "buat apa hidup", "hidup saya tidak ada gunanya", "akhiri hidup"."""
    for at in sentence.at("live"):
        if (
            "idiom_before_dead" in sentence.tags(at)
            and "die" in sentence.tags(at + 1)
            and "just" not in sentence.tags(at + 2)
        ):
            continue
        if is_stopped_machine(sentence, at):
            continue
        ends = sentence.near(at, "end", 3, 0)
        wish = sentence.near(at, "want", 3, 0)
        what_for = sentence.near(at, "what_for", 4, 0) is not None or any(
            sentence.text(place) in ("buat", "untuk", "kanggo", "keur", "nggo")
            and sentence.text(place + 1) in ("apa", "opo", "naon", "nopo", "ap")
            for place in range(max(0, at - 4), at)
        )
        better = _better_life(sentence, at)
        if (
            ends is not None
            or what_for
            or (wish is not None and is_denied(sentence, wish) and not better)
            or sentence.text(at - 1) in _UNWILLING
            or ("not" in sentence.tags(at - 1) and sentence.near(at, "better", 4, 0) is not None)
            or _without_point(sentence, at)
        ):
            yield DANGER, at
        elif (
            sentence.near(at, "no_use", 3, 4) is not None
            or (sentence.near(at, "tired", 4, 3) is not None and not better)
            or ((strong := sentence.near(at, "strong", 4, 0)) is not None and is_denied(sentence, strong))
        ):
            yield ASK, at
        elif sentence.text(at) == "nyawa" and sentence.near(at, "lift", 3, 0) is not None:
            yield DANGER, at


def _better_life(sentence: Sentence, at: int) -> bool:
    return sentence.text(at + 1) in ("boros", "susah", "miskin", "mewah", "begadang") and not sentence.has(
        "die"
    )


def _without_point(sentence: Sentence, at: int) -> bool:
    point = sentence.near(at, "pointless", 5, 7)
    return (
        point is not None
        and sentence.text(point) != "semangat"
        and sentence.near(point, "not", 3, 0) is not None
        and sentence.near(point, "physical", 3, 4) is None
    )


def _veiled(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """ "Pengen ngilang", "nyusul almarhum", "tidur ga bangun lagi", "lebih baik saya ga ada", "cuma jadi beban"."""
    for at in sentence.at("vanish"):
        wish = sentence.near(at, ("want", "better"), 3, 0)
        lost = sentence.near(at, ("thing", "money", "passport", "insect", "tired", "wound", "short"), 4, 3)
        if (
            wish is not None
            and (sentence.text(wish) != "biar" or sentence.near(at, "self", 2, 0) is not None)
            and sentence.text(wish) not in ("hampir", "ampir", "meh")
            and lost is None
            and not sentence.has("laugh")
            and not is_denied(sentence, wish)
        ):
            yield ASK, at
    for at in sentence.at("follow"):
        if sentence.near(at, ("gone", "die", "die_kindly"), 0, 6) is not None and not sentence.has(
            "physical", "thing"
        ):
            yield (DANGER if sentence.near(at, ("want", "better", "self"), 4, 2) is not None else ASK), at
    for at in sentence.at("sleep"):
        forever = sentence.near(at, "forever", 0, 3) is not None
        no_waking = (
            sentence.text(at) in ("bangun", "bngun", "tangi", "hudang", "melek")
            and sentence.near(at, "not", 3, 0) is not None
            and (
                sentence.near(at, "again", 0, 3) is not None
                and sentence.near(at, ("want", "sleep"), 7, 0) is not None
            )
        )
        if forever or no_waking:
            yield DANGER, at
    for at in sentence.at("lift"):
        if (
            sentence.has("lord")
            and sentence.near(at, "self", 0, 3) is not None
            and sentence.text(at) not in ("jemput", "ambil")
        ):
            yield DANGER, at
    for at in sentence.at("give_up"):
        given_up = sentence.near(at, ("live", "burden_all"), 0, 4)
        this = given_up is not None and sentence.text(given_up) in ("ini", "iki", "ieu")
        if given_up is not None and not (
            this and sentence.text(given_up - 1) not in ("semua", "hidup", "keadaan")
        ):
            yield ASK, at
    for at in sentence.at("burden"):
        if sentence.near(at, "self", 4, 1) is not None and (
            sentence.has("live", "kin", "child", "all", "die")
            or sentence.text(at - 1) in ("jadi", "cuma", "hanya")
        ):
            yield ASK, at
    yield from _farewell(sentence)
    yield from _better_without_me(sentence)
    for at in sentence.at("no_use"):
        if sentence.near(at, "self", 4, 3) is not None or len(sentence.words) <= 4 or sentence.has("live"):
            yield ASK, at


def _farewell(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """ "Surat perpisahan", "pengen masuk liang kubur", "ga mau bernapas lagi", "nyesel dilahirkan"."""
    for at in sentence.at("farewell"):
        if sentence.near(at, ("forever", "world"), 0, 4) is not None or (
            sentence.text(at - 1) in ("surat", "pesan")
            and sentence.near(at, "beaten_thing", 0, 3) is None
            and not sentence.has("physical")
        ):
            yield DANGER, at
    for at in (*sentence.at("grave"), *sentence.at("breathe")):
        wish = sentence.near(at, ("want", "better"), 4, 0)
        if wish is not None and (
            is_denied(sentence, wish) == ("breathe" in sentence.tags(at))
            or sentence.text(at - 1) in ("berhenti", "stop")
        ):
            yield DANGER, at
    for at in sentence.at("born"):
        if sentence.near(at, "self", 3, 3) is not None and any(
            sentence.text(place)
            in ("nyesel", "menyesal", "kenapa", "ngapain", "knp", "andai", "seandainya", "mending")
            for place in range(max(0, at - 4), at)
        ):
            yield ASK, at
    for at in sentence.at("end"):
        if (
            sentence.near(at, "want", 3, 0) is not None
            and sentence.near(at, "burden_all", 0, 2) is not None
            and (sentence.text(at + 1) in _EVERYTHING or not sentence.has("money", "thing", "debt"))
        ):
            yield ASK, at
    for at in sentence.at("world"):
        wish = sentence.near(at, "want", 4, 0)
        if (
            wish is not None
            and is_denied(sentence, wish)
            and sentence.text(at - 1) in ("di", "ing", "nang", "ning")
        ):
            yield DANGER, at
        if sentence.text(at - 1) == "tinggal" or (
            sentence.text(at - 2) == "tinggal" and "selamat" in (sentence.text(at - 3), sentence.text(at - 1))
        ):
            yield DANGER, at


def _better_without_me(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    for at in sentence.at("self"):
        absent = (
            "not" in sentence.tags(at + 1)
            or ("now_state" in sentence.tags(at + 1) and "not" in sentence.tags(at + 2))
        ) and any(sentence.text(at + step) in ("ada", "aya", "ana", "ono", "wonten") for step in (2, 3))
        without = sentence.text(at - 1) == "tanpa" or (
            sentence.text(at - 1) == "ada" and "not" in sentence.tags(at - 2)
        )
        if (absent or without) and (
            sentence.near(at, "better", 3, 6) is not None or sentence.near(at, "better", 6, 0) is not None
        ):
            yield DANGER, at
        elif absent and sentence.has("entrust") and sentence.has("child"):
            yield ASK, at
    for at in sentence.at("world"):
        if (
            sentence.text(at - 1)
            in ("dari", "ninggalin", "tinggalin", "meninggalkan", "tinggalkan", "ti", "saka", "ninggalke")
            and sentence.near(at, ("want", "better"), 6, 0) is not None
        ):
            yield ASK, at
    for at in sentence.at("forever"):
        if (
            sentence.near(at, ("want", "better", "self"), 6, 0) is not None
            and sentence.has("leave")
            and any(
                sentence.text(place) in ("pergi", "pigi", "lunga", "indit", "tulak", "kesah")
                for place in range(max(0, at - 4), at)
            )
        ):
            yield ASK, at
    for at, word in enumerate(sentence.words):
        if (
            word.text in ("pergi", "lunga", "indit", "pigi", "tulak")
            and sentence.near(at, "want", 3, 0) is not None
            and any(
                sentence.text(place) in ("balik", "kembali", "pulang")
                and sentence.near(place, "not", 2, 0) is not None
                for place in range(at, at + 7)
            )
        ):
            yield ASK, at


def _no_strength(sentence: Sentence) -> Iterator[tuple[Level, int]]:
    """ "Sudah tidak kuat lagi": unclear, unless it is about loads, food or instalments."""
    for at in sentence.at("strong"):
        if "want" in sentence.tags(at + 1) and not sentence.has("die", "live"):
            continue
        if (
            not is_denied(sentence, at)
            or sentence.near(at, ("physical", "collector", "debt"), 3, 5) is not None
        ):
            continue
        if sentence.near(at, ("harmless_pain", "number", "laugh", "thing", "beaten_thing"), 2, 3) is not None:
            continue
        if sentence.near(at, "bodily", 4, 3) is not None and not sentence.has(*_HEAVIER):
            continue
        more = (
            sentence.near(at, ("again", "burden_all"), 2, 4) is not None
            or sentence.near(at, "now_state", 4, 1) is not None
        )
        whole = (
            sentence.near(at, "self", 4, 2) is not None
            and len(sentence.words) <= 6
            and sentence.near(at, "title", 0, 6) is None
        )
        bare = len(sentence.words) <= 3 and sentence.text(at).startswith(("kuat", "tahan", "kiat", "kuwat"))
        if more or whole or bare:
            yield ASK, at

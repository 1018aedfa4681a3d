"""Which single words ask for a closer look at the whole message? Only those that some rule can begin with."""

from __future__ import annotations

from domain.reading.distress.families import FAMILY_NAMES
from domain.reading.distress.sentences import Word
from domain.reading.spelling import one_slip_apart

# Too common to stand alone: every pattern has a rarer word beside one of these.
_EVERYDAY = frozenset(
    (
        "asks_why make_ready pills rope tie_up luckily write way_out finish look_for last_one "
        "life_word who_cares cut_off "
        "in_truth cover_up asked_her keeps_still calls_her outside can get_out allow meet work_word inspect stalk "
        "in_front answer_her he report place help_word hurry hears sounds came_home house searches to_self touched "
        "hurts taken_off wash_words hungry_days weak not_fed only poor_food carry_off seize goods sits pays buyers "
        "phone found_out delete door fall_down divorce marks_of sees comes_to_mind zest "
        "hope_word alone_word "
        "tell_out left_with left_there contacts tells_them tell_him ruined deadly_thing ruined_life back_home"
    ).split()
)
# Every rule needs a word of one of these meanings, or a verb that hurts; a test holds the lists against the rules.
SIGN_TAGS = (FAMILY_NAMES - _EVERYDAY) | frozenset(
    (
        "die die_kindly live strong suicide hang end poison leap cut vanish gone sleep forever leave world "
        "better no_use burden give_up lord fear dare safe drunk raging scold_word rough quarrel flee rescue "
        "wound marks blow hand hand_word violence_word nude picture sold one_self abort kidnap lost_child "
        "bully grab gamble upkeep given shopping forbid collector menace_debt menace touch_word bed blade "
        "follow no_more go_out pushed pulled husband hot undress inn entrust breaking held_down farewell "
        "grave breathe born "
    ).split()
)


_PEOPLE = frozenset("child husband perp kin".split())
_WEIGHTLESS = frozenset("asks_why work_word allow make_ready in_front house pays hurry can".split())


def is_nearly_dying(word: Word) -> bool:
    """Whether it may be "mati" behind a slip: one wish more, and the message is read."""
    return not word.known and one_slip_apart(word.text, "mati")


def is_hint(word: Word) -> bool:
    """Whether a word says a little, so that three of its kind are a reason to read the whole message."""
    return bool(
        word.tags
        & (
            (_EVERYDAY - _WEIGHTLESS)
            | _PEOPLE
            | {"pregnant", "picture", "wound", "want", "better", "just", "tired"}
        )
    )


def is_sign(word: Word) -> bool:
    """Whether a word alone is a reason to read the whole message."""
    return word.form is not None or bool(word.tags & SIGN_TAGS)

"""Which single words ask for a closer look at the whole message? Only those that some rule can begin with."""

from __future__ import annotations

from domain.reading.distress.sentences import Word

# Every rule needs a word of one of these meanings, or a verb that hurts; a test holds the lists against the rules.
SIGN_TAGS = frozenset(
    (
        "die die_kindly live strong suicide hang end poison leap cut vanish gone sleep forever leave world "
        "better no_use burden give_up lord fear dare safe drunk raging scold_word rough quarrel flee rescue "
        "wound marks blow hand hand_word violence_word nude picture sold one_self abort kidnap lost_child "
        "bully grab gamble upkeep given shopping forbid collector menace_debt menace touch_word bed blade "
        "go_out pushed pulled husband hot undress inn entrust breaking held_down farewell grave breathe born "
    ).split()
)


def is_sign(word: Word) -> bool:
    """Whether a word alone is a reason to read the whole message."""
    return word.form is not None or bool(word.tags & SIGN_TAGS)

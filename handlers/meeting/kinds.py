"""How the kinds of saving are called in the sentences of a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversation.questions import Choice
from conversation.text import Text, _
from domain.accounts import SavingKind
from domain.group_rules import Rules
from domain.meetings import INFAK, INSTALMENT
from domain.money import Rupiah

NAMES: dict[SavingKind, Text] = {
    SavingKind.POKOK: _("Simpanan pokok"),
    SavingKind.WAJIB: _("Simpanan wajib"),
    SavingKind.SUKARELA: _("Simpanan sukarela"),
    SavingKind.KHUSUS: _("Simpanan khusus"),
    SavingKind.SOSIAL: _("Dana sosial"),
    SavingKind.ARISAN: _("Arisan"),
}

# What is paid on a loan, beside them.
INSTALMENT_LABEL = _("Cicilan")
# What is no saving at all.
BESIDE: dict[str, Text] = {INSTALMENT: INSTALMENT_LABEL, INFAK: _("Infak")}

# As she types them.
WORDS: dict[SavingKind, tuple[str, ...]] = {
    SavingKind.POKOK: ("pokok",),
    SavingKind.WAJIB: ("wajib",),
    SavingKind.SUKARELA: ("sukarela", "mana suka"),
    SavingKind.KHUSUS: ("khusus", "lebaran", "hari raya"),
    SavingKind.SOSIAL: ("sosial", "dana sosial"),
    SavingKind.ARISAN: ("arisan",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of saving of the group. usual: what is usual each time, None if free. own: the group's name for it."""

    kind: SavingKind
    usual: Rupiah | None
    own: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return self.kind.value

    @property
    def label(self) -> Text | str:
        """The group's own name, where it has one."""
        return self.own or NAMES[self.kind]

    @property
    def words(self) -> tuple[str, ...]:
        """What else she may type."""
        return WORDS[self.kind]


def kinds_of(rules: Rules) -> tuple[Kind, ...]:
    """The kinds by the group's rules, each once."""
    found: dict[SavingKind, Kind] = {}
    for each in rules.kinds:
        found.setdefault(each.kind, Kind(kind=each.kind, usual=each.amount, own=each.name))
    return tuple(found.values())


def kind_choices(kinds: Iterable[Kind]) -> tuple[Choice, ...]:
    """The kinds to choose from."""
    return tuple(Choice(each.key, each.label, words=each.words) for each in kinds)

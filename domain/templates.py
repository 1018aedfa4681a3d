"""What is a message that a channel has approved beforehand, and may it be sent? WhatsApp takes nothing else from us
once she has not written for a day.

The law: what stands here is what was approved, letter by letter; one that is paused, disabled or not decided yet is
never sent. Sources: Meta, Cloud API, "Templates" (categories, named parameters, lengths, states).
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from domain.records import dataclass

NAME = re.compile(r"[a-z0-9_]{1,512}")
PARAM = re.compile(r"\{\{([a-z][a-z0-9_]{0,39})\}\}")
TEXT_CHARS_MAX = 1024
BUTTON_CHARS_MAX = 20
"""Twenty, though a template's may be longer: what is tapped is shown as her answer, and other buttons hold no more."""
BUTTONS_MAX = 3
VALUE_CHARS_MAX = 60
"""Of what is filled in: one line, so that the whole stays below TEXT_CHARS_MAX."""


class Category(StrEnum):
    """What the channel files a message under, and charges for; the value is stored.

    SERVICE: not a template, but a message inside her window. FREE: what it does not charge for.
    """

    MARKETING = "marketing"
    UTILITY = "utility"
    AUTHENTICATION = "authentication"
    SERVICE = "service"
    FREE = "free"


OF_TEMPLATES = (Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION)


class TemplateState(StrEnum):
    """SUBMITTING: handed in, and no answer yet. PENDING: being looked at. Only APPROVED ones are sent."""

    SUBMITTING = "submitting"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAUSED = "paused"
    DISABLED = "disabled"


# As Meta calls them in its webhook and its lists; what is not named here changes nothing.
_TOLD: Mapping[str, TemplateState] = {
    "approved": TemplateState.APPROVED,
    "reinstated": TemplateState.APPROVED,
    "flagged": TemplateState.APPROVED,
    "in_appeal": TemplateState.REJECTED,
    "pending": TemplateState.PENDING,
    "rejected": TemplateState.REJECTED,
    "paused": TemplateState.PAUSED,
    "limit_exceeded": TemplateState.PAUSED,
    "disabled": TemplateState.DISABLED,
    "pending_deletion": TemplateState.DISABLED,
    "deleted": TemplateState.DISABLED,
    "archived": TemplateState.DISABLED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """One template in one language. text: with its places as `{{kantor}}`; params: their names, in their order.

    buttons: labels of its quick replies. asked_category: as we wish it; category: as the channel files it.
    examples: what stands in each place for whoever approves it.
    """

    name: str
    language: str
    category: Category
    asked_category: Category
    text: str
    params: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    state: TemplateState = TemplateState.SUBMITTING
    reason: str = ""
    channel_id: str = ""

    def same_words(self, other: "Template") -> bool:
        """Whether nothing of what is approved differs."""
        return (self.text, self.params, self.buttons) == (other.text, other.params, other.buttons)


def read_state(word: str) -> TemplateState | None:
    """What a channel's word says; None for one that changes nothing."""
    return _TOLD.get(word.strip().lower())


def read_category(word: str) -> Category | None:
    """What a channel's word says; None for one we do not know."""
    return next((each for each in Category if each.value == word.strip().lower()), None)


def params_of(text: str) -> tuple[str, ...]:
    """The places in the text, each once, in their order."""
    return tuple(dict.fromkeys(PARAM.findall(text)))


def fitting(value: str) -> str:
    """What may stand in a place: one line, no run of blanks, never empty (else: error 132018)."""
    line = " ".join(value.split())
    short = line if len(line) <= VALUE_CHARS_MAX else line[: VALUE_CHARS_MAX - 1].rstrip() + "…"
    return short or "-"


def filled(template: Template, values: Mapping[str, str]) -> str:
    """What she reads. Raises KeyError if a value is missing."""
    return PARAM.sub(lambda place: fitting(values[place[1]]), template.text)


def params_for(template: Template, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The parameters as they are sent along. Raises KeyError if a value is missing."""
    return tuple((name, fitting(values[name])) for name in template.params)

"""Which words does a language have for our sentences? Catalogues of locales/, read when first asked for.

Indonesian is the message id itself and loads nothing. Sundanese and Javanese wait for native readers and are offered
to nobody; what they lack stays Indonesian. The pseudo-language shows in tests that a sentence passes through here.
"""

import gettext
import io
import re
from functools import cache
from pathlib import Path

SOURCE_LANGUAGE = "id"
PSEUDO_LANGUAGE = "qps"
WAITING_LANGUAGES = ("su", "jv")
OFFERED_LANGUAGES = (SOURCE_LANGUAGE,)

LOCALES = Path(__file__).resolve().parents[1] / "locales"
DOMAIN = "teman"

_ACCENTED = str.maketrans("aeiousAEIOUS", "àèìòùšÀÈÌÒÙŠ")
_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|\{\{|\}\})")
# What fitted still fits: WhatsApp's button, list row and description, and our own message (channels.md, DESIGN.md).
_CHARS_LIMITS = (20, 24, 72, 300, 500)


@cache
def load(language: str) -> gettext.NullTranslations:
    """The sentences of a language; Indonesian for one we do not have."""
    if language == PSEUDO_LANGUAGE:
        return Pseudo()
    if language in WAITING_LANGUAGES:
        return _read(LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    return gettext.NullTranslations()


def _read(path: Path) -> gettext.NullTranslations:
    """A .po file, compiled in memory: no compiled file can be older than its source."""
    from babel.messages.mofile import write_mo  # not at the top: Indonesian starts without Babel
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Pseudo(gettext.NullTranslations):
    """Nobody's language: ⟦Šìmpàn {name}⟧. Placeholders stay, and what fitted a button still fits."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(message: str) -> str:
    """The sentence with accents and markers; `~` where its end was cut so that it fits."""
    parts = _PLACEHOLDER.split(message)
    accented = "".join(part if index % 2 else part.translate(_ACCENTED) for index, part in enumerate(parts))
    limit = next((limit for limit in _CHARS_LIMITS if len(message) <= limit < len(message) + 2), None)
    if limit is not None and len(parts) == 1:
        accented = accented[: limit - 3] + "~"
    return f"⟦{accented}⟧"

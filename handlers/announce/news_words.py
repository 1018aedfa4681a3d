"""How the kinds of announcements are called, wherever she or somebody of an office reads of them."""

from collections.abc import Mapping
from types import MappingProxyType

from conversation.text import Text, _
from domain.announcements import NewsKind

KINDS: Mapping[NewsKind, Text] = MappingProxyType(
    {
        NewsKind.AID: _("Kabar bantuan"),
        NewsKind.TRAINING: _("Kabar pelatihan"),
        NewsKind.GROUP: _("Kabar kelompok"),
        NewsKind.OTHER: _("Kabar lain"),
    }
)

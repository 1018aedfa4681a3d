"""What she reads when others may have seen her data: which, when, how, what is done (UU 27/2022 PDP, art. 46)."""

from datetime import datetime

from conversation.text import Text, _

# Each of the operator's own parts; with the rest the notice stays on one screen.
PART_CHARS_MAX = 80


def notice(*, what: str, when: datetime, how: str, handling: str) -> Text:
    """The notice, for a phone known to be her own. when: in her zone."""
    return _(
        "Maaf, Bu. Data Ibu mungkin dibaca orang lain.\nData: {what}.\nSejak: {when}.\nSebabnya: {how}.\n"
        "Tindakan kami: {handling}.\nIbu ingin bertanya? Ketik PETUGAS.",
        what=what,
        when=when,
        how=how,
        handling=handling,
    )

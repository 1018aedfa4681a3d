"""What she reads before anything about her is passed on, and how a move is named to staff.

The law: what is passed on is read out to her word for word, with who reads it then and who no longer does. One short
screen; "Jangan" stands there as plainly as "Boleh".
"""

from collections.abc import Mapping

from conversation.questions import Choice
from conversation.text import Text, _
from domain.matter_moves import NAME_SHOWN_CHARS
from domain.matters import MoveState, PartnerKind, Passes
from domain.records import dataclass

WORDS, ALL, NO = Passes.WORDS.value, Passes.ALL.value, "no"

ONLY_THIS = Choice(
    WORDS,
    _("Boleh, ini saja"),
    words=("ini saja", "itu saja", "kata itu saja", "hanya itu", "hanya ini", "boleh itu saja"),
)
EVERYTHING = Choice(
    ALL, _("Boleh, semua pesan"), words=("semua", "semuanya", "boleh semua", "semua pesan", "semua chat")
)
MAY = Choice(WORDS, _("Boleh"), words=("boleh saja", "setuju"))
DONT = Choice(NO, _("Jangan"), words=("tidak boleh", "tidak usah", "tidak mau", "nggak usah"))

# staff: offices to which one refers
PARTNER_KINDS: Mapping[PartnerKind, Text] = {
    PartnerKind.DKUPP: _("DKUPP (izin usaha)"),  # staff
    PartnerKind.LK3: _("LK3 (keluarga)"),  # staff
    PartnerKind.PUSPAGA: _("Puspaga (keluarga)"),  # staff
    PartnerKind.UPTD_PPA: _("UPTD PPA"),  # staff
    PartnerKind.PUSKESMAS: _("Puskesmas"),  # staff
    PartnerKind.OFFICE: _("Kantor dinas lain"),  # staff
    PartnerKind.OTHER: _("Lembaga lain"),  # staff
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What she is asked. way: person, office or outside. who: has it now. to: who would read it."""

    id: int
    way: str
    who: str
    to: str
    why: str
    words: str
    state: MoveState
    code: str = ""
    phone: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Her answers. On a slip stand only the words: there "all" means nothing."""
        return (MAY, DONT) if self.way == "outside" else (ONLY_THIS, EVERYTHING, DONT)


def label_of(choice: Choice) -> Text:
    """What stands on its button."""
    return choice.label if isinstance(choice.label, Text) else Text(choice.label)


def short(name: str, most: int = NAME_SHOWN_CHARS) -> str:
    """A name, as long as it fits one screen with what is read out to her."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def question_for(asked: Asked) -> Text:
    """What is read out to her, whole: with the longest names and words it fits one screen, also when asked again."""
    given = {"who": asked.who, "to": asked.to, "why": asked.why, "words": asked.words}
    if asked.way == "outside":
        return _(
            "{who} menyarankan Ibu ke {to}. Sebabnya: {why}\n\n"
            "Ibu dapat surat kecil tanpa nama. Isinya:\n“{words}”\n\n"
            "Boleh, Bu? Jangan juga boleh.",
            **given,
        )
    if asked.way == "office":
        return _(
            "{who} mau minta {to} membantu Ibu. Sebabnya: {why}\n\n"
            "Yang disampaikan: nama dan daerah Ibu, dan ini:\n“{words}”\n\n"
            "Satu petugas di sana yang membaca, bukan lagi {who}.\n"
            "Boleh, Bu? Jangan juga boleh.",
            **given,
        )
    return _(
        "{who} mau minta {to} membantu Ibu. Sebabnya: {why}\n\n"
        "Yang disampaikan: nama dan daerah Ibu, dan ini:\n“{words}”\n\n"
        "{to} yang membaca, bukan lagi {who}.\n"
        "Boleh, Bu? Jangan juga boleh.",
        **given,
    )


def slip_for(asked: Asked) -> list[Text]:
    """Her slip for a place that does not work with this program: she takes it there herself, or not."""
    lines = [
        _("Surat Ibu untuk {to}. Kode {code}.", to=asked.to, code=asked.code),
        _("“{words}”", words=asked.words),
    ]
    if asked.phone:
        lines.append(_("Teleponnya: {phone}.", phone=asked.phone))
    return [*lines, _("Tunjukkan di sana. Ibu boleh datang, boleh juga tidak.")]

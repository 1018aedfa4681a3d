"""The consent for screening: the words, and the explicit yes to them; separate from everything else she agrees to."""

from conversation.chat import Chat
from conversation.text import Text, _
from handlers.questions import YesNo
from handlers.screening_facts import Office
from handlers.screening_steps import person_label

CONSENT_VERSION = "1"
KEPT_MONTHS = 24


def consent(office: str) -> Text:
    """What is kept, for whom, how long, where it travels, and that she may refuse."""
    return _(
        "Saya mau catat jawaban Ibu: umur, tempat tinggal, keluarga, uang masuk, dan bantuan.\n"
        "Yang membaca: petugas {office}. Disimpan {months} bulan. Pesan lewat server di luar negeri.\n"
        "Catatan simpanan Ibu tidak dibaca. Ibu boleh menolak, boleh minta dihapus.\n"
        "Boleh saya catat?",
        office=office,
        months=KEPT_MONTHS,
    )


def consent_text(office: str) -> str:
    """The words she agreed to, as they are kept with her answer."""
    asked = consent(office)
    return asked.message.format_map(asked.values)


async def ask_consent(chat: Chat, office: Office) -> bool:
    """An explicit yes to keeping her answers; separate from everything else (UU 27/2022 PDP, art. 20-22)."""
    question = consent(office.name)
    labels = (_("Boleh"), _("Tidak"))
    return await chat.ask(
        question, YesNo(explicit=True, is_weighty=True, labels=labels, person=person_label(office))
    )

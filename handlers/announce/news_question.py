"""What is it about? She may want no more of one kind and all of another, so whoever writes says which it is."""

# staff: who announces reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.announcements import NewsKind

ABOUT = (
    Choice(NewsKind.AID.value, _("Pendaftaran, bantuan"), words=("bantuan", "pendaftaran", "daftar")),
    Choice(NewsKind.TRAINING.value, _("Pelatihan"), words=("kelas", "kursus", "bimtek")),
    Choice(NewsKind.OTHER.value, _("Lainnya"), words=("lain", "lain-lain")),
)


async def ask_news(chat: Chat) -> NewsKind:
    """Of which kind it is."""
    return NewsKind((await chat.choose(_("Tentang apa?"), ABOUT)).key)

"""The sentences that may go to a phone that others read too: the same for everybody, so that they tell nothing."""

from conversation.text import Text, _
from domain.contact import Urgency

NEUTRAL: dict[Urgency, Text] = {
    Urgency.WHEN_FREE: _("Ada kabar dari kelompok. Ketik MENU kalau sudah senggang."),
    Urgency.TODAY: _("Ada kabar dari kelompok. Ketik MENU hari ini, ya."),
}

"""The days of the week as words; Monday first."""

from conversation.text import Text, _

WEEKDAYS: tuple[Text, ...] = (
    _("Senin"),
    _("Selasa"),
    _("Rabu"),
    _("Kamis"),
    _("Jumat"),
    _("Sabtu"),
    _("Minggu"),
)

"""Would WhatsApp take this template? The simulator has approved what stands in locales/whatsapp/, and nothing else.

The law: as strict as the platform (errors 132000, 132001), and stricter: what we say she will read is what she reads.
"""

from collections.abc import Iterator
from functools import cache

from bot.channels.base import Layout, Outgoing
from bot.channels.simulator.platforms import Breach
from bot.template_files import load
from domain.templates import Template, filled


@cache
def _approved() -> dict[tuple[str, str], Template]:
    return {(each.name, each.language): each for each in load()}


def find_template_breach(outgoing: Outgoing) -> Breach | None:
    """What is wrong with the template that this message is, or None."""
    return next(_breaches(outgoing), None)


def _breaches(outgoing: Outgoing) -> Iterator[Breach]:
    template = _approved().get((outgoing.template, outgoing.template_language))
    if template is None:
        yield Breach("template is not approved (132001)", "Templat ini belum disetujui WhatsApp.")
        return
    if tuple(name for name, _value in outgoing.template_params) != template.params:
        yield Breach("wrong template parameters (132000)", "Isian templat tidak cocok.")
        return
    if filled(template, dict(outgoing.template_params)) != outgoing.text:
        yield Breach("the text is not the template's", "Teks tidak sama dengan templat yang disetujui.")
    labels = tuple(button.label for button in outgoing.buttons)
    if labels != template.buttons or (labels and outgoing.layout is not Layout.BUTTONS):
        yield Breach("the buttons are not the template's", "Tombol tidak sama dengan templat yang disetujui.")
    if outgoing.document is not None or outgoing.edits or outgoing.deletes:
        yield Breach("a template carries nothing else", "Templat tidak bisa membawa berkas.")

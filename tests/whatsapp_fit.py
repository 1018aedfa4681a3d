"""Would WhatsApp take this, and show it whole? Any message with its choices, whatever channel it was seen on.

20 letters on a button, 24 and 72 in a row, ten rows, 1,024 letters above choices (tests/vectors/whatsapp_schema.toml).
"""

from bot.channels.base import Outgoing
from bot.channels.simulator.platforms import ABILITIES, Look
from bot.channels.whatsapp.forms import messages_of
from bot.compose import Option, compose
from tests.fakes.meta_schema import faults

CUT = "…"


def unfit(text: str, labels: tuple[str, ...], language: str = "id") -> list[str]:
    """What of it would be refused, cut, or torn into two messages; nothing for what fits."""
    options = [Option(key=str(n), label=label, number=str(n)) for n, label in enumerate(labels, start=1)]
    made = compose([text], options, ABILITIES[Look.WHATSAPP], "nonce000", language)
    outgoing = Outgoing(
        outbox_id="1",
        chat="620000000101",
        text=made.text,
        buttons=made.buttons,
        layout=made.layout,
        list_button=made.list_button,
    )
    bodies = messages_of(outgoing)
    found = [fault for body in bodies for fault in faults("message", body)]
    if len(bodies) > 1:
        found.append(f"{len(bodies)} messages for one")
    for button, label in zip(made.buttons, labels, strict=False):
        if CUT in button.label and label not in (button.label, button.hint):
            found.append(f"{label!r} is nowhere whole")
    return found

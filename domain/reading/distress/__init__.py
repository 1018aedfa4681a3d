"""Does a message tell of violence, a wish to die, a child in danger, threats over a debt, or fear at home?

The law: a miss may cost a life and a false alarm costs some trust, so what is unclear is `ask`, never nothing.
A reading is made from any free text, in the languages the women write, and holds none of its words.
"""

from domain.reading.distress.model import NOTHING, About, Distress, Kind, Level

__all__ = ["About", "Distress", "Kind", "Level", "read_distress"]

# First words of nearly every chat. The tables are loaded (some 70 ms, once) when somebody says more than that.
_GREETINGS = frozenset(
    "/start assalamualaikum bantuan boleh hai halo iya kembali lanjut menu mulai oke ok salam tidak ya".split()
)


def read_distress(text: str) -> Distress:
    """The clearest sign in a message; level none when there is none. Never raises; linear in the length."""
    if text.lower() in _GREETINGS:
        return NOTHING
    from domain.reading.distress.read import read_distress as read

    return read(text)

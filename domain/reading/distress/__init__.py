"""Does a message tell of violence, a wish to die, a child in danger, threats over a debt, or fear at home?

The law: a miss may cost a life and a false alarm costs some trust, so what is unclear is `ask`, never nothing.
A reading is made from any free text, in the languages the women write, and holds none of its words.
"""

from domain.reading.distress.model import About, Distress, Kind, Level
from domain.reading.distress.read import read_distress

__all__ = ["About", "Distress", "Kind", "Level", "read_distress"]

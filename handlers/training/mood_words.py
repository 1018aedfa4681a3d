"""How she is asked how she feels: three faces, and a question that says who reads the answer."""

from conversation.questions import Choice
from conversation.text import Text, _
from domain.moods import Face

GOOD, SO_SO, HEAVY = _("😊 Senang"), _("😐 Biasa"), _("😟 Berat")

FACES = (
    Choice(Face.GOOD.value, GOOD, words=("senang", "baik", "gembira", "alhamdulillah", "sae", "apik")),
    Choice(Face.SO_SO.value, SO_SO, words=("biasa", "biasa saja", "biasa aja", "lumayan")),
    Choice(Face.HEAVY.value, HEAVY, words=("berat", "sedih", "capek", "lelah", "susah", "bingung")),
)
LABELS: tuple[tuple[str, Text], ...] = (
    (Face.GOOD.value, GOOD),
    (Face.SO_SO.value, SO_SO),
    (Face.HEAVY.value, HEAVY),
)


def question(title: str, reader: str) -> Text:
    """It says who reads the answer. reader: her companion's name, "" for more than one."""
    if reader:
        return _(
            "Bagaimana perasaan Ibu di kelas {course}? Hanya {name} yang membacanya.",
            course=title,
            name=reader,
        )
    return _(
        "Bagaimana perasaan Ibu di kelas {course}? Hanya pendamping kelas yang membacanya.", course=title
    )

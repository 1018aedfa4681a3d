"""What is kept of a session for those who took part: a text, a photo, a voice note, a recipe; and how much of it?

The recipe has the three steps of source B (Hasil 1a): "Dari tahap awal bahan yang dibutuhkan, cara pembuatan kue,
sampai tahap akhir pengemasan" (B27). What is shared is the class's, never a woman's: no faces, no numbers to call.
"""

import json
import re
from enum import StrEnum

from domain.course_words import leads_out
from domain.kind_words import is_kind
from domain.records import dataclass
from domain.refusals import Refusal

# What somebody reads through on her way home.
MATERIALS_OF_SESSION_MAX = 10

# With the words around it, each stays one message of 500 characters.
TEXT_CHARS_MAX = 400
CAPTION_CHARS_MAX = 200
NAME_CHARS_MAX = 40

# So long after the last of them who was there hears of it, once for all of them.
TELL_AFTER_MIN = 10

# How long it can be looked at: two years after it was given (the sources ask after what stayed for twelve months).
KEPT_DAYS = 730

_WORD = re.compile(r"[^\W\d_]{2,}")


class Form(StrEnum):
    """In which form something is shared."""

    PHOTO = "photo"
    TEXT = "text"
    VOICE = "voice"
    RECIPE = "recipe"


OF_FILES = frozenset({Form.PHOTO, Form.VOICE})


class TooManyMaterials(Refusal):
    """The session has as many as anybody looks through. most: how many that is."""

    code = "too_many_materials"


class WordsNotKind(Refusal):
    """The words would hurt, or lead out of this chat."""

    code = "words_not_kind"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """Bahan, cara, kemasan. packing: "" where there is none to speak of."""

    name: str
    ingredients: str
    steps: str
    packing: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """One thing that is shared. body: its text, a caption, or a packed recipe. file_id: None where it has none."""

    id: int
    session_id: int
    form: Form
    body: str
    file_id: int | None
    by_person: int


def packed(recipe: Recipe) -> str:
    """The recipe as it is kept."""
    return json.dumps([recipe.name, recipe.ingredients, recipe.steps, recipe.packing], ensure_ascii=False)


def unpacked(body: str) -> Recipe:
    """The recipe that was kept so."""
    name, ingredients, steps, packing = json.loads(body)
    return Recipe(name=name, ingredients=ingredients, steps=steps, packing=packing)


def check_shared(text: str) -> None:
    """Whether these words may be read by everybody who took part. Raises WordsNotKind.

    Amounts and short lines are what a recipe is made of, so nothing is counted here but what could hurt.
    """
    if not is_kind(text) or leads_out(text) or not _WORD.search(text):
        raise WordsNotKind

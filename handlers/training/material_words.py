"""What was shared of a session, in words: to whoever gave it, as a row; to her, as what she reads or is handed."""

from collections.abc import Sequence
from datetime import date

from conversation.text import Text, _
from domain.course_materials import Form, Material, unpacked

FORMS: dict[Form, Text] = {
    Form.PHOTO: _("Foto"),
    Form.TEXT: _("Tulisan"),
    Form.VOICE: _("Pesan suara"),
    Form.RECIPE: _("Resep"),
}
SEE_LABEL = _("Lihat bahan")

# In a row beside others, the beginning says which it is.
BEGINNING_CHARS = 30


def row_of(material: Material) -> Text:
    """Which one it is."""
    body = unpacked(material.body).name if material.form is Form.RECIPE else material.body
    form = FORMS[material.form]
    if not body:
        return _("{form}", form=form)
    return _("{form}: {words}", form=form, words=" ".join(body.split())[:BEGINNING_CHARS])


def recipe_parts(body: str) -> Sequence[Text]:
    """A recipe as she reads it: bahan, cara, kemasan, each by itself."""
    recipe = unpacked(body)
    parts = [
        _("Resep {name}.\n\nBahan:\n{words}", name=recipe.name, words=recipe.ingredients),
        _("Cara membuat:\n{words}", words=recipe.steps),
    ]
    if recipe.packing:
        parts.append(_("Kemasan:\n{words}", words=recipe.packing))
    return parts


def news(title: str, day: date) -> Text:
    """What those who were there are told, once for all that is new."""
    return _("Ada bahan baru dari kelas {title}, {day}. Boleh dilihat kapan saja, Bu.", title=title, day=day)

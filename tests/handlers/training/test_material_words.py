"""What was shared, as a row and as what she reads."""

from domain.course_materials import Form, Material, Recipe, packed
from handlers.training.material_words import BEGINNING_CHARS, FORMS, recipe_parts, row_of

NASTAR = packed(Recipe(name="Nastar", ingredients="250 g tepung", steps="Aduk.", packing="Toples"))


def material(form: Form, body: str = "") -> Material:
    return Material(id=1, session_id=1, form=form, body=body, file_id=None, by_person=1)


def test_a_row_says_which_it_is_by_its_beginning() -> None:
    assert row_of(material(Form.PHOTO)).values["form"] == FORMS[Form.PHOTO]
    assert row_of(material(Form.RECIPE, NASTAR)).values["words"] == "Nastar"
    long = row_of(material(Form.TEXT, "Ayak tepung dulu\n" * 9)).values["words"]
    assert len(str(long)) == BEGINNING_CHARS
    assert "\n" not in str(long)


def test_a_recipe_is_read_in_its_steps_and_without_packing_in_two() -> None:
    assert len(recipe_parts(NASTAR)) == 3
    assert len(recipe_parts(packed(Recipe(name="Nastar", ingredients="250 g tepung", steps="Aduk.")))) == 2


def test_every_form_has_a_name() -> None:
    assert set(FORMS) == set(Form)

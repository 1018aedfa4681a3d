"""What may be shared with a class, and how a recipe is kept."""

import pytest

from domain.course_materials import Recipe, WordsNotKind, check_shared, packed, unpacked


@pytest.mark.parametrize("packing", ["", "Toples 250 gram"])
def test_a_recipe_is_kept_as_it_was_given(packing: str) -> None:
    recipe = Recipe(
        name="Nastar", ingredients='250 g tepung\n2 "kuning" telur', steps="Aduk.", packing=packing
    )
    assert unpacked(packed(recipe)) == recipe


@pytest.mark.parametrize(
    "text",
    [
        "250 g tepung terigu, 2 butir telur, 100 g gula halus, setengah sendok teh garam, vanili secukupnya",
        "Oven 150 derajat, 30 menit. Isi 40 buah.",
        "Selasa 3 Februari 2026, jam 09.00",
        "Aduk",
    ],
)
def test_amounts_and_long_lists_are_what_a_recipe_is_made_of(text: str) -> None:
    check_shared(text)


@pytest.mark.parametrize(
    "text",
    [
        "Telepon 0812-0000-0000",
        "www.contoh.com",
        "t.me/contoh",
        "jangan malas ya",
        "minta izin suami dulu",
        "12 34",
    ],
)
def test_what_hurts_leads_away_or_says_nothing_is_not_shared(text: str) -> None:
    with pytest.raises(WordsNotKind):
        check_shared(text)

"""Every recipe can be found, and none is loaded before its first paper."""

import subprocess
import sys

import pytest

from bot.recipes import RECIPES, find_recipe


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_is_found_with_a_file_name_of_its_own_sort(name: str) -> None:
    recipe = find_recipe(name)
    assert recipe.name.rpartition(".")[2] == name.rpartition(".")[2]
    assert "/" in recipe.mime


def test_what_is_no_recipe_is_not_found() -> None:
    with pytest.raises(KeyError):
        find_recipe("x.exe")


def test_nobody_waits_for_the_papers_before_the_first_one() -> None:
    code = "import sys, bot.papers; sys.exit(any(n in sys.modules for n in ('typst', 'bot.data_copies', 'db.books')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Which steps block the hand-over, by the criteria files and by nothing else."""

from dataclasses import replace
from pathlib import Path

from bot.criteria_files import load_sets
from domain.aid_steps import BIMTEK, blocking

SETS = load_sets(Path(__file__).resolve().parents[2] / "criteria")
UEP = SETS["kaltim-uep-2023"]


def test_in_kaltim_nothing_is_handed_over_before_the_bimtek() -> None:
    assert blocking([UEP], "diserahkan") == {BIMTEK}


def test_it_blocks_what_comes_right_after_it_and_nothing_else() -> None:
    assert blocking([UEP], "ditetapkan") == frozenset()
    assert blocking([UEP], "pendampingan") == frozenset()


def test_a_set_without_such_a_step_blocks_nothing() -> None:
    others = [each for key, each in SETS.items() if key != UEP.id]
    assert others
    assert blocking(others, "diserahkan") == frozenset()
    open_way = replace(UEP, steps=tuple(replace(step, blocks_next=False) for step in UEP.steps))
    assert blocking([open_way], "diserahkan") == frozenset()


def test_of_several_sets_one_is_enough_to_block() -> None:
    assert blocking(SETS.values(), "diserahkan") == {BIMTEK}

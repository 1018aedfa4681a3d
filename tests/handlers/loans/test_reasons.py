"""A reason is read by the woman it is about: those that are offered are as plain as an officer's own have to be."""

import pytest

from bot.render import render
from conversation.text import Text
from domain.criteria.plain import plain_faults
from domain.requests import REASON_CHARS_MAX
from handlers.loans import replan_steps, waive_steps
from handlers.loans.reasons import OTHER, reason_text

KNOWN = [*replan_steps.REASONS.values(), *waive_steps.REASONS.values()]


@pytest.mark.parametrize("reason", KNOWN, ids=lambda each: each.message)
def test_every_reason_that_is_offered_is_plain_and_kind(reason: Text) -> None:
    assert not plain_faults(render(reason), chars_max=REASON_CHARS_MAX)


def test_her_own_words_stand_as_the_officer_wrote_them() -> None:
    known = {"sick": Text("Karena sakit.")}
    assert reason_text(known, OTHER, "Anaknya sakit.") == "Anaknya sakit."
    assert reason_text(known, "sick", "") == Text("Karena sakit.")

"""Where "kembali" leads staff from a page on which nothing can be taken back."""

import pytest

from bot.backing import leads_back
from db.talks import Talk
from handlers.names import LATER, MATTER, MATTER_NOTES, MATTERS, MENU, SCREENING, STEPS


@pytest.mark.parametrize(
    "name, args, above",
    [
        (MATTER_NOTES, (7,), (MATTER, (7,))),
        (LATER, (7,), (MATTER, (7,))),
        (MATTER, (7, "answer"), (MATTER, (7,))),
        (MATTER, (7,), (MATTERS, ())),
        (MATTER, (7, "", 0), (MATTERS, ())),
        (MATTER, (7, "sent", 3), (MATTERS, ())),
        (MATTERS, ("pool",), (MATTERS, ())),
        (STEPS, (), (MATTERS, ())),
        (MATTERS, (), None),
        (SCREENING, (7,), None),
        (MENU, (), None),
    ],
)
def test_below_a_matter_it_leads_to_the_matter_and_from_there_to_the_list(
    name: str, args: tuple[int | str, ...], above: tuple[str, tuple[int | str, ...]] | None
) -> None:
    assert leads_back(Talk(id=1, account_id=1, person_id=1, name=name, entries=[], args=args)) == above

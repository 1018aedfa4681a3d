"""Answers that are ready stand on buttons as they are."""

from domain.announcement_drafts import answers_in
from handlers.announce.answers_question import COME, DONE, READY, YES


def test_what_is_ready_could_be_typed_as_well() -> None:
    for choice in (COME, YES, DONE):
        assert (
            answers_in(choice.label.message if not isinstance(choice.label, str) else choice.label)
            == READY[choice.key]
        )

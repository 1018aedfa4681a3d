"""Which of the things she may say is an answer that is kept."""

from domain.coming import Says
from domain.courses import Reply


def test_each_answer_stands_for_one_that_is_kept_and_nothing_else_does() -> None:
    kept = {each: each.reply for each in Says if each.reply is not None}
    assert kept == {
        Says.YES: Reply.YES,
        Says.LATE: Reply.YES,
        Says.GOD_WILLING: Reply.GOD_WILLING,
        Says.UNSURE: Reply.UNSURE,
        Says.NO: Reply.NO,
        Says.NO_BECAUSE: Reply.NO,
    }

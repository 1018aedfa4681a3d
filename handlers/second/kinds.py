"""What is carried out when the second officer has agreed, by kind: in the same transaction, and from the body alone.

A step takes the unit and the agreed approval (`by` and `second` are two officers at this moment) and returns what both
are told. It may raise a Refusal: then nothing is agreed and nothing written.
"""

from collections.abc import Awaitable, Callable

from conversation.text import Text
from db.approvals import Approval
from db.unit import Unit
from handlers import arisan_steps
from handlers.group import import_steps, rules_steps
from handlers.loans import (
    ask_steps,
    decide_steps,
    decide_words,
    household_steps,
    replan_steps,
    replan_view,
    waive_steps,
)
from handlers.savings import share_out_steps
from handlers.second import correction_steps, month_steps, payout_steps, reopen_steps
from handlers.year import steps as year_steps

CarryOut = Callable[[Unit, Approval], Awaitable[Text]]

# What she reads beside the words where they do not say all that is carried out.
DETAILS: dict[str, Callable[[Approval], tuple[Text, ...]]] = {
    import_steps.KIND: import_steps.details,
    ask_steps.KIND: decide_words.details,
    year_steps.KIND: year_steps.details,
    share_out_steps.KIND: share_out_steps.details,
}

CARRY_OUT: dict[str, CarryOut] = {
    correction_steps.KIND: correction_steps.carry_out,
    reopen_steps.KIND: reopen_steps.carry_out,
    month_steps.KIND: month_steps.carry_out,
    payout_steps.KIND: payout_steps.carry_out,
    rules_steps.KIND: rules_steps.carry_out,
    import_steps.KIND: import_steps.carry_out,
    arisan_steps.KIND: arisan_steps.carry_out,
    share_out_steps.KIND: share_out_steps.carry_out,
    ask_steps.KIND: decide_steps.carry_out,
    household_steps.KIND: household_steps.carry_out,
    year_steps.KIND: year_steps.carry_out,
    replan_view.KIND: replan_steps.carry_out,
    waive_steps.KIND: waive_steps.carry_out,
}

"""What is carried out when the second officer has agreed, by kind: in the same transaction, and from the body alone.

A step takes the unit and the agreed approval (`by` and `second` are two officers at this moment) and returns what both
are told. It may raise a Refusal: then nothing is agreed and nothing written.
"""

from collections.abc import Awaitable, Callable

from conversation.text import Text
from db.approvals import Approval
from db.unit import Unit
from handlers.group import import_steps, rules_steps
from handlers.second import correction_steps, month_steps, payout_steps, reopen_steps

CarryOut = Callable[[Unit, Approval], Awaitable[Text]]

# What she reads beside the words where they do not say all that is carried out.
DETAILS: dict[str, Callable[[Approval], tuple[Text, ...]]] = {import_steps.KIND: import_steps.details}

CARRY_OUT: dict[str, CarryOut] = {
    correction_steps.KIND: correction_steps.carry_out,
    reopen_steps.KIND: reopen_steps.carry_out,
    month_steps.KIND: month_steps.carry_out,
    payout_steps.KIND: payout_steps.carry_out,
    rules_steps.KIND: rules_steps.carry_out,
    import_steps.KIND: import_steps.carry_out,
}

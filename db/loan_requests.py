"""What waits for two officers: requests for a loan, which are few; the group's other loans are not opened for them."""

from db.loan_rows import COLUMNS, Loan, list_rows
from db.unit import Unit


async def list_asked(unit: Unit, group_id: int) -> list[Loan]:
    """The requests on which nobody has decided, the oldest first."""
    return await list_rows(unit, COLUMNS + " AND l.state = 'asked' ORDER BY l.number", group_id)

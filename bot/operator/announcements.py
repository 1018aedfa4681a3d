"""What `python -m bot check` says of announcements. Numbers only, no names, no words."""

from dataclasses import asdict

from bot.operator.finding import Check
from bot.operator.opening import real_now_ms
from db.announcement_check import verify_all
from db.engine import Engine

_RUNNING = "Is the program running? Its log says what holds it up"


async def check_announcements(engine: Engine) -> Check:
    """All announcements."""
    found = await verify_all(engine, real_now_ms())
    counts = {name: value for name, value in asdict(found).items() if isinstance(value, int)}
    text = (
        f"announcements: {found.live} are under way, {found.waiting} wait for a second person,"
        f" of {found.receivers} receivers {found.uncertain} are uncertain"
    )
    if found.fault:
        return Check(
            name="announcements",
            text=f"{text}; announcement {found.announcement} {found.fault}",
            fault=True,
            remedy=f"{_RUNNING}. If it runs, somebody changed the records by hand: compare with the last backup",
            counts=counts,
        )
    if found.left:
        return Check(
            name="announcements",
            text=f"{text}; the clock should have taken {found.left} of them further by now",
            fault=True,
            remedy=_RUNNING,
            counts=counts,
        )
    return Check(name="announcements", text=text, counts=counts)

"""What `python -m bot check` says of courses: places, who waits for one, and reminders. Numbers only, no names."""

from dataclasses import asdict

from bot.operator.finding import Check
from bot.operator.opening import real_now_ms
from db.course_check import verify_all
from db.engine import Engine

_RUNNING = "Is the program running? Its log says what holds it up"


async def check_training(engine: Engine) -> Check:
    """All courses."""
    found = await verify_all(engine, real_now_ms())
    counts = {name: value for name, value in asdict(found).items() if isinstance(value, int)}
    text = f"courses: {found.running} run, {found.joined} have a place, {found.waiting} wait for one"
    if found.fault:
        which = f"course {found.course} " if found.course else ""
        return Check(
            name="training",
            text=f"{text}; {which}{found.fault}",
            fault=True,
            remedy=f"{_RUNNING}. If it runs, somebody changed the records by hand: compare with the last backup",
            counts=counts,
        )
    if found.left:
        return Check(
            name="training",
            text=f"{text}; {found.left} reminders should have been claimed by now",
            fault=True,
            remedy=_RUNNING,
            counts=counts,
        )
    return Check(name="training", text=text, counts=counts)

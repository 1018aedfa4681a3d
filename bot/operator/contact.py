"""What `python -m bot check` says of what women and offices write to each other. Numbers only, no names, no words."""

from dataclasses import asdict

from bot.operator.finding import Check
from bot.operator.opening import real_now_ms
from db.engine import Engine
from db.matter_check import verify_all

_RUNNING = "Is the program running? Its log says what holds it up"


async def check_contact(engine: Engine) -> Check:
    """All matters."""
    found = await verify_all(engine, real_now_ms())
    counts = {name: value for name, value in asdict(found).items() if isinstance(value, int)}
    text = f"contact: {found.open} matters are open, {found.unanswered} wait for an answer, nobody has {found.unheld}"
    if found.fault:
        return Check(
            name="contact",
            text=f"{text}; matter {found.matter} {found.fault}",
            fault=True,
            remedy=f"{_RUNNING}. If it runs, somebody changed the records by hand: compare with the last backup",
            counts=counts,
        )
    if found.left:
        return Check(
            name="contact",
            text=f"{text}; the clock should have looked at {found.left} of them by now",
            fault=True,
            remedy=_RUNNING,
            counts=counts,
        )
    return Check(name="contact", text=text, counts=counts)

"""`python -m bot COMMAND`: what an operator types. Each command lives in its own module and is loaded when called."""

import asyncio
import gc
import sys
from pathlib import Path

# So large may the demo's crowd be.
PEOPLE_MAX = 200_000

USAGE = """Usage: python -m bot COMMAND

  run                      start; without a channel token: the simulator with demo data
  demo [--people N]        the same on the demo data, whatever the settings say; with a crowd of N invented women
  invite --role ROLE       make a one-use invitation for staff, or with --group for an officer
  check [--json]           look for faults in the records; exit 1 if there is one
  keys new|rotate          make a key for SECRET_KEYS; wrap all data keys with the newest one
  outbox release           let go what is held after a restore
  backup                   copy the records and the keys, also while the program runs
  restore RECORDS          put copies in place; what was there is put aside
  export FOLDER            requests, decisions and consents as CSV, without names unless asked for
  breach add|list|letter|people|tell|visited|agency|close   the register of breaches (UU PDP art. 46)
  books list|export|import FILE   a group's whole book out and in again, or for bean-check
  templates list|submit|follow   the messages that WhatsApp has to approve
  costs [price|cap]        what WhatsApp messages cost by month; their prices, and where announcements stop
  read money|date|time|schedule|answer|distress|list
                                              what the program understands of lines on standard input
  screen SET               the first result for answers on standard input
  bench [--json]           print the figures
"""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "read":
        from bot.reading_command import run as read

        return read(rest, sys.stdin, sys.stdout)
    if command == "screen":
        from bot.screening_command import run as screen

        return screen(rest, sys.stdin, sys.stdout, Path(__file__).resolve().parents[1] / "criteria")
    if command == "run":
        return _run(demo=False)
    if command == "demo":
        return _demo(rest)
    if command in (
        "invite",
        "check",
        "keys",
        "outbox",
        "bench",
        "backup",
        "restore",
        "export",
        "breach",
        "books",
        "templates",
        "costs",
    ):
        from bot.operator_commands import run as operate

        return operate(command, rest, sys.stdout)
    print(USAGE, file=sys.stderr if command not in ("", "help", "--help", "-h") else sys.stdout)
    return 0 if command in ("help", "--help", "-h") else 2


def _demo(arguments: list[str]) -> int:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="python -m bot demo")
    parser.add_argument("--people", type=int, default=0, help="a crowd of so many invented women")
    asked = parser.parse_args(arguments)
    if not 0 <= asked.people <= PEOPLE_MAX:
        parser.error(f"--people takes a number from 0 to {PEOPLE_MAX}")
    return _run(demo=True, people=asked.people)


def _run(*, demo: bool, people: int = 0) -> int:
    gc.disable()  # until all is loaded (bot/run.py): the first answer comes 8% sooner
    from bot.log import set_up
    from bot.run import run
    from bot.settings import SettingsError, make_data_dir, read_settings

    try:
        settings = read_settings(demo=True if demo else None)
        make_data_dir(settings)
    except SettingsError as error:
        for mistake in error.mistakes:
            print(mistake, file=sys.stderr)
        return 2
    set_up(settings.log_level)
    asyncio.run(run(settings, people=people))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

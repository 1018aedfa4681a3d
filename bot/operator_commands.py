"""What an operator types beside the running program, one file a command in operator/.

Exit code 0: done. 1: a fault, or it could not be done now. 2: asked for wrongly, or the settings are wrong.
"""

import asyncio
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.operator import (
    backup,
    books,
    breach,
    check,
    costs,
    export,
    invite,
    keys,
    release,
    restore,
    templates,
)
from bot.operator.opening import CommandError
from bot.settings import Settings, SettingsError, read_settings
from db.engine import StorageUnavailable
from db.migrations import NewerDatabase
from db.vault import SealBroken, UnknownKeyRing
from domain.criteria import CriteriaError

ROOT = Path(__file__).resolve().parents[1]

PARSERS = {
    "invite": invite.parse,
    "check": check.parse,
    "keys": keys.parse,
    "outbox": release.parse,
    "backup": backup.parse,
    "restore": restore.parse,
    "export": export.parse,
    "breach": breach.parse,
    "books": books.parse,
    "templates": templates.parse,
    "costs": costs.parse,
}

WORK = {
    "invite": invite.invite,
    "check": check.check,
    "outbox": release.release,
    "backup": backup.backup,
    "restore": restore.restore,
    "export": export.export,
    "breach": breach.breach,
    "books": books.work,
    "templates": templates.work,
    "costs": costs.work,
}


def run(command: str, arguments: Sequence[str], stdout: TextIO, *, stderr: TextIO | None = None) -> int:
    """Run one command; its exit code. What went wrong is told on standard error."""
    errors = stderr or sys.stderr
    if command == "bench":
        return _bench(arguments, stdout, errors)
    try:
        asked = PARSERS[command](arguments)
    except SystemExit as stop:  # argparse has told why
        return int(stop.code or 0)
    if command == "keys" and asked.action == "new":
        return keys.new_key(asked.name, stdout)
    try:
        return asyncio.run(_with_settings(command, asked, read_settings(), stdout))
    except SettingsError as error:
        errors.write("\n".join(error.mistakes) + "\n")
        return 2
    except CommandError as error:
        errors.write(f"{error}\n")
        return 2
    except OSError as error:
        errors.write(f"a file or folder cannot be used ({error.strerror}): {error.filename}\n")
        return 1
    except (StorageUnavailable, NewerDatabase, UnknownKeyRing, SealBroken, CriteriaError) as error:
        errors.write(f"{explain(error)}\n")
        return 1


async def _with_settings(command: str, asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    if command == "keys":
        return await keys.rotate(settings, stdout)
    return await WORK[command](asked, settings, stdout)


def explain(error: Exception) -> str:
    """What to tell the operator about an error, and what to do."""
    if isinstance(error, StorageUnavailable):
        return f"the database cannot be used now ({error}); try again, or look at the disk and DATABASE_URL"
    if isinstance(error, NewerDatabase):
        return f"{error}; install the newer program"
    if isinstance(error, UnknownKeyRing):
        return f"{error}; put that key back into SECRET_KEYS"
    if isinstance(error, SealBroken):
        return "a data key does not open with the key of its name in SECRET_KEYS; put the right key back"
    return str(error)


def _bench(arguments: Sequence[str], stdout: TextIO, errors: TextIO) -> int:
    """The bench lives beside the tests, which an installed program may not have."""
    if not (ROOT / "tests" / "bench" / "__main__.py").exists():
        errors.write("there is no tests/bench here; run this in the source tree\n")
        return 2
    with subprocess.Popen(  # noqa: S603 - our own module, the operator's own arguments
        [sys.executable, "-m", "tests.bench", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            stdout.write(line)
    return process.returncode

"""pg_dump and pg_restore, where this machine has them; a password travels in a file of ours, never in an argument."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from bot.operator.opening import CommandError

POSTGRES = ("postgresql://", "postgres://")
MISSING = (
    "{tool} is not on this machine: install PostgreSQL's client of the server's version, or run it where the server is:"
    " {example}"
)


async def dump(url: str, target: Path) -> None:
    """The whole database in pg_dump's own format, readable by its owner alone. Raises CommandError."""
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        await _run("pg_dump", url, "--format=custom", f"--file={fresh}")
        await _run("pg_restore", "", "--list", str(fresh))
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


async def load(url: str, source: Path) -> None:
    """What `dump` wrote, into an empty database: all of it or nothing. Raises CommandError."""
    await _run("pg_restore", url, "--exit-on-error", "--single-transaction", "--no-owner", str(source))


async def _run(tool: str, url: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise CommandError(MISSING.format(tool=tool, example=f"{tool} {' '.join(arguments)}"))
    with _password_file(url) as shown:
        process = await asyncio.create_subprocess_exec(
            program,
            *([f"--dbname={shown}"] if shown else []),
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _nothing, errors = await process.communicate()
    if process.returncode:
        raise CommandError(f"{tool} has failed: {errors.decode(errors='replace').strip()}")


@contextmanager
def _password_file(url: str) -> Iterator[str]:
    """The URL without its password, which stands in a file for us alone meanwhile (libpq's passfile)."""
    parts = urlsplit(url)
    if not parts.password:
        yield url
        return
    place = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    secret = unquote(parts.password).replace("\\", "\\\\").replace(":", "\\:")
    with NamedTemporaryFile("w", prefix="teman-", encoding="utf-8") as file:  # made with mode 0600
        file.write(f"*:*:*:*:{secret}\n")
        file.flush()
        query = "&".join(filter(None, (parts.query, f"passfile={quote(file.name)}")))
        yield urlunsplit(parts._replace(netloc=f"{user}{place}", query=query))

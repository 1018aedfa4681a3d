"""Structured logs: one JSON object a line; ids, conversations and outcomes, never a name, phone, token or text.

Our own messages carry ids only. Of a fault only its type and its lines are written: its words may be somebody's. Of
other libraries' messages only the first line is, and whatever still looks like a token or a phone is blacked out.
"""

import json
import logging
import re
import sys
import time
from types import TracebackType

# Packages whose messages we wrote ourselves.
OURS = ("bot", "conversation", "db", "domain", "handlers", "__main__")

# What must not be read in a log, however it came there: a bot token, an Indonesian phone number.
_SECRETS = (
    (re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}"), "[token]"),
    (re.compile(r"(?<![\d.:=])(?:\+?62|0)[ -]?8\d(?:[ -]?\d){6,10}(?!\d)"), "[phone]"),
    (re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"), "[password]"),
)


class JsonLines(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "from": record.name,
            "what": _message(record),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = type(record.exc_info[1]).__name__
            line["where"] = _where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    try:
        said = record.getMessage()
    except Exception:  # values that do not fit the message: logging would print them
        said = str(record.msg)
    if record.name.split(".")[0] not in OURS:
        said = said.partition("\n")[0]  # asyncio shows a fault's words from the second line on
    for pattern, instead in _SECRETS:
        said = pattern.sub(instead, said)
    return said


def _where(fault: BaseException) -> list[str]:
    """File, line and function of each frame; no values, because those may be somebody's words."""
    frames, step = [], fault.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return frames[-8:]


def set_up(level: str) -> None:
    """Log to standard error from now on, also what ends the program."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "telegram", "uvicorn.access", "aiosqlite", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.raiseExceptions = False  # a log line that cannot be written would be printed with all its values
    sys.excepthook = _ended


def _ended(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What nobody caught ends the program: logged like every fault, without its words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("the program has ended", exc_info=(kind, fault, trace))

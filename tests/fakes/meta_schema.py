"""Is this what Meta publishes? Bodies against tests/vectors/whatsapp_schema.toml, read by nothing of the program.

    assert faults("message", body) == []

What a schema cannot say stands in graph_api_rules.py: which file exists, what must be unique, which template takes what.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "vectors" / "whatsapp_schema.toml"

_RANGE = re.compile(r"(?P<what>\S+?)(?: (?P<least>\d+)\.\.(?P<most>\d+)?)?")
_PLAIN = {"boolean": bool, "integer": int, "any": object}


@cache
def parts() -> dict[str, dict[str, Any]]:
    """Every object of the schema by its name."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def faults(name: str, value: Any, where: str = "") -> list[str]:
    """Everything in which the value is not such an object, each with its place."""
    where = where or name
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    part = dict(parts()[name])
    is_closed = part.pop("closed", False)
    found = [f"{where}.{field}: unknown" for field in value if is_closed and field not in part]
    for field, said in part.items():
        if field in value:
            found += _field(said.removesuffix("!"), value[field], f"{where}.{field}")
        elif said.endswith("!"):
            found.append(f"{where}.{field}: missing")
    return found


def _field(said: str, value: Any, where: str) -> list[str]:
    if said.startswith("one of "):
        words = said.removeprefix("one of ").split("|")
        return [] if value in words else [f"{where}: {value!r} is none of {words}"]
    matched = _RANGE.fullmatch(said)
    assert matched is not None, f"{PATH.name}: {said!r}"
    what, least, most = matched["what"], int(matched["least"] or 0), int(matched["most"] or 10**9)
    if what.startswith("object:"):
        return faults(what.removeprefix("object:"), value, where)
    if what.startswith("list:"):
        return _list(what.removeprefix("list:"), value, where, least, most)
    if what == "string":
        good = isinstance(value, str) and least <= len(value) <= most
        return [] if good else [f"{where}: no text of {least} to {most} characters"]
    good = isinstance(value, _PLAIN[what]) and (what == "boolean" or type(value) is not bool)
    return [] if good else [f"{where}: no {what}"]


def _list(name: str, value: Any, where: str, least: int, most: int) -> list[str]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        return [f"{where}: no list of {least} to {most}"]
    return [fault for n, each in enumerate(value) for fault in faults(name, each, f"{where}[{n}]")]

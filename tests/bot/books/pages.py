"""How many pages a template of ours makes of what it is given."""

import json
from collections.abc import Mapping
from typing import Any

import typst


def page_count(template: str, paper: Mapping[str, Any]) -> int:
    """The number of pages."""
    given = json.dumps({**paper, "mark": ""}, ensure_ascii=False)
    made: bytes | list[bytes] = typst.compile(
        template.encode(), format="png", ppi=36.0, ignore_system_fonts=True, sys_inputs={"paper": given}
    )
    return len(made) if isinstance(made, list) else 1

"""The page of expectations (tests/vectors/permits.toml): who may do what, thought of apart from the program's table."""

import tomllib
from pathlib import Path

from domain.permits import Action
from domain.roles import Role

PAGE = Path(__file__).parent / "vectors" / "permits.toml"
_READ = tomllib.loads(PAGE.read_text(encoding="utf-8"))

EXPECTED: dict[str, frozenset[str]] = {
    action: frozenset(roles) for kind in _READ.values() for action, roles in kind.items()
}
"""By action: the roles that may."""
OF_GROUP: frozenset[str] = frozenset(_READ["group"])
"""The actions done in a group; all others in an organisation."""


def expects(role: Role, action: Action) -> bool:
    """Whether the page lets this role do that, in its own place."""
    return role.value in EXPECTED[action.value]

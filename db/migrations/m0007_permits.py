"""Invitations confirmed by a second admin."""

STATEMENTS: tuple[str, ...] = ()

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

"""The chain over the audit rows, files she sent."""

STATEMENTS: tuple[str, ...] = ()

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

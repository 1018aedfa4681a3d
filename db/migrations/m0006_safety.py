"""The safety store, duty, calls for help."""

STATEMENTS: tuple[str, ...] = ()

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

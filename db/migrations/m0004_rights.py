"""Her rights: numbered requests with a clock, consents of groups."""

STATEMENTS: tuple[str, ...] = ()

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

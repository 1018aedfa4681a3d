"""Erasure, retention, breaches."""

STATEMENTS: tuple[str, ...] = ()

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

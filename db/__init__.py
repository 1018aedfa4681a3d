"""The only place that knows SQL: engines, one Unit a turn, one module an aggregate, numbered migrations, the vault."""

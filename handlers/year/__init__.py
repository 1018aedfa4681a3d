"""The end of a group's year: how it is shared, closed by two officers, looked at by the pengawas, open to all."""

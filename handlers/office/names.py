"""The name of the talk that makes invitations; apart, because conversations do not import each other."""

INVITE = "undang"

"""Conversations, one a file, read top to bottom like the chat they hold; and the list of all of them."""

"""How people write money, dates, times, short answers, choices and control words: text in, a typed reading out.

Every reader is pure, takes any string, never raises, and works in time linear in a limited input
(`limits.py`). A reading that may be wrong says so: `confirm` and `ask` cost one message, a wrong
`accept` costs somebody money.
"""

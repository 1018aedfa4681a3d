"""A group's loans: asking, deciding, paying, and what happens when a month is hard."""

"""Contact: what a woman and her worker write to each other, and what the people of the office do with it."""

"""Training: courses people can find and keep, and the company they keep there."""

"""Rapat: the treasurer writes a meeting down, one woman at a time or by one pasted list. meeting.py leads."""

"""Kantor: what an office says about itself, kept by its admins. menu.py leads; each section has a file."""

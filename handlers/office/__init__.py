"""Kantor: what an office says about itself, kept by its admins. menu.py leads; each section has a file."""

from handlers.office.menu import run_office

__all__ = ["run_office"]

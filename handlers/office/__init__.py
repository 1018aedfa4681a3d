"""Kantor: what an office says about itself, kept by its admins. menu.py leads; each section has a file."""

from handlers.office.invitation import invite_staff
from handlers.office.menu import run_office

__all__ = ["invite_staff", "run_office"]

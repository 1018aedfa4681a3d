"""Kelompok: a savings group sets itself up, decides its rules, and keeps who belongs to it. menu.py leads."""

"""Figures of the readers that are printed for people: how much is found, how much is raised for nothing."""

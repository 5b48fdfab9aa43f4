"""Writes about places."""


def load_areas() -> None:
    """Gives the database the nation, provinces and communes of data/areas.csv, and their history."""

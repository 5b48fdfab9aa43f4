"""Writes of field, by subject."""

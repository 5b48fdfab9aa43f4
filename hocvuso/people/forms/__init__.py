"""Turns what a page sends into clean values, by subject."""

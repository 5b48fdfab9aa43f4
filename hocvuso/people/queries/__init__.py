"""Reads of people, by subject: persons, doubles, team, consents, rights."""

"""Why a write about a place is not done."""


class Refused(Exception):
    """A rule forbids it; the message says which and what to do, in words for the person at the screen."""

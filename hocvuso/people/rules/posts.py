"""Which roles exist at which level, and who may give, end or reset what."""

# A viewer looks down from above; a volunteer works on the ground. The first is what the form offers: the least.
ROLES_AT = {
    "nation": ("viewer", "leader", "officer"),
    "province": ("viewer", "leader", "officer"),
    "commune": ("volunteer", "leader", "officer"),
    "village": ("volunteer",),
}


def role_fits(role: str, level: str) -> bool:
    """Whether the role makes sense at an area of this level."""
    return role in ROLES_AT.get(level, ())


def covers(above: str, below: str) -> bool:
    """Whether the area with path `above` is the area with path `below` or holds it."""
    return below.startswith(above)


def may_reset(officer_paths: list[str], account_paths: list[str]) -> bool:
    """Whether someone who is officer at `officer_paths` may reset an account whose posts are at `account_paths`.

    Each of the account's posts must lie under the officer's: otherwise a commune's officer could take over a
    colleague who also serves at the province, and climb. An account without posts is nobody's to reset.
    """
    return bool(account_paths) and all(any(covers(mine, theirs) for mine in officer_paths) for theirs in account_paths)

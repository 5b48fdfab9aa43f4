"""When a fact counts if the device's clock is wrong, and how a day of facts is sealed."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from hocvuso.base.days import day_of, midnight

CLOCK_GRACE = timedelta(minutes=10)
NOON = timedelta(hours=12)


def counting_moment(happened_at: datetime, received_at: datetime, gathering_day: date | None = None) -> datetime:
    """The moment a fact is counted at.

    happened_at, unless it lies more than ten minutes after receipt, or further than one day from the day of its
    gathering: then noon of the gathering's day, or receipt where there is no gathering. Both times stay in the entry.
    """
    too_late = happened_at > received_at + CLOCK_GRACE
    elsewhere = gathering_day is not None and abs((day_of(happened_at) - gathering_day).days) > 1
    if not too_late and not elsewhere:
        return happened_at
    return (midnight(gathering_day) + NOON).astimezone(UTC) if gathering_day else received_at


def sealed_line(fact: Mapping[str, Any]) -> bytes:
    """One fact as the bytes that are hashed: JSON with sorted keys, times in UTC to the microsecond, the same on every database."""
    return json.dumps(fact, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"an entry holds no {type(value).__name__}")


def seal_hash(day: date, previous: str, lines: Iterable[bytes]) -> str:
    """The hash of one day's facts in id order, chained to the hash of the seal before."""
    digest = sha256(f"{day.isoformat()}\n{previous}\n".encode())
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


ID_BYTES = 16


def pack_ids(ids: Iterable[UUID]) -> bytes:
    return b"".join(each.bytes for each in ids)


def unpack_ids(packed: bytes) -> list[UUID]:
    return [UUID(bytes=packed[start : start + ID_BYTES]) for start in range(0, len(packed), ID_BYTES)]

"""Questions about the database itself: may this SQLite be trusted, and can anything be written now?"""

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import Error

# Every SQLite from 3.7.0 to 3.51.2 can corrupt a file in WAL mode when two connections write or
# checkpoint at the same moment: https://sqlite.org/wal.html ("the WAL-reset bug").
SOUND_SQLITE = (3, 51, 3)


def refuse_unsound_sqlite(version: tuple[int, ...]) -> None:
    """Raises ImproperlyConfigured for a SQLite that may corrupt the database in WAL mode."""
    if version < SOUND_SQLITE:
        found, wanted = (".".join(map(str, numbers)) for numbers in (version, SOUND_SQLITE))
        raise ImproperlyConfigured(
            f"SQLite {found} có lỗi có thể làm hỏng cơ sở dữ liệu (chế độ WAL). Cần {wanted} trở lên: cài lại gói pysqlite3, "
            f"hoặc dùng PostgreSQL qua DATABASE_URL. / SQLite {found} may corrupt the database in WAL mode; {wanted} or later is needed."
        )


def can_write(connection) -> bool:
    """Whether a write is committed right now: False when the disk is full, the file read-only, the server away or a standby."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # The header's user_version belongs to nobody; writing back what it holds is a real commit that changes nothing.
                cursor.execute("PRAGMA user_version")
                cursor.execute(f"PRAGMA user_version = {cursor.fetchone()[0]}")
                return True
            cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")
            if cursor.fetchone()[0]:
                return False
            cursor.execute("SELECT pg_current_xact_id()")  # its commit is written
            return True
    except Error:
        return False

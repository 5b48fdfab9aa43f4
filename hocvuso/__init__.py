"""Học Vụ Số: the program with which a commune runs "Bình dân học vụ số"."""

import sys

import pysqlite3

# Debian 12 ships SQLite 3.40.1, whose WAL mode can corrupt a file when two connections checkpoint at
# the same moment (fixed in 3.51.3). The wheel brings a sound one; it has to stand in for the standard
# module before Django is imported.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"

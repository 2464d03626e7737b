"""Settings, root URLs and server entry point of one renkei installation."""

import sys

# Debian's and pyenv's Python 3.11 link SQLite 3.40, which can corrupt a WAL file
# (fixed in 3.51.3). pysqlite3 carries a current one; elsewhere the stdlib has to do.
try:
    import pysqlite3
except ImportError:  # pragma: no cover -- depends on the platform
    pass
else:
    sys.modules["sqlite3"] = pysqlite3

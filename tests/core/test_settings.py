"""The settings from the environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = (
    "from config import settings as s; print(s.DATABASES['default']['ENGINE'], s.DATA_DIR, s.DEBUG)"
)


def _settings(folder: Path, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603 -- our own interpreter and words
        [sys.executable, "-c", SHOWN],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "RENKEI_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_variable_set_to_nothing_counts_as_not_set(tmp_path: Path) -> None:
    shown = _settings(tmp_path, DATABASE_URL="", RENKEI_DEBUG="", RENKEI_MAIL="")
    assert shown == f"django.db.backends.sqlite3 {tmp_path} False"


def test_the_database_is_the_one_of_its_address(tmp_path: Path) -> None:
    shown = _settings(tmp_path, DATABASE_URL="postgres://renkei@localhost/renkei")
    assert shown.startswith("django.db.backends.postgresql ")

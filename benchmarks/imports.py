"""How long the national care files take: first import, second import, memory.

On a machine that does other things the clock on the wall tells more of them than of us:
the seconds of the processor are those of this process alone.

    RENKEI_DATA=/tmp/empty .venv/bin/python -m benchmarks.imports FOLDER

FOLDER holds jigyosho_*.csv. The data folder must be empty: a database is made in it.
Aims on 2 cores, SQLite, 56,442 rows: 30 s, then 10 s without a change; 300 MB.
"""

import os
import resource
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- the models need the set-up above

from renkei.directory.models import ImportRun, Service, SourceRow  # noqa: E402
from renkei.organizations.models import Facility  # noqa: E402


def main(folder: Path) -> None:
    """Import all files twice and print what it took."""
    call_command("migrate", verbosity=0)
    for command in ("load_municipalities", "load_terms", "load_towns", "load_outlines"):
        call_command(command)
    files = sorted(folder.glob("jigyosho_*.csv"))
    for label in ("first", "second"):
        elapsed, used = spent(files)
        runs = ImportRun.objects.order_by("-pk")[: len(files)]
        rows = sum(run.total for run in runs)
        changes = sum(run.created + run.changed + run.unlisted for run in runs)
        print(
            f"{label:<8}{elapsed:8.1f} s wall {used:8.1f} s processor"
            f" {rows / elapsed:8,.0f} rows/s of the wall {rows / used:8,.0f} of the processor,"
            f" {changes:,} changes"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"rows {SourceRow.objects.count():,}, services {Service.objects.count():,}, "
        f"places {Facility.objects.count():,}, memory {memory} MB"
    )


def spent(files: list[Path]) -> tuple[float, float]:
    """Seconds on the wall and of the processor for one import of all files."""
    wall, processor = time.perf_counter(), time.process_time()
    with Path(os.devnull).open("w") as silence:
        call_command("import_source", "kaigo", *files, edition="2025-12", stdout=silence)
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main(Path(sys.argv[1]))

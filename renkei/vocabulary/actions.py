"""Bringing in the code lists that come with renkei."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.vocabulary.models import Term

TERMS = Path(__file__).parent / "data" / "terms.csv"


def read_terms(path: Path = TERMS) -> Iterator[Term]:
    """The terms of the file, unsaved; columns as in docs/data-sources.md."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Term(
                scheme=row["scheme"],
                code=row["code"],
                label=row["label"],
                position=int(row["position"]),
                source=row["source"],
                edition=row["edition"],
                is_confirmed=row["is_confirmed"] == "1",
            )


@transaction.atomic
def load_terms(*, by: Actor, at: datetime, path: Path = TERMS) -> int:
    """Add the terms that are missing; one that exists is never touched, it may be edited.

    Returns how many were added; 0 the second time, and then nothing is written down.
    """
    known = set(Term.objects.values_list("scheme", "code"))
    new = [term for term in read_terms(path) if (term.scheme, term.code) not in known]
    for term in new:
        term.stamp(at)
    Term.objects.bulk_create(new)
    if new:
        audit.record_plain(Verb.IMPORT, by=by, at=at, label=f"用語 {len(new)}件")
    return len(new)

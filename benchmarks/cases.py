"""What is measured: pages of the region that ``region`` builds."""

from dataclasses import dataclass
from urllib.parse import quote

SLUG = "bench"
LAST_YEAR = 2026


@dataclass(frozen=True)
class Case:
    """One page; ``signed_in`` asks for it as the region's coordinator."""

    name: str
    path: str
    signed_in: bool = False


CASES = [
    Case("health", "/healthz"),
    Case("programme", f"/{SLUG}/programme/{LAST_YEAR}/"),
    # Staff get no remembered page: this one is made anew each time.
    Case("programme-anew", f"/{SLUG}/programme/{LAST_YEAR}/", signed_in=True),
    Case("programme-pdf", f"/{SLUG}/programme/{LAST_YEAR}.pdf"),
    Case("events", f"/{SLUG}/events/"),
    Case("events-anew", f"/{SLUG}/events/", signed_in=True),
    Case("report", f"/{SLUG}/desk/report/{LAST_YEAR}/", signed_in=True),
    Case("report-pdf", f"/{SLUG}/desk/report/{LAST_YEAR}.pdf", signed_in=True),
    Case("lectures", f"/{SLUG}/desk/lectures/", signed_in=True),
    Case("visits", f"/{SLUG}/desk/visits/", signed_in=True),
    Case("search", f"/{SLUG}/desk/search/?q={quote('見本 研修')}", signed_in=True),
]


def chosen(names: list[str]) -> list[Case]:
    """The cases of these names, or all when none is named."""
    known = {case.name for case in CASES}
    if unknown := set(names) - known:
        raise SystemExit(
            f"no case {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}"
        )
    return [case for case in CASES if not names or case.name in names]

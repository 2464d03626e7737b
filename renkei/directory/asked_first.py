"""What a facility is asked first when it brings its entry up to date, by its services.

Our own proposal (2026-11). Everything else can be answered too, one press further.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

STAYS = ("kaigo-210", "kaigo-220", "kaigo-230", "kaigo-551")
DAYS = ("kaigo-150", "kaigo-780", "kaigo-155", "kaigo-720")
NURSES = ("kaigo-130", "kaigo-760", "kaigo-770")
HOMES = (
    *("kaigo-510", "kaigo-520", "kaigo-530", "kaigo-540", "kaigo-550"),
    *("kaigo-331", "kaigo-332", "kaigo-334", "kaigo-335", "kaigo-336", "kaigo-337"),
    *("kaigo-361", "kaigo-362", "kaigo-364"),
)

# Code of a kind of room → codes of the services that have it.
ROOMS: Mapping[str, tuple[str, ...]] = {
    "visiting-nursing": NURSES,
    "home-visit-new": ("clinic", "hospital"),
    "short-stay": STAYS,
    "respite": ("hospital",),
    "day-care": DAYS,
    "day-rehabilitation": ("kaigo-160",),
    "visiting-care": ("kaigo-110", "kaigo-710", "kaigo-760"),
    "care-management": ("kaigo-430",),
    "small-multifunction": ("kaigo-730", "kaigo-770"),
    "group-home": ("kaigo-320",),
    "facility": HOMES,
    "bed": ("hospital",),
}

# Code of an ability → code of the kind of room that is room for it.
ROOM_FOR: Mapping[str, str] = {
    "home-visit": "home-visit-new",
    "night-call": "home-visit-new",
    "day-call": "home-visit-new",
}

# Services, and codes of the abilities that are looked for most among them.
_ABILITIES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("clinic", "hospital"),
        ("home-visit", "night-call", "always-reachable", "ventilator", "palliative", "end-of-life"),
    ),
    (("dentist",), ("visiting-dentistry", "oral-care", "swallowing")),
    (("pharmacy",), ("visiting-pharmacist", "narcotics", "sterile-dispensing")),
    (
        NURSES,
        ("always-reachable", "ventilator", "tracheostomy", "palliative", "end-of-life", "children"),
    ),
    (("kaigo-140", "kaigo-160"), ("rehabilitation", "swallowing", "speech")),
    (DAYS, ("dementia", "bath", "transport")),
    ((*STAYS, *HOMES, "kaigo-320", "kaigo-730"), ("dementia", "tracheostomy", "end-of-life")),
    (("kaigo-110", "kaigo-710", "kaigo-120"), ("dementia", "tracheostomy", "end-of-life")),
    (("kaigo-430",), ("cancer", "intractable-disease", "dementia")),
)


def rooms(services: Iterable[str]) -> set[str]:
    """Codes of the kinds of room that places with these services have."""
    offered = set(services)
    return {room for room, among in ROOMS.items() if offered.intersection(among)}


def abilities(services: Iterable[str]) -> set[str]:
    """Codes of the abilities that places with these services are asked first."""
    offered = set(services)
    return {code for among, codes in _ABILITIES if offered.intersection(among) for code in codes}

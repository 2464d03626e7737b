"""Where a request came from, as coarse as the purpose allows.

The log is kept for years and cannot be cleaned, so it holds the network and not
the device: /24 of IPv4, /48 of IPv6. That is enough to see an unusual place; the
full address stays in the short-lived log of the web server.
"""

from ipaddress import IPv4Address, ip_address, ip_network

from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """The network of the request's sender, or "" when it is not known."""
    return coarse(request.META.get("REMOTE_ADDR") or "")


def coarse(address: str) -> str:
    """The network of an address; of a network, itself; of anything else, ""."""
    try:
        known = ip_address(address.partition("/")[0])
    except ValueError:
        return ""
    mapped = getattr(known, "ipv4_mapped", None) or known
    width = 24 if isinstance(mapped, IPv4Address) else 48
    return str(ip_network(f"{mapped}/{width}", strict=False))

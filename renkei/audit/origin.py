"""Where a request came from, as coarse as the purpose allows.

The log is kept for years and cannot be cleaned, so it holds the network and not
the device: /24 of IPv4, /48 of IPv6. That is enough to see an unusual place; the
full address stays in the short-lived log of the web server.
"""

from ipaddress import IPv4Address, ip_address, ip_network

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """The network of the request's sender, or "" when it is not known."""
    return coarse(address_of(request))


def address_of(request: HttpRequest) -> str:
    """The sender's address, as the trusted proxies (RENKEI_PROXIES) tell it; "" if not known.

    A request that came past fewer proxies than that, from inside the network, is told
    by its connection: what its header says may be made up.
    """
    try:
        told = get_client_ip(request)
    except ImproperlyConfigured:
        told = None
    return told or str(request.META.get("REMOTE_ADDR") or "")


def coarse(address: str) -> str:
    """The network of an address; of a network, itself; of anything else, ""."""
    try:
        known = ip_address(address.partition("/")[0])
    except ValueError:
        return ""
    mapped = getattr(known, "ipv4_mapped", None) or known
    width = 24 if isinstance(mapped, IPv4Address) else 48
    return str(ip_network(f"{mapped}/{width}", strict=False))

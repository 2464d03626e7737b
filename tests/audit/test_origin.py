import pytest

from renkei.audit.origin import address_of, coarse, origin_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("192.0.2.0/24", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("どこか", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_its_network(address, network):
    assert coarse(address) == network


def test_a_request_without_address_comes_from_nowhere(rf):
    assert origin_of(rf.get("/", REMOTE_ADDR="")) == ""
    assert origin_of(rf.get("/", REMOTE_ADDR="192.0.2.77")) == "192.0.2.0/24"


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        pytest.param(0, "192.0.2.7", "10.0.0.1", id="nobody is trusted"),
        pytest.param(1, "203.0.113.9, 192.0.2.7", "192.0.2.7", id="the nearest is trusted"),
        pytest.param(2, "192.0.2.7, 10.0.0.2", "192.0.2.7", id="two are trusted"),
        pytest.param(2, "192.0.2.7", "10.0.0.1", id="came past fewer than two"),
        pytest.param(1, "", "10.0.0.1", id="came past none"),
        pytest.param(1, "だれか", "10.0.0.1", id="no address"),
    ],
)
def test_only_trusted_proxies_tell_where_a_request_came_from(rf, settings, proxies, told, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)

    assert address_of(request) == address

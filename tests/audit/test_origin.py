import pytest

from renkei.audit.origin import coarse, origin_of


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

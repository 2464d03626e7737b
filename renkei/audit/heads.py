"""The heads of the chains: what tells that something happened, and who may extend one."""

from renkei.audit import chain
from renkei.audit.models import ChainHead


def heads_of(region: str) -> dict[str, str]:
    """The digests of a region's chain and of the installation's (""), where they have begun.

    While they are the same, nothing was done that changes what the region shows.
    """
    here = ChainHead.objects.filter(region__in=("", region))
    return dict(here.order_by("region").values_list("region", "digest"))


def locked(region: str) -> ChainHead:
    """The head, held until the transaction ends.

    PostgreSQL locks the row; on SQLite the transaction is IMMEDIATE and so the
    only writer already.
    """
    head = ChainHead.objects.select_for_update().filter(region=region).first()
    return head or begin(region)


def begin(region: str) -> ChainHead:
    """Found a chain; the head of all chains is held, so that nobody founds it twice."""
    heads = ChainHead.objects.select_for_update()
    chains, _ = heads.get_or_create(region=ChainHead.ALL_CHAINS)
    head, is_new = heads.get_or_create(region=region)
    if is_new:
        chain.enrol(chains, region)
        save(chains)
    return head


def save(head: ChainHead) -> None:
    """Keep a head that was moved forward."""
    head.save(update_fields=["length", "digest", "seal"])

import importlib
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from renkei.audit import chain, verification
from renkei.audit.actions import record_plain
from renkei.audit.models import AuditEvent, ChainHead
from renkei.audit.verification import Damage, Finding, Published, compare, heads, verify
from tests.audit.people import AT, HANAKO

pytestmark = pytest.mark.django_db

FIELDS = {
    "at": "2017-03-26T04:30:01Z",
    "changes": {"題名": ["旧", "新"]},
    **dict.fromkeys(["actor_id", "actor", "verb", "object_type", "object_id"], "別"),
    **dict.fromkeys(["object_label", "reason", "origin", "previous", "digest"], "別"),
}
locks = importlib.import_module("renkei.audit.migrations.0002_append_only")


@pytest.fixture(autouse=True)
def five_events_in_each_of_two_chains():
    """Written by the action; then the triggers go, as the owner of the tables can do."""
    for number in range(1, 6):
        for region in ("mihon", "hoka"):
            record_plain("x", by=HANAKO, at=AT, region=region, label=f"{number}")
    locks.unlock(connection)


def event(number, /, **fields):
    found = AuditEvent.objects.filter(region="mihon", sequence=number)
    return found.update(**fields) if fields else found.get()


def delete(*sequences):
    AuditEvent.objects.filter(region="mihon", sequence__in=sequences).delete()


def forge(sequence):
    forged = event(1)
    forged.pk, forged.sequence, forged.actor = None, sequence, "偽の人"
    forged.save(force_insert=True)


def shift(start, by):
    """Renumber all events from ``start`` on, in the order that never collides."""
    numbers = range(start, 6) if by < 0 else range(5, start - 1, -1)
    for number in numbers:
        event(number, sequence=number + by)


def swap(one, other):
    event(one, sequence=99)
    event(other, sequence=one)
    event(99, sequence=other)


def named(findings):
    return [(f.region, f.sequence, f.through, f.damage.value) for f in findings]


def test_an_untouched_log_is_in_order():
    assert verify() == []


def test_an_empty_log_is_in_order():
    AuditEvent.objects.all().delete()
    ChainHead.objects.all().delete()

    assert verify() == []


@pytest.mark.parametrize("field", FIELDS)
def test_one_changed_field_is_named(field):
    event(3, **{field: FIELDS[field]})

    assert named(verify()) == [("mihon", 3, 3, "changed")]


def test_a_removed_event_is_named():
    delete(3)

    assert named(verify()) == [("mihon", 3, 3, "removed")]


def test_several_removed_events_are_named_as_runs():
    delete(1, 3, 4)

    assert named(verify()) == [("mihon", 1, 1, "removed"), ("mihon", 3, 4, "removed")]


def test_a_removed_event_is_named_even_when_the_gap_was_closed():
    delete(2)
    shift(3, by=-1)

    moved = [("mihon", number, number, "reordered") for number in (2, 3, 4)]
    assert sorted(named(verify())) == sorted([("mihon", 2, 2, "removed"), *moved])


@pytest.mark.parametrize("last", [(5,), (4, 5), (1, 2, 3, 4, 5)], ids=str)
def test_removed_newest_events_are_named(last):
    delete(*last)

    assert named(verify()) == [("mihon", last[0], 5, "truncated")]


def test_two_swapped_events_are_named():
    swap(2, 4)

    assert named(verify()) == [("mihon", 2, 2, "reordered"), ("mihon", 4, 4, "reordered")]


def test_a_forged_event_at_the_end_is_named():
    forge(6)

    assert named(verify()) == [("mihon", 6, 6, "inserted")]


def test_a_forged_event_squeezed_in_is_named_with_those_it_pushed_away():
    shift(3, by=1)
    forge(3)

    moved = [("mihon", number, number, "reordered") for number in (4, 5, 6)]
    assert named(verify()) == [("mihon", 3, 3, "inserted"), *moved]


def test_an_event_moved_into_another_chain_is_named_in_both():
    AuditEvent.objects.filter(region="hoka", sequence=5).update(region="mihon", sequence=6)

    assert named(verify()) == [("hoka", 5, 5, "truncated"), ("mihon", 6, 6, "inserted")]


def test_an_edited_head_is_named():
    delete(5)
    ChainHead.objects.filter(region="mihon").update(length=4, digest=event(4).digest)

    assert named(verify()) == [("mihon", 4, 4, "head-changed")]


def test_an_older_head_put_back_is_named():
    older = ChainHead(region="mihon", length=3, digest=event(3).digest)
    ChainHead.objects.filter(region="mihon").update(
        length=3, digest=older.digest, seal=chain.seal_of(older)
    )

    assert named(verify()) == [("mihon", 3, 3, "head-changed")]


def test_a_missing_head_is_named():
    ChainHead.objects.filter(region="mihon").delete()

    assert named(verify()) == [("*", 2, 2, "chain-removed"), ("mihon", 5, 5, "head-removed")]


def test_a_whole_chain_that_vanished_is_noticed():
    AuditEvent.objects.filter(region="mihon").delete()
    ChainHead.objects.filter(region="mihon").delete()

    assert named(verify()) == [("*", 2, 2, "chain-removed")]


def test_events_of_two_histories_joined_together_are_named():
    """A restored backup went on differently: sound events, but of another chain."""
    other = event(4)
    other.reason, other.previous = "別の続き", "0" * 64
    event(4, reason=other.reason, previous=other.previous, digest=chain.digest_of(other))

    assert named(verify()) == [("mihon", 4, 4, "spliced"), ("mihon", 5, 5, "spliced")]


def test_a_first_event_that_had_one_before_it_is_named():
    first = event(1)
    first.previous = "0" * 64
    event(1, previous=first.previous, digest=chain.digest_of(first))

    assert named(verify("mihon"))[0] == ("mihon", 1, 1, "spliced")


def test_one_region_can_be_checked_alone():
    delete(3)

    assert verify("hoka") == []
    assert named(verify("mihon")) == [("mihon", 3, 3, "removed")]


def test_with_another_key_everything_is_damaged(settings, monkeypatch):
    settings.AUDIT_KEY = "other"
    monkeypatch.setattr(verification, "TRIED", 2)

    found = named(verify("mihon"))

    singly = [("mihon", 1, 1, "changed"), ("mihon", 2, 2, "changed")]
    assert found == [*singly, ("mihon", 3, 5, "changed"), ("mihon", 5, 5, "head-changed")]


def test_damage_far_apart_is_named_apart_although_too_much_to_try(monkeypatch):
    monkeypatch.setattr(verification, "TRIED", 0)
    for number in (1, 2, 4):
        event(number, actor="別人")

    assert named(verify()) == [("mihon", 1, 2, "changed"), ("mihon", 4, 4, "changed")]


def test_chains_longer_than_a_batch_are_walked_to_the_end(monkeypatch):
    monkeypatch.setattr(verification, "BATCH", 2)
    event(5, actor="別人")

    assert named(verify()) == [("mihon", 5, 5, "changed")]


def test_memory_does_not_grow_with_the_chain(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(verification, "BATCH", 2)

    with django_assert_num_queries(8):  # a head and a batch, four times
        assert verify("mihon") == []


def test_heads_kept_outside_are_compared():
    kept = heads()
    record_plain("x", by=HANAKO, at=AT, region="mihon")
    assert compare(kept) == []

    delete(5)

    assert compare(kept) == [Finding.at("mihon", 5, Damage.NOT_AS_PUBLISHED)]


def test_the_command_prints_the_heads_when_all_is_well():
    out = io.StringIO()
    call_command("audit_verify", stdout=out)

    lines = [f"head {head.region} {head.length} {head.digest}" for head in heads()]
    assert out.getvalue().splitlines()[: len(lines)] == lines


@pytest.mark.parametrize(
    ("asked", "extent"),
    [
        pytest.param([], "2本、10件", id="all"),
        pytest.param(["--region", "mihon"], "1本、5件", id="one region"),
    ],
)
def test_the_command_says_what_it_looked_at_and_what_not(asked, extent):
    out = io.StringIO()
    call_command("audit_verify", *asked, stdout=out)

    *_, found, limit = out.getvalue().splitlines()
    assert found == f"操作の記録の鎖{extent}を調べました。異常はありません。"
    assert "記録そのものを" in limit
    assert "分かりません" in limit


def test_the_command_fails_and_names_the_damage():
    delete(2, 3)
    out = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("audit_verify", "--region", "mihon", stdout=out)

    assert failure.value.returncode == 1
    assert out.getvalue() == "mihon 2～3 removed: 取りのぞかれています\n"


def test_the_command_compares_with_the_lines_it_printed_before(tmp_path):
    record_plain("x", by=HANAKO, at=AT)
    before = tmp_path / "heads.txt"
    with before.open("w", encoding="utf-8") as out:
        call_command("audit_verify", stdout=out)
    call_command("audit_verify", "--region", "-", "--against", str(before), stdout=io.StringIO())
    before.write_text(f"head - 7 {'0' * 64}\n", encoding="utf-8")

    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("audit_verify", "--against", str(before), stdout=out)

    assert out.getvalue() == "- 7 not-as-published: 外に控えた印と合いません\n"


def test_a_published_head_is_a_plain_triple():
    assert heads()[0] == Published("hoka", 5, ChainHead.objects.get(region="hoka").digest)

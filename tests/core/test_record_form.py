import json
from uuid import uuid4

import pytest

from renkei.core.actors import ANONYMOUS
from renkei.core.errors import DomainError
from renkei.core.forms import RecordForm, fingerprint
from renkei.core.models import Draft
from renkei.council.models import Council
from tests.clock import NOW
from tests.council.factories import CouncilFactory


class Bare(RecordForm[Council]):
    class Meta:
        model = Council
        fields = ["name"]


def test_a_form_without_an_action_keeps_nothing(db):
    form = Bare({"name": "見本協議会"}, actor=ANONYMOUS)
    assert form.is_valid()

    with pytest.raises(NotImplementedError):
        form.keep(by=ANONYMOUS, at=NOW)


class Refusing(Bare):
    def store(self, *, by, at):
        raise DomainError("いまは記録できません。")


def test_a_refusal_is_told_on_the_form_and_leaves_the_sheet_open(db):
    form = Refusing({"name": "見本協議会", "submission": str(uuid4())}, actor=ANONYMOUS)
    assert form.is_valid()

    assert form.keep(by=ANONYMOUS, at=NOW) is None
    assert form.non_field_errors() == ["いまは記録できません。"]
    assert not Draft.objects.exists()


def test_each_sheet_has_a_mark_of_its_own():
    one, other = (Bare(actor=ANONYMOUS)["submission"].value() for _ in range(2))

    assert one != other


def base_of(**kwargs: object) -> dict[str, str]:
    return json.loads(Bare(actor=ANONYMOUS, **kwargs)["base"].value())


def test_a_sheet_remembers_what_was_kept_when_it_was_made(db):
    council = CouncilFactory(name="見本協議会")

    assert base_of(instance=council) == {"name": fingerprint("見本協議会")}


def test_what_a_new_sheet_proposes_was_not_kept(db):
    assert base_of(initial={"name": "見本協議会"}) == {"name": fingerprint(None)}


@pytest.mark.parametrize("nothing", [None, "", False, []])
def test_nothing_has_one_fingerprint(nothing):
    assert fingerprint(nothing) == fingerprint(None)


def test_zero_is_not_nothing():
    assert fingerprint(0) != fingerprint(None)

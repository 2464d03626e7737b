"""The code lists come with renkei and stay as people edit them."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from renkei.audit.models import AuditEvent
from renkei.core.actors import ANONYMOUS, SYSTEM
from renkei.vocabulary import actions
from renkei.vocabulary.models import Scheme, Term

AT = datetime(2017, 2, 14, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def load(path=actions.TERMS):
    return actions.load_terms(by=SYSTEM, at=AT, path=path)


def labels(scheme):
    return [str(term) for term in Term.objects.of(scheme)]


def test_every_list_has_terms():
    load()

    assert set(Term.objects.values_list("scheme", flat=True)) == set(Scheme.values)


def test_the_kinds_of_visits_are_those_of_the_figure_in_its_order():
    load()

    assert labels(Scheme.VISIT_TARGET) == [
        "在宅医療・介護連携推進協議会委員",
        "病院地域連携室",
        "在宅医療応需医療機関",
        "訪問看護ステーション",
        "調剤薬局",
        "地域包括支援センター",
        "居宅介護支援事業所",
        "福祉健康センター",
        "その他",
    ]


def test_only_a_list_held_against_its_source_counts_as_confirmed():
    load()

    confirmed = Term.objects.filter(is_confirmed=True)

    assert set(confirmed.values_list("scheme", flat=True)) == {Scheme.VISIT_TARGET}
    assert not Term.objects.filter(source="").exists()


def test_trainings_come_in_the_order_of_the_council_paper():
    load()

    assert labels(Scheme.TRAINING)[:6] == [
        "多職種研修",
        "体験会",
        "在宅医育成研修",
        "ケアマネジャー研修",
        "講演会",
        "グループによる研修・事例検討",
    ]


def test_an_edited_term_stays_as_it_was_edited():
    load()
    Term.objects.of(Scheme.LECTURE).filter(code="symposium").update(label="シンポジューム")

    assert load() == 0

    assert Term.objects.get(scheme=Scheme.LECTURE, code="symposium").label == "シンポジューム"


def test_a_missing_term_is_added_without_touching_the_others():
    load()
    Term.objects.filter(scheme=Scheme.LECTURE, code="symposium").delete()

    assert load() == 1
    assert AuditEvent.objects.first().object_label == "用語 1件"


def test_a_retired_term_is_no_longer_offered():
    load()
    Term.objects.filter(scheme=Scheme.LECTURE, code="symposium").update(is_retired=True)

    offered = Term.objects.visible_to(ANONYMOUS).of(Scheme.LECTURE).in_use()

    assert [term.code for term in offered] == ["school-district", "open-lecture"]


def test_the_command_says_what_it_did_and_is_silent_when_there_is_nothing_to_do():
    first, second = StringIO(), StringIO()

    call_command("load_terms", stdout=first)
    call_command("load_terms", stdout=second)

    assert first.getvalue() == f"用語を {Term.objects.count()} 件、登録しました。\n"
    assert second.getvalue() == ""

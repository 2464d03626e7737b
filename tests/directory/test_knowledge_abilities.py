"""The grid of abilities."""

from datetime import timedelta

import pytest

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import SYSTEM
from renkei.core.widgets import WarekiDateInput
from renkei.directory import actions
from renkei.directory.actions.abilities import Said
from renkei.directory.models import Ability, Evidence
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY, YESTERDAY
from tests.directory.factories import AbilityFactory
from tests.vocabulary.factories import TermFactory

LATE = "確かめた日は、今日までの日付を書いてください"
DAY = {"checked_on_0": "h", "checked_on_1": "29", "checked_on_2": "2", "checked_on_3": "16"}


@pytest.fixture
def term(db):
    return TermFactory(scheme=Scheme.ABILITY, label="見本のできること")


def typed(desk, **more):
    form = desk.get("resource-abilities", facility=desk.place).context["form"]
    widget = form["checked_on"].field.widget
    boxes = widget.decompress(YESTERDAY) if hasattr(widget, "decompress") else []
    data = {f"checked_on_{n}": value or "" for n, value in enumerate(boxes)}
    return {"evidence": "phone", **(data or DAY), **more}


def say(desk, said, **more):
    return actions.say_abilities(
        region=desk.region,
        facility=desk.place,
        said=said,
        **{"evidence": Evidence.PHONE, "checked_on": TODAY, "by": SYSTEM, "at": NOW} | more,
    )


def test_a_tick_is_kept_with_evidence_and_day(desk, term):
    data = typed(desk, **{f"can_{term.pk}": "on", f"note_{term.pk}": "平日のみ"})

    answer = desk.post("resource-abilities", data, facility=desk.place)

    assert answer.status_code == 302
    ability = Ability.objects.get()
    assert (ability.note, ability.evidence, ability.checked_on) == (
        "平日のみ",
        Evidence.PHONE,
        YESTERDAY,
    )
    assert "できること：見本のできること" in history_of(desk.place)[0].changes
    desk.undo(answer)
    assert not Ability.objects.exists()


@pytest.mark.parametrize(("days", "errors"), [(0, []), (1, [LATE])])
def test_nobody_has_checked_anything_tomorrow(desk, term, days, errors):
    on = clock.today() + timedelta(days=days)
    boxes = WarekiDateInput().decompress(on)
    data = {f"checked_on_{n}": box for n, box in enumerate(boxes)}

    answer = desk.post("resource-abilities", {"evidence": "phone", **data}, facility=desk.place)

    assert answer.status_code == (422 if errors else 302)
    assert answer.content.decode().count(LATE) >= len(errors)


def test_what_did_not_change_keeps_its_evidence_and_day(desk):
    known = AbilityFactory(region=desk.region, facility=desk.place, checked_on=YESTERDAY)

    kept = say(desk, {known.term: Said(can=True)})

    assert kept == []
    known.refresh_from_db()
    assert known.checked_on == YESTERDAY


def test_all_can_be_confirmed_at_once(desk, term):
    known = AbilityFactory(region=desk.region, facility=desk.place, checked_on=YESTERDAY)

    say(desk, {known.term: Said(can=True), term: Said(can=False)}, confirm_all=True)

    known.refresh_from_db()
    assert known.checked_on == TODAY
    assert Ability.objects.count() == 1


def test_a_tick_taken_off_removes_and_can_be_undone(desk):
    known = AbilityFactory(region=desk.region, facility=desk.place, note="見本")

    answer = desk.post("resource-abilities", typed(desk), facility=desk.place)

    assert not Ability.objects.exists()
    desk.undo(answer)
    assert Ability.objects.get().note == "見本"
    assert Ability.objects.get().public_id == known.public_id


def test_an_undo_that_came_too_late_is_refused(desk):
    known = AbilityFactory(region=desk.region, facility=desk.place)
    note = {f"can_{known.term_id}": "on", f"note_{known.term_id}": "見本"}
    answer = desk.post("resource-abilities", typed(desk, **note), facility=desk.place)
    say(desk, {known.term: Said(can=True, note="あとから")})

    page = desk.client.get(desk.undo(answer)["Location"])

    assert "その後にまた変わった" in page.content.decode()
    assert Ability.objects.get().note == "あとから"


def test_an_undo_made_up_by_somebody_is_not_found(desk):
    assert desk.post("put-back", kept="made-up").status_code == 404


def test_nothing_ticked_says_so_without_undo(desk, term):
    answer = desk.post("resource-abilities", typed(desk), facility=desk.place)

    page = desk.client.get(answer["Location"])

    assert "取り消す" not in page.content.decode()


def test_without_a_day_the_grid_comes_back(desk, term):
    answer = desk.post("resource-abilities", {"evidence": "phone"}, facility=desk.place)

    assert answer.status_code == 422


def test_a_retired_term_stays_in_the_grid_of_those_who_have_it(desk):
    term = TermFactory(scheme=Scheme.ABILITY, is_retired=True)
    assert desk.get("resource-abilities", facility=desk.place).context["form"].rows == []

    AbilityFactory(region=desk.region, facility=desk.place, term=term)

    rows = desk.get("resource-abilities", facility=desk.place).context["form"].rows
    assert [row.term for row in rows] == [term]

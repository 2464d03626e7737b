"""The board of vacancies: how old each is, told again with one press."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.core.once import mark_of
from renkei.directory import actions
from renkei.directory.board import board_of
from renkei.directory.models import Vacancy
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.directory.views.desk.undo import say_done
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record


@guard(may_open_desk, Region)
def vacancies(request: HttpRequest, region: Region) -> HttpResponse:
    """All that was told, by kind; the oldest of a kind last."""
    context = {
        "board": board_of(region, request.GET.get("kind", ""), clock.now()),
        "holds_for": VACANCY_HOLDS_FOR.days,
        "states": Vacancy.State.choices,
        "mark": uuid4(),
    }
    return render(request, "directory/desk/vacancies.html", context)


@require_POST
@guard(may_record, Vacancy)
def vacancy_tell(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """今日も同じ, or another state."""
    state = request.POST.get("state", "")
    kept = actions.repeat_vacancy(
        vacancy=vacancy,
        state=Vacancy.State(state) if state in Vacancy.State.values else None,
        submission=mark_of(request.POST),
        by=actor_of(request),
        at=clock.now(),
    )
    back = reverse("directory:vacancies", kwargs={"region": vacancy.region.slug})
    text = f"{vacancy.facility}の{vacancy.kind}を、今日の空きとして記録しました。"
    say_done(request, text, vacancy.region, kept, back=back)
    return redirect(back)

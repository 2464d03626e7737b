"""The desk pages of a gathering's handouts, and handing a handout out."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import anyone, guard
from renkei.documents.downloads import download
from renkei.events import actions
from renkei.events.forms import HandoutForm
from renkei.events.models import Gathering, Handout, HandoutQuerySet
from renkei.programme.policies import may_record


@guard(may_record, Gathering)
def handout_attach(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Choose a file and keep it; a refused one is told beside the field."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandoutForm(*posted, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        handout = form.keep(by=actor_of(request), at=clock.now())
        if handout is not None:
            messages.success(request, f"資料「{handout}」を加えました。")
            return redirect(desk_url(gathering))
    context = {"form": form, "gathering": gathering, "back": desk_url(gathering)}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/desk/handout.html", context, status=status)


@require_POST
@guard(may_record, Gathering)
def handout_remove(request: HttpRequest, gathering: Gathering, handout: str) -> HttpResponse:
    """Take it away at once; the notice on the next page takes it back."""
    found = get_object_or_404(Handout.objects.filter(gathering=gathering), public_id=handout)
    actions.remove_handout(handout=found, by=actor_of(request), at=clock.now())
    undo = reverse("events:handout-restore", kwargs=keys(found))
    messages.success(request, f"資料「{found}」を外しました。", extra_tags=undo)
    return redirect(desk_url(gathering))


@require_POST
@guard(may_record, Gathering)
def handout_restore(request: HttpRequest, gathering: Gathering, handout: str) -> HttpResponse:
    """Take the removal back."""
    found = get_object_or_404(Handout.objects.filter(gathering=gathering), public_id=handout)
    actions.restore_handout(handout=found, by=actor_of(request), at=clock.now())
    messages.success(request, f"資料「{found}」を元に戻しました。")
    return redirect(desk_url(gathering))


@require_safe
@guard(anyone, Gathering)
def handout(request: HttpRequest, gathering: Gathering, handout: str) -> FileResponse:
    """The file of a handout this person may know of."""
    known = Handout.objects.visible_to(actor_of(request)).filter(gathering=gathering)
    return download(get_object_or_404(known, public_id=handout).edition)


def handouts_of(gathering: Gathering) -> HandoutQuerySet:
    """All handouts, for the record's page at the desk."""
    return gathering.handouts.all().kept().with_files()


def keys(handout: Handout) -> dict[str, str]:
    """What an address of a handout carries."""
    gathering = handout.gathering
    slug = gathering.region.slug
    return {"region": slug, "gathering": gathering.public_id, "handout": handout.public_id}


def desk_url(gathering: Gathering) -> str:
    """The page of the meeting, training or lecture at the desk."""
    app = gathering.whole._meta.app_label
    key = str(gathering.family)
    return reverse(
        f"{app}:{key}", kwargs={"region": gathering.region.slug, key: gathering.public_id}
    )

"""Notes for professionals: written at the desk, corrected also by the facility itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.forms import typed_data
from renkei.core.guard import guard
from renkei.directory import actions
from renkei.directory.forms.knowledge import NoteForm
from renkei.directory.models import Note
from renkei.directory.policies import may_correct_note
from renkei.directory.resources import facility_in
from renkei.directory.views.desk.resources import address_of
from renkei.directory.views.desk.undo import say_done
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record


@guard(may_record, Region)
def note_record(request: HttpRequest, region: Region, facility: str) -> HttpResponse:
    place = facility_in(region, facility)
    return _form_page(request, Note(region=region, facility=place), "連絡のコツを書く")


@guard(may_correct_note, Note)
def note_edit(request: HttpRequest, note: Note) -> HttpResponse:
    """For staff, and for those who work at the place."""
    return _form_page(request, note, "連絡のコツを直す")


def _form_page(request: HttpRequest, note: Note, title: str) -> HttpResponse:
    actor = actor_of(request)
    form = NoteForm(typed_data(request), actor=actor, instance=note, today=clock.today())
    is_staff = may_open_desk(actor, note)
    if request.method == "POST" and form.is_valid() and form.keep(by=actor, at=clock.now()):
        messages.success(request, "連絡のコツを記録しました。")
        if is_staff:
            return redirect(address_of(note.facility, note.region))
        return redirect("directory:note-edit", region=note.region.slug, note=note.public_id)
    context = {
        "form": form,
        "facility": note.facility,
        "name": note.facility.name,
        "page_title": title,
        "back": address_of(note.facility, note.region) if is_staff else "",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/desk/form.html", context, status=status)


@require_POST
@guard(may_record, Note)
def note_remove(request: HttpRequest, note: Note) -> HttpResponse:
    """At once; the notice on the next page brings it back."""
    region, back = note.region, address_of(note.facility, note.region)
    kept = actions.remove_note(note=note, by=actor_of(request), at=clock.now())
    say_done(request, "連絡のコツを消しました。", region, [kept], back=back)
    return redirect(back)

"""Papers at the desk: list, new, the sheet, the editor and finalising."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.errors import DomainError
from renkei.core.guard import View, guard
from renkei.programme.models import Region
from renkei.reporting import actions
from renkei.reporting.composition import empty_of, parts_of, tree_of
from renkei.reporting.editor import Editor
from renkei.reporting.evidence import state_of
from renkei.reporting.forms import NewPaperForm, NewSectionForm, PaperForm
from renkei.reporting.models import Paper, PaperSection
from renkei.reporting.pdf import pdf_of
from renkei.reporting.policies import may_make_papers
from renkei.reporting.views.programme import pdf_response


@require_safe
@guard(may_make_papers, Region)
def papers(request: HttpRequest, region: Region) -> HttpResponse:
    """Papers and the years there is a report of."""
    found = Paper.objects.of(region).select_related("meeting", "document")
    rows = found.prefetch_related("document__editions")
    years = state_of(region, is_public=False).years
    return render(request, "reporting/desk/papers.html", {"papers": rows, "years": years})


@require_http_methods(["GET", "POST"])
@guard(may_make_papers, Region)
def paper_new(request: HttpRequest, region: Region) -> HttpResponse:
    """A new paper out of the year's records."""
    form = NewPaperForm(request.POST or None, region=region, today=clock.today())
    if form.is_valid():
        return _to_editor(form.keep(by=actor_of(request), at=clock.now()))
    return _form_page(request, form, "資料を作る", reverse("reporting:desk", args=[region.slug]))


@require_http_methods(["GET", "POST"])
@guard(may_make_papers, Paper)
def paper_describe(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Title, number, meeting and publication."""
    form = PaperForm(request.POST or None, region=paper.region, instance=paper)
    if form.is_valid():
        return _to_editor(form.keep(by=actor_of(request), at=clock.now()))
    return _form_page(request, form, "資料の題名と会議", _editor_url(paper))


def _form_page(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "page_title": title, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/desk/form.html", context, status=status)


@require_safe
@guard(may_make_papers, Paper)
def paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The draft as it will lie on the table."""
    tree = tree_of(paper, parts_of(paper, clock.today()))
    return render(request, "reporting/desk/paper.html", {"paper": paper, "tree": tree})


@require_safe
@guard(may_make_papers, Paper)
def paper_pdf(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The draft as PDF."""
    tree = tree_of(paper, parts_of(paper, clock.today()))
    return pdf_response(pdf_of(tree), f"{paper}（下書き）.pdf")


@require_http_methods(["GET", "POST"])
@guard(may_make_papers, Paper)
def paper_edit(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The sheet itself as the editor: contents left, the chosen section's choices right."""
    editor = Editor(paper, clock.today(), request.GET.get("section", ""), request.POST)
    if request.method == "POST" and editor.keep(by=actor_of(request), at=clock.now()):
        return _to_editor(paper, editor.chosen.row if editor.chosen else None)
    status = 422 if request.method == "POST" else 200
    context = {"paper": paper, "editor": editor, "new_section": NewSectionForm(auto_id="new_%s")}
    return render(request, "reporting/desk/editor.html", context, status=status)


def _section_change(change: Callable[..., Any]) -> View:
    """A button on one section; its place in the contents is kept."""

    @require_POST
    @guard(may_make_papers, Paper)
    def view(request: HttpRequest, paper: Paper, section: int) -> HttpResponse:
        row = get_object_or_404(paper.sections, pk=section)
        change(row, by=actor_of(request), at=clock.now())
        return _to_editor(paper, row)

    return view


def _include(section: PaperSection, **how: Any) -> None:
    actions.include(section=section, is_included=True, **how)


def _leave_out(section: PaperSection, **how: Any) -> None:
    actions.include(section=section, is_included=False, **how)


def _up(section: PaperSection, **how: Any) -> None:
    actions.move(section=section, steps=-1, **how)


def _down(section: PaperSection, **how: Any) -> None:
    actions.move(section=section, steps=1, **how)


def _rebuild(section: PaperSection, **how: Any) -> None:
    actions.rewrite(section=section, body="", **how)


section_include = _section_change(_include)
section_leave_out = _section_change(_leave_out)
section_up = _section_change(_up)
section_down = _section_change(_down)
section_rebuild = _section_change(_rebuild)


@require_POST
@guard(may_make_papers, Paper)
def section_new(request: HttpRequest, paper: Paper) -> HttpResponse:
    """A further section at the end."""
    form = NewSectionForm(request.POST)
    if form.is_valid():
        return _to_editor(paper, form.keep(paper, by=actor_of(request), at=clock.now()))
    return _form_page(request, form, "節を加える", _editor_url(paper))


@require_http_methods(["GET", "POST"])
@guard(may_make_papers, Paper)
def paper_finalise(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Show once more what is open, then freeze the edition."""
    parts = parts_of(paper, clock.today())
    context = {
        "paper": paper,
        "parts": parts,
        "empty_parts": empty_of(parts),
        "editions": paper.editions,
    }
    if request.method == "POST":
        try:
            edition = actions.finalise(paper=paper, by=actor_of(request), at=clock.now())
        except DomainError as refusal:
            context["refusal"] = str(refusal)
        else:
            messages.success(request, f"{paper}の第{edition.number}版を確定しました。")
            return redirect("reporting:desk", region=paper.region.slug)
    return render(request, "reporting/desk/finalise.html", context)


@require_POST
@guard(may_make_papers, Paper)
def paper_discard(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Throw a draft away."""
    try:
        actions.discard(paper=paper, by=actor_of(request), at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"下書き「{paper}」を消しました。")
    return redirect("reporting:desk", region=paper.region.slug)


def _editor_url(paper: Paper) -> str:
    return reverse("reporting:paper-edit", args=[paper.region.slug, paper.public_id])


def _to_editor(paper: Paper, section: PaperSection | None = None) -> HttpResponseRedirect:
    url = _editor_url(paper)
    return redirect(f"{url}?section={section.pk}#{section.anchor}" if section else url)

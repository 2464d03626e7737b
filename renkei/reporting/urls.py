from django.urls import path

from renkei.reporting.views import desk, handbook, papers, programme, report

app_name = "reporting"
_papers = "<slug:region>/papers/"
_desk = "<slug:region>/desk/papers/"
_paper = f"{_desk}<id:paper>/"
_report = "<slug:region>/desk/report/<year:year>"
_handbook = "<slug:region>/desk/resources/handbook"
_section = f"{_paper}sections/<int:section>/"
urlpatterns = [
    path("<slug:region>/programme/", programme.programmes, name="programmes"),
    path("<slug:region>/programme/<year:year>/", programme.programme, name="programme"),
    path("<slug:region>/programme/<year:year>.pdf", programme.programme_pdf, name="programme-pdf"),
    path(_papers, papers.papers, name="papers"),
    path(f"{_papers}<year:year>/", papers.papers_of_year, name="papers-of-year"),
    path(f"{_papers}<id:paper>/", papers.paper, name="paper"),
    path(f"{_papers}<id:paper>/<int:number>/", papers.paper, name="paper-edition"),
    path(f"{_papers}<id:paper>/<int:number>.pdf", papers.paper_pdf, name="paper-pdf"),
    path("<slug:region>/handbook.pdf", handbook.handbook, name="handbook"),
    path(_desk, desk.papers, name="desk"),
    path(f"{_desk}new/", desk.paper_new, name="paper-new"),
    path(_paper, desk.paper, name="paper-draft"),
    path(f"{_paper}draft.pdf", desk.paper_pdf, name="paper-draft-pdf"),
    path(f"{_paper}edit/", desk.paper_edit, name="paper-edit"),
    path(f"{_paper}describe/", desk.paper_describe, name="paper-describe"),
    path(f"{_paper}finalise/", desk.paper_finalise, name="paper-finalise"),
    path(f"{_paper}discard/", desk.paper_discard, name="paper-discard"),
    path(f"{_paper}sections/new/", desk.section_new, name="section-new"),
    path(f"{_section}include/", desk.section_include, name="section-include"),
    path(f"{_section}leave-out/", desk.section_leave_out, name="section-leave-out"),
    path(f"{_section}up/", desk.section_up, name="section-up"),
    path(f"{_section}down/", desk.section_down, name="section-down"),
    path(f"{_section}rebuild/", desk.section_rebuild, name="section-rebuild"),
    path(f"{_handbook}/", handbook.handbook_choose, name="handbook-choose"),
    path(f"{_handbook}.pdf", handbook.handbook_chosen, name="handbook-chosen"),
    path(f"{_report}/", report.report, name="report"),
    path(f"{_report}.pdf", report.report_pdf, name="report-pdf"),
    path(f"{_report}.csv", report.report_csv, name="report-csv"),
    path(f"{_report}/records/", report.report_records, name="report-records"),
]

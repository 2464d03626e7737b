"""Templates and style sheets belong together, and public pages stay light."""

import re
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = {path: path.read_text() for path in (ROOT / "renkei").rglob("*.html")}
STYLES = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
PUBLIC_KB = 60  # of the 150 KB of a first visit; the rest is for the page itself and a logo


def classes_of(template: str) -> set[str]:
    """The class names written out; those put together from a variable end in --."""
    lists = re.findall(r'class="([^"]*)"', template)
    names = {name for text in lists for name in re.sub(r"{[%{#].*?[%}#]}", " ", text).split()}
    return {name for name in names if not name.endswith("--")}


def test_every_class_in_a_template_has_a_style():
    styled = set(re.findall(r"\.([a-z][a-z0-9_-]*)", STYLES))
    # A mark for scripts and for one of several boxes, without a look of its own.
    unstyled = {"c-date__box--era"}

    unknown = {
        str(path.relative_to(ROOT)): names
        for path, template in TEMPLATES.items()
        if (names := classes_of(template) - styled - unstyled)
    }

    assert unknown == {}


def test_no_template_carries_a_style_or_script_of_its_own():
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\s(?:src|type=\"application/json\"))"
    )

    assert [str(path) for path, template in TEMPLATES.items() if inline.search(template)] == []


def test_every_icon_in_a_template_is_drawn():
    drawn = set(re.findall(r'id="([a-z-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    asked = {
        name
        for template in TEMPLATES.values()
        for name in re.findall(r'icon\.html" with name="([a-z-]+)"', template)
    }

    assert asked - drawn == set()


def test_a_first_visit_to_a_public_page_loads_little():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = render_to_string("core/public.html", request=request)
    files = re.findall(r'(?:href|src)="/?static/([^"#]+)"', html)

    weight = sum(Path(finders.find(file)).stat().st_size for file in set(files))

    assert weight < PUBLIC_KB * 1024
    assert not [file for file in files if "noto" in file]

"""Small parts of pages: what they show, and what they leave out."""

import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory


def component(name: str, **context: object) -> str:
    return render_to_string(f"core/components/{name}.html", context)


def pages(number: int, address: str = "/visits/") -> list[tuple[str, str]]:
    """Address and word of each link below a list of 13 pages."""
    request = RequestFactory().get(address)
    page = Paginator(range(13), 1).get_page(number)
    html = render_to_string("core/components/pagination.html", {"page": page}, request)
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', html)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ["1", "2", "13", "次へ"]),
        (2, ["前へ", "1", "2", "3", "13", "次へ"]),
        (7, ["前へ", "1", "6", "7", "8", "13", "次へ"]),
        (12, ["前へ", "1", "11", "12", "13", "次へ"]),
        (13, ["前へ", "1", "12", "13"]),
    ],
)
def test_page_links_show_both_ends_and_the_neighbours(number, words):
    assert [word for _, word in pages(number)] == words


def test_page_links_keep_the_filters():
    assert ("?kind=pharmacy&amp;page=2", "次へ") in pages(1, "/visits/?kind=pharmacy")


def test_a_single_page_needs_no_links():
    page = Paginator(range(3), 20).get_page(1)

    assert component("pagination", page=page).strip() == ""


def test_a_message_with_an_address_can_be_taken_back():
    kept = SimpleNamespace(level_tag="success", message="訪問を記録しました。", extra_tags="/undo/")

    html = component("messages", messages=[kept])

    assert 'role="status"' in html
    assert 'action="/undo/"' in html


def test_a_message_without_an_address_offers_nothing():
    kept = SimpleNamespace(level_tag="error", message="残せませんでした。", extra_tags="")

    html = component("messages", messages=[kept])

    assert 'role="alert"' in html
    assert "取り消す" not in html


def test_bars_end_at_their_value_and_hide_from_readers_when_a_table_follows():
    html = component("bars", rows=[("調剤薬局", 37, 57.8)], table_follows=True)

    assert '<rect width="57.8%"' in html
    assert ">37</text>" in html
    assert 'aria-hidden="true"' in html


def test_bars_without_a_table_are_read():
    assert "aria-hidden" not in component("bars", rows=[("調剤薬局", 37, 57.8)])


def test_facts_without_a_text_are_left_out():
    html = component("definitions", rows=[("会場", "見本公民館"), ("参加費", "")])

    assert ("会場" in html, "参加費" in html) == (True, False)


def test_the_two_texts_of_a_changed_field_stand_beside_each_other():
    venue = SimpleNamespace(name="venue", label="会場", mine="見本公民館", theirs="見本市役所")

    html = component("differences", form=SimpleNamespace(differences=[venue]))

    assert [html.count('name="choice_venue"'), "見本公民館" in html, "見本市役所" in html] == [
        2,
        True,
        True,
    ]


def test_present_and_past_steps_say_so():
    html = component("steps", steps=["内容", "連絡先", "確認"], now=2)

    assert re.findall(r"済み|いまここ", html) == ["済み", "いまここ"]
    assert html.count('aria-current="step"') == 1


def test_an_icon_is_not_heard():
    assert drawn('{% icon "phone" %}') == (
        '<svg class="c-icon" width="24" height="24" aria-hidden="true">'
        '<use href="/static/img/icons.svg#phone"/></svg>'
    )


@pytest.mark.parametrize(
    ("tag", "html"),
    [
        ('{% tag "下書き" %}', '<span class="c-tag">下書き</span>'),
        ('{% tag "中止" tone="error" %}', '<span class="c-tag c-tag--error">中止</span>'),
        (
            '{% tag "土曜" spoken="条件に合う：" %}',
            '<span class="c-tag"><span class="u-spoken">条件に合う：</span>土曜</span>',
        ),
        ("{% tag typed %}", '<span class="c-tag">&lt;b&gt;</span>'),
    ],
)
def test_a_tag_is_a_word_in_a_frame(tag, html):
    assert drawn(tag, typed="<b>") == html


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)

import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from renkei.core.furigana import annotated
from renkei.directory import facts, picked
from renkei.directory.models import Evidence, Source
from renkei.directory.visiting import Reason
from renkei.vocabulary.actions import read_terms
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.public import opened, page


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


def add(client, town, place, back: str = ""):
    url = reverse("directory:list", args=[town.region.slug])
    return client.post(url, {"add": place.public_id, "next": back}, follow=True)


def test_an_empty_list_says_what_it_is_good_for(client, town):
    assert "まだ何も入っていません" in page(client, town, "list/")


def test_a_service_is_put_on_the_list_and_one_goes_back(client, town):
    place = town.place("東の会", "nursing")

    answer = add(client, town, place, f"/{town.region.slug}/search/?q=訪問看護")

    back = f"/{town.region.slug}/search/?q=訪問看護#on-list-{place.public_id}"
    assert iri_to_uri(back) == answer.redirect_chain[0][0]
    assert "「東の会」をリストに入れました。" in answer.content.decode()
    assert "東の会" in page(client, town, "list/")
    found = page(client, town, "search/", q="訪問看護")
    assert f'<a id="on-list-{place.public_id}"' in found


def test_on_the_page_of_a_service_one_goes_back_to_what_took_the_place_of_the_button(client, town):
    place = town.place("東の会", "nursing")

    answer = add(client, town, place, f"/{town.region.slug}/services/{place.public_id}/")

    assert answer.redirect_chain[0][0].endswith(f"/#on-list-{place.public_id}")
    assert f'<a id="on-list-{place.public_id}"' in answer.content.decode()


def test_one_never_goes_back_to_another_host(client, town):
    answer = add(client, town, town.place("東の会"), "https://evil.example/")

    assert answer.redirect_chain == [(f"/{town.region.slug}/list/", 302)]


def test_a_service_stands_once_in_the_order_of_choice(client, town):
    second, first = town.place("あの会"), town.place("いの会")
    for place in (first, second, first):
        add(client, town, place)

    rows = [line.row for line in opened(client, town, "list/").context["lines"]]

    assert [row.facility for row in rows] == [first, second]


def test_a_full_list_takes_no_more(client, town, monkeypatch):
    monkeypatch.setattr(picked, "AT_MOST", 1)
    add(client, town, town.place("東の会"))

    answer = add(client, town, town.place("西の会"))

    assert "件までです" in answer.content.decode()
    assert len(answer.context["lines"]) == 1


def test_what_does_not_exist_cannot_be_chosen(client, town):
    url = reverse("directory:list", args=[town.region.slug])

    assert client.post(url, {"add": "aaaaaaaaaaaa"}).status_code == 404


def test_a_service_is_taken_off(client, town):
    place = town.place("東の会")
    add(client, town, place)

    client.post(reverse("directory:unpick", args=[town.region.slug, place.public_id]))

    assert "まだ何も入っていません" in page(client, town, "list/")


def test_the_list_is_emptied(client, town):
    add(client, town, town.place("東の会"))

    answer = client.post(reverse("directory:list-clear", args=[town.region.slug]), follow=True)

    assert "リストを空にしました。" in answer.content.decode()
    assert answer.context["lines"] == []


def test_regions_have_lists_of_their_own(client, town):
    add(client, town, town.place("東の会"))

    assert client.session[picked.KEY].keys() == {town.region.slug}


@pytest.mark.parametrize("paper", ["sheet/", "fax/"])
def test_an_empty_list_prints_no_empty_paper(client, town, paper):
    assert "まだ何も入っていません。" in page(client, town, f"list/{paper}")


def test_the_sheet_has_large_letters_readings_and_codes(client, town):
    add(
        client, town, town.place("東の会", "nursing", kana="ヒガシノカイ", telephone="0297-00-0011")
    )

    text = page(client, town, "list/sheet/")

    assert "ひがしのかい" in text
    assert "<rt>" in text
    assert "0297-00-0011" in text
    assert text.count("c-qr__code") == 1


def without_readings(text: str) -> str:
    """The words of the sheet that bear no reading."""
    sheet = re.search("<main.*</main>", text, re.DOTALL)[0]
    plain = re.sub(
        "<svg.*?</svg>|<ruby>.*?</ruby>|<p class=.no-print.*?</p>", "", sheet, flags=re.DOTALL
    )
    return re.sub("<[^>]+>", " ", plain)


def test_names_on_the_sheet_have_their_own_reading_or_none_and_all_else_has_one(client, town):
    for name, kana in (("東医療の会", "ひがしいりょうのかい"), ("西医療の会", "")):
        add(client, town, town.place(name, "nursing", kana=kana, address="中央1"))

    bare = without_readings(page(client, town, "list/sheet/"))

    assert "ひがしいりょうのかい" in bare
    own = ("東医療の会", "西医療の会", "見本市中央", town.region.contact_name)
    for name in own:
        bare = bare.replace(name, "")
    assert re.findall("[一-龥]+", bare) == []


def test_every_kind_and_basis_on_the_sheet_can_be_read():
    kinds = [term.label for term in read_terms() if term.scheme == Scheme.SERVICE]
    labels = [*kinds, *Evidence.labels, *Source.labels, *Reason.labels, facts.LOCAL]

    assert [label for label in labels if re.search("[一-龥]", without_ruby(str(label)))] == []


def without_ruby(text: str) -> str:
    return re.sub("<ruby>.*?</ruby>", "", annotated(text))


def test_the_sheet_can_show_one_service_alone(client, town):
    add(client, town, town.place("東の会"))
    other = town.place("西の会")

    text = page(client, town, "list/sheet/", only=other.public_id)

    assert "西の会" in text
    assert "東の会" not in text


def test_the_fax_sheet_leaves_names_to_the_hand(client, town):
    add(client, town, town.place("東の会", "nursing", telephone="0297-00-0011"))

    text = page(client, town, "list/fax/")

    assert "返信先 FAX" in text
    assert "0297-00-0011" in text


def test_only_the_printed_sheet_makes_codes_to_scan(client, town):
    add(client, town, town.place("東の会"))

    sheet, fax = (
        opened(client, town, f"list/{path}").context["entries"] for path in ("sheet/", "fax/")
    )

    assert "c-qr__code" in str(sheet)
    assert "c-qr__code" not in str(fax)


def test_the_csv_cannot_run_anything(client, town):
    add(client, town, town.place("=HYPERLINK(1)", "nursing", address="見本県見本市1"))

    answer = opened(client, town, "list/list.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0][:3] == ["番号", "名称", "ふりがな"]
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[1][3] == "訪問看護"

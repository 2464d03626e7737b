"""What the results say of how the words were understood."""

from tests.directory.public import page

WIDE = "介護保険のサービスを、すべて出しています。"


def test_a_word_for_all_care_leads_to_the_kinds(client, town):
    town.place("東の会", "nursing")
    town.place("西歯科", "dentist")

    text = page(client, town, "search/", q="介護")

    assert "1件" in text
    assert f'{WIDE}<a href="/{town.region.slug}/search/">種類から選ぶ</a>' in text
    assert WIDE not in page(client, town, "search/", q="訪問看護")


def test_words_that_ask_for_nothing_are_told_to(client, town):
    town.place("東の会", "nursing")

    told = "この言葉だけでは、しぼれませんでした。"
    assert told in page(client, town, "search/", q="困っています")
    assert told not in page(client, town, "search/", q="訪問看護")
    assert told not in page(client, town, "search/", q="ぬるぽ")

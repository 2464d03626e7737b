import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from renkei.programme import colour

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_the_standard():
    assert round(colour.contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(colour.contrast("#767676", "#ffffff"), 2) == 4.54


@given(colours)
def test_what_is_proposed_can_always_be_read(typed):
    assert colour.contrast(colour.nearest_readable(typed), "#ffffff") >= colour.AA_TEXT


def test_a_colour_that_can_be_read_is_its_own_proposal():
    assert colour.nearest_readable("#115a36") == "#115a36"


def test_a_weak_colour_is_refused_with_its_ratio_and_a_stronger_one():
    with pytest.raises(ValidationError) as refusal:
        colour.readable_on_white("#66cc99")

    sentence = refusal.value.messages[0]
    assert "コントラスト 1.96" in sentence
    assert colour.nearest_readable("#66cc99") in sentence


def test_a_ratio_just_too_low_is_not_rounded_up_to_the_limit():
    with pytest.raises(ValidationError, match=r"コントラスト 4\.47"):
        colour.readable_on_white("#777777")


@given(colours)
def test_dark_text_can_be_read_on_every_tint(accent):
    assert colour.contrast(colour.derived(accent)["tint"], "#333333") >= colour.AA_TEXT


def test_a_gray_stays_gray():
    assert colour.derived("#333333")["tint"] == "#f0f0f0"

"""The frame of the pages writes エラー： before a title, once."""

from pathlib import Path

import renkei

TEMPLATES = Path(renkei.__file__).parent.glob("*/templates/**/*.html")


def test_no_page_with_a_form_says_error_a_second_time():
    said = [
        path.name
        for path in TEMPLATES
        for line in path.read_text().splitlines()
        if "{% block title %}" in line and "form.errors" in line.split("{% block title %}")[1]
    ]

    assert said == []

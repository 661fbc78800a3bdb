"""The anchors of Markdown headings."""

from __future__ import annotations

import re

import pytest
from myst_parser.config.main import MdParserConfig

from sphinx_bindery.common.markdown.heading_slugs import HEADING_SLUG_FUNCTION, heading_slug

SAME = ("A title", "C++ & C#", " a  b ", "Über Straßen", "の見出し", "a_b-c", "⚠️ Care", "1️⃣ One", "")
OWN = {"हिन्दी में शीर्षक": "हिन्दी-में-शीर्षक", "ที่นี่": "ที่นี่", "e\u0301t\u0301": "e\u0301t\u0301"}


@pytest.mark.parametrize("title", SAME)
def test_titles_without_marks_have_the_anchors_of_myst(title: str) -> None:
    assert heading_slug(title) == re.sub(r"[^\w\- ]", "", title.lower().replace(" ", "-"))


@pytest.mark.parametrize("title", OWN)
def test_marks_on_letters_are_parts_of_anchors(title: str) -> None:
    assert heading_slug(title) == OWN[title]


def test_myst_finds_the_function() -> None:
    assert MdParserConfig(heading_slug_func=HEADING_SLUG_FUNCTION).heading_slug_func is heading_slug

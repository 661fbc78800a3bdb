"""Comments in raw HTML that are not closed."""

from __future__ import annotations

import pytest

from sphinx_bindery.common.markdown.open_comments import without_comments


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!--\nb\n-->c<!-- d", "a\n\nc<!-- d"),
        ("<script>'<!--'</script><b>", "><b>"),
        ("<STYLE>/* <!-- */</style>x", ">x"),
        ("<script>'<!--'", ""),
        ("<style>\n<!-- a -->", "\n"),
        ("a --> b", "a --> b"),
        ("<!-- a <!-- b --> c", " c"),
        ("<!--", "<!--"),
    ],
)
def test_only_open_comments_stay(text: str, rest: str) -> None:
    assert without_comments(text) == rest


@pytest.mark.parametrize(("start", "rest"), [("<!--", "<!--" * 300_000), ("<script>", "")])
def test_open_comments_and_scripts_are_read_once(start: str, rest: str) -> None:
    # takes minutes if each of them is searched for its end
    assert without_comments(start * 300_000) == rest

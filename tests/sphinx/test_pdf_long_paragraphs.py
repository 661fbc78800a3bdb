"""Paragraphs of thousands of inline elements: Typst's time, and lines that show no split."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import typst

from sphinx_bindery.pdf.translator.blocks import MAX_LEAVES
from tests.validators import pdf_words

from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[[str, Sequence[str]], SphinxTestApp]

CONF = """\
project = "Posts"
author = "Ada Example"
extensions = ["myst_parser", "sphinx_bindery"]
bindery_paper = "a4"
"""


@pytest.fixture
def build(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Build:
    """Return a function that builds a book of one paragraph."""

    def make(name: str, words: Sequence[str]) -> SphinxTestApp:
        source = tmp_path / name
        source.mkdir()
        (source / "conf.py").write_text(CONF, encoding="utf-8")
        index = "# Root\n\n```{toctree}\npost\n```\n"
        (source / "index.md").write_text(index, encoding="utf-8")
        text = f"# A post\n\nOne more.\n\n{' '.join(words)}\n"
        (source / "post.md").write_text(text, encoding="utf-8")
        return make_app("pdf", srcdir=source)

    return make


@pytest.mark.one_python
def test_typst_needs_linear_time(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds: list[float] = []
    compile_book = typst.compile_with_warnings

    def timed(*args: object, **options: object) -> object:
        start = time.process_time()
        result = compile_book(*args, **options)  # type: ignore[arg-type]
        seconds.append(time.process_time() - start)
        return result

    monkeypatch.setattr(typst, "compile_with_warnings", timed)
    for count in (1000, 6000):
        app = build(
            str(count), [f"`code of many words in a single line {n}`" for n in range(count)]
        )
        built(app)
        assert "Typst" not in app.warning.getvalue()
    few, many = seconds
    assert many < 8 * few  # more than 12 times as much without parts


@pytest.mark.validator
def test_no_line_shows_where_a_paragraph_is_split(build: Build) -> None:
    words = [f"*{'word' * (n % 3 + 1)}{n}*," for n in range(MAX_LEAVES)]
    book = built(build("source", words))
    found = [word for word in pdf_words(book.path) if word.text.startswith("word")]
    assert [word.text for word in found] == [word.replace("*", "") for word in words]
    left = min(word.left for word in found if word.page == found[-1].page)
    lines = {(word.page, word.top) for word in found}
    starts = {place: min(w.left for w in found if (w.page, w.top) == place) for place in lines}
    ends = {place: max(w.right for w in found if (w.page, w.top) == place) for place in lines}
    places = sorted(lines)
    indented = [place for place in places if starts[place] > left + 1 and place[0]]
    assert indented == places[:1]
    right = max(ends.values())
    assert [place for place in places if ends[place] < right - 6] in ([], places[-1:])
    gaps = [after[1] - before[1] for before, after in pairwise(places) if before[0] == after[0]]
    assert max(gaps) - min(gaps) < 0.5


@pytest.mark.parametrize("markup", ["{}", "`{}`", "```text\n{}\n```"])
def test_a_text_may_have_thousands_of_break_opportunities(build: Build, markup: str) -> None:
    address = "https://example.org/" + "path-of-some-length/" * 4
    word = markup.format(" ".join([address] * 400) + " " + "x" * 9000)
    app = build("source", ["First.\n\n" + word])
    pdf = built(app)
    assert app.warning.getvalue() == ""
    text = "".join(pdf.pages)
    assert "\u200b" not in text
    # page numbers stand in some of them
    assert text.replace(" ", "").count(address[:20]) > 390

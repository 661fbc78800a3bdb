"""Ruby, and line ends between Chinese and Japanese characters, in every output."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_bindery.common.repairs.wide_line_joins import WideLineJoins
from sphinx_bindery.ruby import ruby, ruby_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    MakeApp = Callable[..., SphinxTestApp]

HAN, KANA, HANGUL, STOP = "\u6f22", "\u304b", "\ud55c", "\u3002"


@pytest.fixture
def book(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> MakeApp:
    """Return a function that builds a book of one chapter from its Markdown."""

    def build(text: str, builder: str = "pseudoxml", options: str = "") -> SphinxTestApp:
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(
            'project = "Ruby"\nextensions = ["myst_parser", "sphinx_bindery"]\n'
            f"bindery_keep_typst = True\n{options}",
            encoding="utf-8",
        )
        toctree = "```{toctree}\nchapter\n```\n"
        (source / "index.md").write_text(f"# Root\n\n{toctree}", encoding="utf-8")
        (source / "chapter.md").write_text(f"# Chapter\n\n{text}\n", encoding="utf-8")
        app = make_app(builder, srcdir=source)
        app.build()
        return app

    return build


def chapter(app: SphinxTestApp) -> nodes.document:
    return app.env.get_doctree("chapter")


@pytest.mark.parametrize(
    ("source", "base", "reading"),
    [
        (f"{{ruby}}`{HAN} (kan)`", HAN, "kan"),
        (f"{{ruby}}`{HAN}\uff08{KANA}\uff09`", HAN, KANA),
        ("{ruby}`a b(c (d))`", "a b", "c (d)"),
    ],
)
def test_the_role_has_a_text_and_its_reading(
    book: MakeApp, source: str, base: str, reading: str
) -> None:
    app = book(f"A {source}.")
    assert app.warning.getvalue() == ""
    (node,) = chapter(app).findall(ruby)
    assert [child.astext() for child in node.children] == [base, reading]
    assert isinstance(node[1], ruby_text)


def test_a_role_without_a_reading_is_reported(book: MakeApp) -> None:
    app = book(f"A {{ruby}}`{HAN}`.")
    warning = app.warning.getvalue()
    assert (
        f"chapter.md:3: WARNING: ruby: '{HAN}' has no reading; write it in parentheses" in warning
    )
    assert "[bindery.ruby]" in warning
    assert chapter(app).astext().endswith(f"A {HAN}.")


@pytest.mark.parametrize(
    ("builder", "file", "expected"),
    [
        ("html", "chapter.html", "<ruby>{0}<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>."),
        ("text", "chapter.txt", "{0} (kan)."),
        ("latex", "ruby.tex", "{0} (kan)."),
        ("pdf", "ruby-typst/chapters/0001.typ", "#ruby([{0}], [kan]);\\."),
    ],
)
def test_the_role_in_an_output(book: MakeApp, builder: str, file: str, expected: str) -> None:
    app = book(f"A {{ruby}}`{HAN} (kan)`.", builder, "bindery_system_fonts = 'fallback'\n")
    text = Path(app.outdir, file).read_text(encoding="utf-8")
    code = f"\u2039U+{ord(HAN):04X}\u203a\u200b"  # where the machine has no font
    assert expected.format(HAN) in text.replace(code, HAN)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ruby>a<rt>b</rt></ruby>", "#ruby([a], [b]);"),
        (
            "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp>c<rt>d</rt></ruby>",
            "#ruby([a], [b]);#ruby([c], [d]);",
        ),
        ("<ruby>a<rt>b</rt>c</ruby>", "#ruby([a], [b]);c"),
        ("<ruby>**a**<rt>b</rt></ruby>", "#ruby([#strong[a];], [b]);"),
        ("<ruby>a</ruby>", "Text a "),
        ("<rt>a</rt>", "Text a "),
    ],
)
def test_ruby_in_html_is_ruby_in_the_pdf(book: MakeApp, html: str, expected: str) -> None:
    app = book(f"Text {html} end.", "pdf")
    assert app.warning.getvalue() == ""
    text = Path(app.outdir, "ruby-typst/chapters/0001.typ").read_text(encoding="utf-8")
    assert expected in text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"{HAN}\n{KANA}", HAN + KANA),
        (f"{HAN}{STOP}\n{KANA}", HAN + STOP + KANA),
        (f"**{HAN}**\n{KANA}", HAN + KANA),
        (f"{HAN}\n**{KANA}** a", f"{HAN}{KANA} a"),
        (f"{HAN}\n`{KANA}`", HAN + KANA),
        (f"{HAN} \n {KANA}", HAN + KANA),
        (f"**a**\n{HAN}**{KANA}**\n{HAN}", f"a\n{HAN}{KANA}{HAN}"),
        (f"{HAN}\n\u201c{HAN}\u201d", f"{HAN}\u201c{HAN}\u201d"),
        (f"{HAN}\nLatin", f"{HAN}\nLatin"),
        (f"Latin\n{HAN}", f"Latin\n{HAN}"),
        (f"{HANGUL}\n{HANGUL}", f"{HANGUL}\n{HANGUL}"),
        (f"{HAN} {KANA}", f"{HAN} {KANA}"),
        (f"{HAN}<b>a</b>\n{KANA}", f"{HAN}<b>a</b>\n{KANA}"),
        (f"\U0001f600\n\U0001f601 {HAN}", f"\U0001f600\n\U0001f601 {HAN}"),
    ],
)
def test_line_ends_between_wide_characters(book: MakeApp, source: str, expected: str) -> None:
    (paragraph,) = chapter(book(source)).findall(nodes.paragraph)
    assert paragraph.astext() == expected


def test_the_cost_of_line_ends_is_linear() -> None:
    calls = []
    for amount in (1, 100, 300):
        document = new_document("")
        document += nodes.paragraph("", *(nodes.Text(f"{HAN}\n{KANA} ") for _ in range(amount)))
        profile = cProfile.Profile()
        profile.runcall(WideLineJoins(document).apply)
        assert document.astext() == f"{HAN}{KANA} " * amount
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    empty, few, many = calls
    assert many - empty < 3.3 * (few - empty)


def test_lines_of_code_stay(book: MakeApp) -> None:
    app = book(f"```text\n{HAN}\n{KANA}\n```\n\n| {HAN} |\n|---|\n| {KANA} |")
    (block,) = chapter(app).findall(nodes.literal_block)
    assert block.astext() == f"{HAN}\n{KANA}\n"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("hi", "\u201ca\u201d"),
        ("fa", "\u00aba\u00bb"),
        ("ka", "\u201ea\u201c"),
        ("ja", '"a"'),
        ("zh-Hant", '"a"'),
        ("zh-CN", '"a"'),
        ("de", "\u201ea\u201c"),
        ("la", "\u201ca\u201d"),
    ],
)
def test_quotation_marks_of_a_language(book: MakeApp, language: str, expected: str) -> None:
    app = book(
        f'{{.language-{language}}}\nSay "a".', options='myst_enable_extensions = ["attrs_block"]\n'
    )
    assert app.warning.getvalue() == ""
    assert f"Say {expected}." in chapter(app).astext()


def test_marks_in_a_book_of_such_a_language_stay(book: MakeApp) -> None:
    title = "bindery_title = 'The \"a\"'\n"
    app = book('Say "a".', options=f'language = "hi"\n{title}')
    assert 'Say "a".' in chapter(app).astext()
    assert app.config.bindery_title == 'The "a"'

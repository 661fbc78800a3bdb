"""Hostile input: strategies for front matter, texts and addresses, the same in every run."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, configuration, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

# else a folder of hypothesis appears beside the sources
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis-of-tests")

HOSTILE_STRINGS = (
    # markup of HTML, XML and CSS
    "<script>alert(1)</script>", "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<iframe src=//example.org>", '"><b>', "'><b>", "<!--", "-->", "]]>",
    "<![CDATA[", "<?xml version='1.0'?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&lt;", "&#0;",
    "&nope;",
    "&#x202e;", "</title>", "</style>", "</head><body>", "javascript:alert(1)", "data:text/html,a",
    "vbscript:a", "expression(a)", "url(//example.org)", "@import 'a'", "style=x", "</textarea>",
    # YAML, TOML and JSON
    "---", "...", "+++", "key: value", "- item", "? key", "[a, b", "{a: b", "a: b: c", "'it''s",
    '"quoted" text', "# comment", "text # comment", "&anchor", "*alias", "!tag", "!!python/name:os",
    "%YAML 1.2", "@at", "`tick`", "|", ">", "|2-", "<<", "~", "null", "Null", "true", "yes", "No",
    "on",
    "1e999", "0x1F", "0o17", "1_000", ".nan", ".inf", "12:30:45", "2014-02-30", "9" * 5000, "=",
    "{{ page.title }}", "{% include a %}", "{'a': 1}", '{"a": 1}', "\\", "\\u0041", "\\x41",
    "\\N", "\\",
    # Markdown, MyST, reStructuredText, Typst, TeX
    "*bold*", "_em_", "[link](x)", "![image](x)", "# Heading", "> quote", "```", "~~~", "$x$", "$$",
    "{ref}`a`", ":ref:`a`", "`a`_", "|a|", ".. raw:: html", '#import "a"', '#eval("a")', "#",
    "\\input{a}", "\\write18{a}", "\\end{document}", "^^M", "%", "~", "\\begin{a}",
    # control characters, directions, widths, planes
    "\x00", "a\x00b", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u061c",
    "\u180e", "\u200b", "\u200d", "\u200e", "\u202e", "\u2028", "\u2029", "\u2060", "\u3000",
    "\ufeff",
    "\ufffd", "\ufffe", "\uffff", "\ud800", "\udfff", "\U0001f600", "\U000e0001", "\U0010ffff",
    "e\u0301" * 20, "a" + "\u0300" * 60, "\u05d0\u05d1", "\u0627\u0628", "\u4e2d\u6587",
    "\uff44\uff52",
    # names of files, addresses, shells
    "../../etc/passwd", "..\\..\\a", "/etc/passwd", "C:\\a", "\\\\host\\a", "~/a", "con", "nul.txt",
    "COM1", "a/b", ".", "..", ".git", "a" * 300, "%00", "%2e%2e%2f", "%", "$(touch a)", "`touch a`",
    "; rm a", "| a", "a\nb", "a\r\nb", "\r", "\n", "\t", " ", "", "   ", "index", "http://[", "//a",
    "http://a:99999/", "http://a:b@c/", "https://", "mailto:a@b", "?a=b", "#a", "a?b#c",
)  # fmt: skip

TEXTS = st.one_of(
    st.sampled_from(HOSTILE_STRINGS),
    st.text(max_size=20),
    st.lists(st.sampled_from(HOSTILE_STRINGS), min_size=2, max_size=3).map("".join),
)
ONE_LINE = TEXTS.map(lambda text: "".join(text.splitlines()))

KEYS = st.sampled_from(
    (
        "title", "date", "updated", "lastmod", "tags", "categories", "authors", "author", "series",
        "description", "image", "image_alt", "slug", "aliases", "license", "lang", "original_url",
        "canonical_url", "location", "post", "weight", "orphan", "tocdepth", "myst", "html_meta",
        "substitutions", "status", "x-own", "Title", "titel", "2014", "null", "~", "a b", "<<",
        "@a",
        "'q'", '"q"', "layout", "\u200btitle", "\uff54itle",
    )
)  # fmt: skip

_ANCHORED = st.sampled_from(
    (
        "&a [*a]", "&a {b: *a}", "*nowhere", "&a b", "!!set {a, b}", "!!binary YQ==", "!!int x",
        "!b c",
        "&a [b, b, b]", "[*a, *a, *a]", "{<<: *a}", "!!python/object/apply:os.system [a]",
        "[" * 30 + "]" * 30, "[" * 3000, "{a: " * 25 + "}" * 25, "- " * 40,
        "!!timestamp 2014-13-45",
    )
)  # fmt: skip
_COLLECTIONS = st.one_of(
    st.lists(ONE_LINE, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.dictionaries(KEYS, ONE_LINE, max_size=3).map(
        lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
    ),
    st.lists(ONE_LINE, max_size=3).map(lambda items: "".join(f"\n- {item}" for item in items)),
    st.dictionaries(KEYS, ONE_LINE, max_size=3).map(
        lambda items: "".join(f"\n  {key}: {value}" for key, value in items.items())
    ),
    TEXTS.map(lambda text: "|\n  " + text.replace("\n", "\n  ")),
    TEXTS.map(lambda text: "'" + text.replace("'", "''") + "'"),
)
_DATES = st.sampled_from(
    (
        "2014", "2014-11", "2014-11-10", "2014-02-30", "0000-00-00", "9999-12-31T23:59:60Z",
        "2014-01-01T10:00:00+25:00", "9999-12-31T23:59:59-23:59", "2014-11-10 10:00", "20141110",
    )
)  # fmt: skip
VALUES = st.one_of(ONE_LINE, TEXTS, _DATES, _ANCHORED, _COLLECTIONS)
_SEPARATORS = st.sampled_from((": ", ": ", ": ", ":", ":\t", " : ", " = ", "\uff1a", ":\xa0", ""))
_INDENTATIONS = st.sampled_from(("", "", "", "", " ", "  ", "\t", "- ", "# ", ":"))

LINES = st.builds(
    lambda *parts: "".join(parts), _INDENTATIONS, KEYS, _SEPARATORS, st.one_of(ONE_LINE, VALUES)
)
ENDS = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))
OPENINGS = st.sampled_from(
    (
        "---", "---", "---", "---", "----", "--- ", " ---", "--", "\u2014", "\u2014\u2014\u2014",
        "\u2013\u2013\u2013", "+++", "+++ ", "++", ";;;", "...", "{", "```yaml", "~~~", "", "\n---",
        "\ufeff---", "\u200b---", "<!-- a -->\n---", "% a\n---", "---yaml", "- - -", "***", "\\---",
        "# A\n\n---", "A\n=\n\n---", "---\n---", "---\n\n", "    ---", "\t---",
    )
)  # fmt: skip
CLOSINGS = st.sampled_from(
    ("---", "---", "---", "...", "+++", "}", "--", "\u2014\u2014\u2014", "--- a", "```", "~~~", "",
     "----", " ---", ";;;", "***")
)  # fmt: skip
BODIES = st.sampled_from(("", "\nText.\n", "\n# A\n\nText.\n", "Text\n", "\n---\n\nText.\n"))


@st.composite
def sources(draw: DrawFn) -> str:
    """Draw the text of a file whose front matter is hostile in its fences, keys or values."""
    end = draw(ENDS)
    block = [draw(OPENINGS), *draw(st.lists(LINES, max_size=6)), draw(CLOSINGS)]
    return end.join(block) + end + draw(BODIES)


def fuzzed(examples: int, *, shrinks: bool = True) -> settings:
    """Return settings for a number of examples, the same ones in every run.

    Args:
        examples: How many there are.
        shrinks: Whether the smallest example that fails is searched for.
    """
    return settings(
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if shrinks else [])],
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

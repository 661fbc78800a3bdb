"""All that a post, or a book, can hold much of, as functions of the amount."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
CONF = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["references.bib"]
html_theme = "sphinx_book_theme"
html_baseurl = "https://example.org/blog/"
anthology_link_previews = False
bindery_search = "sphinx"
myst_enable_extensions = [
    "amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "html_admonition", "html_image", "replacements", "smartquotes", "strikethrough", "tasklist",
]
myst_heading_anchors = 3
suppress_warnings = ["myst.strikethrough"]
"""
INDEX = "# Notes\n\n```{anthology}\n```\n"
WORDS = ("river", "stone", "garden", "window", "letter", "summer", "bridge", "paper", "winter")


@dataclass(frozen=True)
class Kind:
    """One thing that there can be much of.

    Attributes:
        text: Returns the text of the post for an amount.
        front: Returns the front matter.
        files: Returns other files of the project, by their path.
        scale: The amount for which the parts of one build take about as long as those of others.
        conf: More lines of ``conf.py``.
    """

    text: Callable[[int], str] = lambda _n: "Text."
    front: Callable[[int], str] = lambda _n: ""
    files: Callable[[int], Mapping[str, str | bytes]] = lambda _n: {}
    scale: int = 1000
    conf: str = field(default="")

    def project(self, amount: int) -> dict[str, bytes]:
        """Return the files of a project that holds an amount of it."""
        front = f"---\ndate: 2014-05-09\n{self.front(amount)}\n---\n"
        files: dict[str, str | bytes] = {
            "conf.py": CONF + self.conf,
            "index.md": INDEX,
            "references.bib": "",
            "dot.png": base64.b64decode(DOT),
            "posts/post.md": f"{front}\n# A post\n\n{self.text(amount)}\n",
            **self.files(amount),
        }
        return {
            name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()
        }


def words(number: int, count: int = 6) -> str:
    """Return some words that depend on a number."""
    return " ".join(WORDS[(number * 7 + place * 3) % len(WORDS)] for place in range(count))


def lines(line: str) -> Callable[[int], str]:
    """Return a function that repeats a line, with its number for ``{n}``, ``{w}`` for words."""
    return lambda amount: "\n".join(
        line.replace("{n}", str(n)).replace("{w}", words(n)) for n in range(amount)
    )


def wrapped(before: str, line: str, after: str) -> Callable[[int], str]:
    """Return a function like that of :func:`lines`, between two texts."""
    return lambda amount: before + lines(line)(amount) + after


def joined(part: str) -> Callable[[int], str]:
    """Return a function that repeats a text in one line."""
    return lambda amount: lines(part)(amount).replace("\n", "")


def nested(opening: str, closing: str = "", text: str = "text") -> Callable[[int], str]:
    """Return a function that nests a text."""
    return lambda amount: opening * amount + text + closing * amount


def table(rows: int, columns: int) -> str:
    """Return a pipe table."""
    head = "|".join(f" h{n} " for n in range(columns))
    body = "\n".join(
        f"|{'|'.join(f' {words(row + n, 1)} ' for n in range(columns))}|" for row in range(rows)
    )
    return f"|{head}|\n|{'---|' * columns}\n{body}\n"


def posts(front: str, text: str = "Text.") -> Callable[[int], dict[str, str | bytes]]:
    """Return a function that makes many posts."""

    def files(amount: int) -> dict[str, str | bytes]:
        return {
            f"posts/p{n}.md": f"---\ndate: 2014-{n % 12 + 1:02}-{n % 28 + 1:02}\n"
            f"{front.replace('{n}', str(n))}\n---\n\n# Post {n}\n\n{text.replace('{n}', str(n))}\n"
            for n in range(amount)
        }

    return files


def bibliography(amount: int) -> dict[str, str | bytes]:
    """Return a bibliography of some entries."""
    entry = (
        "@book{{key{n},\n author = {{Ada Author{n}}},\n title = {{Title {n}}},\n"
        " year = 2001,\n publisher = {{P}}\n}}\n"
    )
    return {"references.bib": "".join(entry.format(n=n) for n in range(amount))}


KINDS = {
    # headings
    "headings": Kind(lines("\n## Heading {n}\n\nText.")),
    "same headings": Kind(lines("\n## Heading\n\nText.")),
    "headings of two levels": Kind(lines("\n## Heading {n}\n\n### Below\n\nText."), scale=500),
    "empty headings": Kind(lines("\n##\n\nText.")),
    "long heading": Kind(lambda n: "## " + " ".join(words(i) for i in range(n))),
    "heading of markup": Kind(lambda n: "## " + " ".join(f"*a{i}* `b`" for i in range(n))),
    # text
    "paragraphs": Kind(lines("{w} {w}\n"), scale=2000),
    "long paragraph": Kind(lines("{w} {w}"), scale=4000),
    "lines of CJK": Kind(lines("私の本です {n}\n本"), scale=2000),
    "hard breaks": Kind(lines("{w}\\"), scale=2000),
    "long word": Kind(lambda n: "abcdefghi" * n, scale=2000),
    "long word of CJK": Kind(lambda n: "私の本です" * n, scale=4000),
    "emphasis": Kind(joined("*{w}* and **{n}** ")),
    "emphasis without spaces": Kind(joined("*a*b")),
    "code in text": Kind(joined("`code {n}` and ")),
    "code in strong": Kind(lambda n: f"**{joined('`code {n}` and ')(n)}end**"),
    "code in emphasis": Kind(lambda n: f"*{joined('`code {n}` and ')(n)}end*"),
    "code in link": Kind(lambda n: f"[{joined('`code {n}` and ')(n)}](https://example.org/)"),
    "emphasis in strong": Kind(lambda n: f"**{joined('*a{n}* and ')(n)}end**"),
    "code in table cell": Kind(lambda n: f"| h |\n|---|\n| {joined('`code {n}` and ')(n)} |"),
    "code in list item": Kind(lambda n: f"- {joined('`code {n}` and ')(n)}"),
    "code in quote": Kind(lambda n: f"> {joined('`code {n}` and ')(n)}"),
    "code in footnote": Kind(lambda n: f"a[^a]\n\n[^a]: {joined('`code {n}` and ')(n)}"),
    "code in definition term": Kind(lambda n: f"{joined('`code {n}` and ')(n)}\n: text"),
    "long code in text": Kind(lambda n: f"`{joined('code{n} ')(n)}`"),
    "long unbroken code": Kind(lambda n: f"`{joined('code{n}_')(n)}`"),
    "entities": Kind(joined("&amp; &lt; a ")),
    "escapes": Kind(joined("\\* \\_ a ")),
    "smartquotes": Kind(joined("\"a\" isn't -- 'b' ... (c) ")),
    "symbols of Typst": Kind(joined("#a @b $c ~ _d \\$ ")),
    "strikethrough": Kind(joined("~~a{n}~~ b ")),
    "spans with attributes": Kind(joined("[a]{.b} ")),
    "substitution dashes": Kind(joined("a---b -- ")),
    "emoji": Kind(joined("\N{GRINNING FACE} a ")),
    "right to left": Kind(joined("שלום ")),
    # links
    "external links": Kind(lines("[a {n}](https://example.org/{n}) ")),
    "same external link": Kind(lines("[a](https://example.org/) ")),
    "autolinks": Kind(lines("<https://example.org/{n}> ")),
    "invalid links": Kind(lines("[a](http://[server]/{n}) ")),
    "unsafe links": Kind(lines("[a](javascript:a{n}) ")),
    "missing links": Kind(lines("[a](missing{n}.md) ")),
    "links to one heading": Kind(wrapped("## Goal\n\n", "[a {n}](#goal) ", "")),
    "links to headings": Kind(lines("## Goal {n}\n\n[a](#goal-{n})\n")),
    "links to one post": Kind(
        lines("[a {n}](other.md) "), files=lambda _n: {"posts/other.md": "# Other\n"}
    ),
    "post roles": Kind(
        lines("{post}`a {n} <other>` "), files=lambda _n: {"posts/other.md": "# Other\n"}
    ),
    "missing post roles": Kind(lines("{post}`missing{n}` "), scale=500),
    "tag roles": Kind(lines("{tag}`alpha` "), front=lambda _n: "tags: [alpha]"),
    "reference links": Kind(
        lambda n: lines("[a {n}][r{n}] ")(n) + "\n\n" + lines("[r{n}]: https://example.org/{n}")(n)
    ),
    "one reference link": Kind(wrapped("[r]: https://example.org/\n\n", "[a {n}][r] ", "")),
    "targets": Kind(lines("(label-{n})=\n## Heading {n}\n\n{ref}`label-{n}`\n"), scale=500),
    "references to one target": Kind(wrapped("(label)=\n## Heading\n\n", "{ref}`label` ", "")),
    "footnotes": Kind(
        lambda n: lines("a {n}[^f{n}] ")(n) + "\n\n" + lines("[^f{n}]: Note {n}.\n")(n)
    ),
    "references to one footnote": Kind(wrapped("[^f]: Note.\n\n", "a {n}[^f] ", "")),
    "footnotes without references": Kind(lines("[^f{n}]: Note {n}.\n")),
    "references without footnotes": Kind(lines("a {n}[^f{n}] ")),
    "footnotes in paragraphs": Kind(lines("{w}[^f{n}]\n\n[^f{n}]: Note {n}.\n")),
    "long footnote": Kind(lambda n: "a[^f]\n\n[^f]: Note\n\n" + lines("    {w}\n")(n)),
    # lists
    "list": Kind(lines("- {w}")),
    "loose list": Kind(lines("- {w}\n")),
    "numbered list": Kind(lines("1. {w}")),
    "tasks": Kind(lines("- [x] {w}")),
    "lists": Kind(lines("- a\n- {w}\n\nText {n}.\n"), scale=500),
    "nested list": Kind(lambda n: "\n".join("  " * i + f"- {i}" for i in range(n)), scale=50),
    "nested list in one line": Kind(lambda n: "- " * n + "a", scale=50),
    "list of two levels": Kind(lines("- {w}\n  - {w}"), scale=500),
    "items of comments": Kind(lines("- <!-- todo -->\n- {n}"), scale=500),
    "definitions": Kind(lines("Term {n}\n: {w}\n")),
    "definitions of one term": Kind(wrapped("Term\n", ": {w}\n", "")),
    "field list": Kind(wrapped("Text.\n\n", ":field {n}: {w}", "")),
    "lines of a quotation": Kind(lines("> {w}")),
    "quotations": Kind(lines("> {w}\n\nText {n}.\n"), scale=500),
    "nested quotations": Kind(lambda n: "> " * n + "a", scale=50),
    "alternating nesting": Kind(lambda n: "> - " * n + "a", scale=25),
    "rules": Kind(lines("---\n\nText {n}.\n")),
    # tables
    "table rows": Kind(lambda n: table(n, 3)),
    "table columns": Kind(lambda n: table(3, n), scale=100),
    "tables": Kind(lambda n: (table(2, 2) + "\n") * n, scale=200),
    "list table": Kind(
        lambda n: "```{list-table}\n:header-rows: 1\n\n" + lines("* - a {n}\n  - {w}")(n) + "\n```",
        scale=500,
    ),
    "csv table": Kind(lambda n: "```{csv-table}\n" + lines("a {n},{w}")(n) + "\n```", scale=500),
    "cells in rst": Kind(
        lambda n: (
            "```{eval-rst}\n"
            + "\n".join(f"+-----+-----+\n|{i:5}| a   |" for i in range(n))
            + "\n+-----+-----+\n```"
        ),
        scale=200,
    ),
    # formulas
    "inline formulas": Kind(joined("$a_{{n}} + \\frac{1}{2}$ and "), scale=500),
    "same inline formula": Kind(joined("$a_1 + \\frac{1}{2}$ and ")),
    "formulas": Kind(lines("$$a_{{n}} + \\frac{1}{2}$$\n"), scale=300),
    "labeled formulas": Kind(lines("$$a_{{n}} + 1$$ (eq{n})\n\n{eq}`eq{n}`\n"), scale=300),
    "long formula": Kind(
        lambda n: "$$" + " + ".join(f"a_{{{i}}}" for i in range(n)) + "$$", scale=500
    ),
    "long aligned formula": Kind(
        lambda n: (
            "\\begin{align}\n"
            + "\\\\\n".join(f"a_{{{i}}} &= {i}" for i in range(n))
            + "\n\\end{align}"
        ),
        scale=300,
    ),
    "wide matrix": Kind(
        lambda n: "$$\\begin{matrix}" + " & ".join(f"a_{i}" for i in range(n)) + "\\end{matrix}$$",
        scale=300,
    ),
    "nested formula": Kind(lambda n: "$$" + "\\frac{1}{" * n + "x" + "}" * n + "$$", scale=10),
    "formulas that are wrong": Kind(lines("$\\frac{{n}$ a\n"), scale=300),
    "unknown commands": Kind(lines("$\\abc{{n}}$ a\n"), scale=300),
    # code
    "lines of code": Kind(wrapped("```python\n", "value_{n} = call({n}, 'text')  # {w}", "\n```")),
    "lines of text as code": Kind(wrapped("```text\n", "{w} {n}", "\n```"), scale=4000),
    "numbered lines of code": Kind(
        wrapped("```{code-block} python\n:linenos:\n\n", "value_{n} = {n}", "\n```")
    ),
    "emphasized lines of code": Kind(
        lambda n: (
            f"```{{code-block}} python\n:emphasize-lines: 1-{n}\n\n"
            + lines("value_{n} = {n}")(n)
            + "\n```"
        )
    ),
    "indented code": Kind(lines("    value_{n} = {n}")),
    "blocks of code": Kind(lines("```python\nvalue_{n} = {n}\n```\n"), scale=500),
    "same blocks of code": Kind(lines("```python\nvalue = 1\n```\n"), scale=500),
    "code with captions": Kind(
        lines("```{code-block} python\n:caption: C {n}\n:name: code{n}\n\nvalue = 1\n```\n"),
        scale=200,
    ),
    "one line of code": Kind(lambda n: "```python\n" + joined("v{n} = {n}; ")(n) + "\n```"),
    "one line of unbroken code": Kind(lambda n: "```\n" + "abcdefgh" * n + "\n```", scale=2000),
    "one string of code": Kind(
        lambda n: "```python\nx = '" + "abcdefgh" * n + "'\n```", scale=2000
    ),
    "JSON in one line": Kind(
        lambda n: "```json\n[" + ", ".join(f'{{"a{i}": {i}}}' for i in range(n)) + "]\n```"
    ),
    "parsed literal": Kind(wrapped("```{parsed-literal}\n", "*{w}* {n}", "\n```")),
    "line block": Kind(wrapped("```{eval-rst}\n", "| {w}", "\n```")),
    "blocks of an unknown language": Kind(lines("```unheard{n}\nvalue = {n}\n```\n"), scale=200),
    # pictures
    "pictures": Kind(
        lines("![a{n}](d{n}.png)\n"),
        files=lambda n: {
            f"posts/d{i}.png": base64.b64decode(DOT) + str(i).encode() for i in range(n)
        },
        scale=200,
    ),
    "one picture many times": Kind(lines("![a{n}](/dot.png)\n"), scale=500),
    "pictures in text": Kind(joined("![a{n}](/dot.png) a "), scale=500),
    "missing pictures": Kind(lines("![a{n}](d{n}.png)\n"), scale=200),
    "unreadable pictures": Kind(
        lines("![a{n}](d{n}.png)\n"),
        files=lambda n: {f"posts/d{i}.png": b"none" for i in range(n)},
        scale=100,
    ),
    "damaged pictures": Kind(
        lines("![a{n}](d{n}.png)\n"),
        files=lambda n: {f"posts/d{i}.png": base64.b64decode(DOT)[:40] for i in range(n)},
        scale=100,
    ),
    "drawings": Kind(
        lines("![a{n}](d{n}.svg)\n"),
        files=lambda n: {
            f"posts/d{i}.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            f"<text>{i}</text></svg>"
            for i in range(n)
        },
        scale=200,
    ),
    "long drawing": Kind(
        lambda _n: "![a](d.svg)",
        files=lambda n: {
            "posts/d.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            + lines('<path id="p{n}" class="a" style="fill: red" d="M{n} 0 L 1 1"/>')(n)
            + "</svg>"
        },
    ),
    "style of a drawing": Kind(
        lambda _n: "![a](d.svg)",
        files=lambda n: {
            "posts/d.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>'
            + lines(".c{n} { fill: url(#p) }")(n)
            + '</style><path id="p" d="M0 0 L 1 1"/></svg>'
        },
    ),
    "data pictures": Kind(lines(f"![a{{n}}](data:image/png;base64,{DOT})\n"), scale=200),
    "raw pictures": Kind(lines('<img src="../dot.png" alt="a{n}">\n'), scale=500),
    "remote pictures": Kind(lines("![a{n}](https://example.org/{n}.png)\n"), scale=500),
    "figures": Kind(lines("```{figure} /dot.png\n:name: fig{n}\n\nCaption {n}\n```\n"), scale=200),
    # raw HTML
    "long block of HTML": Kind(wrapped("<div>\n", "<p>{w} <b>{n}</b></p>", "\n</div>")),
    "blocks of HTML": Kind(lines("<div><p>{w}</p></div>\n")),
    "divided blocks of HTML": Kind(lines("<div>\n\n{w}\n\n</div>\n"), scale=500),
    "HTML never closed": Kind(lines("<div>\n\n{w}\n"), scale=100),
    "HTML never opened": Kind(lines("</div>\n\n{w}\n"), scale=500),
    "HTML in text": Kind(joined("<b>a</b> <kbd>{n}</kbd> ")),
    "HTML in text never closed": Kind(joined("<b>a{n} "), scale=100),
    "HTML in text never opened": Kind(joined("a{n}</b> ")),
    "HTML line breaks": Kind(joined("a{n}<br>")),
    "paragraphs of HTML in text": Kind(lines("<b>a</b> {w}\n")),
    "nested HTML": Kind(nested("<div>", "</div>"), scale=50),
    "nested HTML in text": Kind(lambda n: "a " + nested("<b>", "</b>")(n), scale=50),
    "HTML table": Kind(wrapped("<table>\n", "<tr><td>{n}</td><td>{w}</td></tr>", "\n</table>")),
    "HTML table columns": Kind(
        lambda n: "<table><tr>" + joined("<td>{n}</td>")(n) + "</tr></table>", scale=100
    ),
    "HTML list": Kind(wrapped("<ul>\n", "<li>{w}", "\n</ul>")),
    "HTML headings": Kind(wrapped("<div>\n", "<h2 id='a{n}'>{w}</h2><p>a</p>", "\n</div>")),
    "HTML definitions": Kind(wrapped("<dl>\n", "<dt>{n}<dd>{w}", "\n</dl>")),
    "HTML code": Kind(wrapped("<pre>\n", "{w} <i>{n}</i>", "\n</pre>")),
    "HTML links": Kind(wrapped("<div>\n", "<a href='https://example.org/{n}'>{w}</a>", "\n</div>")),
    "HTML comments": Kind(lines("<!-- {w} -->\n\nText {n}.\n")),
    "long HTML comment": Kind(wrapped("<!--\n", "{w}", "\n-->")),
    "HTML comment never closed": Kind(wrapped("<!--\n", "{w}", "")),
    "MyST comments": Kind(lines("% {w}\n\nText {n}.\n")),
    "HTML attributes": Kind(lambda n: "<p " + joined("data-a{n}='{n}' ")(n) + ">a</p>"),
    "HTML details": Kind(
        lines("<details><summary>{n}</summary>\n\n{w}\n\n</details>\n"), scale=300
    ),
    "HTML videos": Kind(lines("<video src='https://example.org/{n}'></video>\n"), scale=500),
    "HTML in table cells": Kind(lambda n: "| a |\n|---|\n" + lines("| <b>{w}</b> |")(n)),
    # directives and roles
    "admonitions": Kind(lines("```{note}\n{w} {n}\n```\n"), scale=300),
    "nested admonitions": Kind(
        lambda n: (
            "\n".join(":" * (3 + n - i) + "{note}" for i in range(n))
            + "\ntext\n"
            + "\n".join(":" * (4 + i) for i in range(n))
            if n
            else ""
        ),
        scale=20,
    ),
    "topics": Kind(lines("```{topic} Topic {n}\n{w}\n```\n"), scale=300),
    "index entries": Kind(lines("```{index} entry {n}; below\n```\n\n{w}\n"), scale=500),
    "one index entry many times": Kind(lines("```{index} single: entry\n```\n\n{w}\n"), scale=500),
    "index roles": Kind(lines("{index}`entry {n}` ")),
    "citations": Kind(
        lambda n: lines("{cite}`key{n}` ")(n) + "\n\n```{bibliography}\n```",
        files=bibliography,
        scale=200,
    ),
    "citations of one work": Kind(
        lambda n: lines("{cite}`key0` ")(n) + "\n\n```{bibliography}\n```",
        files=lambda _n: bibliography(1),
        scale=100,
    ),
    "works cited nowhere": Kind(files=bibliography, scale=300),
    "plain citations": Kind(
        lambda n: (
            "```{eval-rst}\n"
            + lines("[c{n}]_ a")(n)
            + "\n\n"
            + lines(".. [c{n}] Citation.")(n)
            + "\n```"
        ),
        scale=500,
    ),
    "glossary": Kind(wrapped("```{glossary}\n", "term {n}\n  {w}\n", "\n```")),
    "glossary terms": Kind(
        lambda n: (
            "```{glossary}\n"
            + lines("term {n}\n  {w}\n")(n)
            + "\n```\n\n"
            + lines("{term}`term {n}` ")(n)
        ),
        scale=500,
    ),
    "term many times": Kind(
        lambda n: "```{glossary}\nterm\n  Text\n```\n\n" + lines("{term}`term` ")(n)
    ),
    "abbreviations": Kind(lines("{abbr}`A{n} (of {w})` ")),
    "downloads": Kind(
        lines("{download}`a {n} <d{n}.txt>` "),
        files=lambda n: {f"posts/d{i}.txt": str(i) for i in range(n)},
        scale=300,
    ),
    "download many times": Kind(
        lines("{download}`a {n} <d.txt>` "), files=lambda _n: {"posts/d.txt": "a"}
    ),
    "includes": Kind(
        lines("```{include} /part.txt\n```\n"), files=lambda _n: {"part.txt": "Text.\n"}, scale=200
    ),
    "literal includes": Kind(
        lines("```{literalinclude} /part.txt\n```\n"),
        files=lambda _n: {"part.txt": "Text.\n"},
        scale=200,
    ),
    "long include": Kind(
        lambda _n: "```{include} /part.txt\n```\n", files=lambda n: {"part.txt": lines("{w}\n")(n)}
    ),
    "only": Kind(lines("```{only} html\n{w} {n}\n```\n"), scale=1200),
    "post lists": Kind(lines("```{post-list}\n:limit: 2\n```\n"), scale=100),
    "unknown directives": Kind(lines("```{unheard}\n{w} {n}\n```\n"), scale=300),
    "unknown roles": Kind(lines("{unheard}`{n}` "), scale=500),
    "substitution definitions": Kind(
        lambda n: (
            "```{eval-rst}\n"
            + lines(".. |s{n}| replace:: text")(n)
            + "\n\n"
            + lines("|s{n}|")(n)
            + "\n```"
        ),
        scale=500,
    ),
    "rst sections": Kind(
        lambda _n: "Text.",
        files=lambda n: {
            "posts/rst.rst": "Title\n=====\n\n" + lines("Heading {n}\n-----------\n\nText.\n")(n)
        },
    ),
    "object descriptions": Kind(lines("```{py:function} name{n}(a, b)\n{w}\n```\n"), scale=200),
    "parameters of an object": Kind(
        lambda n: "```{py:function} name(" + ", ".join(f"a{i}" for i in range(n)) + ")\ntext\n```",
        scale=300,
    ),
    "product": Kind(
        lambda n: "```{productionlist}\n" + lines("name{n}: `name{n}` a")(n) + "\n```", scale=500
    ),
    # front matter
    "tags": Kind(
        front=lambda n: "tags: [" + ", ".join(f"tag {i}" for i in range(n)) + "]", scale=100
    ),
    "aliases": Kind(
        front=lambda n: "aliases: [" + ", ".join(f"old/{i}" for i in range(n)) + "]", scale=500
    ),
    "authors": Kind(
        front=lambda n: "authors: [" + ", ".join(f"Ada {i}" for i in range(n)) + "]", scale=100
    ),
    "categories": Kind(
        front=lambda n: "categories: [" + ", ".join(f"c {i}" for i in range(n)) + "]", scale=100
    ),
    "series of a post": Kind(
        front=lambda n: "series: [" + ", ".join(f"s {i}" for i in range(n)) + "]", scale=100
    ),
    "unknown keys": Kind(front=lines("unheard{n}: {n}"), scale=200),
    "repeated keys": Kind(front=lines("license: MIT"), scale=200),
    "nested value": Kind(front=lambda n: "extra: " + "[" * n + "]" * n, scale=50),
    "long list of a foreign key": Kind(
        front=lambda n: "x-list: [" + ", ".join(map(str, range(n))) + "]"
    ),
    "comments of front matter": Kind(front=lines("# {w}")),
    "long description": Kind(
        front=lambda n: "description: " + " ".join(words(i) for i in range(n))
    ),
    "long title": Kind(front=lambda n: "title: " + " ".join(words(i) for i in range(n)), scale=300),
    "long location": Kind(
        front=lambda n: "location: " + " ".join(words(i) for i in range(n)), scale=300
    ),
    "template tags": Kind(lines("{% include a{n}.html %} {w}\n")),
    "template tags in text": Kind(joined("{{ site.url{n} }} a ")),
    "shortcodes": Kind(lines('{{< figure src="x{n}" >}}\n')),
    # what a parser takes for the beginning of something
    "opening brackets": Kind(lambda n: "[" * n, scale=2000),
    "opening brackets of images": Kind(lambda n: "![" * n, scale=1000),
    "brackets": Kind(lambda n: "[]" * n, scale=2000),
    "nested brackets": Kind(lambda n: "[" * n + "a" + "]" * n, scale=2000),
    "nested links": Kind(lambda n: "[" * n + "a" + "](b)" * n, scale=300),
    "link openings": Kind(lambda n: "[a](" * n, scale=1000),
    "link openings with angles": Kind(lambda n: "[a](<b" * n, scale=1000),
    "asterisks": Kind(lambda n: "a" + "*" * n, scale=2000),
    "separate asterisks": Kind(lambda n: "*a " * n, scale=2000),
    "asterisks and underlines": Kind(lambda n: "*a _b " * n, scale=1000),
    "closing asterisks": Kind(lambda n: "a* " * n, scale=2000),
    "nested emphasis": Kind(lambda n: "*a **a " * n + "b" + " a** a*" * n, scale=20),
    "backticks": Kind(lambda n: "".join("e" + "`" * i for i in range(n)), scale=200),
    "single backticks": Kind(lambda n: "a ` ``" * n, scale=1000),
    "tildes": Kind(lambda n: "a ~~b " * n, scale=2000),
    "dollars": Kind(lambda n: "a $ b " * n, scale=2000),
    "dollars of prices": Kind(lambda n: "$5 and " * n, scale=2000),
    "angles": Kind(lambda n: "a <b " * n, scale=2000),
    "angles alone": Kind(lambda n: "<" * n, scale=2000),
    "HTML comment openings": Kind(lambda n: "a <!-- " * n, scale=2000),
    "processing openings": Kind(lambda n: "a <? " * n, scale=2000),
    "declaration openings": Kind(lambda n: "a <!X " * n, scale=2000),
    "CDATA openings": Kind(lambda n: "a <![CDATA[ " * n, scale=200),
    "ampersands": Kind(lambda n: "&" * n, scale=2000),
    "braces": Kind(lambda n: "{" * n, scale=2000),
    "template openings": Kind(lambda n: "{{ a " * n, scale=2000),
    "template tag openings": Kind(lambda n: "{% a " * n, scale=2000),
    "attribute openings": Kind(lambda n: "[a]{" * n, scale=1000),
    "roles never closed": Kind(lambda n: "{ref}` a " * n, scale=1000),
    "footnote openings": Kind(lambda n: "[^" * n, scale=1000),
    "footnote-like brackets": Kind(lambda n: "[^a " * n, scale=1000),
    "backslashes": Kind(lambda n: "\\" * n, scale=2000),
    "parentheses": Kind(lambda n: "[a](" + "(" * n, scale=2000),
    "table pipes": Kind(lambda n: "|" * n + "\n" + "|-" * 3, scale=2000),
    "colons": Kind(lambda n: ":" * n, scale=2000),
    "colon fences never closed": Kind(lambda n: ":::{note}\n" * n, scale=20),
    "fences never closed": Kind(lambda n: "```\na\n````\n" * n, scale=300),
    "spaces": Kind(lambda n: "a" + " " * n + "b", scale=4000),
    "empty lines": Kind(lambda n: "a" + "\n" * n + "b", scale=4000),
    "tabs": Kind(lambda n: "a" + "\t" * n + "b", scale=4000),
    "hashes": Kind(lambda n: "# " * n, scale=2000),
    "dashes": Kind(lambda n: "a" + "-" * n, scale=2000),
    "underlines": Kind(lambda n: "a" + "_" * n + "b", scale=2000),
    "quotes": Kind(lambda n: "\"'" * n, scale=1000),
    "setext": Kind(lambda n: "a\n===\n" * n, scale=300),
    "reference definitions": Kind(lines("[r{n}]: https://example.org/{n}")),
    "same reference definitions": Kind(lines("[r]: https://example.org/{n}")),
    "reference definitions never ended": Kind(lambda n: "[r]: <" * n, scale=500),
    "targets in text": Kind(lines("(t{n})=\n"), scale=500),
    "block breaks": Kind(lines("+++\n\nText {n}.\n")),
    # books
    "posts": Kind(files=posts(""), scale=40),
    "posts of one tag": Kind(files=posts("tags: [alpha]"), scale=40),
    "posts of one author": Kind(files=posts("authors: [Ada]"), scale=40),
    "posts of one series": Kind(files=posts("series: Parts"), scale=40),
    "posts of one category": Kind(files=posts("categories: [alpha]"), scale=40),
    "posts of a tag each": Kind(files=posts("tags: [t{n}]"), scale=40),
    "posts that link to one": Kind(files=posts("", "See [a](post.md)."), scale=40),
    "posts of one title": Kind(
        files=lambda n: {f"posts/{i}/p.md": "# Same\n\nText.\n" for i in range(n)}, scale=40
    ),
    "posts with aliases": Kind(files=posts("aliases: [old{n}]"), scale=40),
    "posts with one alias": Kind(files=posts("aliases: [old]"), scale=40),
    "posts with one slug": Kind(files=posts("slug: same"), scale=40),
    "drafts": Kind(files=posts("draft: true"), scale=80),
    "posts with footnotes": Kind(files=posts("", "a[^1]\n\n[^1]: Note."), scale=40),
    "posts with pictures": Kind(files=posts("", "![a](/dot.png)"), scale=40),
}

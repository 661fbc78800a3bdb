"""reStructuredText in imports: links, pictures and front matter change, the rest stays."""

from __future__ import annotations

import io
from datetime import UTC

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.importing.restructuredtext.converter import convert, heading
from sphinx_anthology.importing.restructuredtext.field_list import field_list


class Rewriter:
    """A rewriter that knows ``two.rst``, ``pot.png`` and addresses of the web."""

    def __init__(self, notes: list[str], line: int = 0) -> None:
        self.notes = notes
        self.line = line

    def at(self, line: int) -> Rewriter:
        return Rewriter(self.notes, line)

    def link(self, address: str) -> str:
        if address == "two.rst":
            return "../2020/two.rst"
        if address == "/a.pdf":
            return "https://example.org/a.pdf"
        return address if "://" in address else ""

    def html_link(self, address: str) -> str:
        return self.link(address)

    def picture(self, address: str) -> str:
        return "../images/pot.png" if address == "pot.png" else ""

    def document(self, name: str) -> str:
        return "../2020/two.md" if name == "/blog/two" else ""

    def note(self, message: str) -> None:
        self.notes.append(f"{self.line}: {message}")


PDF = "https://example.org/a.pdf"
DOC = ":doc:`2 <../2020/two>`"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See `two <two.rst>`_.", "See :doc:`two <../2020/two>`."),
        ("See `two\n<two.rst>`__, x", "See :doc:`two <../2020/two>`, x"),
        ("`<two.rst>`_", ":doc:`two.rst <../2020/two>`"),
        ("`web <https://example.org/a_>`__", "`web <https://example.org/a_>`__"),
        ("`gone <three.rst>`_ x", "gone x"),
        ("``see `two <two.rst>`_`` x", "``see `two <two.rst>`_`` x"),
        (":ref:`two <two.rst>` :kbd:`a_` a_b __init__ x__y", None),
        ("`Two posts`_\n\n.. _two posts: two.rst", ":doc:`Two posts <../2020/two>`"),
        ("two_, (two_) `2 <two_>`_\n\n.. _two: two.rst",
         ":doc:`two <../2020/two>`, (:doc:`two <../2020/two>`) :doc:`2 <../2020/two>`"),
        ("gone_ web_\n\n.. _gone: x.rst\n.. _web: https://example.org/",
         "gone web_\n\n.. _web: https://example.org/"),
        ("a__ b__ `c`__\n\n__ two.rst\n.. __: https://example.org/\n__ x.rst",
         ":doc:`a <../2020/two>` b__ c\n\n.. __: https://example.org/"),
        ("x_ `Section`_\n\n.. _x:\n\nSection\n=======", None),
        ("Code::\n\n    `two <two.rst>`_\n\n    a\n\n`two <two.rst>`_",
         "Code::\n\n    `two <two.rst>`_\n\n    a\n\n:doc:`two <../2020/two>`"),
        (".. code-block:: rst\n\n   .. image:: pot.png\n\n>>> `two <two.rst>`_\n", None),
        (".. a comment\n   `two <two.rst>`_\n\n..\n\n   `two <two.rst>`_", None),
        (".. note:: `2 <two.rst>`_\n   :class: x\n\n   * `2 <two.rst>`_\n\n     ::\n\n       x_",
         f".. note:: {DOC}\n   :class: x\n\n   * {DOC}\n\n     ::\n\n       x_"),
        ("See :doc:`/blog/two`, :doc:`2 </blog/two>`, :doc:`x <gone>`",
         "See :doc:`../2020/two`, :doc:`2 <../2020/two>`, x"),
        (".. image:: pot.png\n   :alt: Pot", ".. image:: ../images/pot.png\n   :alt: Pot"),
        (".. |pot| image:: pot.png\n\n|pot|", ".. |pot| image:: ../images/pot.png\n\n|pot|"),
        (".. |pot| image:: x.png\n\n|pot|", ".. |pot| replace:: x.png\n\n|pot|"),
        (".. figure:: pot.png\n   :target: big/pot.png\n   :width: 50%\n\n   The `two <two.rst>`_",
         ".. figure:: ../images/pot.png\n   :width: 50%\n\n   The :doc:`two <../2020/two>`"),
        (".. image:: pot.png\n   :target: https://example.org/\n   :alt: a\n      b",
         ".. image:: ../images/pot.png\n   :target: https://example.org/\n   :alt: a b"),
        ("`a </a.pdf>`__ `</a.pdf>`_", f"`a <{PDF}>`__ `<{PDF}>`_"),
        ("b_ c__\n\n.. _b: /a.pdf\n\n__ /a.pdf", f"b_ c__\n\n.. _b: {PDF}\n\n__ {PDF}"),
        ("a__ b__\n\n.. _x: https://example.org/\n\n__ x_\n__ two.rst",
         "a__ :doc:`b <../2020/two>`\n\n.. _x: https://example.org/\n\n__ x_"),
        (".. image:: pot.png\n   :target: two.rst", ".. image:: ../images/pot.png"),
        (".. image:: pot.png\n   :target: x_", ".. image:: ../images/pot.png\n   :target: x_"),
        (".. image:: pot.png\n   :target: /a.pdf",
         f".. image:: ../images/pot.png\n   :target: {PDF}"),
        (".. figure:: https://example.org/x.png\n   :alt: A <x>\n\n   Words\n\n   More\n\nNext",
         "`A \\<x> <https://example.org/x.png>`__\n\nWords\n\nMore\n\nNext"),
        ("- .. not a directive\n- b", None),
        (".. [1] See `2 <two.rst>`_\n   and more", f".. [1] See {DOC}\n   and more"),
        (".. code-block:: js\n\n   x\n\n.. code:: nosuch\n   :name: y\n\n   x",
         ".. code-block:: js\n\n   x\n\n.. code:: text\n   :name: y\n\n   x"),
        ("`2     <two.rst  >`_ and `  `", f"{DOC} and `  `"),
        ("A\ttab\n\n+---+\n| a |\n+---+", "A       tab\n\n+---+\n| a |\n+---+"),
    ],
)  # fmt: skip
def test_only_links_and_pictures_change(source: str, expected: str | None) -> None:
    assert (
        convert(source, Rewriter([])) == (source if expected is None else expected).rstrip() + "\n"
    )


def test_notices_name_the_line() -> None:
    notes: list[str] = []
    convert("a\n\n.. note:: x\n\n   b\n   :doc:`gone`\n", Rewriter(notes))
    assert notes == ["5: doc: no imported document is 'gone'; only its text is kept"]


VALUES: list[tuple[str, str]] = [
    ("title", "Use *foo and |x| _y_ `z"),
    ("title", r"C:\new\x and \ y"),
    ("title", "[draft] {x}"),
    ("title", "==== and ::"),
    ("title", "- a: b :c: #d"),
    ("title", "a__ and __init__ b_c"),
    ("description", "…, “x” – y"),
    ("location", ".. x"),
]


@pytest.mark.parametrize(("key", "text"), VALUES)
def test_field_lists_have_texts_as_they_are(key: str, text: str) -> None:
    source = field_list({"date": "2020-01-02", key: text})
    post, problems = read_post("a", field_list_yaml(io.StringIO(source)), UTC)
    assert (getattr(post, key), problems) == (text, ())


@pytest.mark.parametrize("tags", [["C#", "a, b"], ["[x]", "*y", "z_", '"q"'], ["a", "b c"], ["|"]])
def test_field_lists_have_lists(tags: list[str]) -> None:
    source = field_list({"tags": tags, "authors": tags, "series": [{"name": "A *b*", "order": 2}]})
    post, problems = read_post("a", field_list_yaml(io.StringIO(source)), UTC)
    assert problems == ()
    assert [*post.tags] == tags
    assert [author.name for author in post.authors] == tags
    assert [(entry.name, entry.order) for entry in post.series] == [("A *b*", 2)]


@pytest.mark.parametrize("text", [text for _key, text in VALUES])
def test_docutils_reads_field_lists_and_headings_without_warnings(text: str) -> None:
    stream = io.StringIO()
    source = field_list({"title": text, "tags": [text, "b, c"]}) + f"\n{heading(text)}\nx\n"
    tree = publish_doctree(source, settings_overrides={"warning_stream": stream})
    assert stream.getvalue() == ""
    titles = [title.astext() for title in tree.findall(nodes.title)]
    assert titles == [text]


GRID = """\
+------------------+---+
| `2 <two.rst>`_ a | b |
+==================+===+
| - c              |   |
|                  | d |
+------------------+---+
"""
SIMPLE = """\
=====  ==============
a      b
=====  ==============
1      `2 <two.rst>`_
2      longer than its column
=====  ==============

After
"""


@pytest.mark.parametrize("table", [GRID, SIMPLE])
def test_tables_keep_their_form(table: str) -> None:
    stream = io.StringIO()
    # a role of docutils in place of Sphinx's, of the same length
    found = convert(table, Rewriter([])).replace(":doc:", ":sup:")
    tree = publish_doctree(found, settings_overrides={"warning_stream": stream})
    old = publish_doctree(table)
    assert stream.getvalue() == ""
    assert ":sup:`2 <../2020/two>`" in found
    words = [entry.astext() for entry in tree.findall(nodes.entry)]
    assert [word.replace("2 <../2020/two>", "2") for word in words] == [
        entry.astext() for entry in old.findall(nodes.entry)
    ]


def test_a_table_with_merged_cells_is_left_and_named() -> None:
    table = "+---+---+\n| `2 <two.rst>`_ |\n+---+---+\n| a | b |\n+---+---+\n"
    notes: list[str] = []
    assert convert(f"x\n\n{table}", Rewriter(notes)) == f"x\n\n{table}"
    assert notes == ["2: table: a link in it is left, since it has merged cells; edit it"]

"""Pieces of Typst markup, and the search for those that Typst refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_bindery.pdf.typst.pieces import BlockRecorder, DocumentPieces, culprits

if TYPE_CHECKING:
    from collections.abc import Collection

HEAD = "// head\n"


@pytest.fixture
def document() -> DocumentPieces:
    recorder = BlockRecorder()
    markup = "#chapter()[A]\n\n" + recorder.begin(nodes.paragraph("", "One\n#two"))
    markup += '\n\nOne\n#anchor("a");two\n\n' + recorder.end() + '#section(label: "b")[B]\n\n'
    markup += recorder.begin(nodes.paragraph("", "Three")) + "Three"
    return DocumentPieces.of(markup, recorder.blocks)


def test_marks_leave_no_trace(document: DocumentPieces) -> None:
    text, _map = document.joined(HEAD)
    section = '#section(label: "b")[B]\n\nThree'
    assert text == f'{HEAD}#chapter()[A]\n\n\n\nOne\n#anchor("a");two\n\n{section}'


def test_a_line_belongs_to_a_block_or_to_none(document: DocumentPieces) -> None:
    text, _map = document.joined(HEAD)
    lines = text.splitlines()
    found = {lines[line - 1]: document.at(line) for line in range(1, len(lines) + 1)}
    assert found["One"] == found['#anchor("a");two'] == 1
    assert found["Three"] == 3
    assert found["// head"] is found['#section(label: "b")[B]'] is None


def test_a_replaced_block_keeps_its_text_and_its_anchors(document: DocumentPieces) -> None:
    document.replaced = {1}
    text, _map = document.joined(HEAD)
    assert text.split("\n\n")[1:5] == ["", '#anchor("a");', "One", "\\#two"]
    assert document.replaceable == [3]
    assert document.at(text.splitlines().index("One") + 1) is None


@pytest.mark.parametrize("bad", [set(), {0}, {99}, {0, 1, 50}, set(range(100))])
def test_culprits_are_found(bad: set[int]) -> None:
    calls = []

    def fails(items: Collection[int]) -> bool:
        calls.append(items)
        return not bad.isdisjoint(items)

    found = culprits(range(100), fails) if bad else []
    assert set(found) == bad
    assert len(calls) <= 2 * 8 * len(bad)


def test_what_fails_only_together_is_all_of_it() -> None:
    assert culprits("abcd", lambda items: {"a", "d"} <= set(items)) == ["a", "b", "c", "d"]

"""A Typst project whose blocks the compiler refuses without naming their places."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from docutils import nodes

from sphinx_bindery.pdf.project import TypstProject
from sphinx_bindery.pdf.typst.compiler import CompiledPdf, TypstCompileError
from sphinx_bindery.pdf.typst.pieces import BlockRecorder, DocumentPieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REASONS = {"first": "error: one reason", "second": "error: another reason"}


@pytest.fixture
def reported() -> Iterator[list[str]]:
    """Return the messages that are logged; Sphinx's logger may not propagate them."""
    messages: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("sphinx")
    logger.addHandler(handler)
    yield messages
    logger.removeHandler(handler)


def test_blocks_found_by_trial_have_each_their_reason(tmp_path: Path, reported: list[str]) -> None:
    def compile_(*_arguments: object) -> CompiledPdf:
        text = "".join(file.read_text("utf-8") for file in tmp_path.rglob("0*.typ"))
        for word, reason in REASONS.items():
            if f"#{word}" in text:
                raise TypstCompileError(reason, tmp_path)
        return CompiledPdf(text.encode(), ())

    recorder = BlockRecorder()
    markup = "".join(
        f"{recorder.begin(nodes.paragraph('', word))}#{word}\n\n"
        for word in ("second", "good", "first")
    )
    project = TypstProject(tmp_path, datetime.now(UTC), {})
    project.add_document(1, DocumentPieces.of(markup, recorder.blocks))
    compiler = cast("Any", SimpleNamespace(compile=compile_, image_error=None))
    images = cast("Any", SimpleNamespace(warn_unreadable=lambda _error: []))
    data = {"title": "", "authors": [], "description": "", "keywords": [], "unreadable": []}
    result = project.compile(compiler, images, data, ())
    assert b"#good" in result.content
    # Sphinx's handlers add type and level to records
    assert len(reported) == 2
    for message, word in zip(reported, ("second", "first"), strict=True):
        assert f"Typst: {REASONS[word][7:]}; the block is printed as plain text" in message

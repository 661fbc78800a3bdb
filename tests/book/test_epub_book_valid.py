"""EPUBCheck and Ace on the book's ePub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.validators import ace, epubcheck

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook


@pytest.mark.validator
def test_epubcheck_reports_nothing(book: BuiltBook, tmp_path: Path) -> None:
    assert epubcheck(book.epub, tmp_path) == []


@pytest.mark.validator
def test_ace_reports_nothing(book: BuiltBook, tmp_path: Path) -> None:
    assert ace(book.epub, tmp_path) == []

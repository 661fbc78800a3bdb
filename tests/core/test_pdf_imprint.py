"""Dates in words, as precise as they are."""

from __future__ import annotations

import pytest

from bindery.pdf.imprint import written_date


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("", "en", ""),
        ("2014", "en", "2014"),
        ("2014-11", "en", "November 2014"),
        ("2014-11-10", "en", "November 10, 2014"),
        ("2014-11-10T09:00:00Z", "de", "10. November 2014"),
        ("2014-13", "en", "2014-13"),
        ("2014-11", "xx-invalid", "November 2014"),
    ],
)
def test_a_date_is_written_in_the_language_of_the_book(
    published: str, language: str, expected: str
) -> None:
    assert written_date(published, language) == expected

"""Bounds, computed from records."""

from __future__ import annotations

import pytest

from benchmarks.bounds import bounds
from benchmarks.records import Record, Results

RATIO = "time a post at 3,000"
FLOOR = "to bare Sphinx"
ABLOG = "to ABlog"
MEMORY = "Memory at 10,000"
EDIT = "One edit"
NO_OP = "A no-op at 3,000 posts, to"
CHANGED = "files with other bytes"
WRITTEN = "files written"
ENVIRONMENT = "environment"
PDF = "A PDF of 80 "
LONG = "A PDF of 800"
PDF_MEMORY = "Memory of a PDF"


def build(tool: str, size: int, wall: float, step: str = "cold", **more: int) -> Record:
    blog = "book" if tool == "anthology-pdf" else "made"
    return Record(blog, tool, size, 1, step, wall=wall, **more)  # type: ignore[arg-type]


def bound(claim: str, *records: Record) -> tuple[float | None, bool | None]:
    """Return the measured value of the bound with a claim, and whether it is met."""
    (found,) = (each for each in bounds(Results(records)) if claim in each.claim)
    return found.found, found.met


@pytest.mark.parametrize(
    ("claim", "kept", "broken"),
    [
        (
            RATIO,
            [build("anthology", 300, 10), build("anthology", 3000, 114)],
            [build("anthology", 300, 10), build("anthology", 3000, 116)],
        ),
        (
            FLOOR,
            [build("anthology", 1000, 11), build("sphinx-basic", 1000, 10)],
            [build("anthology", 1000, 12.1), build("sphinx-basic", 1000, 10)],
        ),
        (
            ABLOG,
            [build("anthology", 500, 1), build("ablog", 500, 15.1)],
            [build("anthology", 500, 1), build("ablog", 500, 14.9)],
        ),
        (
            MEMORY,
            [build("anthology", 10_000, 9, memory=3_900_000_000)],
            [build("anthology", 10_000, 9, memory=4_100_000_000)],
        ),
        (
            EDIT,
            [build("anthology", 3000, 100), build("anthology", 3000, 14.9, "edit")],
            [build("anthology", 3000, 100), build("anthology", 3000, 15.1, "edit")],
        ),
        (
            NO_OP,
            [build("anthology", 3000, 100), build("anthology", 3000, 2.9, "no-op")],
            [build("anthology", 3000, 100), build("anthology", 3000, 3.1, "no-op")],
        ),
        (
            CHANGED,
            [build("anthology", 3000, 2, "no-op", files_written=9)],
            [build("anthology", 3000, 2, "no-op", files_changed=1)],
        ),
        (
            WRITTEN,
            [build("anthology", 3000, 2, "no-op")],
            [build("anthology", 3000, 2, "no-op", files_written=1)],
        ),
        (
            ENVIRONMENT,
            [
                build("anthology", 100, 1, environment=500_000),
                build("sphinx-basic", 100, 1, environment=500_000 - 100 * 3000),
            ],
            [
                build("anthology", 100, 1, environment=500_000),
                build("sphinx-basic", 100, 1, environment=500_000 - 100 * 3100),
            ],
        ),
        (PDF, [build("anthology-pdf", 80, 9.9)], [build("anthology-pdf", 80, 10.1)]),
        (LONG, [build("anthology-pdf", 800, 119)], [build("anthology-pdf", 800, 121)]),
        (
            PDF_MEMORY,
            [build("anthology-pdf", 800, 9, memory=6_400_000_000)],
            [build("anthology-pdf", 800, 9, memory=6_600_000_000)],
        ),
    ],
)
def test_a_bound_is_met_or_not(claim: str, kept: list[Record], broken: list[Record]) -> None:
    assert bound(claim, *kept)[1] is True
    assert bound(claim, *broken)[1] is False


def test_nothing_is_said_of_what_was_not_measured() -> None:
    assert {each.met for each in bounds(Results([]))} == {None}
    ended = Record("made", "ablog", 500, 1, "cold", wall=1800, note="ended after 30 minutes")
    assert bound(ABLOG, build("anthology", 500, 1), ended) == (None, None)


def test_rounds_count_by_their_median() -> None:
    rounds = [
        Record("made", "anthology", 300, n, "cold", wall=w) for n, w in [(1, 9), (2, 1), (3, 3)]
    ]
    found, _ = bound(RATIO, *rounds, build("anthology", 3000, 30))
    assert found == pytest.approx(1)

"""The cost of a document grows with what it holds, and not with its square.

Counted in calls: of each function by each of ours in ``make test``, of all functions for each kind
of content in ``make test-long``.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.long_content import KINDS, Kind

from .conftest import Project

pytestmark = pytest.mark.one_python  # test_cost.py counts calls on each

OURS = str(Path(__file__).parents[2] / "_ext")
TOGETHER = (
    *("headings", "same headings", "long heading", "paragraphs", "long paragraph", "emphasis"),
    *("code in text", "code in strong", "external links", "autolinks", "reference links"),
    *("links to headings", "footnotes", "references to one footnote", "list", "loose list"),
    *("tasks", "list of two levels", "definitions", "lines of a quotation", "table rows"),
    *("tables", "inline formulas", "formulas", "lines of code", "blocks of code"),
    *("pictures in text", "one picture many times", "long block of HTML", "blocks of HTML"),
    *("HTML in text", "tags", "aliases", "authors", "long description", "template tags"),
)
"""The kinds that one book holds all together."""

SQUARE = {
    ("targets in text", "html"): "Sphinx moves targets one by one past index entries",
    ("targets in text", "epub"): "as above",
    ("targets in text", "pdf"): "as above",
    ("backticks", "html"): "the text itself grows with the square",
    ("backticks", "epub"): "as above",
    ("backticks", "pdf"): "as above",
    ("nested list", "html"): "the indentation, and with it the text, grows with the square",
    ("nested list", "epub"): "as above",
    ("nested list", "pdf"): "as above",
    ("nested list in one line", "html"): "MyST reads the content of each item again",
    ("nested list in one line", "epub"): "as above",
    ("nested list in one line", "pdf"): "as above",
}
"""Kinds whose cost is that of others, or whose text is not linear; they are left out."""


CACHED = {"urlsplit"}
"""Functions of the standard library that are only called for what its small cache lacks."""


def profile(project: Project, output: str, *, fresh: bool = True) -> pstats.Stats:
    """Return the calls of a build of the project, with nothing cached if it is fresh."""
    collected = cProfile.Profile()
    collected.runcall(project.build, output, fresh=fresh)
    return pstats.Stats(collected)


def calls_of_ours(stats: pstats.Stats) -> Counter[tuple[str, str]]:
    """Return how often each function is called by each of ours."""
    calls: Counter[tuple[str, str]] = Counter()
    for (_file, _line, callee), (*_, callers) in stats.stats.items():  # type: ignore[attr-defined]
        for (file, _line, caller), counts in callers.items():
            if file.startswith(OURS):
                calls[f"{file.removeprefix(OURS)}:{caller}", callee] += counts[0]
    return calls


def write(project: Project, kinds: dict[str, Kind], share: float) -> None:
    """Write a post of each kind."""
    for number, (name, kind) in enumerate(kinds.items()):
        amount = int(kind.scale * share)
        for path, content in kind.project(amount).items():
            place = project.folder / path.replace("posts/post.md", f"posts/k{number}.md")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        assert (project.folder / f"posts/k{number}.md").is_file(), name


OUTPUTS = ("html", "epub", "pdf")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Counter[tuple[str, str]]]]:
    """Return the calls in a small and in a larger book, by output.

    The outputs of a book share a doctree cache, so that it is read once.
    """
    kinds = {name: KINDS[name] for name in TOGETHER}
    calls: dict[str, list[Counter[tuple[str, str]]]] = {output: [] for output in OUTPUTS}
    for share in (0.04, 0.12):
        project = Project(tmp_path_factory.mktemp("book"), SphinxTestApp)
        write(project, kinds, share)
        for output in OUTPUTS:
            calls[output].append(calls_of_ours(profile(project, output, fresh=False)))
    return calls


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_function_of_ours_is_called_more_often(
    counted: dict[str, list[Counter[tuple[str, str]]]], output: str
) -> None:
    few, many = counted[output]
    grown = {call: (few[call], count) for call, count in many.items() if count > 500}
    assert len(grown) > 20
    worse = {call: counts for call, counts in grown.items() if counts[1] > 3.3 * counts[0]}
    assert {callee for _caller, callee in worse} <= CACHED


@pytest.mark.long
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_linear(project: Project, name: str, output: str) -> None:
    if (name, output) in SQUARE:
        pytest.skip(SQUARE[name, output])
    calls = []
    for share in (0, 0, 0.3, 0.9):  # the first build loads modules and templates
        write(project, {name: KINDS[name]}, share)
        calls.append(profile(project, output).total_calls)  # type: ignore[attr-defined]
    _loading, empty, few, many = calls
    # what is below a tenth of a build is noise
    assert many - empty < 4.2 * max(few - empty, empty / 10)

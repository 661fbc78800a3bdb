"""The book with its settings in other languages: its own words stay English, none of ours does."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from tests.browser import in_the_browser, looked_at
from tests.sphinx_build import sphinx_build
from tests.validators import epubcheck, nu_html_checker, pdfua
from tests.visible_texts import in_english, latin_words, visible_texts

from .conftest import REPOSITORY
from .copies import copy_sources, leave_out_guide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.visible_texts import Text

pytestmark = pytest.mark.validator

LANGUAGES = ("de", "ja", "ar")
ADDRESS = "https://example.org/book/"
NAMES = (*("Atom", "JSON", "JavaScript", "CITATION", "CFF", "Ctrl", "kB", "KB", "Optional"),)
"""Names of formats, programs and keys, and what other extensions write."""
PAGES = ("index.html", "posts/nova-mid-cycle-day-2.html", "search.html")


@dataclass(frozen=True)
class Outputs:
    """The outputs in a language, from one doctree cache; the site is without the guide."""

    language: str
    html: Path
    pdf: Path
    epub: Path

    @cached_property
    def texts(self) -> list[Text]:
        """Return the texts of the site and of the ePub."""
        return [*visible_texts(self.html), *visible_texts(self.epub)]


@pytest.fixture(scope="module")
def without_guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    copy_sources(REPOSITORY, folder)
    leave_out_guide(folder)
    return folder


@pytest.fixture(scope="module", params=LANGUAGES)
def outputs(
    request: pytest.FixtureRequest, without_guide: Path, tmp_path_factory: pytest.TempPathFactory
) -> Outputs:
    base = tmp_path_factory.mktemp(request.param)
    options = ("-D", f"language={request.param}", "-D", f"html_baseurl={ADDRESS}")
    for builder in ("pdf", "epub", "html"):
        folder, doctrees = base / builder, base / "doctrees"
        assert sphinx_build(builder, without_guide, folder, *options, doctrees=doctrees) == ""
    return Outputs(request.param, base / "html", base / "pdf", base / "epub")


@pytest.fixture(scope="module")
def sources() -> list[str]:
    paths = (
        *REPOSITORY.glob("posts/*.md"),
        *REPOSITORY.glob("after/*.md"),
        *REPOSITORY.glob("matter/*"),
        *REPOSITORY.glob("figures/*.svg"),
        *REPOSITORY.glob("*.bib"),
    )
    files = [*paths, REPOSITORY / "index.rst", REPOSITORY / "conf.py"]
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    # phrases end at underscores and often at digits, as in "service_id" and "cellsv2"
    plain = [re.sub(pattern, " ", text) for text in texts for pattern in ("_", r"[_\d]+")]
    return [*texts, *map(without_roles, texts), *plain]


def without_roles(text: str) -> str:
    """Return a text as a reader sees it where it has roles: their text, and no citation."""
    text = re.sub(r"\s*\{cite:p\}`[^`]*`", "", text)
    return re.sub(r"\{[a-z]+\}`([^`<]*?)(?:\s*<[^`]*>)?`", r"\1", text)


def dates_of_the_bibliography() -> list[str]:
    """Return the dates that its entries show, such as "March 2016"."""
    return [f"{month} {year}" for month in month_name[1:] for year in range(2009, 2027)]


def test_no_message_is_in_english(outputs: Outputs, sources: list[str]) -> None:
    texts = [*outputs.texts, *visible_texts(outputs.pdf)]
    assert len(texts) > 3_000
    assert in_english(texts, outputs.language, sources) == set()


def test_no_other_word_is_in_english(outputs: Outputs, sources: list[str]) -> None:
    if outputs.language == "de":
        pytest.skip("German has Latin letters too")
    names = [*NAMES, *dates_of_the_bibliography()]
    assert latin_words(outputs.texts, sources, names) == set()


def test_words_in_english_would_be_found() -> None:
    texts = ("Skip to main content", "On this page", "3 posts", "Search", "Contents")
    found = in_english([("page", text) for text in texts], "ar", ["## Contents\n\nOn this page"])
    assert {text for _name, text in found} == {"Skip to main content", "3 posts", "Search"}
    assert latin_words([("page", "بحث Search 5 Nova")], ["Nova"], []) == {("page", "search 5 nova")}


def test_nu_html_checker_finds_nothing(outputs: Outputs) -> None:
    found = nu_html_checker(outputs.html)
    assert [message for message in found if "appears to be written in English" not in message] == []


@in_the_browser
def test_axe_finds_nothing(outputs: Outputs) -> None:
    assert looked_at("axe.mjs", outputs.html, *PAGES) == []


def test_epubcheck_finds_nothing(outputs: Outputs, tmp_path: Path) -> None:
    (epub,) = outputs.epub.glob("*.epub")
    assert epubcheck(epub, tmp_path) == []


def test_pdfua_finds_no_error(outputs: Outputs) -> None:
    (pdf,) = outputs.pdf.glob("*.pdf")
    assert pdfua(pdf) == []

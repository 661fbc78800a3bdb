"""The guide's way from one language to three: each of its examples is used here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from babel.messages.pofile import read_po, write_po

from .epub_reading import Epub

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
ROOT = REPOSITORY / "tests" / "roots" / "test-two-languages"
PAGE = (REPOSITORY / "guide" / "translate.md").read_text(encoding="utf-8")
PLAIN = """\
project = "Field Notes"
author = "N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_theme = "basic"
bindery_search = "sphinx"
"""


def blocks(heading: str, language: str) -> list[str]:
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(ROOT, tmp_path / "book", ignore=shutil.ignore_patterns("locale", "conf.py"))
    return tmp_path / "book"


def run(command: str, folder: Path, **variables: str) -> None:
    tools = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY / "_ext"),
        **variables,
    }
    subprocess.run(["/bin/sh", "-ec", command], cwd=folder, env=environment, check=True)


def update(command: str, folder: Path) -> None:
    """Write the files for translators, as the command of sphinx-intl does."""
    words = command.split()
    assert words[:2] == ["sphinx-intl", "update"]
    options = list(zip(words[2::2], words[3::2], strict=True))
    templates, locale = folder / dict(options)["-p"], folder / dict(options)["-d"]
    for language in (value for name, value in options if name == "-l"):
        for template in templates.rglob("*.pot"):
            path = locale / language / "LC_MESSAGES" / template.relative_to(templates)
            path.parent.mkdir(parents=True, exist_ok=True)
            with template.open("rb") as file:
                catalog = read_po(file, locale=language)
            catalog.fuzzy = False
            with path.with_suffix(".po").open("wb") as file:
                write_po(file, catalog)


def examples() -> Iterator[tuple[str, str]]:
    for block in blocks("Translate", "po"):
        yield from re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', block, re.MULTILINE)


def test_from_messages_to_three_languages(book: Path) -> None:
    (conf,) = blocks("Prepare the book", "python")
    (book / "conf.py").write_text(PLAIN + conf, encoding="utf-8")
    extract, install = blocks("Extract the messages", "sh")
    run(extract, book)
    lines = install.splitlines()
    assert lines[0] == "python -m pip install sphinx-intl"
    update(lines[1], book)
    messages = book / "locale" / "de" / "LC_MESSAGES"
    translations = dict(examples())
    assert len(translations) == 3
    for path in messages.rglob("*.po"):
        with path.open("rb") as file:
            catalog = read_po(file, locale="de")
        for message in catalog:
            message.string = translations.get(str(message.id), message.string)
        with path.open("wb") as file:
            write_po(file, catalog)
    (makefile,) = blocks("Build each language", "make")
    (book / "Makefile").write_text(makefile, encoding="utf-8")
    run("make languages LANGUAGES='en de'", book)
    tag = (book / "_build/de/html/tags/rivers.html").read_text(encoding="utf-8")
    assert "Flüsse" in tag
    assert '<link rel="alternate" hreflang="ja" href="https://example.org/ja/tags/rivers' in tag
    german = Epub.in_folder(book / "_build" / "de" / "epub")
    assert german.meta("dc:title") == ["Feldnotizen"]
    assert "Wir gingen hinab zum " in "".join(german.xml("text/posts/first-walk.xhtml").itertext())
    assert [*(book / "_build" / "en" / "pdf").glob("*.pdf")]


def test_each_project_of_read_the_docs_has_its_language(book: Path, tmp_path: Path) -> None:
    (text,) = blocks("Publish on Read the Docs", "yaml")
    (conf,) = blocks("Publish on Read the Docs", "python")
    jobs = yaml.safe_load(text)["build"]["jobs"]
    (book / "conf.py").write_text(PLAIN + conf, encoding="utf-8")
    variables = {"READTHEDOCS_LANGUAGE": "pt-br", "READTHEDOCS_OUTPUT": str(tmp_path / "out")}
    for command in (*jobs["build"]["html"], *jobs["build"]["pdf"], *jobs["build"]["epub"]):
        run(command, book, **variables)
    page = (tmp_path / "out/html/posts/first-walk.html").read_text(encoding="utf-8")
    assert '<html lang="pt-BR"' in page
    assert Epub.in_folder(tmp_path / "out" / "epub").meta("dc:language") == ["pt-BR"]
    home = "https://notes.readthedocs.io/de/latest/"
    assert f'hreflang="de" href="{home}posts/first-walk.html"' in page
    here = "https://notes.readthedocs.io/pt-br/latest/posts/first-walk.html"
    assert f'hreflang="pt-BR" href="{here}"' in page
    run(jobs["build"]["html"][2], book, **(variables | {"READTHEDOCS_LANGUAGE": "de"}))
    page = (tmp_path / "out/html/posts/first-walk.html").read_text(encoding="utf-8")
    assert f'hreflang="de" href="{home}posts/first-walk.html"' in page

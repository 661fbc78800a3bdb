"""The cache of document settings: looked up once, and each document has its own copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sphinx.util.docutils
from docutils.frontend import OptionParser, Values
from docutils.parsers.rst import Parser
from myst_parser.mdit_to_docutils import base

from sphinx_bindery.speedups.settings_cache import cached_document, cached_settings

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture
def six(project: Project) -> Project:
    project.write(
        {"conf.py": CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')}
    )
    for n in range(6):
        project.write({f"posts/p{n}.md": f"# Post {n}\n\n```{{include}} ../parts/{n}.txt\n```\n"})
        project.write({f"parts/{n}.txt": f"Part {n}.\n"})
        project.write({f"posts/r{n}.rst": f"Note {n}\n======\n\n.. include:: ../parts/{n}.txt\n"})
    return project


def plain(settings: Values) -> dict[str, object]:
    return {key: value for key, value in vars(settings).items() if key != "record_dependencies"}


def test_what_a_document_depends_on_is_its_own(six: Project) -> None:
    serial = six.build(fresh=True).app.env.dependencies
    parallel = six.build(fresh=True, parallel=2).app.env.dependencies
    assert {name: {*map(str, paths)} for name, paths in parallel.items()} == {
        name: {*map(str, paths)} for name, paths in serial.items()
    }
    assert {Path(path).name for path in parallel["posts/p3"]} == {"3.txt"}


def test_the_settings_are_those_of_sphinx(six: Project) -> None:
    defaults = {"traceback": True, **six.build().app.env.settings}
    theirs = sphinx.util.docutils._get_settings
    ours = cached_settings(theirs)
    for read_config_files in (False, True, False):
        for parser in (Parser, Parser()):
            given = {"defaults": defaults, "read_config_files": read_config_files}
            assert plain(ours(parser, **given)) == plain(theirs(parser, **given))
    first, second = (ours(Parser, defaults=defaults) for _ in range(2))
    assert first is not second
    first.record_dependencies.add("a.txt")
    first.strip_classes = ["own"]
    assert "a.txt" not in second.record_dependencies.list
    assert ours(Parser, defaults=defaults).strip_classes != ["own"]
    assert ours(Parser, defaults={**defaults, "tab_width": 3}).tab_width == 3


def test_the_documents_are_those_of_myst() -> None:
    ours = cached_document(base.make_document)
    for _ in range(2):
        made = ours("here")
        assert made["source"] == "here"
        assert plain(made.settings) == plain(base.make_document("here").settings)
    assert ours() is not ours()


def test_this_process_keeps_what_looks_settings_up(six: Project) -> None:
    before = sphinx.util.docutils._get_settings, base.make_document
    six.build(fresh=True, parallel=2)
    assert (sphinx.util.docutils._get_settings, base.make_document) == before


def test_sphinx_and_myst_still_look_settings_up_for_each_document(
    six: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once they do not, ``sphinx_bindery.speedups.settings_cache`` can go."""
    made: list[object] = []
    make = OptionParser.__init__

    def count(self: OptionParser, *args: object, **more: object) -> None:
        made.append(self)
        make(self, *args, **more)

    monkeypatch.setattr(OptionParser, "__init__", count)
    six.build(fresh=True)
    assert len(made) > 6 * 2 + 6  # twice for Markdown, once for reStructuredText

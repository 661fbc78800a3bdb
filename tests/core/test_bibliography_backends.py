"""The backends of pybtex, registered for citations."""

from __future__ import annotations

import importlib.metadata

import pytest
from pybtex.plugin import find_plugin

from sphinx_bindery.other_extensions.bibliography_backends import register


@pytest.mark.parametrize("name", ["docutils", "plaintext"])
def test_a_lookup_reads_no_metadata_and_gives_the_same_class(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry_point,) = importlib.metadata.entry_points(group="pybtex.backends", name=name)
    register()
    with monkeypatch.context() as without_metadata:
        without_metadata.setattr("pybtex.plugin.entry_points", lambda **_names: ())
        assert find_plugin("pybtex.backends", name) is entry_point.load()


def test_what_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pybtex.plugin._RUNTIME_PLUGINS", {})
    monkeypatch.setattr("pybtex.plugin.entry_points", lambda **_names: ())
    register()
    monkeypatch.undo()
    assert find_plugin("pybtex.backends", "docutils")

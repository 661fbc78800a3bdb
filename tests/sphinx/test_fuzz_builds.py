"""Batches of posts with hostile front matter build: no post is lost, no draft is in an output."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_fuzz_front_matter import JARGON, drafts
from tests.fuzzing import fuzzed, sources

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

BATCH, BATCHES = 12, 20
TWO_EXTENSIONS = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
BASE_URL = 'html_baseurl = "https://example.org/blog/"\nhtml_copy_source = True\n'


def files_outside(project: Project) -> set[str]:
    paths = project.folder.parent.rglob("*")
    return {path.as_posix() for path in paths if "_build" not in path.parts}


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:The recursion limit will not be reset")  # a build raises it
@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "pdf"])
@given(
    posts=st.lists(sources(), min_size=BATCH, max_size=BATCH),
    held=st.lists(drafts(), min_size=BATCH, max_size=BATCH),
)
@fuzzed(BATCHES, shrinks=False)
def test_a_batch_of_hostile_posts_builds(
    builder: str, project: Project, posts: list[str], held: list[str]
) -> None:
    shutil.rmtree(project.folder / "posts", ignore_errors=True)
    shutil.rmtree(project.folder / "_build", ignore_errors=True)
    project.write({"conf.py": TWO_EXTENSIONS + BASE_URL, "posts/good.md": "# Good\n\nKept.\n"})
    for name, texts in (("post", posts), ("held", [f"{text}\nSecretive.\n" for text in held])):
        for number, text in enumerate(texts):
            path = project.folder / "posts" / f"{name}{number}.{'rst' if number % 4 == 3 else 'md'}"
            path.write_bytes(text.encode(errors="surrogatepass"))
    before = files_outside(project)
    build = project.build(builder)
    assert files_outside(project) == before
    found = dict(build.texts())
    assert [name for name, content in found.items() if b"ecretive" in content] == []
    assert any(b"Kept." in content for content in found.values())
    for warning in build.warnings.splitlines():
        assert "Traceback" not in warning
        assert "[myst.topmatter]" not in warning
        assert "[anthology." not in warning or not JARGON.search(warning)

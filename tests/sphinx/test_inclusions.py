"""A draft gets into no output by another document that includes, shows or offers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.core.test_image_format import PNG, SVG

from .conftest import CONF
from .test_post_images import HIDDEN, leaks
from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Project

DRAFT = f"---\ndate: 2014\ndraft: true\n---\n# {HIDDEN}\n\n## {HIDDEN} two\n\n{HIDDEN} words\n"
MARKDOWN = {
    "include": "```{include} draft.md\n```",
    "literal": "```{include} draft.md\n:literal:\n```",
    "code": "```{include} draft.md\n:code: text\n```",
    "part": "```{include} draft.md\n:start-line: 4\n:end-line: 9\n```",
    "root": "```{include} /posts/draft.md\n```",
    "excluded": "```{include} ../drafts/other.md\n```",
    "outside": "```{include} ../../outside/draft.md\n```",
    "coming": "```{include} future.rst\n:parser: rst\n```",
    "nested": "```{include} ../parts/nesting.txt\n```",
    "linked": "```{include} link.md\n```",
    "unreadable": "```{include} broken.md\n```",
    "code-include": "```{literalinclude} draft.md\n```",
    "captioned": "```{literalinclude} draft.md\n:caption: A caption\n:lines: 4-\n```",
    "rst": "```{eval-rst}\n.. include:: future.rst\n```",
    "difference": "```{literalinclude} good.md\n:diff: draft.md\n```",
    "table": "```{csv-table}\n:file: draft.md\n:header-rows: 1\n:delim: ;\n```",
    "root-table": "```{csv-table}\n:file: /posts/draft.md\n```",
    "web-table": "```{csv-table}\n:url: file://FOLDER/posts/draft.md\n```",
    "web-raw": "```{raw} html\n:url: FILE:FOLDER/posts/draft.md\n```",
    "raw": "```{raw} html\n:file: draft.md\n```",
    "figure": "````{figure} a.png\n```{include} draft.md\n```\n````",
}
RST = {
    "r-include": ".. include:: future.rst",
    "r-literal": ".. include:: future.rst\n   :literal:",
    "r-code": ".. include:: future.rst\n   :code: rst\n   :number-lines:",
    "r-parser": ".. include:: draft.md\n   :parser: myst_parser.docutils_",
    "r-code-include": ".. literalinclude:: future.rst",
    "r-table": ".. csv-table::\n   :file: draft.md",
    "r-difference": ".. literalinclude:: good.md\n   :diff: draft.md",
    "r-web-table": ".. csv-table::\n   :url: file://localhostFOLDER/posts/draft.md",
    "r-raw": ".. raw:: html\n   :file: draft.md",
    "r-web-raw": ".. raw:: html\n   :url: <file://FOLDER/posts/draft.md>",
}
FILES = {
    "posts/draft.md": DRAFT,
    "posts/future.rst": f":date: 2999\n\n{HIDDEN}\n========\n\n{HIDDEN} words\n",
    "posts/broken.md": f"---\ndraft: true\ntitle: a: b\n---\n# {HIDDEN}\n",
    "drafts/other.md": DRAFT,
    "parts/nesting.txt": "Nesting.\n\n```{include} /posts/draft.md\n```\n",
    "parts/shared.md": "Shared words.\n",
    "posts/good.md": "---\ndate: 2013\n---\n# Good\n\nGood words.\n",
    "../outside/draft.md": DRAFT,
}


@pytest.fixture
def posts(project: Project) -> Project:
    """Return a project with drafts, some of them outside the build."""
    own = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', own).replace('["_build"]', '["_build", "drafts"]')
    quiet = 'suppress_warnings = ["myst.header", "misc.highlighting_failure"]\n'
    project.write({"conf.py": f"{conf}html_baseurl = 'https://e.org/'\n{quiet}", **FILES})
    (project.folder / "posts" / "link.md").symlink_to("draft.md")
    return project


def post(body: str) -> str:
    """Return a post with a text before and after."""
    return f"---\ndate: 2014\n---\n# A\n\nBefore.\n\n{body}\n\nAfter.\n"


def rst_post(body: str) -> str:
    """Return the same in reStructuredText."""
    return f":date: 2014\n\nA\n=\n\nBefore.\n\n{body}\n\nAfter.\n"


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_a_draft_that_a_post_includes_is_told_and_left_out(posts: Project, builder: str) -> None:
    folder = posts.folder.as_posix()
    markdown = {name: body.replace("FOLDER", folder) for name, body in MARKDOWN.items()}
    rst = {name: body.replace("FOLDER", folder) for name, body in RST.items()}
    posts.write({f"posts/{name}.md": post(body) for name, body in markdown.items()})
    posts.write({f"posts/{name}.rst": rst_post(body) for name, body in rst.items()})
    build = posts.build(builder)
    warnings = told(build)
    for name in (*MARKDOWN, *RST):
        (warning,) = [
            line
            for line in warnings
            if re.search(rf"posts/{name}\.\w+:\d+: ", line) and "anthology.draft" in line
        ] or ["" if name == "nested" else name]
        if warning:
            assert re.search(r":(?:6|7|8|9): WARNING: include: '", warning), warning
            assert "is not published, so its text is left out; publish it, or" in warning
    nested = "parts/nesting.txt:3: WARNING: include: 'posts/draft.md' is not published"
    assert any(line.startswith(nested) for line in warnings)
    assert leaks(build) == []
    if builder == "html":
        for name in (*MARKDOWN, *RST):
            if name != "part":
                text = build.page(f"posts/{name}").text_content()
                assert "Before." in text, name
                assert "After." in text, name


CONTAINERS = (
    "epigraph", "pull-quote", "highlights", "compound", "note", "container:: x", "topic:: T",
    "sidebar:: T", "admonition:: T", "figure:: a.png", "class:: x", "only:: html or not html",
    "rst-class:: x", "versionadded:: 1", "seealso", "centered:: x", "role:: x", "table:: T",
    "list-table:: T", "glossary", "hlist", "epigraph::\n   :class: x", "image:: a.png",
)  # fmt: skip


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
@pytest.mark.parametrize("file", ["draft.md", "empty.txt"])
def test_a_container_of_nothing_stops_no_build(posts: Project, builder: str, file: str) -> None:
    names = [name if "::" in name else f"{name}::" for name in CONTAINERS]
    rst = [f".. {name}\n\n   .. include:: {file}\n" for name in names]
    rst += [f".. list-table::\n\n   * - .. include:: {file}\n", f"* .. include:: {file}\n"]
    rst += [".. epigraph::\n\n   >>> 1\n", f".. figure:: a.png\n\n   a\n\n   .. include:: {file}\n"]
    inner = f"```{{include}} {file}\n```"
    parts = [name.partition("::") for name in names]
    markdown = [f"````{{{name}}}{rest}\n{inner}\n````\n" for name, _, rest in parts]
    quoted = inner.replace("\n", "\n> ")
    markdown += [f"> {quoted}\n", f"{{.x}}\n> {quoted}\n", f"(label)=\n{inner}\n"]
    (posts.folder / "posts" / "a.png").write_bytes(PNG)
    posts.write({"posts/empty.txt": ""})
    posts.write({f"posts/r{n}.rst": rst_post(text) for n, text in enumerate(rst)})
    posts.write({f"posts/m{n}.md": post(text) for n, text in enumerate(markdown)})
    build = posts.build(builder)
    assert leaks(build) == []
    if builder == "html":
        for page in [*(f"r{n}" for n in range(len(rst))), *(f"m{n}" for n in range(len(markdown)))]:
            text = build.page(f"posts/{page}").text_content()
            assert "Before." in text, page
            assert "After." in text, page


def test_a_file_of_comparison_that_becomes_a_draft_leaves_the_text(posts: Project) -> None:
    body = "```{literalinclude} good.md\n:diff: turns.md\n```"
    posts.write({"posts/a.md": post(body), "posts/turns.md": "# T\n\nT.\n"})
    posts.build()
    posts.write({"posts/turns.md": DRAFT})
    build = posts.build()
    assert "posts/a.md:9: WARNING: include: 'posts/turns.md' is not published" in build.warnings
    assert leaks(build) == []


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_a_drawing_of_a_draft_is_left_out(posts: Project, builder: str) -> None:
    posts.write({"posts/a.md": post("```{graphviz} draft.md\n```")})
    own = ["myst_parser", "sphinx_anthology", "sphinx_bindery", "sphinx.ext.graphviz"]
    build = posts.build(builder, confoverrides={"extensions": own})
    assert "posts/a.md:8: WARNING: include: 'posts/draft.md' is not published" in build.warnings
    assert leaks(build) == []


def test_published_files_are_included_in_silence(posts: Project) -> None:
    body = "```{include} good.md\n:start-line: 4\n```\n\n```{include} ../parts/shared.md\n```"
    posts.write({"posts/a.md": post(body)})
    build = posts.build(confoverrides={"suppress_warnings": ["anthology.draft", "myst.header"]})
    assert "posts/a.md" not in build.warnings
    text = build.page("posts/a").text_content()
    assert "Good words." in text
    assert "Shared words." in text


def test_with_drafts_they_are_included(posts: Project) -> None:
    posts.write({"posts/a.md": post(MARKDOWN["include"])})
    build = posts.build(confoverrides={"anthology_drafts": True})
    assert "posts/a.md" not in build.warnings
    assert HIDDEN in build.page("posts/a").text_content()


def test_a_post_that_becomes_a_draft_leaves_the_text_of_others(posts: Project) -> None:
    posts.write({"posts/a.md": post("```{include} turns.md\n```"), "posts/turns.md": "# T\n\nT.\n"})
    posts.build()
    posts.write({"posts/turns.md": DRAFT})
    build = posts.build()
    assert "posts/a.md:8: WARNING: include: 'posts/turns.md' is not published" in build.warnings
    assert leaks(build) == []


@pytest.mark.parametrize(
    "files",
    [
        {"posts/a.md": post("```{include} a.md\n```")},
        {
            "posts/a.md": post("```{include} b.md\n```"),
            "posts/b.md": "B\n\n```{include} a.md\n```\n",
        },
        {
            "posts/a.md": post("```{include} ../parts/b.txt\n```"),
            "parts/b.txt": "B\n\n```{include} /parts/b.txt\n```\n",
        },
        {"posts/a.rst": rst_post(".. include:: a.rst")},
    ],
)
def test_a_text_that_includes_itself_stops_no_build(posts: Project, files: dict[str, str]) -> None:
    posts.write(files)
    build = posts.build()
    assert re.search(r"WARNING: include: '.*' includes itself; |circular", build.warnings)
    text = build.page("posts/a").text_content()
    assert "Before." in text
    assert "After." in text
    assert "posts/good.html" in build.files()


SHOWN = {
    "![alt](draft.md)": "is the source of a page",
    "![alt](good.md)": "is the source of a page",
    "![alt](../drafts/other.md)": "is the source of a page",
    "![alt](../conf.py)": "is a text, not a picture",
    "![alt](../../outside/words.txt)": "is a text, not a picture",
    "```{image} future.rst\n:alt: alt\n```": "is the source of a page",
    "```{figure} draft.md\n:alt: alt\n\nCaption\n```": "is the source of a page",
    "```{image} words.png\n:alt: alt\n:target: https://e.org/\n```": "is a text, not a picture",
    "{download}`alt <draft.md>`": "is not published",
    "{download}`alt <../drafts/other.md>`": "is not published",
}


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_a_text_is_no_picture_and_a_draft_no_download(posts: Project, builder: str) -> None:
    posts.write({f"posts/p{n}.md": post(body) for n, body in enumerate(SHOWN)})
    posts.write(
        {
            "posts/words.png": HIDDEN,
            "../outside/words.txt": f"{HIDDEN} <svg>",
            "posts/pictures.md": post(
                "![](good.png) ![](good.svg) {download}`good.md` {download}`../parts/shared.md`"
            ),
        }
    )
    (posts.folder / "conf.py").write_text(
        f"{(posts.folder / 'conf.py').read_text('utf-8')}# {HIDDEN} <svg>\n", "utf-8"
    )
    (posts.folder / "posts" / "good.png").write_bytes(PNG)
    (posts.folder / "posts" / "good.svg").write_bytes(b"<!-- A comment -->\n" + SVG[22:])
    build = posts.build(builder)
    warnings = told(build)
    for n, message in enumerate(SHOWN.values()):
        (warning,) = [line for line in warnings if line.startswith(f"posts/p{n}.md:")]
        assert re.match(rf"posts/p{n}\.md:8: WARNING: (image|download): ", warning), warning
        assert message in warning
    assert [line for line in warnings if "pictures.md" in line] == []
    assert leaks(build) == []
    if builder == "html":
        names = {name.rpartition("/")[2] for name in build.files() if name.startswith("_")}
        assert {"good.png", "good.svg", "good.md", "shared.md"} <= names
        for n in range(len(SHOWN)):
            assert "alt" in build.page(f"posts/p{n}").text_content()


def test_a_folder_cannot_be_downloaded(project: Project) -> None:
    project.write(
        {"posts/a.md": "# A\n\nText {download}`it <folder>`.\n", "posts/folder/b.txt": ""}
    )
    build = project.build(confoverrides={"anthology_posts": ["posts/*"]})
    (warning,) = build.warnings.splitlines()
    assert "a.md:3: WARNING: download: 'folder' is a folder; write the path of a file" in warning
    assert "Text it." in build.page("posts/a").text_content()

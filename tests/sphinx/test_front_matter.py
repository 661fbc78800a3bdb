"""Front matter in every format, and files whose front matter cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.check import read_config
from sphinx_anthology.commands.post_files import post_files

from .conftest import CONF
from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Project

TWO_EXTENSIONS = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
BODY = "\n# Secretive\n\nSecretive words.\n"
HELD = {
    "no-end.md": ("---\ndraft: true\n" + BODY, 1),
    "blank-line.md": ("\n---\ndraft: true\n---\n" + BODY, 2),
    "space.md": (" ---\ndraft: true\n---\n" + BODY, 1),
    "comment.md": ("<!-- a -->\n---\ndraft: true\n---\n" + BODY, 2),
    "mark.md": ("\ufeff\ufeff---\ndraft: true\n---\n" + BODY, 1),
    "two-hyphens.md": ("--\ndraft: true\n--\n" + BODY, 1),
    "dashes.md": ("\u2014\u2014\u2014\ndraft: true\n\u2014\u2014\u2014\n" + BODY, 1),
    "code.md": ("```yaml\ntitle: A\ndraft: true\n```\n" + BODY, 1),
    "toml-open.md": ("+++\ndraft = true\n" + BODY, 1),
    "toml-broken.md": ("+++\ndraft = yes\n+++\n" + BODY, 2),
    "json-broken.md": ('{"draft": true,}\n' + BODY, 1),
    "multimarkdown.md": ("Title: A\nDraft: true\n" + BODY, 1),
    "case.md": ("---\nDraft: true\n---\n" + BODY, 2),
    "jekyll.md": ("---\npublished: false\n---\n" + BODY, 2),
    "pelican.md": ("---\nstatus: draft\n---\n" + BODY, 2),
    "malformed.md": ("---\ndraft: true\ntitle: a: b\n---\n" + BODY, 3),
    "after-title.rst": ("Secretive\n=========\n\n:draft: true\n\nSecretive words.\n", 4),
    "indented.rst": ("  :draft: true\n\nSecretive\n=========\n", 1),
}
DRAFTS = {
    "toml.md": '+++\ntitle = "Secretive"\ndraft = true\n+++\n' + BODY,
    "json.md": '{\n  "draft": true\n}\n' + BODY,
}
NO_YAML = "front matter is not YAML"
LINK = "\nText [](nowhere).\n"
TOML = '+++\ntitle = "Tea"\ndate = 2014-11-10\ntags = ["green"]\nserie = "A"\n+++\n' + LINK
JSON = '{\n  "title": "Soup",\n  "date": "2014-11",\n  "orphan": true\n}\n' + LINK


@pytest.mark.parametrize("builder", ["html", "epub", "pdf"])
def test_a_top_that_is_almost_front_matter_is_in_no_output(project: Project, builder: str) -> None:
    posts = {f"posts/{name}": text for name, (text, _) in HELD.items()}
    drafts = {f"posts/{name}": text for name, text in DRAFTS.items()}
    good = {"posts/good.md": "---\ndate: 2014\n---\n# Good\n\n---\n\nNote: a text.\n"}
    project.write({"conf.py": TWO_EXTENSIONS, **posts, **drafts, **good})
    build = project.build(builder, confoverrides={"html_copy_source": True})
    assert [name for name, content in build.texts() if b"ecretive" in content] == []
    lines = {warning.partition(": ")[0] for warning in told(build)}
    assert lines == {f"posts/{name}:{line}" for name, (_, line) in HELD.items()}
    assert all("is not published until this is fixed" in warning for warning in told(build))


def test_toml_and_json_are_read_and_not_printed(project: Project) -> None:
    project.write({"posts/tea.md": TOML, "posts/soup.md": JSON})
    build = project.build()
    assert [warning.partition(" WARNING: ")[::2] for warning in sorted(told(build))] == [
        (
            "posts/soup.md:7:",
            "'myst' cross-reference target not found: 'nowhere' [myst.xref_missing]",
        ),
        ("posts/tea.md:5:", "unknown key 'serie' (did you mean 'series'?) [anthology.key]"),
        (
            "posts/tea.md:8:",
            "'myst' cross-reference target not found: 'nowhere' [myst.xref_missing]",
        ),
    ]
    for name, title, date in (
        ("tea", "Tea", "November 10, 2014"),
        ("soup", "Soup", "November 2014"),
    ):
        page = build.page(f"posts/{name}")
        assert page.find(".//h1").text == title
        assert page.find_class("date")[0].text_content() == date
        text = page.find_class("body")[0].text_content()
        assert "+++" not in text
        assert '"title"' not in text
    assert "orphan" in build.app.env.metadata["posts/soup"]


def test_yaml_in_restructuredtext_is_not_printed(project: Project) -> None:
    project.write({"posts/a.rst": "---\ndate: 2014\norphan: true\n---\n\nSoup\n====\n\nText.\n"})
    build = project.build()
    assert told(build) == []
    assert "date" not in build.page("posts/a").find_class("body")[0].text_content()
    assert "orphan" in build.app.env.metadata["posts/a"]


def test_a_page_that_is_no_post_has_the_same_explanations(project: Project) -> None:
    pages = {"list.md": "---\n- a\n---\n", "colon.md": "---\norphan: true\na: b: c\n---\n"}
    pages["draft.md"] = "---\norphan: true\ndraft: true\n---\n"
    pages["posts/page.md"] = "---\npost: false\ndraft: true\n---\n"
    project.write({name: f"{head}# Page\n\nText.\n" for name, head in pages.items()})
    messages = [warning for warning in sorted(told(project.build())) if "toctree" not in warning]
    assert [message.partition("; ")[0] for message in messages] == [
        f"colon.md:3: WARNING: {NO_YAML}: a: a text cannot contain a colon and a space",
        "draft.md:3: WARNING: draft: has no effect, since the file is not a post",
        f"list.md:2: WARNING: {NO_YAML}: the line begins with a hyphen, as in a list",
        "posts/page.md:3: WARNING: draft: has no effect, since the file is not a post",
    ]
    assert not any("not published" in message for message in messages)


def test_front_matter_of_an_included_file_is_not_printed(project: Project) -> None:
    project.write(
        {
            "posts/a.md": "---\ndate: 2014\n---\n# A\n\n```{include} ../part.md\n```\n",
            "part.md": "+++\npost = false\ntags = ['green']\n+++\n\nIncluded text.\n",
        }
    )
    build = project.build(confoverrides={"exclude_patterns": ["_build", "part.md"]})
    text = build.page("posts/a").find_class("body")[0].text_content()
    assert "Included text." in text
    assert "green" not in text


@pytest.mark.parametrize(
    ("option", "suffixes"),
    [
        ("", {".md", ".rst"}),
        ('source_suffix = ".txt"', {".md", ".txt"}),
        ('source_suffix = [".rst", ".md"]', {".md", ".rst"}),
        ('source_suffix = {".txt": None, ".markdown": "markdown"}', {".md", ".txt", ".markdown"}),
        ('exclude_patterns = ["_build", "posts/old", "**/a.rst", ".*"]', {".md"}),
        ('include_patterns = ["index.rst", "posts/*.md"]', {".md"}),
        ('templates_path = ["posts/old"]\nhtml_static_path = ["posts/a.md"]', {".rst"}),
    ],
)
def test_the_commands_read_the_files_of_a_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, option: str, suffixes: set[str]
) -> None:
    names = ("a.md", "a.markdown", "a.mkd", "a.rst", "a.txt", ".#a.md", "old/a.md", "_sources/a.md")
    texts = {".txt": "A\n=\n", ".rst": "A\n=\n"}
    posts = {f"posts/{name}": texts.get(Path(name).suffix, "# A\n") for name in names}
    index = {f"index{suffix}": "A\n=\n" for suffix in (".rst", ".txt")}
    project.write({"conf.py": f"{CONF}{option}\n", **index, **posts})
    monkeypatch.chdir(project.folder)
    config, folder = read_config(Path.cwd()), Path.cwd()
    assert config is not None
    found = post_files([Path("posts")], config, folder)
    assert {file.suffix for file in found if file.parent.name == "posts"} == suffixes
    env = project.build(fresh=True).app.env
    docnames = {name for name in env.found_docs if name.startswith("posts/")}
    assert {file.with_suffix("").as_posix() for file in found} == docnames


@pytest.mark.parametrize("suffix", [".markdown", ".mkdn", ".text"])
def test_a_suffix_of_conf_py_is_markdown(project: Project, suffix: str) -> None:
    conf = f'{CONF}source_suffix = {{".rst": "restructuredtext", "{suffix}": "markdown"}}\n'
    text = "---\ndate: 2014\n---\n\n# A\n\n{% include b %} words\n"
    included = "\n```{include} ../part" + suffix + "\n```\n"
    part = "+++\nx-secret = 1\npost = false\n+++\n\nPart.\n"
    project.write({"conf.py": conf, f"posts/a{suffix}": text + included, f"part{suffix}": part})
    build = project.build()
    assert any(f"a{suffix}:7: WARNING: '{{% include b %}}'" in line for line in told(build))
    body = build.page("posts/a").find_class("body")[0].text_content()
    assert "Part." in body
    assert "x-secret" not in body


@pytest.mark.parametrize("drafts", [False, True])
def test_a_file_in_another_encoding_is_left_out(project: Project, drafts: bool) -> None:
    project.write({"posts/good.md": "---\ndate: 2014\n---\n# Good\n", "page.md": "# Page\n"})
    for name, encoding in (
        ("posts/a.md", "latin-1"),
        ("posts/b.md", "utf-16"),
        ("page.md", "cp1252"),
    ):
        text = "---\ndate: 2014\n---\n# \xc9t\xe9\n"
        (project.folder / name).write_bytes(text.encode(encoding))
    build = project.build(confoverrides={"anthology_drafts": drafts})
    expected = "the file is not encoded in UTF-8; save it as UTF-8"
    found = [warning for warning in told(build) if expected in warning]
    assert [warning.partition(" WARNING")[0] for warning in found] == [
        "page.md:4:",
        "posts/a.md:4:",
        "posts/b.md:1:",
    ]
    assert "posts/good.html" in build.files()
    assert "posts/a.html" not in build.files()


BOMB = """\
date: 2014
x-a: &a [b, b, b, b, b, b, b, b]
x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a]
x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b]
x-d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
q: !r &s [*s]
"""
MISTAKES = {
    "date.md": ("date: 2014-02-30\n", 2, "2014-02 has 28 days"),
    "offset.md": ("date: 2014-01-01T10:00:00+25:00\n", 2, "offset hour must be in 0..23"),
    "tag.md": ("date: 2014\ntitle: !urgent A\n", 3, "a word that begins with '!'"),
    "myst.md": ("date: 2014\nmyst: yes\n", 3, "myst: is not a mapping"),
    "twice.md": ("date: 2014\ndate: 2014\n", 3, "duplicate key 'date'"),
    "number.md": (f"date: 2014\ntocdepth: 2\nnumber: {'9' * 5000}\n", 4, "unknown key 'number'"),
    "bomb.md": (BOMB, 7, "unknown key 'q'"),
}
FINE = {
    "empty.md": "",
    "comments.md": "\n# date: 2014\n\n",
    "tab.md": "date:\t2014\n",
    "quotes.md": 'title: "A: *b* `c` @d" # e\n',
    "integer.md": f"x-a: {'9' * 5000}\n",
    "impossible.md": "x-a: 2014-02-30\n",
}


def test_a_mistake_is_one_warning_and_what_is_fine_is_none(project: Project) -> None:
    posts = {name: head for name, (head, _, _) in MISTAKES.items()} | FINE
    project.write({f"posts/{n}": f"---\n{head}---\n\n# A\n\nText.\n" for n, head in posts.items()})
    build = project.build()
    warnings = sorted(told(build))
    for warning, (name, (_, line, message)) in zip(warnings, sorted(MISTAKES.items()), strict=True):
        assert warning.startswith(f"posts/{name}:{line}: WARNING: ")
        assert message in warning
    for name in posts:
        assert build.page(f"posts/{name.removesuffix('.md')}").find_class("body")


def test_a_draft_that_cannot_be_read_and_is_built_has_one_warning(project: Project) -> None:
    project.write({"posts/a.md": "---\ndraft: true\ntitle: a: b\n---\n# A\n\nText.\n"})
    build = project.build(confoverrides={"anthology_drafts": True})
    (warning,) = told(build)
    assert warning.startswith("posts/a.md:3: WARNING: front matter is not YAML: title: ")
    assert "draft: true" not in build.page("posts/a").find_class("body")[0].text_content()


def test_a_post_whose_fence_breaks_goes_and_comes_back(project: Project) -> None:
    good = "---\ndate: 2014\ntitle: Secretive\n---\n\nSecretive words.\n"
    project.write({"posts/a.md": good, "posts/b.md": "---\ndate: 2014\n---\n# B\n"})
    before = project.build()
    assert told(before) == []
    assert "Secretive" in before.page("index").text_content()
    project.write({"posts/a.md": good.replace("---\n", "--\n", 1)})
    broken = project.build()
    assert [name for name, content in broken.texts() if b"ecretive" in content] == []
    project.write({"posts/a.md": good})
    after = project.build()
    assert "Secretive" in after.page("index").text_content()
    assert after.page("posts/a").find(".//h1").text == "Secretive"

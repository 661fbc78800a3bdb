"""Hostile folders: an import never fails, and writes nothing outside of its target."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from sphinx_anthology.commands.main import main
from sphinx_anthology.core.values.yaml_text import yaml_text
from tests.fuzzing import HOSTILE_STRINGS, fuzzed

MANY = 100
PRIVATE = "\ue0fc\ue0fd\ue0fe\ue0ff"

TAGS = (
    "{{< figure src='a.png' caption='x' >}}", "{{< note >}}", "{{< /note >}}", "{{% details x %}}",
    "{{% /details %}}", '{{< ref "../a" >}}', "{{</* x */>}}", "{% raw %}", "{% endraw %}",
    "{% highlight js %}", "{% endhighlight %}", "{% include a.html src='/b.png' caption='c' %}",
    "{{ site.url }}", "{% post_url a %}", "{% comment %}", "{: #a .b}", "{:toc}", "{::comment}",
    "{:/}", "[x]: /a", "[x]", "[^1]", "[^1]: a", "<div>", "</div>", "<pre>", "<details>", "    a",
    "> ", "- ", "1. ", "|---|", "===", "~~a~~", "\n\n", "\n", "  ", "![a](b.png)", "[a](../b.md)",
)  # fmt: skip
PARTS = st.sampled_from((*HOSTILE_STRINGS, *TAGS))
BODIES = st.lists(PARTS, max_size=12).map("".join)
HEADS = st.dictionaries(
    st.sampled_from(
        ("title", "date", "tags", "permalink", "url", "aliases", "redirect_from", "slug", "author",
         "image", "cover", "series", "weight", "draft", "expiryDate", "resources", "summary")
    ),
    PARTS,
    max_size=5,
)  # fmt: skip


def imported(files: dict[str, str]) -> None:
    """Import a site with some files and check that all is within the target, twice the same."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in files.items():
            (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "site" / path).write_text(text, encoding="utf-8", errors="replace")
        site, target = folder / "site", folder / "target"
        before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
        written: list[dict[Path, bytes]] = []
        for _run in range(2):
            with contextlib.redirect_stdout(io.StringIO()):
                assert main(["import", str(site), "--to", str(target), "--pages"]) in {0, 1}
            written.append(
                {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
            )
        assert written[0] == written[1]
        assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
        assert {path.name for path in folder.iterdir()} == {"site", "target"}
        posts = [path for path in written[0] if path.suffix == ".md"]
        assert len(posts) == len([path for path in files if path.endswith((".md", ".html"))])
        assert not any(mark.encode() in text for text in written[0].values() for mark in PRIVATE)


@given(HEADS, BODIES, BODIES)
@fuzzed(MANY, shrinks=False)
def test_hostile_jekyll_folders(head: dict[str, str], body: str, html: str) -> None:
    imported(
        {
            "_config.yml": "title: A\n",
            "_posts/2019-01-01-a.md": f"---\n{yaml_text(head)}---\n{body}",
            "_posts/2019-01-02-b.html": f"---\n{yaml_text(head)}---\n{html}",
        }
    )


@given(HEADS, BODIES, PARTS)
@fuzzed(MANY, shrinks=False)
def test_hostile_hugo_folders(head: dict[str, str], body: str, raw: str) -> None:
    imported(
        {
            "hugo.toml": 'baseURL = "https://blog.example.org/"\n',
            "content/posts/a/index.md": f"---\n{yaml_text(head)}---\n{body}",
            "content/posts/b.md": f"---\ntitle: {raw}\n---\n{raw}{body}",
        }
    )

"""Each of many bad inputs has one warning at its line; no build fails, and no neighbor changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .bad_inputs import FRONT_MATTER, MYST, RST, BadInput
from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Build, Project

WARNING = re.compile(r"/project/posts/(\w+)\.(?:md|rst):(\d+): WARNING: .*\[([\w.]+)\]$")
GOOD = "---\ndate: 2014\ntags: [kept]\n---\n\n# Good {}\n\nKept text {}.\n"
HEAD = "---\ndate: 2014\n---\n\n# Bad\n\n"
RST_HEAD = ":date: 2014\n\nBad\n===\n\n"
SOURCES: dict[str, tuple[BadInput, str, int]] = {
    **{
        f"front{number}": (bad, f"---\n{bad.text}\n---\n\n# Bad\n\nText.\n", bad.line)
        for number, bad in enumerate(FRONT_MATTER)
    },
    **{
        f"myst{number}": (bad, f"{HEAD}{bad.text}\n", HEAD.count("\n") + 1)
        for number, bad in enumerate(MYST)
    },
    **{
        f"rst{number}": (bad, f"{RST_HEAD}{bad.text}\n", RST_HEAD.count("\n") + 1)
        for number, bad in enumerate(RST)
    },
}
"""The bad input, the text of the file and the line of the warning, by the name of the file."""


def write(project: Project) -> None:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write({"conf.py": f'{conf}html_baseurl = "https://example.org/"\n'})
    project.write({f"posts/good{number}.md": GOOD.format(number, number) for number in range(3)})
    project.write(
        {
            f"posts/{name}.{'rst' if name.startswith('rst') else 'md'}": text
            for name, (_bad, text, _line) in SOURCES.items()
        }
    )


def reported(build: Build) -> dict[str, list[tuple[str, int]]]:
    """Return the subtype and the line of each warning, by the name of the post."""
    found: dict[str, list[tuple[str, int]]] = {}
    for line in re.sub(r"\x1b\[[0-9;]*m", "", build.warnings).splitlines():
        if match := WARNING.search(line):
            found.setdefault(match[1], []).append((match[3], int(match[2])))
    return found


def test_there_are_enough_bad_inputs() -> None:
    texts = {text for _bad, text, _line in SOURCES.values()}
    assert len(texts) == len(SOURCES) >= 200


@pytest.mark.parametrize(
    "builder",
    ["html", *(pytest.param(book, marks=pytest.mark.one_python) for book in ("epub", "pdf"))],
)
def test_bad_inputs_are_reported_at_their_lines(project: Project, builder: str) -> None:
    write(project)
    build = project.build(builder)
    found = reported(build)
    expected = {name: [(bad.kind, line)] for name, (bad, _text, line) in SOURCES.items()}
    assert {
        name: (SOURCES[name][0].text, wanted, found.get(name))
        for name, wanted in expected.items()
        if found.get(name) != wanted
    } == {}
    assert "Traceback" not in build.warnings
    contents = b"".join(content for _name, content in build.texts())
    assert all(f"Kept text {number}.".encode() in contents for number in range(3))

"""The commands of ``sphinx-anthology``."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sphinx_anthology.commands import check, new
from sphinx_anthology.commands.main import main
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.markdown import front_matter_text
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.slugs import slugify

ROOT = Path(__file__).parents[2]
HOSTILE = 'a "b; touch pwned; #" $5 $(shell touch pwned) `touch pwned` {posargs} \\ \'c'


def test_check_says_nothing_of_good_posts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2014-11\n---\n# A\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_file_line_and_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "deep" / "b.md"
    bad.parent.mkdir()
    bad.write_text("---\ntags: [a]\ndate: 2014-13\n---\n# B\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{bad}:3: date: '2014-13' is not a date")
    assert out.endswith("[anthology.date]\n")


def test_check_reads_both_formats_and_says_which_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("---\nserie: a\n---\n# A\n", encoding="utf-8")
    (tmp_path / "b.rst").write_text(":tags: a\n:date: 2014-13\n\nB\n=\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("---\nserie: a\n---\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"{tmp_path / 'a.md'}:2",
        f"{tmp_path / 'b.rst'}:2",
    ]


def test_check_passes_over_what_is_no_post(tmp_path: Path) -> None:
    text = "---\npost: false\nserie: a\n---\n# A\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "b.md").mkdir()
    assert main(["check", str(tmp_path)]) == 0
    (tmp_path / "a.md").write_text(text.replace("false", "true"), encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1


def test_check_tells_of_a_name_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "nosuch"
    assert main(["check", str(tmp_path), str(missing)]) == 2
    assert capsys.readouterr() == ("", f"{missing}: no such file or folder\n")


def test_check_tells_of_a_file_that_is_not_utf_8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("---\ndate: 2014\n---\n# Été\n".encode("latin-1"))
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    (line,) = out.splitlines()
    assert line.startswith(f"{file}:4: the file is not encoded in UTF-8; save it as UTF-8")
    assert line.endswith(" [anthology.yaml]")


def test_new_writes_a_post_that_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1433116800")  # 2015-06-01
    title = 'Été: "why" # not'
    assert main(["new", title, "--folder", str(tmp_path)]) == 0
    path = tmp_path / "ete-why-not.md"
    assert capsys.readouterr().out == f"{path}\n"
    text = path.read_text(encoding="utf-8")
    assert "date: 2015-06-01\n" in text
    assert list(check.find_problems([path])) == []
    assert main(["new", title, "--folder", str(tmp_path)]) == 1
    assert path.read_text(encoding="utf-8") == text


def test_new_refuses_a_title_without_letters(tmp_path: Path) -> None:
    assert main(["new", "?!", "--folder", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("char", ["\x00", "\n", "\x7f", "\x85", "\u2028", "\ud800", "\uffff"])
def test_new_refuses_characters_that_front_matter_does_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], char: str
) -> None:
    assert main(["new", f"One{char}two", "--folder", str(tmp_path)]) == 1
    assert f"U+{ord(char):04X}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title",
    [
        HOSTILE,
        "- one: [two, {three}] # four & *five !six %seven @eight",
        "no",
        "2014",
        "--- one",
        "\ufeffOne \u202btwo\u202c \u200d three",
        "𝐎𝐧𝐞 😀 two",
        "\\u0041 \\n one",
    ],
)
def test_the_title_written_is_the_title_read(tmp_path: Path, title: str) -> None:
    assert main(["new", "--folder", str(tmp_path), "--", title]) == 0
    (file,) = tmp_path.iterdir()
    with file.open(encoding="utf-8") as lines:
        block = front_matter_text(lines)
    assert block is not None
    post, problems = read_post("posts/a", block, UTC)
    assert problems == ()
    assert post.title == title


def test_every_character_that_new_takes_is_read_again() -> None:
    date = datetime(2014, 11, 10, tzinfo=UTC)
    chars = [chr(code) for code in (*range(0x3000), *range(0xD700, 0x10000), 0x1FFFE, 0x10FFFF)]
    taken = [char for char in chars if not char.isspace() and not new.title_problem(f"a{char}b")]
    assert len(taken) > 0x3000
    title = "a".join(taken)
    block = front_matter_text(new.post_text(title, date).splitlines(keepends=True))
    assert block is not None
    assert read_post("posts/a", block, UTC)[0].title == title


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("word " * 60, "-".join(["word"] * 16)),
        ("a" * 80 + " b", "a" * 80),
        ("a" * 300, "a" * 80),
        ("a" * 79 + " bc", "a" * 79),
        ("\U00020000" * 300, "\U00020000" * 60),
    ],
)
def test_a_long_title_gives_a_name_that_ends_with_a_word(
    tmp_path: Path, title: str, stem: str
) -> None:
    assert main(["new", title, "--folder", str(tmp_path)]) == 0
    assert [file.name for file in tmp_path.iterdir()] == [f"{stem}.md"]


@pytest.mark.parametrize("title", [HOSTILE, "-q", "--folder"])
def test_make_hands_on_a_title_as_it_is(tmp_path: Path, title: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("needs make")
    shutil.copy(ROOT / "Makefile", tmp_path)
    tox = tmp_path / ".venv" / "bin" / "tox"
    tox.parent.mkdir(parents=True)
    tox.write_text('#!/bin/sh\nprintf "%s\\0" "$@" >> said\n', encoding="utf-8")
    tox.chmod(0o755)
    run = subprocess.run([make, "new", f"TITLE={title}"], cwd=tmp_path, check=False)
    assert run.returncode == 0
    said = (tmp_path / "said").read_text(encoding="utf-8").split("\0")
    assert said[-4:] == ["--", "--", title, ""]
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", ".venv", "said"}


@pytest.mark.parametrize("epoch", ["soon", "", "99999999999999999999"])
def test_an_epoch_that_is_no_moment_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC)
    assert before <= current_time() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Default to Respect", "default-to-respect"),
        ("Paris Summit – Growing Up!", "paris-summit-growing-up"),
        ("Où est le café?", "ou-est-le-cafe"),
        ("Ξένος", "ξενος"),
        ("a_b  c", "a-b-c"),
        ("…", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_check_reports_what_a_build_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = 'anthology_known_keys = ["layout"]\nanthology_today = "2014-06"\n'
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    posts = {
        "a.md": "---\nlayout: post\nteaser: x\ndate: 2014\nseries: {name: s, order: 1}\n---\n# A\n",
        "b.md": "---\ndate: 2014-07\n---\n# B\n",
        "c.md": "---\nupdated: 2015\nseries: {name: s, order: 1}\n---\n# C\n\n{% include d %}\n",
        "2014-08-01-d.md": "# D\n",
    }
    for name, text in posts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "."]) == 1
    found = [
        (line.split(":")[0], line.split(":")[1], line.rpartition("[")[2].rstrip("]"))
        for line in capsys.readouterr().out.splitlines()
    ]
    assert sorted(found) == [
        ("2014-08-01-d.md", "1", "anthology.draft"),
        ("a.md", "3", "anthology.key"),
        ("b.md", "2", "anthology.draft"),
        ("c.md", "2", "anthology.date"),
        ("c.md", "3", "anthology.series"),
        ("c.md", "7", "anthology.template"),
    ]


@pytest.mark.parametrize(
    ("key", "value"), [("publishDate", "2999-01-01"), ("published", "2999"), ("expires", "2001")]
)
def test_a_key_whose_date_hides_the_post_is_reported_once(
    tmp_path: Path, key: str, value: str
) -> None:
    (post := tmp_path / "a.md").write_text(f"---\n{key}: {value}\n---\n# A\n", encoding="utf-8")
    ((_file, problem),) = check.find_problems([post])
    assert problem.kind == "draft"
    assert problem.message.startswith(f"{key}: {value} ")


def test_check_reports_missing_pictures_titles_and_tags(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = 'anthology_closed_tags = True\nanthology_tags = {"known": {}}\n'
    files = {
        "conf.py": f'{conf}html_extra_path = ["extra"]\n',
        "extra/up/a.png": "",
        "posts/b.png": "",
        "posts/a.md": (
            "---\nimage: gone.png\ntags: [known, other]\n---\n# A\n\n"
            "![a](/up/a.png) ![b](b.png)\n\n"
            '![c](gone-1.png "c") ![d](<gone 2.png>) ![e][f] <img src="gone-3.png">\n\n'
            "```{figure} gone-4.png\nCaption\n```\n\n"
            "```md\n![g](gone.png)\n```\n`![h](gone.png)`\n\n"
            "<!-- ![i](gone.png) --> ![j](https://a.example/a.png)\n\n[f]: gone-5.png\n"
        ),
        "posts/b.md": "Text.\n\n```\n# No title\n```\n",
        "posts/c.rst": (
            ":date: 2014\n\nTitle\n=====\n\n.. image:: b.png\n\n.. |a| image:: gone-6.png\n\n"
            ".. figure:: gone-7.png\n   :alt: a\n"
        ),
        "posts/d.rst": ":date: 2014\n\nText.\n",
        "posts/e.md": "---\ndraft: true\n---\n![a](gone.png)\n",
        "posts/f.md": "Setext\n------\n\n![a]({{ site }}/gone.png)\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    output = capsys.readouterr().out
    assert re.findall(r"^(.*?):(\d+): [^'\n]*'(.*?)'", output, re.MULTILINE) == [
        ("posts/a.md", "2", "posts/gone.png"),
        ("posts/a.md", "3", "other"),
        ("posts/a.md", "9", "gone-1.png"),
        ("posts/a.md", "9", "gone 2.png"),
        ("posts/a.md", "9", "gone-5.png"),
        ("posts/a.md", "9", "gone-3.png"),
        ("posts/a.md", "11", "gone-4.png"),
        ("posts/b.md", "1", "B"),
        ("posts/c.rst", "8", "gone-6.png"),
        ("posts/c.rst", "10", "gone-7.png"),
        ("posts/d.rst", "1", "D"),
        ("posts/f.md", "4", "{{ site }}"),
    ]


def test_check_says_why_conf_py_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conf.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "."]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err

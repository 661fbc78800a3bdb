"""``make check`` and ``make new``, as the commands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anthology import check, new
from anthology.core.slug import slugify

if TYPE_CHECKING:
    from pathlib import Path


def test_check_says_nothing_of_good_posts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2014-11\n---\n# A\n", encoding="utf-8")
    assert check.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_file_line_and_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "deep" / "b.md"
    bad.parent.mkdir()
    bad.write_text("---\ntags: [a]\ndate: 2014-13\n---\n# B\n", encoding="utf-8")
    assert check.main([str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{bad}:3: date: '2014-13' is not a date")
    assert out.endswith("[anthology.date]\n")


def test_new_writes_a_post_that_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1433116800")  # 2015-06-01
    title = 'Été: "why" # not'
    assert new.main([title, "--folder", str(tmp_path)]) == 0
    path = tmp_path / "ete-why-not.md"
    assert capsys.readouterr().out == f"{path}\n"
    text = path.read_text(encoding="utf-8")
    assert "date: 2015-06-01\n" in text
    assert list(check.find_problems([path])) == []
    assert new.main([title, "--folder", str(tmp_path)]) == 1
    assert path.read_text(encoding="utf-8") == text


def test_new_refuses_a_title_without_letters(tmp_path: Path) -> None:
    assert new.main(["?!", "--folder", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []


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

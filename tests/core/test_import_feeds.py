"""``sphinx-anthology import`` of feeds: Atom, RSS, RDF and JSON Feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands import check
from sphinx_anthology.commands.import_posts import FORMATS
from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.feeds.feed_dates import feed_date
from sphinx_anthology.importing.feeds.html_text import plain_title, with_base
from sphinx_anthology.importing.source import SourceError, find_format
from tests.core.test_import_wordpress import PNG, front_matter
from tests.feed_exports import ATOM, BACKUP, FEED_TAIL, JSON_FEED, RDF, RSS, TAKEOUT, TAKEOUT_HEAD
from tests.wordpress_export import EXPORT, HEAD

if TYPE_CHECKING:
    from pathlib import Path


def run(
    folder: Path, content: str | bytes, *arguments: str, name: str = "export.xml"
) -> tuple[int, Path, dict[str, Any]]:
    """Import a file with pictures beside it; return the exit code, the target and the report."""
    export, target, report = folder / name, folder / "posts", folder / "report.out"
    export.write_bytes(content.encode() if isinstance(content, str) else content)
    for picture in ("img/pot.png", "img/Big pot.png"):
        (folder / "media" / picture).parent.mkdir(parents=True, exist_ok=True)
        (folder / "media" / picture).write_bytes(PNG)
    options = ["--to", str(target), "--media", str(folder / "media"), "--report", str(report)]
    options += ["--media", str(folder / "media" / "img"), *arguments]
    code = main(["import", str(export), *options])
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    return code, target, found


def body(file: Path) -> str:
    return file.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def messages(report: dict[str, Any], kind: str) -> list[str]:
    return [notice["message"] for notice in report["notices"] if notice["kind"] == kind]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BACKUP, "blogger"),
        (TAKEOUT, "blogger"),
        (ATOM, "feed"),
        (RSS, "feed"),
        (RDF, "feed"),
        (JSON_FEED, "feed"),
        (EXPORT, "wxr"),
        (HEAD.replace("<wp:", "<x:").replace("</wp:", "</x:"), "wxr"),
        ("<feed><entry><title>&lt;wp:post&gt;, <![CDATA[<wp:x>]]></title></entry></feed>", "feed"),
        ('<?xml version="1.0"?><!-- <rss xmlns:wp="http://wordpress.org/export/1.2/"> --><feed/>',
         "feed"),
        ("<html><body>an error page</body></html>", ""),
        ("not XML", ""),
        ('{"version": "1.1"}', ""),
    ],
)  # fmt: skip
def test_each_file_has_one_format(tmp_path: Path, content: str, name: str) -> None:
    file = tmp_path / "export.data"
    file.write_text(content, encoding="utf-8")
    assert [entry.name for entry in FORMATS if entry.recognizes(file)] == [name] * bool(name)
    if not name:
        with pytest.raises(SourceError, match="format is not recognized"):
            find_format(file, "", FORMATS)


def test_atom_entries_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, ATOM)
    assert code == 0
    assert report["counts"]["entries in the feed"] == report["counts"]["posts imported"] == 4
    assert front_matter(target / "2020" / "one.md") == {
        "date": "2020-01-02T03:04:05+05:30",
        "updated": "2020-03-01T00:00:00Z",
        "title": "One <p> x",
        "authors": ["Ann Example"],
        "tags": ["C#", "soups"],
        "description": "In short.",
        "aliases": ["/blog/2020/one.html"],
        "original_url": "https://atom.example.org/blog/2020/one.html",
    }
    two = front_matter(target / "2020" / "two.md")
    assert (two["title"], two["authors"]) == ("Two < three", ["Bob Example", "Ann Example"])
    assert front_matter(target / "2020" / "three.md")["title"] == "Three <p>"
    assert front_matter(target / "2020" / "draft.md")["x-held-back"] == "a draft"
    (message,) = messages(report, "skipped")
    assert message.startswith("the feed goes on at 'https://atom.example.org/blog/feed2.xml'; ")
    assert list(check.find_problems(sorted(target.rglob("*.md")))) == []


def test_atom_texts_are_html_xhtml_or_plain(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, ATOM)
    assert body(target / "2020" / "one.md") == (
        "Text, *again*\\: [two](two.md),\\\n[two](two.md), ![Pot](../images/img-pot.png)"
    )
    assert body(target / "2020" / "two.md") == (
        "Back to [one](one.md)\n\n[two.mp3](https://atom.example.org/audio/two.mp3)"
    )
    assert body(target / "2020" / "three.md") == "Plain \\*text\\*\n\nin two paragraphs"


def test_rss_items_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, RSS)
    assert code == 0
    assert front_matter(target / "2021" / "one.md") == {
        "date": "2021-01-02T03:04:05-05:00",
        "title": "Use <nav> & more",
        "authors": ["Ann Example"],
        "tags": ["C#", "Soups"],
        "description": "In short.",
        "image": "../images/img-pot.png",
        "aliases": ["/2021/one/"],
        "original_url": "https://rss.example.org/2021/one/",
    }
    assert body(target / "2021" / "one.md") == (
        "Costs \\$5.\n\nSee [two](two.md), n, [two](two.md).\n\n"
        '```python\nprint("a < b", \'<a href="x">\')\n```'
    )
    two = target / "2021" / "two.md"
    assert front_matter(two)["authors"] == ["Bob Example"]
    assert front_matter(two)["date"] == "2021-02-02T00:00:00Z"
    assert body(two) == "Only a description\n\n[two.mp3](https://rss.example.org/two.mp3)"
    assert messages(report, "date") == [
        "date: 'soon' is not a date of a feed; write it in the front matter"
    ]
    assert messages(report, "skipped") == ["'Two': is twice in the feed"]
    assert len(list(target.rglob("*.md"))) == report["counts"]["posts imported"] == 4


def test_an_item_about_a_page_of_another_site_has_its_own_address(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, RSS)
    assert front_matter(target / "link.md")["original_url"] == "https://rss.example.org/2021/link/"
    assert body(target / "link.md").endswith("[A link](https://elsewhere.example.org/x)")


def test_a_post_without_title_is_named_after_its_text(tmp_path: Path) -> None:
    _code, target, report = run(tmp_path, RSS)
    (title,) = [
        entry["title"]
        for file in target.rglob("no-title*.md")
        if (entry := front_matter(file))["date"] == "2021-03-01T00:00:00-05:00"
    ]
    assert title == "No title here, only words and more words than any title has …"
    assert messages(report, "markup") == [
        f"title: is missing; {title!r} is used, the beginning of the text",
        "link '#n': the post has no part of this name; only its text is kept",
    ]


def test_rdf_items_are_posts(tmp_path: Path) -> None:
    code, target, _report = run(tmp_path, RDF)
    assert code == 0
    one = front_matter(target / "2004" / "one.md")
    assert (one["date"], one["tags"]) == ("2004-05-06", ["Soups"])
    assert body(target / "2004" / "one.md") == "See [two](two.md)"
    assert front_matter(target / "2004" / "two.md")["date"] == "2004-05-07T08:09:00+02:00"


def test_json_feed_items_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, JSON_FEED, name="feed.json")
    assert code == 0
    assert front_matter(target / "2022" / "one.md") == {
        "date": "2022-01-02T03:04:05-07:00",
        "updated": "2022-02-01T00:00:00Z",
        "title": "One",
        "authors": ["Ann Example"],
        "tags": ["C#", "Soups"],
        "description": "In short.",
        "image": "../images/img-pot.png",
        "aliases": ["/notes/one"],
        "original_url": "https://json.example.org/notes/one",
    }
    assert body(target / "2022" / "one.md") == "See [two](two.md)"
    two = front_matter(target / "2022" / "two.md")
    assert (two["authors"], two["date"]) == (["Bob Example"], "2022-01-03")
    assert body(target / "2022" / "two.md").startswith("Only \\*text\\*\n\nhere\n\n")
    assert report["counts"]["posts imported"] == 2


def test_a_feed_that_goes_on_is_said_so(tmp_path: Path) -> None:
    more = JSON_FEED.replace('"items"', '"next_url": "https://json.example.org/2", "items"')
    _code, _target, report = run(tmp_path, more, name="feed.json")
    assert messages(report, "skipped") == [
        "the feed goes on at 'https://json.example.org/2'; save that file, and import it too"
    ]


def test_a_comment_in_a_feed_is_no_post(tmp_path: Path) -> None:
    space = "xmlns:thr='http://purl.org/syndication/thread/1.0'"
    reply = f"<entry {space}><title>Re</title><thr:in-reply-to ref='urn:1'/></entry></feed>"
    _code, target, report = run(tmp_path, ATOM.replace("</feed>", reply))
    assert "the entry is a comment; it is left out" in messages(report, "skipped")
    assert len(list(target.rglob("*.md"))) == 4


def entry(number: int, text: str, more: str = "") -> str:
    return (
        f"<item><title>T{number}</title><link>https://rss.example.org/{number}x/</link>{more}"
        f"<description>{text}</description></item>"
    )


RSS_HEAD = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
RSS_TAIL = "</channel></rss>"
GUID = "<guid>1</guid>"


@pytest.mark.parametrize(
    "content",
    [
        RSS_HEAD + entry(1, "first") + entry(2, "second")[:-20],
        RSS_HEAD + entry(1, "first") + "<item><title>a < b</title></item>" + RSS_TAIL,
        (RSS_HEAD + entry(1, "first") + entry(2, "café") + RSS_TAIL).encode("latin-1"),
        RSS_HEAD + entry(1, "first", "<dc:creator>Ann</dc:creator>") + RSS_TAIL,
        RSS_HEAD.replace("UTF-8", "x-odd") + entry(1, "first") + RSS_TAIL,
    ],
    ids=["truncated", "bare <", "wrong encoding", "no namespace", "encoding"],
)
def test_broken_xml_gives_a_partial_import_that_says_so(
    tmp_path: Path, content: str | bytes
) -> None:
    code, target, report = run(tmp_path, content)
    assert code == 1
    assert body(target / "1x.md") == "first"
    assert "export again" in messages(report, "unreadable")[0]


@pytest.mark.parametrize(
    "content",
    [
        "\n\n" + RSS_HEAD + entry(1, "first&nbsp;one") + RSS_TAIL,
        (RSS_HEAD.replace("-8", "-16") + entry(1, "first\xa0one") + RSS_TAIL).encode("utf-16"),
        b"\xef\xbb\xbf" + (RSS_HEAD + entry(1, "first&amp;nbsp;one") + RSS_TAIL).encode(),
        RSS_HEAD + entry(1, "fir\x0bst&nbsp;one") + RSS_TAIL,
    ],
    ids=["blank lines and an entity of HTML", "UTF-16", "byte order mark", "control character"],
)  # fmt: skip
def test_what_loses_nothing_is_no_failure(tmp_path: Path, content: str | bytes) -> None:
    code, target, report = run(tmp_path, content)
    assert code == 0, report
    assert body(target / "1x.md") == "first\u00a0one"


BOMB = '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "the file is empty"),
        (BOMB + RSS_HEAD.partition("?>")[2] + entry(1, "&c;") + RSS_TAIL, "declares entities"),
        ((BOMB + "<rss/>").encode("utf-16"), "declares entities"),
        (f"<!-- {'x' * 70000} -->{BOMB}<rss a='&c;'/>", "is not XML"),
        ('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>', "is not XML"),
        ("Warning: a line of PHP\n" + RSS, "has text before '<?xml'"),
        ("<html><body>an error page</body></html>", "is not a feed, but <html>"),
        (RSS_HEAD + RSS_TAIL, "has no posts"),
        (TAKEOUT_HEAD.partition("xmlns:blogger")[0] + ">" + FEED_TAIL, "has no posts"),
        (EXPORT, "write --format wxr"),
        (BACKUP, "write --format blogger"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [1]}', "has no posts"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "is not JSON"),
    ],
)
def test_a_file_that_is_no_feed_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, part: str
) -> None:
    code, target, _report = run(tmp_path, content, "--format", "feed")
    assert code == 1
    assert part in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (RSS_HEAD + entry(1, "a", GUID) + entry(2, "b", GUID) + RSS_TAIL, 2),
        (RSS_HEAD + entry(1, "a") * 2 + RSS_TAIL, 1),
        (RSS_HEAD + "<item><description>a</description></item>\n<item/>" + RSS_TAIL, 2),
        ("<feed><entry><title>a</title></entry><entry><content src='x'/></entry></feed>", 2),
        ('<feed><entry><content type="image/png">eHg=</content></entry></feed>', 1),
        ('<feed><entry><content type="xhtml"><x:>a</x:><x:1>b</x:1></content></entry></feed>', 1),
    ],
    ids=["one guid", "twice", "nothing but a text", "text elsewhere", "a picture", "broken names"],
)  # fmt: skip
def test_odd_entries_lose_no_neighbor(tmp_path: Path, content: str, count: int) -> None:
    _code, target, report = run(tmp_path, content)
    assert len(list(target.rglob("*.md"))) == report["counts"]["posts imported"] == count


@pytest.mark.parametrize("content", [ATOM, RSS, RDF])
def test_a_second_run_doubles_nothing_and_keeps_edits(tmp_path: Path, content: str) -> None:
    _code, target, _report = run(tmp_path, content)
    files = sorted(target.rglob("*"))
    edited = next(iter(target.rglob("one.md")))
    edited.write_text("mine", encoding="utf-8")
    newer = content.replace("[<p>", "[<p>New. ").replace("Text,", "New,").replace("See", "New")
    code, _target, report = run(tmp_path, newer)
    assert code == 0
    assert edited.read_text(encoding="utf-8") == "mine"
    assert "New" in edited.with_name("one.md.new").read_text(encoding="utf-8")
    assert sorted(target.rglob("*")) == sorted([*files, edited.with_name("one.md.new")])
    assert set(report["changes"].values()) == {"unchanged", "edited, new version beside"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Tue, 10 Jun 2003 04:00:00 GMT", "2003-06-10T04:00:00Z"),
        ("10 Jun 03 4:00 -0500", "2003-06-10T04:00:00-05:00"),
        ("Tue, 10 Jun 2003 04:00:00 PST", "2003-06-10T04:00:00-08:00"),
        ("Tue, 10 Jun 2003 04:00:00 -0000", "2003-06-10T04:00:00Z"),
        ("Tue, 10 Jun 2003 04:00:00 CET", "2003-06-10T04:00:00"),
        ("Tue, 10 Jun 2003 04:00:00 +1500", "2003-06-10T04:00:00"),
        ("2003-12-13T18:30:02.25+01:00", "2003-12-13T18:30:02+01:00"),
        ("2003-12-13t18:30:02z", "2003-12-13T18:30:02Z"),
        ("2003-12-13 18:30", "2003-12-13T18:30:00"),
        ("2003-12-13 18:30:02 +0100", "2003-12-13T18:30:02+01:00"),
        ("2003-12-13", "2003-12-13"),
        ("2003-12", "2003-12"),
        ("2003-13", ""),
        ("2003-02-31", ""),
        ("Tue, 31 Feb 2003 04:00:00 GMT", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_keep_the_offset_that_is_written(text: str, date: str) -> None:
    assert feed_date(text) == date


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Use <nav> and <p>", "Use <nav> and <p>"),
        ("a < b > c", "a < b > c"),
        ("<b>Bold</b> &amp; <a href='x'><i>both</i></a>", "Bold & both"),
        ("Fish & chips", "Fish & chips"),
    ],
)
def test_titles_of_rss_are_text_or_html(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_relative_addresses_are_resolved_in_tags_only() -> None:
    html = """<a data-href="x" href="x?a&amp;b">href="x"</a> <img src='/y'> <a href="#z">"""
    assert with_base(html, "https://example.org/a/b") == (
        """<a data-href="x" href="https://example.org/a/x?a&amp;b">href="x"</a> """
        """<img src="https://example.org/y"> <a href="#z">"""
    )


def test_two_blogs_in_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Also if their posts have the same identifiers, dates and names."""
    target = tmp_path / "posts"

    def feed(number: int, word: str) -> Path:
        path = tmp_path / f"feed{number}.xml"
        item = f"<item><guid>1</guid><title>Hello</title><description>{word}</description></item>"
        link = f"<link>https://blog{number}.example.org/</link>"
        channel = f"<channel><title>Notes</title>{link}{item}</channel>"
        path.write_text(f'<rss version="2.0">{channel}</rss>', encoding="utf-8")
        return path

    def texts() -> dict[str, str]:
        return {path.name: path.read_text("utf-8").split()[-1] for path in target.rglob("*.md")}

    for number, word in ((1, "one"), (2, "two"), (1, "one"), (2, "two")):
        assert main(["import", str(feed(number, word)), "--to", str(target)]) == 0
    assert texts() == {"hello.md": "one", "hello-2.md": "two"}
    assert main(["import", str(feed(1, "new")), "--to", str(target)]) == 0
    assert texts() == {"hello.md": "new", "hello-2.md": "two"}


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("The beginning of it [&amp;#8230;]", "[…]"),
        ("The beginning of it [...]", "[...]"),
        ('The beginning. &lt;a href="x"&gt;Continue reading One →&lt;/a&gt;',
         "Continue reading One →"),
        ("It [&amp;hellip;] The post One appeared first on A Blog.",
         "[…] The post One appeared first on A Blog."),
        ("It ends with three dots …", ""),
        ("Read more books! They are good.", ""),
        ("[…] is not at the end.", ""),
    ],
)  # fmt: skip
def test_a_text_that_is_cut_off_is_named(tmp_path: Path, text: str, ending: str) -> None:
    _code, _target, report = run(tmp_path, RSS_HEAD + entry(1, text) + RSS_TAIL)
    expected = f"text: ends in {ending!r}, so the feed may have only its beginning; check it"
    assert messages(report, "markup") == ([expected] if ending else [])

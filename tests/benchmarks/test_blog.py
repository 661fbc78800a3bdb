"""The made-up blog, what happens to it, and how each tool has it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from benchmarks.blog import generated_blog, make_post
from benchmarks.changes import STEPS
from benchmarks.real import real_blog
from benchmarks.tools import TOOLS

if TYPE_CHECKING:
    from pathlib import Path


def test_a_post_is_the_same_whatever_else_is_asked_for() -> None:
    alone = make_post(40)
    posts = [generated_blog(60).post(number) for number in range(60)]
    assert posts[40] == alone == generated_blog(41).post(40)
    assert len({post.text for post in posts}) == len({post.title for post in posts}) == 60


def test_a_post_has_about_seven_hundred_words() -> None:
    texts = [
        re.sub(r"```.*?```", "", make_post(number).text, flags=re.DOTALL) for number in range(99)
    ]
    assert all(660 < len(text.split()) < 740 for text in texts)
    assert 20 < sum("```" in make_post(number).text for number in range(99)) < 90


def test_tags_are_as_frequent_as_zipf_has_them() -> None:
    counts = Counter(tag for number in range(1000) for tag in make_post(number).tags)
    ranks = [count for _, count in counts.most_common()]
    assert 1.5 < ranks[0] / ranks[1] < 2.5
    assert 6 < ranks[0] / ranks[9] < 14
    assert len(ranks) > 150


def test_links_lead_to_earlier_posts_and_series_have_parts() -> None:
    posts = [make_post(number) for number in range(100)]
    names = {post.name: number for number, post in enumerate(posts)}
    for number, post in enumerate(posts):
        linked = [part.partition(".md)")[0] for part in post.text.split("](post-")[1:]]
        assert all(names[f"post-{link}"] < number for link in linked)
    assert any("](post-" in post.text for post in posts)
    series = Counter(post.series for post in posts if post.series)
    assert set(series.values()) == {5}
    assert [post.part for post in posts if post.series == posts[0].series] == [1, 2, 3, 4, 5]


def test_each_change_is_of_one_post_and_of_what_it_says() -> None:
    blog = generated_blog(20)
    changes = {step: change(blog) for step, change in STEPS.items() if change}
    before = {post.name: post for post in map(blog.post, range(20))}
    edited, tagged, new = changes["edit"], changes["tag"], changes["new"]
    old = before[edited.name]
    assert edited.text.startswith(old.text)
    assert (edited.text == old.text, edited.tags == old.tags) == (False, True)
    old = before[tagged.name]
    assert (tagged.text, tagged.tags[:-1]) == (old.text, old.tags)
    assert tagged.tags[-1] in {tag for post in before.values() for tag in post.tags} - {*old.tags}
    assert edited.name != tagged.name
    assert new.name not in before


@pytest.mark.parametrize("name", TOOLS)
def test_each_tool_has_all_posts_with_links_of_its_own(name: str, tmp_path: Path) -> None:
    tool = TOOLS[name]
    tool.write(tmp_path, generated_blog(12))
    files = sorted((tmp_path / tool.posts).glob("*.md"))
    assert len(files) == 12
    texts = [file.read_text(encoding="utf-8") for file in files]
    links = {
        "pelican": "[that post]({filename}post-",
        "hugo": '[that post]({{< relref "post-',
    }
    own = links.get(name, "[that post](post-")
    assert sum(text.count(own) for text in texts) == sum(
        text.count("[that post]") for text in texts
    )
    assert any(own in text for text in texts)


def test_a_real_post_tells_each_tool_what_its_front_matter_tells(tmp_path: Path) -> None:
    (tmp_path / "2014-03-19-hello.md").write_text(
        "---\ntitle: 'Hello:\n  world'\ndate: 2014-03-20T23:00:00-04:00\nauthors:\n- andre\n"
        "tags:\n- how we work\t\n- open\n---\n\nText {{ x | url }}.\n"
    )
    (tmp_path / "2015-01-02-bare.md").write_text("Only text.\n")
    (tmp_path / "2016-01-02-broken.md").write_text("---\ntitle: [\n---\nText.\n")
    blog = real_blog(tmp_path)
    hello, bare, broken = map(blog.post, range(3))
    assert (hello.title, hello.day.isoformat()) == ("Hello: world", "2014-03-21")
    assert (hello.tags, hello.author) == (["how we work", "open"], "andre")
    assert hello.text == "\nText {{ x | url }}.\n"
    assert (bare.title, bare.day.isoformat(), bare.text) == (
        "2015-01-02-bare",
        "2015-01-02",
        "Only text.\n",
    )
    assert (broken.title, broken.text) == ("2016-01-02-broken", "Text.\n")
    assert blog.post(blog.size).name not in {hello.name, bare.name, broken.name}
    written = TOOLS["hugo"].page(hello).split("---\n")[1]
    assert yaml.safe_load(written)["title"] == "Hello: world"


def test_a_folder_without_posts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no Markdown"):
        real_blog(tmp_path)

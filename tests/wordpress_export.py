"""A small WordPress export file, with the kinds of content that blogs have."""

from __future__ import annotations

from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A &amp; B</title><link>https://blog.example.org</link><language>en</language>
<wp:base_blog_url>https://blog.example.org</wp:base_blog_url>
<wp:author><wp:author_login>ann</wp:author_login>
<wp:author_display_name>Ann Example</wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>\n"


def item(
    number: int,
    body: str,
    *,
    title: str = "",
    kind: str = "post",
    status: str = "publish",
    date: str = "2018-10-20 20:03:48",
    gmt: str = "2018-10-21 03:03:48",
    more: str = "",
) -> str:
    """Return an item of the export; ``more`` is XML to put into it."""
    return f"""<item><title>{escape(title or f"Post {number}")}</title>
<link>https://blog.example.org/2018/10/post-{number}/</link><dc:creator>ann</dc:creator>
<guid>https://blog.example.org/?p={number}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date>
<wp:post_date_gmt>{gmt}</wp:post_date_gmt><wp:post_name>post-{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>
"""


def meta(key: str, value: str) -> str:
    """Return a field of metadata of an item."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


TERMS = (
    '<category domain="category" nicename="c"><![CDATA[Cooking & more]]></category>'
    '<category domain="post_tag" nicename="t"><![CDATA[C#]]></category>'
    '<category domain="series" nicename="s"><![CDATA[Soups]]></category>'
)
PICTURE = (
    "<wp:attachment_url>https://blog.example.org/wp-content/uploads/2018/10/pot.png"
    "</wp:attachment_url><wp:post_parent>1</wp:post_parent>"
    "<excerpt:encoded><![CDATA[A pot]]></excerpt:encoded>"
)
COMMENT = (
    "<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>Bob</wp:comment_author>"
    "<wp:comment_content>Nice</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    "</wp:comment>"
)
UPLOAD = "https://blog.example.org/wp-content/uploads/2018/10/pot-300x200.png"
CLASSIC = f"""First line
second line, costs $5 or {{role}}`x`

# not a heading

[caption id="a" width="300"]<img src="{UPLOAD}" alt="Pot" /> The <em>pot</em>[/caption]

[sourcecode language="python"]
print("a < b")
[/sourcecode]

See <a href="http://www.blog.example.org/?p=2">two</a>, <a href="/2018/10/post-2#x">again</a>
and <a href="https://blog.example.org/2018/10/post-3/">a draft</a>.[ref]A <em>note</em>.[/ref]

[gallery ids="9"]

[contact-form to="x"]
"""
BLOCKS = """<!-- wp:paragraph -->
<p>Before.</p>
<!-- /wp:paragraph -->
<!--more-->
<!-- wp:heading {"level":4} --><h4>Deep</h4><!-- /wp:heading -->
<!-- wp:list --><ul><li>a<ol><li>b</li></ol></li></ul><!-- /wp:list -->
<!-- wp:table --><figure><table><tr><th>x</th></tr><tr><td>a|b</td></tr></table></figure>
<!-- /wp:table -->
<!-- wp:table --><table><tr><td colspan="2"><b>wide</b></td></tr><tr><td>c</td><td>d</td></tr>
</table><!-- /wp:table -->
<p>Note<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup></p>
<!-- wp:embed {"url":"https://video.example.org/1"} -->
<figure><div class="wp-block-embed__wrapper">
https://video.example.org/1
</div></figure><!-- /wp:embed -->
<!-- wp:latest-posts /-->
"""
NOTES = meta("footnotes", '[{"id":"f1","content":"The <b>note</b>"}]')

EXPORT = (
    HEAD
    + item(1, CLASSIC, title='<b>One</b> "1": #x', more=TERMS + meta("_series_part", "2") + COMMENT)
    + item(2, BLOCKS, more=TERMS + NOTES + meta("_thumbnail_id", "9"))
    + item(3, "Draft", status="draft", date="2019-01-01 00:00:00", gmt="0000-00-00 00:00:00")
    + item(4, "Private", status="private")
    + item(5, "Secret", more="<wp:post_password>x</wp:post_password>")
    + item(6, "Later", status="future", date="2999-01-01 00:00:00", gmt="2999-01-01 00:00:00")
    + item(7, "A page", kind="page", title="About *us*")
    + item(8, "Gone", status="trash")
    + item(9, "", kind="attachment", status="inherit", title="pot", more=PICTURE)
    + TAIL
)

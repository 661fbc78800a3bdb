"""Small feeds and backups of Blogger, with the kinds of content that blogs have."""

from __future__ import annotations

import json
from html import escape

BLOG = "https://soups.blogspot.com"
ID = "tag:blogger.com,1999:blog-7"
PICTURE = "https://1.bp.blogspot.com/-x/AA/s1600/Big+pot.png"
SMALL = "https://1.bp.blogspot.com/-x/AA/s320/Big+pot.png"

BLOGGER_HEAD = f"""<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="https://www.blogger.com/styles/atom.css" type="text/css"?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'
 xmlns:thr='http://purl.org/syndication/thread/1.0'><id>{ID}.archive</id>
<title type='html'>Soups &amp;amp; more</title>
<link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/7/archive'/>
<link rel='alternate' type='text/html' href='{BLOG}/'/>
<author><name>Ann Example</name></author>
<entry><id>{ID}.settings.BLOG_LOCALE</id>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#settings'/>
<title type='text'>The locale</title><content type='text'>en_GB</content></entry>
<entry><id>{ID}.layout</id><category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#template'/>
<title type='text'>Template: Soups</title><content type='text'>&lt;html/&gt;</content></entry>
"""
FEED_TAIL = "</feed>\n"


def backup_entry(
    number: int, html: str, *, kind: str = "post", title: str = "", slug: str = "", more: str = ""
) -> str:
    """Return an entry of the backup in Blogger's settings; ``more`` is XML to put into it."""
    path = f"p/{slug}.html" if kind == "page" else f"2010/01/{slug}.html"
    link = f"<link rel='alternate' type='text/html' href='{BLOG}/{path}'/>" if slug else ""
    return f"""<entry><id>{ID}.{"page" if kind == "page" else "post"}-{number}</id>
<published>2010-01-0{number % 9 + 1}T10:00:00.000-08:00</published>
<updated>2010-01-0{number % 9 + 1}T10:30:00.123-08:00</updated>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
<title type='text'>{escape(title)}</title><content type='html'>{escape(html)}</content>
<link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/7/{number}'/>
{link}<author><name>Ann Example</name><uri>https://ann.example.org/</uri>
<email>noreply@blogger.com</email></author>{more}</entry>
"""


LABELS = "".join(
    f"<category scheme='http://www.blogger.com/atom/ns#' term='{label}'/>"
    for label in ("C#", "Soups")
)
DRAFT = (
    "<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft></app:control>"
)
POT = f"""Costs $5.<br /><br />Second <b>paragraph</b><br />and line.<a name='more'></a>
<table class="tr-caption-container"><tbody><tr><td><a href="{PICTURE}"><img alt="Pot"
 border="0" src="{SMALL}" /></a></td></tr><tr><td class="tr-caption">The <i>pot</i></td></tr>
</tbody></table>
<div class="separator"><a href="{PICTURE}" imageanchor="1"><img src="{SMALL}" /></a></div>
<pre class="brush: python">print("a &lt; b")<br /><br />x</pre>
See <a href="http://soups.blogspot.de/2010/01/two.html?m=1#c">two</a> and
<a href="{BLOG}/p/about.html">about</a>.
"""


def backup_reply(number: int, post: int, html: str, more: str = "") -> str:
    """Return a comment of the backup."""
    reply = f"<thr:in-reply-to href='{BLOG}/x' ref='{ID}.post-{post}' type='text/html'/>{more}"
    return backup_entry(number, html, kind="comment", title=html[:9], more=reply)


BACKUP = (
    BLOGGER_HEAD
    + backup_entry(1, POT, title="A <pot> & more", slug="pot", more=LABELS)
    + backup_entry(2, "<p>Second</p>", title="Two", slug="two")
    + backup_entry(3, "<p>Not yet</p>", title="Draft", more=DRAFT)
    + backup_entry(4, "<p>About us</p>", kind="page", title="About", slug="about")
    + backup_reply(5, 1, "Nice!")
    + backup_reply(6, 1, "Thanks!", f"<link rel='related' href='{BLOG}/1/comments/default/5'/>")
    + backup_reply(7, 99, "Lost")
    + backup_entry(8, "<div>No title here, only words and more words than a title has</div>",
                   slug="no-title")
    + FEED_TAIL
)  # fmt: skip

TAKEOUT_HEAD = f"""<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>{ID}</id><title>Soups</title>
"""


def takeout_entry(
    number: int,
    html: str,
    *,
    kind: str = "POST",
    status: str = "LIVE",
    path: str = "",
    more: str = "",
) -> str:
    """Return an entry of ``feed.atom`` in Google Takeout."""
    return f"""<entry><id>{ID}.post-{number}</id><blogger:type>{kind}</blogger:type>
<blogger:status>{status}</blogger:status>
<author><name>Ann Example</name><uri/><blogger:type>BLOGGER</blogger:type></author>
<title>Title {number}</title><content type='html'>{escape(html)}</content>
<blogger:created>2023-01-02T00:00:00Z</blogger:created>
<published>2023-01-03T04:05:06.789Z</published><updated>2023-02-01T00:00:00Z</updated>
<category scheme='{ID}' term='Soups'/><blogger:filename>{path}</blogger:filename>
<link/><enclosure/><blogger:trashed/>{more}</entry>
"""


TAKEOUT = (
    TAKEOUT_HEAD
    + takeout_entry(
        1, "<p><a href='https://soups.example.org/2023/01/b.html'>b</a></p>",
        path="/2023/01/a.html", more="<blogger:metaDescription>In short.</blogger:metaDescription>",
    )
    + takeout_entry(2, "<p>b</p>", path="/2023/01/b.html")
    + takeout_entry(3, "<p>c</p>", status="DRAFT")
    + takeout_entry(4, "<p>d</p>", status="SCHEDULED", path="/2023/01/d.html")
    + takeout_entry(5, "<p>e</p>", status="SOFT_TRASHED")
    + takeout_entry(6, "<p>f</p>", kind="PAGE", path="/p/f.html")
    + takeout_entry(7, "Nice", kind="COMMENT", more=f"<blogger:parent>{ID}.post-2</blogger:parent>")
    + takeout_entry(8, "Spam", kind="COMMENT", status="PENDING",
                    more=f"<blogger:parent>{ID}.post-2</blogger:parent>")
    + FEED_TAIL
)  # fmt: skip

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example.org/blog/" xml:lang="en">
<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><id>urn:feed</id>
<link href="https://atom.example.org/"/>
<link rel="self" href="feed.xml"/><link rel="next" href="feed2.xml"/>
<author><name>Ann Example</name></author>
<entry><id>urn:1</id><title type="html">One &amp;lt;p&amp;gt; &lt;i&gt;x&lt;/i&gt;</title>
<link href="2020/one.html"/><published>2020-01-02T03:04:05.678+05:30</published>
<updated>2020-03-01T00:00:00Z</updated><category term="c" label="C#"/><category term="soups"/>
<summary>In short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text, <em>again</em>:
<a href="2020/two.html">two</a>,<br/><a href="/blog/2020/two.html#x">two</a>,
<img src="img/pot.png" alt="Pot"/></p></div></content></entry>
<entry><id>urn:2</id><title>Two &lt; three</title><link href="2020/two.html"/>
<link rel="enclosure" type="audio/mpeg" href="/audio/two.mp3"/>
<author><name>Bob Example</name></author><author><name>Ann Example</name></author>
<updated>2020-02-03T00:00:00Z</updated>
<content type="html" xml:base="/blog/2020/">&lt;p&gt;Back to
&lt;a href="one.html"&gt;one&lt;/a&gt;&lt;/p&gt;</content></entry>
<entry><id>urn:3</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Three
<code>&lt;p&gt;</code></div></title><link href="2020/three.html"/>
<updated>2020-02-04T00:00:00Z</updated><content>Plain *text*

in two paragraphs</content></entry>
<entry><id>urn:4</id><title>Draft</title><updated>2020-02-05T00:00:00Z</updated>
<content>Not yet</content>
<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control></entry>
</feed>
"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Soups &amp; more</title><link>https://rss.example.org</link><language>en</language>
<atom:link href="https://rss.example.org/feed" rel="self"/>
<image><title>Logo</title><link>https://other.example.org</link></image>
<item><title>Use &lt;nav&gt; &amp;amp; &lt;em&gt;more&lt;/em&gt;</title>
<link>https://rss.example.org/2021/one/</link>
<guid isPermaLink="false">https://rss.example.org/?p=1</guid><dc:creator>Ann Example</dc:creator>
<pubDate>Sat, 02 Jan 2021 03:04:05 -0500</pubDate><category>C#</category><category>Soups</category>
<description>In short.</description>
<media:content url="https://rss.example.org/img/pot.png" medium="image"/>
<content:encoded><![CDATA[<p>Costs $5.<br><br>See <a href="/2021/two/">two</a>, <a href="#n">n</a>,
<a href="../two/">two</a>.</p>
<pre><code class="language-python">print("a &lt; b", '&lt;a href="x">')</code></pre>]]>
</content:encoded></item>
<item><title>Two</title><guid>https://rss.example.org/2021/two/</guid>
<author>bob@example.org (Bob Example)</author><pubDate>2 Feb 2021 00:00 GMT</pubDate>
<description>&lt;p&gt;Only a description&lt;/p&gt;</description>
<enclosure url="https://rss.example.org/two.mp3" type="audio/mpeg" length="1"/></item>
<item><title>A link</title><link>https://elsewhere.example.org/x</link>
<guid>https://rss.example.org/2021/link/</guid><pubDate>soon</pubDate>
<description>Look at this</description></item>
<item><description>No title here, only words and more words than any title has in it</description>
<link>https://rss.example.org/2021/12345/</link>
<pubDate>Mon, 01 Mar 2021 00:00:00 EST</pubDate></item>
<item><title>Two</title><guid>https://rss.example.org/2021/two/</guid></item>
</channel></rss>
"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://rdf.example.org/"><title>Old</title><link>https://rdf.example.org/</link>
<dc:language>en</dc:language></channel>
<item rdf:about="https://rdf.example.org/one"><title>One</title><link>https://rdf.example.org/one</link>
<dc:creator>Ann Example</dc:creator><dc:date>2004-05-06</dc:date><dc:subject>Soups</dc:subject>
<content:encoded>&lt;p&gt;See &lt;a href="/two"&gt;two&lt;/a&gt;&lt;/p&gt;</content:encoded></item>
<item rdf:about="https://rdf.example.org/two"><title>Two</title><link>https://rdf.example.org/two</link>
<dc:date>2004-05-07T08:09+02:00</dc:date><description>Short</description></item>
</rdf:RDF>
"""

JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Notes", "language": "en",
    "home_page_url": "https://json.example.org/", "authors": [{"name": "Ann Example"}],
    "items": [
        {"id": "1", "url": "https://json.example.org/notes/one", "title": "One",
         "summary": "In short.", "content_html": "<p>See <a href='two'>two</a></p>",
         "tags": ["C#", "Soups"],
         "date_published": "2022-01-02T03:04:05-07:00", "date_modified": "2022-02-01T00:00:00Z",
         "image": "https://json.example.org/img/pot.png"},
        {"id": 2, "url": "https://json.example.org/notes/two",
         "content_text": "Only *text*\n\nhere",
         "external_url": "https://elsewhere.example.org/x", "author": {"name": "Bob Example"},
         "date_published": "2022-01-03",
         "attachments": [{"url": "https://json.example.org/a.mp3", "mime_type": "audio/mpeg"}]},
    ],
}).replace("/version", "\\/version")  # fmt: skip

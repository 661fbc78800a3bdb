"""A small Jekyll site, with what blogs use of Liquid, kramdown and the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.test_image_format import PNG

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """title: A site
url: https://blog.example.org
baseurl: /blog
timezone: Europe/Berlin
permalink: pretty
author: ann
lang: en
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, comments: true, series: Soups}
  - scope: {path: _posts/special, type: posts}
    values: {author: bob}
"""

LIQUID = r"""---
title: "Liquid & more"
date: 2019-05-06 07:08:09
categories: cooking at-home
tags: [C#, soup]
header: {teaser: /assets/pot.png}
redirect_from:
  - /old/one/
  - /old/two.html
mood: fine
---
The first paragraph.
<!--more-->

{% assign where = "/about/" %}
See [two]({% post_url 2019-05-07-second %}), [two again]({{ site.baseurl }}/2019/05/07/second/),
[by hand]({{ "/2019/05/07/second/" | relative_url }} "Title"),
[its file](special/2019-05-07-second.md),
[a page]({{ where | absolute_url }}), [a draft]({% post_url 2019-05-08-hidden %}) and
[the file]({% link _posts/special/2019-05-07-second.md %}).
{{ site.title }}, {{ page.title | escape }}.

![Pot]({{ '/assets/pot.png' | relative_url }}){: .wide}

{% include figure.html src="/assets/pot.png" alt="A pot" caption="A *brown* pot" %}

- {% include image.html url="/assets/pot.png" alt="In a list" %}

{% include youtube.html id="abc-123" %}

{% gist ann/0123 %}

{% include mystery.html x="1" %} and {{ page.unknown }} in text.

{% comment %}
Not [shown](/x).
{% endcomment %}

{% highlight python linenos %}
print("{{ site.title }}")
{% endhighlight %}

```liquid
{% raw %}{{ page.title }}{% endraw %}
```

Raw in a line: {% raw %}{{ x }}{% endraw %}.

<div class="box">
  <p>One <a href="{{ site.baseurl }}/2019/05/07/second/">link</a></p>

    <p>Indented</p>
</div>
"""

KRAMDOWN = """---
title: Second
tags: one two
---
* TOC
{:toc}

# First part {#first}

Text with a note[^1], $$x_1$$ and [a jump](#second-part). It costs $5 or $6.
{: .lead}

Second part
===========
{: #second}

{::comment}
Not shown.
{:/comment}

$$
\\alpha
$$

~~~ ruby
puts "[x](/y)"
~~~

*[HTML]: Hypertext

[^1]: The note with [one][o].

[o]: {% post_url 2019-05-06-liquid %}

{::options parse_block_html="true" /}
"""

FILES = {
    "_config.yml": CONFIG,
    "_data/authors.yml": "ann:\n  name: Ann Example\n  url: https://ann.example.org\n",
    "_team/bob.md": "---\nname: Bob Example\n---\nA cook.\n",
    "_posts/2019-05-06-liquid.md": LIQUID,
    "_posts/special/2019-05-07-second.md": KRAMDOWN,
    "_posts/2019-05-08-hidden.md": "---\ntitle: Hidden\npublished: false\n---\nHidden.\n",
    "_posts/2999-01-01-future.md": "---\ntitle: Future\n---\nLater.\n",
    "_posts/2019-05-09-plain.html": "---\ntitle: In HTML\npermalink: /plain.html\n---\n"
    '<p>See <a href="{{ site.baseurl }}/2019/05/07/second/">two</a>.</p>\n',
    "_posts/no-date.md": "---\ntitle: No date\n---\nSkipped.\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\nAn idea.\n",
    "soups/_posts/2019-05-10-leek.md": "Leek soup, [the one](/blog/plain).\n",
    "about.md": "---\ntitle: About us\npermalink: /about/\n---\nAbout, by [two]"
    "({% post_url 2019-05-07-second %}).\n",
    "README.md": "Not a page.\n",
}  # fmt: skip


def write_site(folder: Path) -> Path:
    """Write the site into a folder, and return it."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "pot.png").write_bytes(PNG)
    return folder

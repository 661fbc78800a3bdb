"""A small Hugo site, with what blogs use of bundles, shortcodes and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.test_image_format import PNG

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """baseURL = "https://blog.example.org/"
title = "A site"
timeZone = "Europe/Berlin"
defaultContentLanguage = "en"
[permalinks]
posts = "/:year/:month/:slug/"
[languages.en]
weight = 1
[languages.de]
weight = 2
contentDir = "content/de"
[Params]
mainSections = ["posts"]
motto = "Cook well"
[params.author]
name = "Ann Example"
"""

SHORTCODES = r"""+++
title = "Shortcodes & more"
date = 2019-05-06T07:08:09
lastmod = 2020-01-02
slug = "short"
tags = ["C#", "soup"]
categories = ["cooking"]
series = ["Soup Stories"]
series_order = 2
aliases = ["/old/one/", "older", "https://elsewhere.example/x"]
summary = "All *shortcodes*."
[cover]
image = "pot.png"
alt = "A pot"
+++
The first paragraph, https://example.org/a_b.

See [two]({{< ref "second.md" >}}), [again]({{< relref "/posts/second#part" >}}),
[by hand](/2019/05/second/), [the file](../second/index.md), [beside](../json/),
[a draft]({{< ref "hidden" >}}),
[German]({{< ref "zwei" >}}), [no page]({{< ref "nothing.md" >}}) and [a page](/about/).

{{< figure src="pot.png" alt="A pot" caption="A *brown* pot"
    attr="Ann" attrlink="https://ann.example" >}}

- in a list {{< img src="/img/pot.png" >}}

{{< youtube id="abc-123" >}}

{{< vimeo 146022717 >}}
{{< gist ann 0123 >}}
{{< x user="ann" id="877500564405444608" >}}

{{% details "More *of* it" %}}
Inside, [two](/2019/05/second/) with {{< param "motto" >}} and {{< param mood >}}.
{{% /details %}}

{{< notice warning >}}
Hot, [two](/2019/05/second/).

```go
a := "{{< param motto >}}"
```
{{< /notice >}}

{{< highlight go "linenos=table" >}}
fmt.Println("[x](/y)")
{{< /highlight >}}

```text
{{</* figure src="x.png" */>}}
```

Written {{%/* ref "x" */%}} and {{< mystery "x y" >}}inner{{< /mystery >}}.

## Part {#part .big}
{.lead}

To [the part](#part) and $$x_1$$.
"""

FILES = {
    "hugo.toml": CONFIG,
    "data/authors/bob.yaml": "name: Bob Example\nurl: https://bob.example\n",
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About us\n---\nAbout, by [two](posts/second/).\n",
    "content/series/_index.md": "---\ntitle: All series\n---\n",
    "content/series/soup-stories/_index.md":
        "---\ntitle: Stories of soups\ndescription: From *leek* to tomato.\n---\n",
    "content/posts/_index.md": "---\ntitle: Posts\ncascade:\n  mood: fine\n---\n",
    "content/posts/shortcodes/index.md": SHORTCODES,
    "content/posts/second/index.md":
        "---\ntitle: Second\ndate: 2019-05-07\nauthor: bob\nresources:\n"
        "- {src: deep/feature.png, name: header}\n---\n![Deep](deep/feature.png) "
        "![named](header) ![none](none.png)\n\n"
        "Long.\n<!--more-->\nRest, [short](../short/) and [one](../shortcodes).\n\n## Part\n",
    "content/posts/second/notes.md": "A part of the bundle.\n",
    "content/posts/json.md":
        '{\n"title": "In JSON",\n"date": "2019-05",\n"url": "/by/hand.html",\n"weight": 3,\n'
        '"authors": [{"name": "Cy Example", "url": "https://cy.example"}]\n}\n'
        "[Two](second), [html](page.html).\n",
    "content/posts/page.html": "---\ntitle: In HTML\ndate: 2019-05-09\n---\n"
        '<p><a href="/by/hand.html">JSON</a> {{< param motto >}}</p>\n',
    "content/posts/2019-05-10-named.md": "No head, {{<mystery>}}.\n",
    "content/posts/hidden.md": "---\ntitle: Hidden\ndraft: true\n---\nHidden text.\n",
    "content/posts/later.md": "---\ntitle: Later\npublishDate: 2999-01-01\n---\nLater text.\n",
    "content/posts/gone.md": "---\ntitle: Gone\nexpiryDate: 2001-01-01\n---\nExpired text.\n",
    "content/posts/never.md": "---\ntitle: Never\nbuild: {render: never}\n---\nUnbuilt text.\n",
    "content/posts/old.org": "#+title: Org\n",
    "content/de/posts/zwei.md": "---\ntitle: Zwei\ndate: 2019-05-12\n---\nSuppe.\n",
    "content/posts/second/index.de.md": "---\ntitle: Zweiter\ndate: 2019-05-07\n---\nAuf Deutsch, "
        '[zwei]({{< ref "zwei" >}}), ![tief](deep/feature.png).\n',
}  # fmt: skip


def write_site(folder: Path) -> Path:
    """Write the site into a folder, and return it."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("static/img/pot.png", "content/posts/shortcodes/pot.png",
                 "content/posts/second/deep/feature.png"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PNG)
    return folder

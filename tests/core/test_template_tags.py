"""Template tags of other programs in the text of a post."""

from __future__ import annotations

import time

import pytest

from sphinx_anthology.core.posts.template_tags import template_tags, without_template_tags


@pytest.mark.parametrize(
    "tag",
    [
        '{{< figure src="a.png" >}}',
        "{{% notice %}}",
        "{{< ref a.md >}}",
        "{% include a.html %}",
        "{%- if page.date -%}",
        "{% raw %}",
        "{{ site.url }}",
        "{{page.title}}",
        '{{ "/a/" | relative_url }}',
        "{: .class #id}",
        "{:toc}",
        "{:.no_toc}",
        "{::options parse_block_html='true' /}",
        "{% endhighlight %}",
        '[gallery ids="1,2"]',
        '[caption id="a" width="300"]',
        "[/caption]",
        "[embed]",
        "<YouTube id='a' />",
        "import Tabs from '@theme/Tabs'",
        "export const a = 1",
        "![[picture.png|300]]",
        "![[embed]]",
    ],
)
def test_tags_of_each_program(tag: str) -> None:
    (found,) = template_tags(f"# A title\n\nText.\n\n{tag}\n\nMore.\n")
    assert (found.line, found.text) == (5, tag)
    assert without_template_tags(f"Before\n{tag}\nafter") == "Before\n\nafter"


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{ a }}\n```",
        "~~~ jinja\n{% a %}\n```\n{% b %}\n~~~",
        "````\n```\n{{ a }}\n````",
        "`{{ a }}` and ``{% `b` %}``",
        "<!-- {{ a }} -->",
        "A {brace} and {{ one",
        "{{ one } two",
        "{note}`a` {#id .class} ${a}$",
        "[a link](b) [gallery](b) [gallery]: b",
        "[video][1] and [1]",
        "<DIV> <p> <details>",
        "import the goods from 'abroad' and export them",
        "1 < A and B > C",
        "[[1]] [[1, 2]] [[a]](b) [[a][1]] [[gallery]](b) `[[a]]`",
        "if [[ -f a ]] then \\[[a]",
        "[[a]] is a link\n\n[a]: b",
        "% a\n%% hidden %%\n100%% and 50%% of it",
        "```\n%%\na\n%%\n```",
        "\\{% a %} \\{{< b >}} \\{{ c }} \\{: .d} \\[gallery\\] \\{static}/e.png",
    ],
)
def test_code_comments_and_markdown_are_not_tags(text: str) -> None:
    assert template_tags(text) == ()


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("[[A page]]", "A page"), ("[[A page#Part|this]]", "this"), ("[[2014-11-10]]", "2014-11-10")],
)
def test_links_of_obsidian_keep_their_text(tag: str, shown: str) -> None:
    (found,) = template_tags(f"See {tag}: more")
    assert found.text == tag
    assert without_template_tags(f"See {tag}.") == f"See {shown}."


@pytest.mark.parametrize(
    ("text", "tag", "line"),
    [
        ("A\n\nText %% not ready %% here", "%% not ready %%", 3),
        ("A\n\n%%\nNot ready.\n\nAt all.\n%%\n", "%%", 3),
    ],
)
def test_comments_of_obsidian_that_are_shown(text: str, tag: str, line: int) -> None:
    (found,) = template_tags(text)
    assert (found.text, found.line) == (tag, line)


def test_a_directive_has_text() -> None:
    (found,) = template_tags("```{note}\n{{ a }}\n```\n")
    assert found.line == 2


def test_a_fence_of_tildes_may_have_backticks_in_its_first_line() -> None:
    assert template_tags("~~~ `a`\n{{ a }}\n~~~\n") == ()
    assert len(template_tags("``` `a`\n{{ a }}\n```\n")) == 1


def test_expressions_may_be_substitutions_of_myst() -> None:
    tags = template_tags("{{ a }} {% b %} {{< c >}}")
    assert [tag.is_substitution for tag in tags] == [True, False, False]


def test_a_tag_over_several_lines_is_shown_on_one() -> None:
    (tag,) = template_tags('{{< figure\n  src="a.png"\n  alt="b" >}}')
    assert tag.text == '{{< figure src="a.png" alt="b" >}}'


@pytest.mark.parametrize(
    "piece",
    ["{{ ", "{% ", "`", "[gallery ", "<A", "{:", "<!--", "import a ", "[[", "[[a|", "a %%", "%%\n"],
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        template_tags("{{" + piece * count)
        return time.process_time() - start

    assert seconds(40_000) < 12 * seconds(10_000) + 0.1

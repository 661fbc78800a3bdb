"""Generated blogs of any size: the same posts each time, one for each day.

The n-th post is the same in a blog of any size, so growth with the size is due to the tool.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRST_DAY = date(1999, 1, 1)
WORDS_A_POST = 700
VOCABULARY = 20_000
TAGS = 200
AUTHORS = 12
PARTS_OF_SERIES = 5  # every tenth post belongs to the current series
CODE_A_SECTION = 0.3
ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ch", "st")
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in "aeiou"]
CODE = """\
def {name}(values):
    \"\"\"Return how often each value is there.\"\"\"
    counts = {{}}
    for value in values:
        counts[value] = counts.get(value, 0) + {step}
    return counts
"""


@dataclass(frozen=True)
class BlogPost:
    """A post: the values of its front matter, and its Markdown text without the title.

    A link to another post names its file: ``[so](post-00012.md)``.
    """

    name: str  # of the file, without suffix
    title: str
    day: date
    tags: Sequence[str]
    author: str
    text: str
    series: str = ""
    part: int = 0


@dataclass(frozen=True)
class Blog:
    """A blog of ``size`` posts; post number ``size`` is added by a later step."""

    name: str
    size: int
    post: Callable[[int], BlogPost]


def generated_blog(size: int) -> Blog:
    """Return a generated blog with this number of posts."""
    return Blog("made", size, make_post)


def file_name(number: int) -> str:
    """Return the file name of a post, without suffix."""
    return f"post-{number:05}"


@cache
def vocabulary() -> Sequence[str]:
    """Return invented words, the frequent ones first and shorter."""
    random = Random(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 + (len(words) > 60) + (len(words) > 3000) + (random.random() < 0.3)
        words["".join(random.choices(SYLLABLES, k=syllables))] = None
    return list(words)


@cache
def zipf_weights(count: int) -> Sequence[float]:
    """Return the cumulative weights 1, 1 + 1/2, 1 + 1/2 + 1/3 … for ``random.choices``."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def words(random: Random, count: int) -> list[str]:
    """Return words of the vocabulary, distributed by Zipf's law."""
    return random.choices(vocabulary(), cum_weights=zipf_weights(VOCABULARY), k=count)


def paragraph(random: Random, count: int) -> str:
    """Return sentences with ``count`` words in total."""
    text = []
    while count > 0:
        length = min(count, random.randint(6, 22))
        sentence = words(random, length)
        if length > 9:
            emphasized = random.randrange(length)
            sentence[emphasized] = random.choice(["*{}*", "**{}**", "`{}`"]).format(
                sentence[emphasized]
            )
        text.append(" ".join(sentence).capitalize() + ".")
        count -= length
    return " ".join(text)


def body(random: Random, linked: Sequence[int]) -> str:
    """Return a text of two to four sections that ends with links to other posts."""
    blocks = []
    sections = random.randint(2, 4)
    for section in range(sections):
        if section:
            blocks.append("## " + " ".join(words(random, 3)).capitalize())
        blocks += [paragraph(random, WORDS_A_POST // sections // 4) for _ in range(4)]
        if random.random() < CODE_A_SECTION:
            code = CODE.format(name=words(random, 1)[0], step=random.randint(1, 9))
            blocks.append(f"```python\n{code}```")
    see = [f"- See [that post]({file_name(number)}.md) too." for number in linked]
    blocks.append("\n".join([*see, "- [Elsewhere](https://example.com/elsewhere)"]))
    return "\n\n".join(blocks) + "\n"


def make_post(number: int) -> BlogPost:
    """Return the post with a number from 0."""
    random = Random(number)
    count = random.randint(0, min(3, number))
    linked = sorted({random.randrange(number) for _ in range(count)})
    tags = random.choices(range(TAGS), cum_weights=zipf_weights(TAGS), k=random.randint(1, 5))
    group, in_group = divmod(number, 10 * PARTS_OF_SERIES)
    in_series = in_group % 10 == 0
    return BlogPost(
        name=file_name(number),
        title=" ".join(words(random, random.randint(3, 8))).capitalize(),
        day=FIRST_DAY + timedelta(days=number),
        tags=[f"tag {vocabulary()[100 + tag]}" for tag in dict.fromkeys(tags)],
        author=f"Author {vocabulary()[random.randrange(AUTHORS)].capitalize()}",
        series=f"Series {vocabulary()[400 + group % 2000]} {group}" if in_series else "",
        part=in_group // 10 + 1 if in_series else 0,
        text=body(random, linked),
    )

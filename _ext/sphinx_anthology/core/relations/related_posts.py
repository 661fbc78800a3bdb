"""Related posts, by the cosine similarity of rare tags and keywords."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MIN_LETTERS = 4
"""Length of the shortest keyword of a script with spaces."""
_NUMBER = re.compile(r"\d+")
_ZERO_WIDTH_SPACE = "\u200b"

# Scripts without spaces, and Korean, which joins endings to words, are split into n-grams: of two
# ideographs or hangul syllables, and of four letters of Thai, Lao, Burmese and Khmer, which mean
# less. N-grams across the border of two words do no harm: they are in no other post, or in so many
# that they are ignored. A run of katakana is one word.
_RUNS = (
    (re.compile(r"[\u3005-\u3007\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+"), 2),
    (re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff]+"), None),
    (re.compile(r"[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3]+"), 4),
)


def keywords(text: str, most: int = 40) -> tuple[str, ...]:
    """Return the distinct words of a text, the most frequent first, then in alphabetical order.

    They include stop words. The comparison of posts ignores these, since many posts have them.

    Args:
        text: The text without markup.
        most: The maximum number of words.
    """
    plain = _without_punctuation(unicodedata.normalize("NFKC", text).casefold())
    times = Counter(_words(plain))
    return tuple(nsmallest(most, times, key=lambda word: (-times[word], word)))


def _without_punctuation(text: str) -> str:
    """Return the letters, digits and combining marks of a text, with spaces between words."""
    # faster than translate(), which looks up each character: a text has few distinct signs
    for char in set(text):
        if not _is_word_character(char):
            text = text.replace(char, _replacement(char))
    return text


def _is_word_character(char: str) -> bool:
    # Most words in the scripts of India have combining marks, which \w does not match. Hiragana
    # write the grammar of Japanese, so they separate words as spaces do elsewhere.
    return unicodedata.category(char)[0] in "LMN" and not "\u3041" <= char <= "\u309f"


def _replacement(char: str) -> str:
    # soft hyphens, joiners and directional marks are invisible parts of words
    invisible = unicodedata.category(char) == "Cf" and char != _ZERO_WIDTH_SPACE
    return "" if invisible else " "


def _words(plain: str) -> Iterator[str]:
    if not plain.isascii():
        for runs, size in _RUNS:
            for run in runs.findall(plain):
                yield from _ngrams(run, size or max(len(run), 2))
            plain = runs.sub(" ", plain)
    for word in plain.split():
        if len(word) >= _MIN_LETTERS and (word.isalpha() or _has_letters(word)):
            yield word


def _has_letters(word: str) -> bool:
    return len(_NUMBER.sub("", word)) >= _MIN_LETTERS


def _ngrams(run: str, size: int) -> Iterator[str]:
    return (run[start : start + size] for start in range(len(run) - size + 1))


@dataclass(frozen=True, slots=True)
class Profile:
    """The tags and keywords of a post."""

    docname: str
    tags: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """The weight of a kind of terms, tags or words, and the limits above which one is ignored.

    Attributes:
        weight: The factor by which the rarity of a term counts.
        part: A term in more than one in ``part`` posts is ignored.
        most: A term in more than this number of posts is ignored; this bounds the number of posts
            that a post is compared with, and so makes the cost linear.
    """

    weight: float
    part: int
    most: int


@dataclass(frozen=True, slots=True)
class _Term:
    """A rare tag or word, with the positions of its posts."""

    weight: float
    positions: list[int]


# A tag of more than half of the posts does not distinguish them. The frequent words of a text are
# mostly those of its language and of the subject of the whole blog; a word in at most one post of
# ten is neither. With fewer than twenty posts no word is known to be rare, so only tags count.
#
# Measured on a blog of 500 posts by the links that its authors set between posts: they were found
# best where a tag has the weight of two or three words of the same rarity. With less, posts matched
# by turns of phrase; with more, a tag of twenty posts hid which two of them are about one project.
# Tags and words of 50 posts still helped, those of more than 100 did not. A post has few tags and
# many words, so tags have the higher limit.
_TAG = _Kind(weight=3, part=2, most=200)
_WORD = _Kind(weight=1, part=10, most=100)

# Of random pairs of posts in that blog, one in 50 shared three rare words, but only one in 150
# shared four, and most of these had a tag in common, too.
_MIN_SHARED_WORDS = 4

_DIGITS = 9
"""Decimal places in which similarities are compared."""
_EQUAL = 10**-_DIGITS


def related_posts(profiles: Sequence[Profile], most: int = 5) -> dict[str, tuple[str, ...]]:
    """Return the docnames of the related posts of each post, the nearest first.

    The measure is the cosine similarity of rare tags and words. A related post shares a tag that at
    most half of all posts have, or several rare words.

    Args:
        profiles: All posts, in the order of the book, which breaks ties.
        most: The maximum number of related posts.
    """
    tags = _rare_terms([profile.tags for profile in profiles], _TAG)
    words = _rare_terms([profile.words for profile in profiles], _WORD)
    terms = [[*tagged, *worded] for tagged, worded in zip(tags, words, strict=True)]
    lengths = [sqrt(sum(term.weight for term in found)) for found in terms]
    related: dict[str, tuple[str, ...]] = {}
    for position, (profile, length) in enumerate(zip(profiles, lengths, strict=True)):
        similar = _similar(tags[position], words[position]) - {position}
        shared = _shared_weight(terms[position], similar)
        scores = {other: weight / (length * lengths[other]) for other, weight in shared.items()}
        nearest = _most_similar(scores, most)
        related[profile.docname] = tuple(profiles[other].docname for other in nearest)
    return related


def _most_similar(scores: Mapping[int, float], most: int) -> list[int]:
    """Return the positions of the most similar posts; the order of the book breaks ties."""
    # round, since the last bits of equal values depend on the order of the sums; to save time,
    # round only the candidates
    best = sorted(scores.values(), reverse=True)[:most]
    least = best[-1] - 2 * _EQUAL if best else 0
    rounded = [(-round(near, _DIGITS), other) for other, near in scores.items() if near >= least]
    return [other for _, other in sorted(rounded)[:most]]


def _rare_terms(posts: Sequence[Iterable[str]], kind: _Kind) -> list[list[_Term]]:
    """Return the terms of each post that some other posts have, but not many."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for position, names in enumerate(posts):
        for name in dict.fromkeys(names):
            by_name[name].append(position)
    most = min(len(posts) // kind.part, kind.most)
    found: list[list[_Term]] = [[] for _ in posts]
    for positions in by_name.values():
        if 2 <= len(positions) <= most:
            # squared, as in the cosine of two vectors of inverse document frequencies
            rarity = log(len(posts) / len(positions)) ** 2
            term = _Term(kind.weight * rarity, positions)
            for position in positions:
                found[position].append(term)
    return found


def _shared_weight(terms: Iterable[_Term], similar: set[int]) -> dict[int, float]:
    """Return the weight of the shared terms for each similar post, by position."""
    shared = dict.fromkeys(similar, 0.0)
    for term in terms:
        for other in similar.intersection(term.positions):
            shared[other] += term.weight
    return shared


def _similar(tags: Iterable[_Term], words: Iterable[_Term]) -> set[int]:
    """Return the positions of the posts that share a tag, or enough words."""
    tagged = chain.from_iterable(term.positions for term in tags)
    worded = Counter(chain.from_iterable(term.positions for term in words))
    return {*tagged, *(other for other, times in worded.items() if times >= _MIN_SHARED_WORDS)}

"""Sphinx's search index, with less work, and none that grows with the square of the site."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx.search import IndexBuilder, WordStore, js_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from os import PathLike

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_TERMS = 100_000
"""Of so many words, the last that were met: those of some languages have no end."""

_TERMS_OPEN, _TERMS_CLOSE = '"terms":{', '},"titles":'
_TITLE_TERMS_OPEN, _TITLE_TERMS_CLOSE = '"titleterms":{', "}})"
"""What is written before and after the words of texts and of titles, the last of an index."""

_OLD = "old format"
"""What Sphinx says of an index that is none."""

_WORD = re.compile(r'"(?:[^"\\]|\\.)*":(?:[0-9]+|\[[0-9,]*\])')
"""A word as it is written, with the number of its document or those of all."""

_FEW = 8
"""So many numbers are looked for one by one."""


class LoadedWords(dict[str, Any]):
    """Words with their documents; those of an index that was loaded with numbers as written there.

    What asks for one gets a set of docnames, as Sphinx has it, and may change it. To have it of
    all takes longer than all else, and after most edits no word has come or gone: so documents
    are dropped and added beside what was loaded.
    """

    def __init__(self, words: Mapping[str, str], docnames: Sequence[str]) -> None:
        """Take words with numbers as they are written, and the documents in their order."""
        super().__init__((word, numbers or set()) for word, numbers in words.items())
        self._docnames = docnames
        self._dropped: dict[str, str] = {}
        self._added: dict[str, set[str]] = {}

    def __getitem__(self, word: str) -> set[str]:
        """Return the documents of a word."""
        found: set[str] | str = super().__getitem__(word)
        if isinstance(found, str):
            found = self[word] = self._named(found) | self._added.pop(word, set())
        return found

    def get(self, word: str, default: Any = None) -> Any:  # noqa: ANN401 (as any mapping)
        """Return the documents of a word, or else what is given."""
        return self[word] if word in self else default  # noqa: SIM401 (this is it)

    def setdefault(self, word: str, default: Any = None) -> Any:  # noqa: ANN401 (as any mapping)
        """Return the documents of a word, which are those given where it is new."""
        return self[word] if word in self else super().setdefault(word, default)

    def _named(self, numbers: str) -> set[str]:
        """Return the documents with these numbers that were not dropped."""
        return {self._docnames[int(n)] for n in numbers.split(",") if n not in self._dropped}

    def add(self, word: str, docname: str) -> None:
        """Add a document to those of a word."""
        found = super().setdefault(word, set())
        if isinstance(found, str):
            found = self._added.setdefault(word, set())
        found.add(docname)

    def drop(self, docnames: AbstractSet[str]) -> None:
        """Drop documents; of a word that only they have, no text remains."""
        self._dropped |= {str(n): name for n, name in enumerate(self._docnames) if name in docnames}
        for added in self._added.values():
            added.difference_update(docnames)
        for word, found in self.items():
            if isinstance(found, set):
                found.difference_update(docnames)
            elif found.count(",") < len(self._dropped) and not self._named(found):
                self[word] = self._added.pop(word, set())

    def numbered(self, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """Yield the words with the numbers that documents have now, as they are written."""
        now = {str(old): str(numbers.get(name)) for old, name in enumerate(self._docnames)}
        as_loaded = all(old == new for old, new in now.items())
        few = [(f",{n},", name) for n, name in self._dropped.items()]
        for word, found in self.items():
            if isinstance(found, set):
                yield word, _numbers_of(found, numbers)
                continue
            added = self._added.get(word, set())
            if len(few) <= _FEW:
                padded = f",{found},"
                dropped = {name for n, name in few if n in padded}
            else:
                dropped = {self._dropped[n] for n in found.split(",") if n in self._dropped}
            if added != dropped:
                yield word, _numbers_of(self._named(found) | added, numbers)
            elif as_loaded:
                yield word, found
            else:  # their order is one of names, and so the same
                yield word, ",".join(map(now.__getitem__, found.split(",")))


class SearchWords(IndexBuilder):
    """The words of all documents, in the one form that the builders of a site give them."""

    _mapping: LoadedWords
    _title_mapping: LoadedWords

    def __init__(
        self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str
    ) -> None:
        """Take what Sphinx gives."""
        super().__init__(env, lang, options, scoring)
        # not those of the environment, to which Sphinx adds in each build of one process
        self._titles, self._filenames, self._all_titles = {}, {}, {}
        self._mapping, self._title_mapping = LoadedWords({}, ()), LoadedWords({}, ())
        self._term = lru_cache(_TERMS)(self._term_of)
        self._collected = WordStore()

    def load(
        self,
        stream: Any,  # noqa: ANN401 (as Sphinx has it)
        format: Any,  # noqa: A002, ANN401, ARG002
    ) -> None:
        """Load an index from a script that was written by ``dump`` or by Sphinx's own.

        Raises:
            ValueError: If it is none, or one of another version.
        """
        before, _open, rest = stream.read().partition(_TERMS_OPEN)
        terms, _close, rest = rest.partition(_TERMS_CLOSE)
        between, is_whole, rest = rest.partition(_TITLE_TERMS_OPEN)
        if not is_whole or not rest.endswith(_TITLE_TERMS_CLOSE):
            raise ValueError(_OLD)
        words = _read(terms), _read(rest.removesuffix(_TITLE_TERMS_CLOSE))
        text = (
            before + _TERMS_OPEN + _TERMS_CLOSE + between + _TITLE_TERMS_OPEN + _TITLE_TERMS_CLOSE
        )
        loaded = js_index.loads(text)
        super().load(stream, SimpleNamespace(load=lambda _stream: loaded))
        self._mapping, self._title_mapping = (
            LoadedWords(of_kind, loaded["docnames"]) for of_kind in words
        )

    def dump(
        self,
        stream: Any,  # noqa: ANN401 (as Sphinx has it)
        format: Any,  # noqa: A002, ANN401, ARG002
    ) -> None:
        """Write the index as a script."""
        text = js_index.dumps(self.freeze())
        numbers = {docname: number for number, docname in enumerate(sorted(self._titles))}
        for opening, words in (
            (_TERMS_OPEN, self._mapping),
            (_TITLE_TERMS_OPEN, self._title_mapping),
        ):
            before, _open, text = text.partition(opening)
            stream.write(before + opening + ",".join(_written(words, numbers)))
        stream.write(text)

    def feed(
        self, docname: str, filename: str | PathLike[str], title: str, doctree: nodes.document
    ) -> None:
        """Take in a document: what Sphinx has of it, with the words each looked at once."""
        super().feed(docname, filename, title, doctree)
        for term in self._terms(self._collected.title_words):
            self._title_mapping.setdefault(term, set()).add(docname)
        for term in self._terms(self._collected.words):
            if docname not in self._title_mapping.get(term, ()):
                self._mapping.add(term, docname)

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        """Keep the words of a document from Sphinx, which would look at each as often as it is."""
        self._collected = super()._word_collector(doctree)
        told = WordStore()
        told.titles = self._collected.titles
        return told

    def _terms(self, words: Iterable[str]) -> Iterable[str]:
        terms = dict.fromkeys(map(self._term, words))
        terms.pop("", None)
        return terms

    def _term_of(self, word: str) -> str:
        """Return what stands for a word in the index, nothing where it is none to search for.

        That is its stem, or the word itself where the stem is none.
        """
        stem = self.lang.stem(word).lower()
        return next(filter(self.lang.word_filter, (stem, word)), "")

    def prune(self, docnames: Iterable[str]) -> None:
        """Drop all documents but these.

        Sphinx asks of each word which of these have it, of all words and documents
        (https://github.com/sphinx-doc/sphinx/issues/11120).
        """
        kept = set(docnames)
        gone = self._titles.keys() - kept
        if not gone:
            return
        self._titles = {name: of for name, of in self._titles.items() if name in kept}
        self._filenames = {name: of for name, of in self._filenames.items() if name in kept}
        self._all_titles = {name: of for name, of in self._all_titles.items() if name in kept}
        for words in (self._mapping, self._title_mapping):
            words.drop(gone)

    def get_terms(
        self,
        fn2index: dict[str, int],  # noqa: ARG002
    ) -> tuple[dict[str, list[int] | int], dict[str, list[int] | int]]:
        """Return no words, which ``dump`` writes by itself."""
        return {}, {}


def _read(written: str) -> dict[str, str]:
    """Return words with the numbers of their documents, these as they are written."""
    found = _WORD.findall(written)
    if ",".join(found) != written:
        raise ValueError(_OLD)
    words = {}
    for each in found:
        word, _colon, numbers = each.rpartition(":")
        numbers = numbers.strip("[]")
        if numbers and ",," in f",{numbers},":
            raise ValueError(_OLD)
        words[json.loads(word) if "\\" in word else word[1:-1]] = numbers
    return words


def _written(words: LoadedWords, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield each word with the number of its document or a list of those, in their order."""
    for word, found in sorted(words.numbered(numbers)):
        yield f"{json.dumps(word)}:{found if found.isdecimal() else f'[{found}]'}"


def _numbers_of(docnames: set[str], numbers: Mapping[str, int]) -> str:
    """Return the numbers of documents as they are written."""
    return ",".join(map(str, sorted(map(numbers.__getitem__, docnames))))

"""Sphinx's search index, with less work, and none that grows with the square of the site."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx.search import IndexBuilder, WordStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_TERMS = 100_000
"""Of so many words, the last that were met: those of some languages have no end."""

_Numbers = list[int] | int
"""In an index: of the documents that have a word, or of the one."""


class LoadedWords(dict[str, Any]):
    """The words of an index that was loaded, each with a list of the numbers of its documents.

    What asks for one gets a set of docnames, as Sphinx has it, and may change it. After an edit
    that is so of some hundreds of words; to have it of all takes as long as all else.
    """

    def __init__(self, words: Mapping[str, _Numbers], docnames: Sequence[str]) -> None:
        """Take the words, and the documents in the order of their numbers."""
        super().__init__((word, [n] if isinstance(n, int) else n) for word, n in words.items())
        self._docnames = docnames

    def __getitem__(self, word: str) -> set[str]:
        """Return the documents of a word."""
        found: set[str] | list[int] = super().__getitem__(word)
        if isinstance(found, list):
            found = self[word] = self._named(found)
        return found

    def get(self, word: str, default: Any = None) -> Any:  # noqa: ANN401 (as any mapping)
        """Return the documents of a word, or else what is given."""
        return self[word] if word in self else default  # noqa: SIM401 (this is it)

    def setdefault(self, word: str, default: Any = None) -> Any:  # noqa: ANN401 (as any mapping)
        """Return the documents of a word, which are those given where it is new."""
        return self[word] if word in self else super().setdefault(word, default)

    def _named(self, numbers: Iterable[int]) -> set[str]:
        return {self._docnames[number] for number in numbers}

    def drop(self, docnames: Collection[str]) -> None:
        """Drop documents."""
        numbers = {number for number, name in enumerate(self._docnames) if name in docnames}
        for word, found in self.items():
            if isinstance(found, set):
                found.difference_update(docnames)
            elif not numbers.isdisjoint(found):
                self[word] = self._named(found).difference(docnames)

    def numbered(self, numbers: Mapping[str, int]) -> Iterator[tuple[str, _Numbers | None]]:
        """Yield the words with the numbers that documents have now."""
        as_loaded = [*self._docnames] == [*numbers]
        for word, found in self.items():
            if isinstance(found, set):
                yield word, _numbers_of(found, numbers)
            elif as_loaded:
                yield word, found[0] if len(found) == 1 else found
            else:
                yield word, _numbers_of(self._named(found), numbers)


class SearchWords(IndexBuilder):
    """The words of all documents."""

    def __init__(
        self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str
    ) -> None:
        """Take what Sphinx gives."""
        super().__init__(env, lang, options, scoring)
        self._term = lru_cache(_TERMS)(self._term_of)
        self._collected = WordStore()

    def load(self, stream: Any, format: Any) -> None:  # noqa: A002, ANN401 (as Sphinx has it)
        """Load an index."""
        loaded = (self.formats[format] if isinstance(format, str) else format).load(stream)
        words: list[dict[str, _Numbers]] = [{}, {}]
        if isinstance(loaded, dict):
            words = [loaded.pop(kind, {}) for kind in ("terms", "titleterms")]
            loaded |= {"terms": {}, "titleterms": {}}
        super().load(stream, SimpleNamespace(load=lambda _stream: loaded))
        self._mapping, self._title_mapping = (
            LoadedWords(of_kind, loaded["docnames"]) for of_kind in words
        )

    def feed(
        self, docname: str, filename: str | PathLike[str], title: str, doctree: nodes.document
    ) -> None:
        """Take in a document: what Sphinx has of it, with the words each looked at once."""
        super().feed(docname, filename, title, doctree)
        for term in self._terms(self._collected.title_words):
            self._title_mapping.setdefault(term, set()).add(docname)
        for term in self._terms(self._collected.words):
            if docname not in self._title_mapping.get(term, ()):
                self._mapping.setdefault(term, set()).add(docname)

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
            if isinstance(words, LoadedWords):
                words.drop(gone)
            else:
                for having in words.values():
                    having.difference_update(gone)

    def get_terms(
        self, fn2index: dict[str, int]
    ) -> tuple[dict[str, _Numbers], dict[str, _Numbers]]:
        """Return for each word of texts and of titles the numbers of its documents, or the one."""

        def numbered(words: dict[str, set[str]]) -> dict[str, _Numbers]:
            found = (
                words.numbered(fn2index)
                if isinstance(words, LoadedWords)
                else ((word, _numbers_of(names, fn2index)) for word, names in words.items())
            )
            return {word: numbers for word, numbers in found if numbers is not None}

        return numbered(self._mapping), numbered(self._title_mapping)


def _numbers_of(docnames: set[str], numbers: Mapping[str, int]) -> _Numbers | None:
    """Return the numbers of documents, or that of the only one; None where that has none."""
    known = docnames if docnames <= numbers.keys() else docnames & numbers.keys()
    if len(docnames) == 1:
        return next((numbers[docname] for docname in known), None)
    return sorted(map(numbers.__getitem__, known))

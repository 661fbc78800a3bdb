"""The reader of front matter values, with one method for each type.

Each method converts a YAML node. An invalid node is added to the problems and gives the default of
the key, so that a mistake affects one key only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_anthology.core.frontmatter.markdown import mapping_entries
from sphinx_anthology.core.frontmatter.problem import (
    NOT_PUBLISHED,
    Kind,
    Problem,
    shown,
    suggestion,
)
from sphinx_anthology.core.frontmatter.yaml_mistakes import lost_text, not_text
from sphinx_anthology.core.pages.redirects import alias_path, is_absolute
from sphinx_anthology.core.posts.post import Author, License, Relation, SeriesPlace, SourceWork
from sphinx_anthology.core.values.author_fields import ADDRESS_PROBLEMS
from sphinx_anthology.core.values.booleans import FALSE, TRUE
from sphinx_anthology.core.values.language_name import LANGUAGE_TAG
from sphinx_bindery.common.addresses import (
    NOT_ENCODED,
    percent_encoded,
    scheme,
    web_address_problem,
)
from sphinx_bindery.common.dates import canonical_language
from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.partial_date import PartialDate
from sphinx_bindery.common.xml_text import FORBIDDEN, xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

    _Reader = Callable[[str, yaml.Node], object]

_NULL_TAG = "tag:yaml.org,2002:null"


@dataclass(slots=True)
class ValueReader:
    """A converter of the YAML nodes of a file, which collects problems.

    Attributes:
        zone: The time zone of times written without one.
        first_line: The line of the file, from 1, on which the YAML begins.
        lines: The lines of the YAML.
        problems: The problems found so far.
    """

    zone: tzinfo
    first_line: int
    lines: Sequence[str] = ()
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str, node: yaml.Node) -> str:
        """Return the text of a scalar with single spaces, empty for null.

        Characters that XML does not allow are reported and removed.
        """
        if not isinstance(node, yaml.ScalarNode):
            self._note(Kind.TYPE, node, f"{key}: {not_text(self.lines, node)}")
            return ""
        if node.tag == _NULL_TAG:
            return ""
        text = str(node.value)
        if found := FORBIDDEN.search(text):
            message = f"{key}: the character U+{ord(found[0]):04X} is not allowed; remove it"
            self._note(Kind.TYPE, node, message)
            text = xml_text(text)
        return " ".join(text.split())

    def prose(self, key: str, node: yaml.Node) -> str:
        """Return a text; report words that YAML leaves out of it, such as after a ``#``."""
        if isinstance(node, yaml.ScalarNode) and (message := lost_text(self.lines, node, key)):
            self._note(Kind.TYPE, node, message)
        return self.text(key, node)

    def flag(self, key: str, node: yaml.Node) -> bool | None:
        """Return a boolean, None for null and for any other value."""
        word = self.text(key, node).lower()
        if word in TRUE:
            return True
        if word in FALSE:
            return False
        if word:
            self._note(
                Kind.TYPE, node, f"{key}: {shown(word)} is not a boolean; write true or false"
            )
        return None

    def draft(self, key: str, node: yaml.Node) -> bool:
        """Return whether a post is a draft; True for a value that is not a boolean."""
        word = node.value.strip() if isinstance(node, yaml.ScalarNode) else "a list or a mapping"
        if word.lower() in (*TRUE, *FALSE):
            return word.lower() in TRUE
        is_text = isinstance(node, yaml.ScalarNode) and word
        found = shown(word) if is_text else word or "nothing"
        message = f"{key}: {found} is not a boolean; write true or false ({NOT_PUBLISHED})"
        self._note(Kind.TYPE, node, message)
        return True

    def date(self, key: str, node: yaml.Node) -> PartialDate | None:
        """Return a date with the precision written, None for null and for any other value."""
        text = self.text(key, node)
        if not text:
            return None
        try:
            return PartialDate.parse(text, self.zone)
        except ValueError as error:
            self._note(Kind.DATE, node, f"{key}: {shown(text)} is not a date; {error}")
            return None

    def updated(self, key: str, node: yaml.Node) -> tuple[PartialDate | None, bool]:
        """Return a date, and whether to take the date of the last commit instead (``git``)."""
        if isinstance(node, yaml.ScalarNode) and node.value.strip() == "git":
            return None, True
        return self.date(key, node), False

    def texts(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Return the items of a list, or of a comma-separated text, without duplicates."""
        if isinstance(node, yaml.SequenceNode):
            found = [self.prose(key, item) for item in node.value]
        else:
            found = [part.strip() for part in self.prose(key, node).split(",")]
        return tuple(dict.fromkeys(text for text in found if text))

    def aliases(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Return valid aliases from a list or a comma-separated text.

        Absolute URLs are kept: only a build can compare them with the base URL.
        """
        if isinstance(node, yaml.SequenceNode):
            candidates = [(self.text(key, item), item) for item in node.value]
        else:
            candidates = [(alias, node) for alias in self.texts(key, node)]
        found: dict[str, None] = {}
        for alias, item in candidates:
            try:
                if alias and not is_absolute(alias):
                    alias_path(alias)
            except ValueError as error:
                self._note(Kind.ALIAS, item, f"{key}: {error}")
            else:
                found[alias] = None
        return tuple(filter(None, found))

    def language(self, key: str, node: yaml.Node) -> str:
        """Return a language tag (BCP 47), empty for any other value."""
        if isinstance(node, yaml.ScalarNode):
            text = self.text(key, node)
            if not text or LANGUAGE_TAG.fullmatch(text):
                return canonical_language(language_tag(text))
            value = shown(text)
        else:
            value = "a list or a mapping"
        message = f"{key}: {value} is not a language tag; write one such as 'en' or 'pt-BR'"
        self._note(Kind.TYPE, node, message)
        return ""

    def url(self, key: str, node: yaml.Node) -> str:
        """Return an absolute URL with the scheme http or https, empty for any other value."""
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL_TAG:
            return self.text(key, node)
        text = str(node.value).strip(" \t\r\n")
        if not text:
            return ""
        is_valid = self._is_valid(key, node, text, web_address_problem(text))
        return percent_encoded(text) if is_valid else ""

    def email(self, key: str, node: yaml.Node) -> str:
        """Return an email address, empty for any other value."""
        return self._address(key, node, "email")

    def orcid(self, key: str, node: yaml.Node) -> str:
        """Return an ORCID iD, empty for any other value."""
        return self._address(key, node, "orcid")

    def _address(self, key: str, node: yaml.Node, field_name: str) -> str:
        text = self.text(key, node)
        problem = text and ADDRESS_PROBLEMS[field_name](text)
        return text if self._is_valid(key, node, text, problem) else ""

    def _is_valid(self, key: str, node: yaml.Node, text: str, problem: str) -> bool:
        """Report the problem with an address, if there is one; return whether there is none."""
        if problem:
            is_unsafe = problem != NOT_ENCODED and scheme(text) not in {"", "http", "https"}
            kind = Kind.UNSAFE if is_unsafe else Kind.TYPE
            self._note(kind, node, f"{key}: {text!r} {problem}")
        return not problem

    def authors(self, key: str, node: yaml.Node) -> tuple[Author, ...]:
        """Return authors from an id, a name, a mapping, or a list of these."""
        text = self.text
        readers = {"name": text, "id": text, "url": self.url, "affiliation": text}
        readers |= {"email": self.email, "orcid": self.orcid}
        found = [self._named(key, item, readers, Kind.AUTHOR, "an author") for item in _items(node)]
        return tuple(dict.fromkeys(Author(**values) for values in found if values))

    def series(self, key: str, node: yaml.Node) -> tuple[SeriesPlace, ...]:
        """Return series from a name, a mapping ``{name, order}``, or a list of these."""
        readers = {"name": self.text, "order": self.number, "weight": self.number}
        found: dict[str, SeriesPlace] = {}
        for item in _items(node):
            values = self._named(key, item, readers, Kind.SERIES, "a series")
            if not values:
                continue
            name, order, weight = values["name"], values.get("order"), values.get("weight")
            if order is not None and weight not in {order, None}:
                weight_node = next(entry for entry, _ in item.value if entry.value == "weight")
                message = f"{key}: 'weight' differs from 'order'; remove it, 'order' is used"
                self._note(Kind.KEY, weight_node, message)
            if name in found:
                message = f"{key}: duplicate series {name!r}; remove one, the last one is used"
                self._note(Kind.SERIES, item, message)
            found[name] = SeriesPlace(name, weight if order is None else order)
        return tuple(found.values())

    def number(self, key: str, node: yaml.Node) -> float | None:
        """Return a finite number, None for null and for any other value."""
        text = self.text(key, node)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self._note(
                Kind.TYPE, node, f"{key}: {shown(text)} is not a number; write one such as 2"
            )
            return None
        return number

    def license(self, key: str, node: yaml.Node) -> License | None:
        """Return a license from an SPDX id or a mapping ``{name, url}``."""
        readers = {"name": self.text, "url": self.url}
        values = self._named(key, node, readers, Kind.TYPE, "a license")
        return License(**values) if values else None

    def source_work(self, key: str, node: yaml.Node) -> SourceWork | None:
        """Return the work that a text is based on from a mapping, None for any other value."""
        example = "{relation: retold, title: …, authors: […], date: 2014-11}"
        if not isinstance(node, yaml.MappingNode):
            if text := self.text(key, node):
                self._note(Kind.TYPE, node, f"{key}: {shown(text)} names no work; write {example}")
            return None
        readers: dict[str, _Reader] = {
            "relation": self._relation, "title": self.prose, "authors": self.authors,
            "date": self.date, "url": self.url, "license": self.license,
        }  # fmt: skip
        values = {name: value for name, value in self._mapping(key, node, readers).items() if value}
        if values.keys() <= {"relation"}:
            self._note(Kind.TYPE, node, f"{key}: names no work; write {example}")
            return None
        return SourceWork(**({"relation": Relation.ADAPTED} | values))

    def _relation(self, key: str, node: yaml.Node) -> Relation | None:
        text = self.text(key, node)
        if text in [*Relation]:
            return Relation(text)
        advice = suggestion(text, Relation)
        self._note(Kind.TYPE, node, f"{key}: {shown(text)} is not a relation{advice}")
        return None

    def _named(
        self, key: str, node: yaml.Node, readers: Mapping[str, _Reader], kind: Kind, what: str
    ) -> dict[str, Any]:
        """Return the values of a mapping with a name, or the name alone; empty without a name.

        Args:
            key: The key of the front matter.
            node: A mapping, or a scalar for the name alone.
            readers: The methods that convert the values, by key of the mapping.
            kind: The kind of problem if there is no name.
            what: What the mapping describes, for messages.
        """
        if not isinstance(node, yaml.MappingNode):
            name = self.text(key, node)
            return {"name": name} if name else {}
        problem_count = len(self.problems)
        found = self._mapping(key, node, readers)
        identifier = found.pop("id", "")
        if name := found.get("name") or identifier:
            return {**found, "name": name}
        if len(self.problems) == problem_count:
            self._note(kind, node, f"{key}: {what} has no name; write 'name: …'")
        return {}

    def _mapping(
        self, key: str, node: yaml.MappingNode, readers: Mapping[str, _Reader]
    ) -> dict[str, Any]:
        """Return the values of a mapping, each converted by the method for its key."""
        entries, problems = mapping_entries(node, self.first_line, key)
        self.problems += problems
        found: dict[str, Any] = {}
        for entry in entries:
            if reader := readers.get(entry.key):
                found[entry.key] = reader(f"{key}.{entry.key}", entry.value)
            else:
                message = f"{key}: unknown key {entry.key!r}{suggestion(entry.key, readers)}"
                self.problems.append(Problem(Kind.KEY, entry.line, message))
        return found

    def _note(self, kind: Kind, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(kind, node.start_mark.line + self.first_line, message))


def _items(node: yaml.Node) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else [node]

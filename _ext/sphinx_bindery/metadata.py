"""The metadata of a book, for the PDF and for the package document of the ePub.

The configuration is the base. Other extensions add to it with the event ``book-metadata``: a
handler takes the application, and returns a mapping with any of the keys of
:class:`MetadataFields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypedDict, cast

from sphinx.config import CONFIG_FILENAME
from sphinx.locale import get_translation

from sphinx_bindery.common.addresses import is_safe, web_address_problem
from sphinx_bindery.common.dates import build_time
from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.partial_date import PartialDate
from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.common.source_files.git_dates import NoHistoryError, newest_commit
from sphinx_bindery.options import derived_identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

    Warn = Callable[[str], None]
    """Logs a warning; the message begins with the name of an option."""

_ = get_translation("bindery")

EVENT = "book-metadata"

_LISTS = ("authors", "antecedents", "credits", "subjects", "collections", "sources")
_DATES = (
    ("published", str, max), ("published_from", str, min),
    ("originals", str, max), ("originals_from", str, min), ("modified", datetime, max),
)  # fmt: skip
AUTHOR, ANTECEDENT = "aut", "ant"
"""MARC relators: an author of the text, and an author of the work that it is based on."""
_ROLE_CODE = re.compile(r"[a-z]{3}")
_POSITION = re.compile(r"\d+(\.\d+)*")
_ROLES: Mapping[str, Callable[[], str]] = {
    "aft": lambda: _("Afterword: {name}"),
    "aui": lambda: _("Introduction: {name}"),
    "bkd": lambda: _("Design: {name}"),
    "com": lambda: _("Compiler: {name}"),
    "cov": lambda: _("Cover design: {name}"),
    "edt": lambda: _("Editor: {name}"),
    "ill": lambda: _("Illustrator: {name}"),
    "pht": lambda: _("Photographer: {name}"),
    "trl": lambda: _("Translator: {name}"),
}
"""Lines on the title page and in the imprint for common MARC relators."""


class MetadataFields(TypedDict, total=False):
    """The fields that a handler of ``book-metadata`` may return; all are optional.

    Attributes:
        authors: The names of the authors, in order.
        roles: The codes of MARC relators by the names of authors, for those who are not the only
            authors of their texts, such as ``trl`` for a translator.
        antecedents: The names of the authors of works that the contents are based on.
        credits: Sentences that name these works' authors and who did what, for the title page.
        subjects: The subjects, most important first.
        collections: The names of series that the book belongs to.
        sources: The addresses at which its contents were published first.
        published: The newest publication date of its contents, in W3CDTF of any precision.
        published_from: The oldest publication date, likewise.
        originals: The newest date of the works that the contents are based on, likewise.
        originals_from: The oldest date of these, likewise.
        modified: The newest date of its contents, updates included, with a zone.
    """

    authors: Iterable[str]
    roles: Mapping[str, str]
    antecedents: Iterable[str]
    credits: Iterable[str]
    subjects: Iterable[str]
    collections: Iterable[str]
    sources: Iterable[str]
    published: str
    published_from: str
    originals: str
    originals_from: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or organization that contributed to the book.

    Attributes:
        name: The name.
        file_as: The name in the form for sorting (``Author, Ann``).
        role: The code of a MARC relator (https://id.loc.gov/vocabulary/relators.html).
    """

    name: str
    file_as: str
    role: str = AUTHOR

    @classmethod
    def named(cls, name: str, role: str = AUTHOR) -> Contributor:
        """Return a contributor; the last word of the name is the sort key."""
        given, _space, family = name.strip().rpartition(" ")
        return cls(name, f"{family}, {given}" if given else name, role)

    @property
    def credit(self) -> str:
        """The role and the name."""
        pattern = _ROLES.get(self.role, lambda: _("Contributor: {name}"))
        return pattern().format(name=self.name)


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """The metadata of a book; fields without a value are empty. See also :class:`MetadataFields`.

    Attributes:
        identifier: A URN or ISBN that does not change between builds.
        contributors: Contributors besides the authors, and the authors of works that the contents
            are based on.
        credits: Sentences about these works for the title page and the imprint.
        language: A BCP 47 tag.
        rights: The copyright notice.
        collections: The series that the book belongs to, ``bindery_series`` first.
        position: The position in the first series.
        modified: The time of the last change, in UTC.
    """

    identifier: str
    title: str
    subtitle: str
    authors: tuple[Contributor, ...]
    contributors: tuple[Contributor, ...]
    credits: tuple[str, ...]
    publisher: str
    language: str
    description: str
    rights: str
    license: str
    license_address: str
    version: str
    subjects: tuple[str, ...]
    collections: tuple[str, ...]
    position: str
    sources: tuple[str, ...]
    published_from: str
    published: str
    originals_from: str
    originals: str
    modified: datetime

    @property
    def named_authors(self) -> tuple[str, ...]:
        """The names of the authors on the title page; credits name the others."""
        authors = [person for person in self.authors if not self.credits or person.role == AUTHOR]
        return tuple(person.name for person in authors)

    @property
    def named_contributors(self) -> tuple[Contributor, ...]:
        """The contributors on the title page; credits name the authors of earlier works."""
        return tuple(person for person in self.contributors if person.role != ANTECEDENT)


def book_metadata(app: Sphinx) -> BookMetadata:
    """Collect the metadata from the configuration and the handlers of ``book-metadata``."""
    results: list[Mapping[str, object] | None] = app.emit(EVENT)
    warn = partial(warn_option, app.confdir, subtype="config")
    fields = merge_fields(result for result in results if result)
    return _metadata(app.config, fields, _modified(app, fields, warn), warn)


def merge_fields(results: Iterable[Mapping[str, object]]) -> MetadataFields:
    """Merge the results of handlers: join lists, keep the newest and the oldest dates.

    Dates in W3CDTF are compared as text; a year or month comes before its days.
    """
    found = list(results)
    merged: dict[str, object] = {}
    for key in _LISTS:
        lists = [value for result in found if isinstance(value := result.get(key), Iterable)]
        merged[key] = tuple(dict.fromkeys(str(text) for texts in lists for text in texts))
    for key, kind, choose in _DATES:
        dates = [value for result in found if isinstance(value := result.get(key), kind) and value]
        if dates:
            merged[key] = choose(dates)
    roles = [value for result in found if isinstance(value := result.get("roles"), Mapping)]
    merged["roles"] = {str(name): str(role) for each in roles for name, role in each.items()}
    return cast("MetadataFields", merged)


def _modified(app: Sphinx, fields: MetadataFields, warn: Warn) -> datetime:
    """Return the time of the last change of a book, which depends on its contents alone.

    That is ``bindery_date``, else the newest date of its contents or the newest commit of its
    sources, whichever is later. Uncommitted changes do not count.
    """
    if text := app.config.bindery_date:
        try:
            return build_time(PartialDate.parse(str(text), UTC).start)
        except ValueError as error:
            warn(f"bindery_date: {text!r} is not a date; {error}")
    files = [app.confdir / CONFIG_FILENAME]
    files += [app.srcdir / app.env.doc2path(docname, base=False) for docname in app.env.found_docs]
    known = [fields["modified"]] if "modified" in fields else []
    with suppress(NoHistoryError):
        known.append(newest_commit(app.srcdir, files))
    return build_time(max(known, default=None))


def _metadata(
    config: Config, fields: MetadataFields, modified: datetime, warn: Warn
) -> BookMetadata:
    names = tuple(fields.get("authors", ())) or tuple(_texts(config.author))
    roles = fields.get("roles", {})
    named = [Contributor.named(name, ANTECEDENT) for name in fields.get("antecedents", ())]
    series, position = _series(config.bindery_series, warn)
    license_name, license_address = _license(config.bindery_license, warn)
    collections = dict.fromkeys(filter(None, (series, *fields.get("collections", ()))))
    return BookMetadata(
        identifier=config.bindery_identifier or derived_identifier(config),
        title=config.bindery_title or config.project,
        subtitle=config.bindery_subtitle,
        authors=tuple(Contributor.named(name, roles.get(name, AUTHOR)) for name in names),
        contributors=(*_contributors(config.bindery_contributors, warn), *named),
        credits=tuple(fields.get("credits", ())),
        publisher=config.bindery_publisher,
        language=language_tag(config.language or "en"),
        description=config.bindery_description,
        rights=", ".join(_texts(config.copyright)),
        license=license_name,
        license_address=license_address,
        version=config.release or config.version,
        subjects=tuple(fields.get("subjects", ())),
        collections=tuple(collections),
        position=position,
        sources=tuple(filter(is_safe, fields.get("sources", ()))),
        published_from=fields.get("published_from", ""),
        published=fields.get("published", ""),
        originals_from=fields.get("originals_from", ""),
        originals=fields.get("originals", ""),
        modified=modified,
    )


def _series(value: object, warn: Warn) -> tuple[str, str]:
    """Return the name and position in ``bindery_series``; warn about an invalid value."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, Sequence) and len(value) == 2 and isinstance(value[0], str):
        name, position = value[0], str(value[1])
        if _POSITION.fullmatch(position):
            return name, position
    else:
        name = ""
    warn(f"bindery_series: {value!r} is not a series; write 'Name' or ('Name', 2)")
    return name, ""


def _license(value: object, warn: Warn) -> tuple[str, str]:
    """Return the name and address in ``bindery_license``; warn about an invalid value."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, Sequence) and [type(part) for part in value] == [str, str]:
        if problem := value[1] and web_address_problem(value[1]):
            warn(f"bindery_license: {value[1]!r} {problem}")
        return value[0], "" if problem else value[1]
    warn(f"bindery_license: {value!r} is not a license; write 'Name' or ('Name', 'https://…')")
    return "", ""


def _contributors(roles: Mapping[object, object], warn: Warn) -> Iterator[Contributor]:
    """Yield the contributors in ``bindery_contributors``; warn about invalid roles."""
    for name, role in roles.items():
        if isinstance(role, str) and _ROLE_CODE.fullmatch(role):
            yield Contributor.named(str(name), role)
        else:
            warn(
                f"bindery_contributors: the role {role!r} of {name!r} is not the code of a MARC "
                "relator; write one such as 'edt', 'trl' or 'ill'"
            )


def _texts(value: str | Iterable[str]) -> list[str]:
    """Return the strings in an option, without Sphinx's placeholder for a missing author."""
    texts = [value] if isinstance(value, str) else list(value)
    return [text for text in texts if text and text != "Author name not set"]

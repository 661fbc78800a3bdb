"""The report of an import: counts, changes and notices."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_anthology.importing.records import Notice, NoticeKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.importing.records import ImportedAuthor

FAILURES = frozenset({NoticeKind.UNREADABLE})
"""The kinds of notices that set the exit code of the command to 1."""

_SHOWN = 3
"""Notices of one kind in the text of the report; the JSON has all."""


class Change(StrEnum):
    """What happened to a file of the target."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    NEW_BESIDE = "edited, new version beside"
    KEPT = "edited, kept"
    REMOVED = "removed by you, not written again"


@dataclass(slots=True)
class Report:
    """A collector of the results of an import.

    Attributes:
        notices: The notices, each once, in the order of the source.
        changes: The change of each file, by its path in the target.
        counts: Numbers in the source, such as posts and comments, by name.
        authors: The authors of imported posts, for ``anthology_authors``.
        series: Titles and descriptions of series, for ``anthology_series``.
    """

    notices: dict[Notice, None] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)
    series: dict[str, dict[str, str]] = field(default_factory=dict)

    def note(self, kind: NoticeKind, place: Place, message: str) -> None:
        """Add a notice, unless there is the same one already."""
        self.notices[Notice(kind, message, place)] = None

    def has(self, kind: NoticeKind, place: Place) -> bool:
        """Return whether there is a notice of a kind about a place, or about a line of its file."""
        return any(
            notice.kind is kind and place in {notice.place, replace(notice.place, line=0)}
            for notice in self.notices
        )

    @property
    def has_failed(self) -> bool:
        """Whether something could not be read."""
        return any(notice.kind in FAILURES for notice in self.notices)

    def as_json(self) -> str:
        """Return the report as JSON, for programs."""
        return (
            json.dumps(
                {
                    "counts": dict(self.counts),
                    "changes": {path: str(change) for path, change in self.changes.items()},
                    "notices": [
                        {
                            "kind": str(notice.kind),
                            "message": notice.message,
                            "file": notice.place.file,
                            "line": notice.place.line,
                            "item": notice.place.item,
                        }
                        for notice in self.notices
                    ],
                    "anthology_authors": self._author_options(),
                    "anthology_series": self.series,
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
        )

    def as_text(self, *, is_dry_run: bool = False) -> str:
        """Return the report as text: counts, options for ``conf.py``, notices by kind."""
        return "".join(f"{line}\n" for line in self._lines(is_dry_run=is_dry_run))

    def _lines(self, *, is_dry_run: bool) -> Iterator[str]:
        if is_dry_run:
            yield "Nothing was written (--dry-run)."
        yield ", ".join(f"{name}: {number}" for name, number in self.counts.items()) or "no posts"
        changes = Counter(self.changes.values())
        yield "files: " + (", ".join(f"{changes[kind]} {kind}" for kind in Change if changes[kind]))
        for path, change in self.changes.items():
            if change is Change.NEW_BESIDE:
                yield f"  {path}: was edited and is left; the new version is in {path}.new"
        if options := self._options():
            yield "\nFor conf.py:"
            yield from (f"{name} = {_python(value)}" for name, value in options.items())
        yield from self._notice_lines()

    def _notice_lines(self) -> Iterator[str]:
        by_kind: dict[NoticeKind, list[Notice]] = {}
        for notice in self.notices:
            by_kind.setdefault(notice.kind, []).append(notice)
        for kind, notices in sorted(by_kind.items(), key=lambda item: item[0] not in FAILURES):
            yield f"\n{kind} ({len(notices)}):"
            shown = notices if kind in FAILURES else notices[:_SHOWN]
            yield from (f"  {notice.place}: {notice.message}" for notice in shown)
            if len(notices) > len(shown):
                yield f"  and {len(notices) - len(shown)} more; --report FILE.json has them all"

    def _options(self) -> dict[str, dict[str, dict[str, str]]]:
        options = {"anthology_authors": self._author_options(), "anthology_series": self.series}
        return {name: value for name, value in options.items() if value}

    def _author_options(self) -> dict[str, dict[str, str]]:
        return {
            author.id: {
                key: value
                for key, value in (("name", author.display_name), ("url", author.url))
                if value
            }
            for author in self.authors.values()
        }


def _python(value: dict[str, dict[str, str]]) -> str:
    lines = (f"    {name!r}: {entry!r},\n" for name, entry in value.items())
    return f"{{\n{''.join(lines)}}}"

"""A post from a file of a site."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.data import text_of
from sphinx_anthology.importing.folders.dates import imported_date
from sphinx_anthology.importing.folders.draft_reasons import held_back
from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_anthology.importing.records import ImportedPost, NoticeKind, PostKind
from sphinx_bindery.common.language_tag import language_tag

_MATH = re.compile(r"(?:use_?)?(?:math|mathjax|katex|latex)(?:jax)?(?:\.enable)?", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|kbd|small|span|strong|sub|sup|u)\b[^<>]*>")

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.folders.fields import Fields
    from sphinx_anthology.importing.folders.source_file import SourceFile
    from sphinx_anthology.importing.report import Report


def post_from(
    file: SourceFile,
    fields: Fields,
    zone: tzinfo | None,
    now: datetime,
    report: Report,
    *,
    named_date: str = "",
    kind: PostKind = PostKind.POST,
) -> ImportedPost:
    """Return a post with its body unchanged and the fields that are the same for every program.

    Args:
        file: The file.
        fields: Its front matter by our keys.
        zone: The time zone of the blog, None if it is unknown.
        now: The time of the import.
        report: Takes dates that cannot be read.
        named_date: The date in its file name, used if its front matter has none.
        kind: A post or a page.
    """
    written = fields.text("date")
    date = imported_date(written, zone) or imported_date(named_date, zone)
    if written and not imported_date(written, zone):
        message = f"date: {written!r} is not a date; {_date_instead(date)}"
        report.note(NoticeKind.DATE, file.place("date"), message)
    updated = imported_date(fields.text("updated"), zone)
    image, alt = fields.picture()
    return ImportedPost(
        identifier=file.name,
        place=file.place(),
        body=file.body,
        markup=file.markup,
        kind=kind,
        title=plain_title(fields.text("title")) or _title_of(file),
        slug=fields.text("slug"),
        folder="pages" if kind is PostKind.PAGE else date[:4],
        date=date,
        updated=updated if updated > date else "",
        authors=fields.names(),
        described_authors=tuple(fields.described_authors()),
        categories=fields.texts("categories"),
        tags=fields.texts("tags"),
        series=fields.series(),
        excerpt=plain_line(fields.text("description")),
        image=image,
        image_alt=alt,
        lang=language_tag(fields.text("lang")),
        held_back=held_back(file, date, zone, now),
        extra=fields.extra(),
        source_path=f"/{file.name}",
        first_line=file.first_line,
        has_formulas=has_formulas(file.head),
    )


def has_formulas(values: Mapping[str, Data]) -> bool:
    """Return whether front matter or a configuration enables formulas by a key of a theme."""
    found = (text_of(value).casefold() for key, value in values.items() if _MATH.fullmatch(key))
    return any(value in {"true", "yes", "on", "1", "katex", "mathjax"} for value in found)


def plain_title(text: str) -> str:
    """Return a title without HTML tags and character references."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def _date_instead(date: str) -> str:
    return f"{date} of the file name is used" if date else "the post has none, write one"


def _title_of(file: SourceFile) -> str:
    stem = file.path.stem
    if stem in {"index", "_index"}:
        stem = file.path.parent.name
    words = stem.lstrip("0123456789-_").replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or file.path.stem

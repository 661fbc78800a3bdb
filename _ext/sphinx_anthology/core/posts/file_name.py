"""The name of a post's file: its default slug, and the date that many blogs have in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from datetime import tzinfo

    from sphinx_anthology.core.posts.post import Post

_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?:[-_ .]+(?P<slug>.*))?", re.ASCII | re.DOTALL)
_OF_FOLDER = frozenset({"index", "_index", "readme"})


def file_name(docname: str) -> str:
    """Return the name of a document's file without suffix.

    A file named ``index`` stands for its folder, and so do Hugo's ``_index`` and ``README``, which
    code hosts show for a folder.
    """
    folder, _slash, name = docname.rpartition("/")
    is_of_folder = bool(folder) and name.casefold() in _OF_FOLDER
    return folder.rpartition("/")[2] if is_of_folder else name


def title_of_file(docname: str) -> str:
    """Return the name of a document's file as a title: without a date, and with spaces."""
    name = file_name(docname)
    found = _DATED.fullmatch(name)
    words = re.sub(r"[-_\s]+", " ", (found and found["slug"]) or name).strip()
    return words[:1].upper() + words[1:] if words else name


def with_file_name_date(post: Post, zone: tzinfo) -> Post:
    """Return a post with the date and the slug in its file name, ``2014-11-10-a-title``.

    Keys of the front matter take precedence; a date that does not exist is ignored.
    """
    found = _DATED.fullmatch(file_name(post.docname))
    if not found:
        return post
    try:
        date = PartialDate.parse(found["date"], zone)
    except ValueError:
        return post
    has_date = any(key == "date" for key, _line in post.lines)
    return replace(
        post, date=post.date if has_date else date, slug=post.slug or found["slug"] or ""
    )

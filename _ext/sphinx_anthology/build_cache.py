"""The cache folder of a builder, and the cached related posts in it."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders._epub_base import EpubBuilder

from sphinx_anthology.core.relations import related_posts as related
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.builders import Builder

    from sphinx_anthology.core.relations.related_posts import Profile


def cache_folder(builder: Builder) -> Path:
    """Return the folder for files that are kept between builds, beside the doctrees.

    The environment cannot hold them: Sphinx stores it before anything is written, and not at
    all if only options of HTML have changed.
    """
    return Path(builder.doctreedir, "anthology", builder.name)


def has_post_footers(builder: Builder) -> bool:
    """Return whether a builder shows related posts and backlinks: HTML does, books do not."""
    return builder.format == "html" and not isinstance(builder, EpubBuilder)


def cached_related_posts(
    builder: Builder, profiles: Sequence[Profile]
) -> Mapping[str, tuple[str, ...]]:
    """Return the related posts of each post, the nearest first, by docname.

    They come from the cache of the builder if the profiles have not changed.
    """
    path = cache_folder(builder) / "related_posts.json"
    current = _fingerprint(profiles)
    try:
        cached = json.loads(path.read_text("utf-8"))
        if cached["of"] == current:
            return {name: tuple(others) for name, others in cached["related"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    found = related.related_posts(profiles)
    write_if_changed(path, json.dumps({"of": current, "related": found}).encode())
    return found


def _fingerprint(profiles: Sequence[Profile]) -> str:
    """Return the fingerprint of profiles and of the code that finds related posts."""
    hashed = blake2b(Path(related.__file__).read_bytes(), digest_size=16)
    for profile in profiles:
        parts = (profile.docname, "", *profile.tags, "", *profile.words, "")
        hashed.update("\n".join(parts).encode())
    return hashed.hexdigest()

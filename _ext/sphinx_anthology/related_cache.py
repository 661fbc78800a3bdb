"""The posts nearest to each, kept from build to build: found anew where a post has changed."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.relations import related_posts as related
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.builders import Builder

    from sphinx_anthology.core.relations.related_posts import Profile


class KeptNearest:
    """Finds the nearest posts as ``related_posts`` does, and keeps them beside the doctrees."""

    def __init__(self, builder: Builder) -> None:
        """Take whose folder it is."""
        self._path = cache_folder(builder) / "nearest.json"

    def __call__(self, profiles: Sequence[Profile]) -> Mapping[str, tuple[str, ...]]:
        """Return by docname the docnames of the nearest posts, the best first."""
        told = digest(profiles)
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            if kept["of"] == told:
                return {name: tuple(others) for name, others in kept["nearest"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass
        nearest = related.related_posts(profiles)
        write_if_changed(self._path, json.dumps({"of": told, "nearest": nearest}).encode())
        return nearest


def digest(profiles: Sequence[Profile]) -> str:
    """Return what tells profiles, and the rules by which they are near, from others."""
    hashed = blake2b(Path(related.__file__).read_bytes(), digest_size=16)
    for profile in profiles:
        parts = (profile.docname, "", *profile.tags, "", *profile.words, "")
        hashed.update("\n".join(parts).encode())
    return hashed.hexdigest()

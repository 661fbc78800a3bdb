"""Licences that are known by their SPDX ids: how they are called, and where to read them."""

from __future__ import annotations

import re

from sphinx_anthology.core.posts.post import License

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.[05])", re.IGNORECASE)
_ZERO = re.compile(r"CC0-1\.0", re.IGNORECASE)
_SITE = "https://creativecommons.org"


def told_in_full(license_: License) -> License:
    """Return a licence with name and address, where it is one of Creative Commons' by its id.

    An address of the writer's own stays. Source: https://spdx.org/licenses/ and the addresses that
    the deeds of https://creativecommons.org/licenses/ have.
    """
    if license_.url:
        return license_
    if _ZERO.fullmatch(license_.name):
        return License("CC0 1.0", f"{_SITE}/publicdomain/zero/1.0/")
    if found := _CREATIVE_COMMONS.fullmatch(license_.name):
        kind, version = found[1].upper(), found[2]
        return License(f"CC {kind} {version}", f"{_SITE}/licenses/{kind.lower()}/{version}/")
    return license_

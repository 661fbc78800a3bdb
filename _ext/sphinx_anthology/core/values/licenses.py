"""Names and URLs of licenses with SPDX ids."""

from __future__ import annotations

import re

from sphinx_anthology.core.posts.post import License

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.[05])", re.IGNORECASE)
_ZERO = re.compile(r"CC0-1\.0", re.IGNORECASE)
_SITE = "https://creativecommons.org"


def resolve_license(license_: License) -> License:
    """Return a license with name and URL, if its id is one of Creative Commons.

    A URL in the front matter is kept. Source of the ids: https://spdx.org/licenses/; of the URLs:
    https://creativecommons.org/licenses/.
    """
    if license_.url:
        return license_
    if _ZERO.fullmatch(license_.name):
        return License("CC0 1.0", f"{_SITE}/publicdomain/zero/1.0/")
    if found := _CREATIVE_COMMONS.fullmatch(license_.name):
        kind, version = found[1].upper(), found[2]
        return License(f"CC {kind} {version}", f"{_SITE}/licenses/{kind.lower()}/{version}/")
    return license_

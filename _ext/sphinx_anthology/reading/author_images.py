"""The pictures of authors in ``anthology_authors``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.author_profile import author_profiles
from sphinx_anthology.reading.images import image_digest, read_image
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.common.repairs.option_names import warn_option

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def register_author_images(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: register the pictures as files of the project, or warn about them.

    They belong to the root document, whose files Sphinx forgets when it reads it again.

    Returns:
        No document: a change of ``anthology_authors`` reads all of them.
    """
    root = app.config.root_doc
    for image in dict.fromkeys(_addresses(env)):
        try:
            path, _data = read_image(env, image, root)
        except ValueError as error:
            warn_option(app.confdir, f"anthology_authors: image: {error}", "image")
        else:
            env.images.add_file(root, path)
    return []


def author_image(env: BuildEnvironment, address: str) -> str:
    """Return the path of a picture from the source folder; empty if it is not registered."""
    if not address or "\0" in address:
        return ""
    path = env.relfn2path(address, env.config.root_doc)[0]
    return path if path in env.images and Path(env.srcdir, path).is_file() else ""


def author_image_digests(env: BuildEnvironment) -> dict[str, str]:
    """Return the digests of the registered pictures by the names of their authors.

    No document is read again if one changes, but pages show its size.

    Returns:
        The names are in the form of :func:`~sphinx_anthology.core.posts.taxonomy.fold`.
    """
    profiles = author_profiles(env.config.anthology_authors)
    paths = {name: author_image(env, profile.image) for name, profile in profiles.items()}
    return {
        name: image_digest(Path(env.srcdir, path).read_bytes())
        for name, path in sorted(paths.items())
        if path
    }


def publish_author_images(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: copy the pictures to the site, even if no page is written."""
    env, builder = app.env, app.builder
    if is_html_site(builder):
        for path in filter(None, (author_image(env, image) for image in _addresses(env))):
            builder.images[path] = env.images[path][1]
    return []


def _addresses(env: BuildEnvironment) -> list[str]:
    profiles = author_profiles(env.config.anthology_authors).values()
    return [profile.image for profile in profiles if profile.image]

"""Check the front matter of posts without a build."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import CONFIG_FILENAME, Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinx_anthology.commands.post_files import post_files
from sphinx_anthology.commands.problem_report import FORMATS
from sphinx_anthology.commands.text_check import text_problems
from sphinx_anthology.core.fixes.front_matter import fix_front_matter
from sphinx_anthology.core.frontmatter.foreign_keys import is_known
from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.scan import scan_files
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.known_terms import known_tags
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.core.posts.post_problems import (
    closed_tag_problems,
    order_problems,
    publication_problem,
    slug_problems,
    update_problem,
    without_repeated,
)
from sphinx_anthology.core.values.notebook import SUFFIX
from sphinx_anthology.options import OPTIONS, has_substitutions, today, with_file_name, zone
from sphinx_anthology.source_suffixes import rst_suffixes
from sphinx_bindery.common.site_files.lookup import site_folders
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from sphinx_anthology.core.frontmatter.problem import Problem
    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.site_files.lookup import SiteFolders

_FOREIGN_OPTIONS = {
    "html_baseurl": "",
    "html_extra_path": [],
    "html_static_path": [],
    "myst_enable_extensions": [],
}
"""Options that Sphinx's HTML builders and MyST register, and their defaults."""


def find_problems(
    files: Iterable[Path], config: Config | None = None, folder: Path | None = None
) -> Iterator[tuple[Path, Problem]]:
    """Yield the problems of posts that a build would report; skip files with ``post: false``.

    Args:
        files: The files.
        config: The configuration of the project; None for the defaults.
        folder: The source folder, in which pictures are looked up; None to skip pictures.

    Raises:
        OSError: If a file cannot be read.
    """
    config = config or default_config()
    now, known_keys = today(config), config.anthology_known_keys
    rst = rst_suffixes(config)
    scans = scan_files(
        ((str(file), file) for file in files),
        {},
        zone(config),
        has_substitutions=has_substitutions(config),
        rst_suffixes=rst,
    )
    source = folder.resolve() if folder else None
    folders = site_folders(config, source, source) if source else None
    terms = known_tags(config.anthology_tags) if config.anthology_closed_tags else None
    published = []
    for name, scan in scans.items():
        if scan.post.is_post is False:
            continue
        post = with_file_name(scan.post, config)
        dates = filter(None, (publication_problem(post, now), update_problem(post, now)))
        for problem in (*without_repeated(scan.problems, post, now), *dates):
            if not is_known(problem.unknown_key, known_keys):
                yield Path(name), problem
        if is_unpublished(post, now):
            continue
        published.append(post)
        found = [*_text_problems(Path(name), post, folders, rst)]
        if terms is not None:
            found += closed_tag_problems(post, terms)
        for problem in sorted(found, key=attrgetter("line")):
            yield Path(name), problem
    catalogue = Catalogue(published)
    for docname, problem in (*order_problems(catalogue), *slug_problems(catalogue)):
        yield Path(docname), problem


def _text_problems(
    file: Path, post: Post, folders: SiteFolders | None, rst: tuple[str, ...]
) -> Iterator[Problem]:
    is_markdown = not file.name.endswith(rst)
    text = xml_text(file.read_text(encoding="utf-8-sig"))
    end = find_head(text, is_markdown=is_markdown).end
    file = file.resolve()
    if folders and not file.is_relative_to(folders.source):
        folders = None
    source = folders.source if folders else Path.cwd()
    path = Path(os.path.relpath(file, source)).with_suffix("").as_posix()
    return text_problems(text, end, replace(post, docname=path), folders, is_markdown=is_markdown)


def read_config(folder: Path) -> Config | None:
    """Return the configuration in a folder or its nearest ancestor, None without a ``conf.py``.

    Raises:
        ConfigError: The ``conf.py`` has an error.
    """
    place = config_folder(folder)
    return _with_options(Config.read(place, overrides={}, tags=Tags())) if place else None


def config_folder(folder: Path) -> Path | None:
    """Return a folder or its nearest ancestor with a ``conf.py``, None without one."""
    places = (folder, *folder.parents)
    return next((place for place in places if (place / CONFIG_FILENAME).is_file()), None)


def default_config() -> Config:
    """Return the configuration of a project that sets no option."""
    return _with_options(Config())


def _with_options(config: Config) -> Config:
    for option in OPTIONS:
        config.add(option.name, option.default, option.rebuild, option.types)
    for name, default in _FOREIGN_OPTIONS.items():
        if name not in config:
            config.add(name, default, "", ())
    return config


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Declare the argument for the paths of posts."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path("posts")],
        help="posts, or folders of posts (default: posts)",
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_paths(parser)
    parser.add_argument(
        "--fix", action="store_true", help="first correct keys, tag lists and dates of YAML"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="form of the report (default: text)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the problems; with ``--fix``, those that remain.

    The name of each changed file is written to standard error.

    Returns:
        0 without problems; 1 with problems; 2 if a file or ``conf.py`` cannot be read: then no
        problem is printed, and the reason is written to standard error.
    """
    try:
        folder = config_folder(Path.cwd())
        config = read_config(Path.cwd()) or default_config()
        files = post_files(options.paths, config, folder)
        if options.fix:
            for file in _fix(files, config):
                sys.stderr.write(f"{file}: corrected\n")
        problems = list(find_problems(files, config, folder))
    except (OSError, ConfigError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(FORMATS[options.format](problems))
    return 1 if problems else 0


def _fix(files: Iterable[Path], config: Config) -> Iterator[Path]:
    """Fix files, and yield those that changed; files that are not UTF-8 are only reported."""
    others = (*rst_suffixes(config), SUFFIX)
    for file in files:
        if file.name.endswith(others):
            continue
        try:
            before = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        after = fix_front_matter(before, config.anthology_known_keys)
        if after != before:
            file.write_bytes(after.encode())
            yield file

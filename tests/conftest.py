"""What all tests share: Sphinx's own fixtures, the test roots, and the order of files."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.application import builtin_extensions

from tests.speedups import SPEEDUPS_ARE_ON, turn_speedups_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["sphinx.testing.fixtures"]

# labels such as "Changed in version" stay in the language of the application that imports them
for _extension in builtin_extensions:
    import_module(_extension)

if not SPEEDUPS_ARE_ON:
    turn_speedups_off()

BOOK = "tests/book/"
LONGEST = (
    BOOK,
    "tests/sphinx/test_cost.py",
    "tests/sphinx/test_linear_cost.py",
    "tests/sphinx/test_incremental.py",
    "tests/sphinx/test_feature_mutations.py",
    "tests/sphinx/test_epub_validators.py",
    "tests/sphinx/test_builders_and_themes.py",
    "tests/sphinx/test_invariants.py",
    "tests/sphinx/test_reproducible_blog.py",
    "tests/sphinx/test_search.py",
    "tests/sphinx/",
    "tests/benchmarks/",
)
"""The order in which files begin, so that no process has a long one left at the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this suite."""
    parser.addoption(
        "--build-all",
        action="store_true",
        help="build anew what tests of a module share",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests marked long, unless they are selected, and put the longest files first."""
    if "long" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]

    def rank(item: pytest.Item) -> int:
        return next((n for n, p in enumerate(LONGEST) if item.nodeid.startswith(p)), len(LONGEST))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Keep the tests of a file in one process, and all that look at the book, built once."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - absent without xdist

    class BookScheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(BOOK):
                return BOOK
            return str(super()._split_scope(nodeid))

    config.option.loadscopereorder = False
    return BookScheduling(config, log)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the test roots, ``test-<name>`` each."""
    return Path(__file__).parent / "roots"


@pytest.fixture(autouse=True)
def _no_source_date_epoch() -> Iterator[None]:
    """Keep a SOURCE_DATE_EPOCH of the caller's out of the tests' own builds."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield

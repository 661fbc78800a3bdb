"""What all tests share: Sphinx's own fixtures, and where the test roots are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.speedups import SPEEDUPS_ARE_ON, turn_speedups_off

pytest_plugins = ["sphinx.testing.fixtures"]

if not SPEEDUPS_ARE_ON:
    turn_speedups_off()


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the test roots, ``test-<name>`` each."""
    return Path(__file__).parent / "roots"


@pytest.fixture(autouse=True)
def _no_clock_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a SOURCE_DATE_EPOCH of the caller's out of the tests' own builds."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

"""A build that is killed at any moment leaves no trace in the output of the build after it."""

from __future__ import annotations

import signal
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest

from .killed_builds import (
    NUMBER,
    PHASES,
    KilledBuilds,
    contents,
    differing,
    write_post,
    write_project,
)

if TYPE_CHECKING:
    from pathlib import Path

FEW, MANY = 4, 32
"""How often each kind of build is killed here, and in ``make test-long``."""
KILLS_A_ROUND = 4
"""After so many kills, a build runs to its end and is compared with a fresh one."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")


def edit(project: Path, random: Random) -> None:
    """Change a post, remove another one, or add it again."""
    number = random.randrange(1, NUMBER)
    path = project / "posts" / f"p{number}.md"
    if path.exists() and random.random() < 0.3:
        path.unlink()
    else:
        write_post(project, number, random.choice(["second", "third", "fourth"]))


def check_kills(project: Path, builder: str, processes: int, kills: int, seed: int) -> None:
    """Kill builds, edit posts in between, and compare the output with that of a fresh build."""
    random = Random(seed)  # noqa: S311 - repeatable
    done = [f"seed {seed}"]
    write_project(project)
    fresh = KilledBuilds(project, builder, processes, name="fresh")
    fresh.measure()
    builds = KilledBuilds(project, builder, processes, name="killed", seconds=fresh.seconds)
    phases = random.sample(PHASES[builder], len(PHASES[builder]))
    for number in range(kills):
        whole = processes == 1 or random.random() < 0.5
        done.append(builds.kill(phases[number % len(phases)], random, whole=whole))
        if (number + 1) % KILLS_A_ROUND == 0:
            text = builds.run()
            fresh.clean()
            fresh.run()
            assert differing(contents(builds.output), contents(fresh.output)) == set(), (done, text)
            assert builds.leftovers() == [], done
        edit(project, random)
    sys.stdout.write("\n".join(done))


@pytest.mark.parametrize(("builder", "processes"), [("html", 2), ("epub", 2), ("pdf", 1)])
def test_a_killed_build_leaves_no_trace(tmp_path: Path, builder: str, processes: int) -> None:
    check_kills(tmp_path / "project", builder, processes, FEW, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("builder", list(PHASES))
def test_many_killed_builds_leave_no_trace(tmp_path: Path, builder: str, processes: int) -> None:
    check_kills(tmp_path / "project", builder, processes, MANY, seed=2)

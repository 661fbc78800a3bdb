"""The time that an edit takes in ``make live``: ``python -m benchmarks.live --help``.

Measures the time from saving the body of a post to the message that reloads the browser.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from websockets.asyncio.client import connect

from .blog import generated_blog
from .measure import environment
from .tools import EXTENSIONS, TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .blog import Blog

LIMIT = 1800  # seconds of the first build
OPTIONS = ("-q", "-b", "html", "-j", "auto", "-D", "bindery_search=sphinx", "-d", "_build/doctrees")


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait for the first build.

    Raises:
        RuntimeError: The server has ended, or serves nothing in time.
    """
    end = time.monotonic() + LIMIT
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address):  # noqa: S310 (of this machine)
                return
        except URLError:
            time.sleep(0.2)
    message = f"nothing is served at {address}"
    raise RuntimeError(message)


async def edit_times(port: int, folder: Path, tool: str, blog: Blog, edits: int) -> list[float]:
    """Return the seconds from saving each edit to the message that reloads the browser."""
    post = blog.post(blog.size // 2)
    seconds = []
    for number in range(edits):
        async with connect(f"ws://127.0.0.1:{port}/websocket-reload") as browser:
            await asyncio.sleep(1)
            text = f"{post.text}\nParagraph {number} stands here.\n"
            begin = time.perf_counter()
            TOOLS[tool].write_post(folder, replace(post, text=text))
            await browser.recv()
            seconds.append(time.perf_counter() - begin)
    return seconds


def measure(tool: str, blog: Blog, folder: Path, edits: int) -> list[float]:
    """Return the seconds of each edit of a project that is served."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    TOOLS[tool].write(folder, blog)
    port = free_port()
    arguments = [*OPTIONS, "--port", str(port), ".", "_build/live"]
    with (folder.parent / "live.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "sphinx_bindery.live", *arguments],
            cwd=folder,
            env=environment() | {"PYTHONPATH": str(EXTENSIONS)},
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_served(f"http://127.0.0.1:{port}/", server)
            return asyncio.run(edit_times(port, folder, tool, blog, edits))
        finally:
            server.terminate()
            server.wait()


def lines(posts: int, seconds: Sequence[float]) -> Iterator[str]:
    """Yield what was measured as lines of text."""
    yield ", ".join(f"{value:.2f}" for value in seconds)
    yield f"{posts} posts: median {median(seconds):.2f} s, load {os.getloadavg()[0]:.1f}"


def main(given: Sequence[str] | None = None) -> None:
    """Measure, and print the seconds of each edit and their median."""
    parser = ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="the size of the blog")
    parser.add_argument("--edits", type=int, default=10, help="how many edits are measured")
    parser.add_argument("--tool", choices=TOOLS, default="anthology", help="the project")
    work = Path("_build/bench/live")
    parser.add_argument("--work", type=Path, default=work, help="the folder to build in")
    asked = parser.parse_args(given)
    folder = asked.work.absolute() / "project"
    seconds = measure(asked.tool, generated_blog(asked.posts), folder, asked.edits)
    print(*lines(asked.posts, seconds), sep="\n")


if __name__ == "__main__":
    main()

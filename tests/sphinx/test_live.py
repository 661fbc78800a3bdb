"""``make live``: edits are built in forks of a process with all modules loaded."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import time
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.speedups import run_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Project

pytest.importorskip("sphinx_autobuild")
pytest.importorskip("websockets")
if not hasattr(os, "fork"):
    pytest.skip("processes cannot be forked here", allow_module_level=True)

EXTENSIONS = Path(__file__).parents[2] / "_ext"
OURS = 'def setup(app):\n    app.add_role("sign", lambda *args: ([nodes.Text("{sign}")], []))\n'


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """Serve a project with an extension of its own, and yield the address."""
    project.write(
        {
            "conf.py": "import sys\n"
            f"sys.path[:0] = [{str(EXTENSIONS)!r}, {str(project.folder)!r}]\n"
            'extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery", "signs"]\n'
            'html_theme = "basic"\nexclude_patterns = ["_build"]\n',
            "signs.py": "from docutils import nodes\n\n" + OURS.format(sign="one"),
            "posts/first.md": "# First\n\nA {sign}`x`.\n",
        }
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-b", "html", "-d", "_build/doctrees", "--port", str(port), ".", "_build/live"]
    command = [*run_module("sphinx_bindery.live"), *options]
    environment = os.environ | {"PYTHONPATH": str(EXTENSIONS), "PYTHONDONTWRITEBYTECODE": "1"}
    said = project.folder.parent / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            command, cwd=project.folder, env=environment, stdout=output, stderr=output
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/posts/first.html", process, said)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def wait_for(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address):  # noqa: S310 (of this machine)
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(said.read_text(encoding="utf-8"))


def page_after(address: str, file: Path, text: str) -> str:
    """Write a file while a browser listens; return the page that it then reloads."""

    async def edit() -> None:
        from websockets.asyncio.client import connect  # noqa: PLC0415 (may be missing)

        async with connect(f"ws://{address}/websocket-reload") as browser:
            await asyncio.sleep(0.5)
            file.write_text(text, encoding="utf-8")
            async with asyncio.timeout(120):
                assert await browser.recv() == "refresh"

    asyncio.run(edit())
    with urlopen(f"http://{address}/posts/first.html") as page:
        return str(page.read().decode())


def test_edits_of_posts_and_extensions_reload_the_browser(project: Project, address: str) -> None:
    post, extension = project.folder / "posts/first.md", project.folder / "signs.py"
    assert "<p>B one.</p>" in page_after(address, post, "# First\n\nB {sign}`x`.\n")
    assert "<p>C one.</p>" in page_after(address, post, "# First\n\nC {sign}`x`.\n")
    text = "from docutils import nodes\n\n" + OURS.format(sign="two")
    page_after(address, extension, text)
    assert "<p>D two.</p>" in page_after(address, post, "# First\n\nD {sign}`x`.\n")
    said = (project.folder.parent / "said.txt").read_text(encoding="utf-8")
    assert said.count("Built in") == 3  # and two by a new Python, since the extension has changed


def test_modules_with_newer_files_are_found(tmp_path: Path) -> None:
    from sphinx_bindery.live import is_newer  # noqa: PLC0415 (may be missing)

    file = tmp_path / "part.py"
    file.write_text("", encoding="utf-8")
    module = ModuleType("part")
    assert not is_newer(module, 0)
    module.__file__ = str(file)
    assert is_newer(module, file.stat().st_mtime - 1)
    assert not is_newer(module, file.stat().st_mtime + 1)
    file.unlink()
    assert not is_newer(module, 0)


def test_sphinx_autobuild_still_takes_a_builder_of_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Once it takes one as an argument, ``sphinx_bindery.live`` need not change its module."""
    import sphinx_autobuild.__main__ as autobuild  # noqa: PLC0415 (may be missing)

    class Taken(Exception):  # noqa: N818 (no error)
        pass

    def take(*_args: object, **_more: object) -> None:
        raise Taken

    monkeypatch.setattr(autobuild, "Builder", take)
    with pytest.raises(Taken):
        autobuild.main([str(tmp_path), str(tmp_path / "out")])

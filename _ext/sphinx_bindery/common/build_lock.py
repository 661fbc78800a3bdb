"""The lock of a doctree folder: builds that share one run one after the other.

Sphinx reads and writes the folder without a lock. The operating system releases the lock when its
process ends, however it ends. A process may build several times, and its workers are part of it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

NAME = ".bindery-lock"
TIMEOUT = 900.0
"""How long a build waits for another one, in seconds."""
_PAUSE = 0.2
_BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class BuildLock:
    """The lock of the doctree folder of one application.

    Attributes:
        timeout: How long to wait for another process, in seconds.
    """

    timeout: float = TIMEOUT
    _file: int | None = None

    def acquire(self, folder: Path) -> None:
        """Acquire the lock; wait for another process that has it.

        Where files cannot be locked or written, the build goes on without a lock.

        Args:
            folder: The doctree folder; it is created if it does not exist.

        Raises:
            SphinxError: The other process still has the lock after ``timeout`` seconds.
        """
        self.release()
        deadline = time.monotonic() + self.timeout
        is_reported = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT)
            while not _try_lock(self._file):
                hint = "give each build a folder of its own with the option -d"
                if time.monotonic() > deadline:
                    self.release()
                    message = f"{folder}: another build uses this doctree folder; {hint}"
                    raise SphinxError(message)
                if not is_reported:
                    _logger.info("waiting for another build that uses %s; %s", folder, hint)
                    is_reported = True
                time.sleep(_PAUSE)
        except OSError:
            self.release()

    def release(self) -> None:
        """Release the lock, if it is held."""
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None


def _try_lock(file: int) -> bool:
    """Lock a file unless another process has locked it; return whether this process has the lock.

    Raises:
        OSError: The file system has no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            # A lock of the process, unlike flock(): a worker that outlives the process has none.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Hold the lock from before the environment is read until the build has finished."""
    lock = BuildLock()

    def acquire(app: Sphinx, _config: Config) -> None:
        lock.acquire(Path(app.doctreedir))

    def release(_app: Sphinx, _exception: Exception | None) -> None:
        lock.release()

    app.connect("config-inited", acquire, priority=0)
    app.connect("build-finished", release, priority=1000)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

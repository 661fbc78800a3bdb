"""The URLs of what shortcodes and tags embed, up to the identifier."""

from typing import Final

YOUTUBE: Final = "https://www.youtube.com/watch?v="
VIMEO: Final = "https://vimeo.com/"
GIST: Final = "https://gist.github.com/"

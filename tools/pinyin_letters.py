"""The letters of the pinyin of the second level of GB 2312, for ``common/collation/ideographs.py``.

Run ``python -m tools.pinyin_letters`` after ``pip install pypinyin``; it prints the lines of the
table. A character with several readings has the letter of the one that pypinyin puts first.
"""

from __future__ import annotations

import sys
from textwrap import wrap

from pypinyin import Style, pinyin

FIRST_ROW, LAST_ROW = 0xD8, 0xF7
"""The rows of the second level in the encoding (GB 2312-80, rows 56 to 87)."""

WIDTH = 84


def second_level() -> str:
    """Return the 3,008 characters of the second level, in the order of their codes."""
    codes = (
        bytes((row, cell)) for row in range(FIRST_ROW, LAST_ROW + 1) for cell in range(0xA1, 0xFF)
    )
    return b"".join(codes).decode("gb2312")


def letters(characters: str) -> str:
    """Return the first letter of the pinyin of each character, in upper case."""
    readings = (pinyin(character, style=Style.NORMAL)[0][0] for character in characters)
    return "".join(reading[0].upper() for reading in readings)


if __name__ == "__main__":
    for line in wrap(letters(second_level()), WIDTH):
        sys.stdout.write(f'    "{line}"\n')

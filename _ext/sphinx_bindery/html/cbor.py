"""Arrays, texts and numbers in CBOR (RFC 8949), of which Pagefind's files are made."""

from __future__ import annotations

from typing import Any

NUMBER, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4
"""The major types: a negative number is written as how far it lies below -1."""


def decoded(data: bytes, at: int) -> tuple[Any, int]:
    """Return the value that begins there, and where the next one does.

    Raises:
        ValueError: It is neither an array nor a text nor a number, or of no length that is told.
        IndexError: It is cut off.
    """
    kind = data[at] >> 5
    number, at = head_at(data, at, kind)
    if kind == NUMBER:
        return number, at
    if kind == TEXT:
        return data[at : at + number].decode(), at + number
    if kind != ARRAY:
        msg = f"no array, text or number, but major type {kind}"
        raise ValueError(msg)
    items = []
    for _ in range(number):
        item, at = decoded(data, at)
        items.append(item)
    return items, at


def encoded(value: int | str | list[Any]) -> bytes:
    """Return a value as CBOR."""
    if isinstance(value, int):
        return head(NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return head(TEXT, len(text)) + text
    return head(ARRAY, len(value)) + b"".join(map(encoded, value))


def head(kind: int, number: int) -> bytes:
    """Return how a value begins: its major type, with its length or the number that it is."""
    if number < 24:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + number.to_bytes(1 << power)


def head_at(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the number in the head that begins there, and where it ends.

    Raises:
        ValueError: Something else than that kind begins there.
        IndexError: Nothing does.
    """
    found, number = data[at] >> 5, data[at] & 31
    at += 1
    if found != kind or number > 27:
        msg = f"no major type {kind} of a length that is told"
        raise ValueError(msg)
    if number > 23:
        size = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + size]), at + size
    return number, at

"""Texts that others wrote, made safe for a file and for the terminal."""

from rich.markup import escape


def plain(text: str) -> str:
    """Return text, such as the name of a folder, without terminal codes and for rich's own mark-up to leave alone."""
    return escape(printable(text))


def printable(text: str) -> str:
    """Return text with a question mark for every sign that cannot be printed: codes, half characters, line ends."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def clean(text: str) -> str:
    """Return `text` with a question mark for each half of a character (a lone surrogate), which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()

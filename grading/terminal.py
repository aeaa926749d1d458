"""What is said in the terminal, with names and texts that others wrote in it."""

from rich.markup import escape


def plain(text):
    """Return text, such as the name of a folder, without terminal codes and for rich's own mark-up to leave alone."""
    return escape(printable(text))


def printable(text):
    """Return text with a question mark for every sign that cannot be printed: codes, half characters, line ends."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)

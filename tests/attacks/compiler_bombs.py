"""Adds cells behind the last check that bring parsers, compilers and highlighters to their limits."""

from attacks import after, code, fill, write

EARNS = {"double", "noise", "sizes", "q1", "q2"}
SOURCES = (
    "(" * 100_000, "f'{" * 150 + "1" + "}'" * 150, "[" * 90 + "]" * 90, "'" + "\\" * 500_001 + "'", "!" * 100_000,
    "\n".join(" " * depth + "if 1:" for depth in range(120)) + "\n" + " " * 120 + "pass", "?" * 100_000, "`" * 300_000,
    "%" * 100_000, "x = 1" + "0" * 100_000, "9**9**9 if 0 else 1", "%%" + "x" * 100_000 + "\n", "\f\v\x1a\x00",
    "lambda:" * 30_000 + "1", "-" * 300_000 + "1", "+".join(["1"] * 50_000), "x" + ".a" * 100_000,
)  # fmt: skip


def submit(folder, released, solved):
    document = fill(released, solved)
    after(document, "check_q2", *(code(source, f"bomb{number}") for number, source in enumerate(SOURCES)))
    write(folder, document)

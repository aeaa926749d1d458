"""The words of the course are the field's: each course's glossary is complete, and no word is ours alone."""

import re
from pathlib import Path

import pytest
from conftest import mended

from grading import notebooks

SOURCES = [path for path in notebooks.sources() if mended(path)]
COURSES = sorted({path.parents[2] for path in SOURCES})
# Bold text that is no term: labels end with a mark of punctuation, or are one of these.
LABELS = {"You build", "It takes", "Open questions", "Predict"}
# What was used here as the word for something that has a standard one; the standard word stands behind.
OURS = {
    r"borders?": "decision boundary",
    r"straight rule": "linear regression",
    r"by heart": "overfitting, memorizing",
    r"nudg(e|es|ed|ing)": "finite difference, step",
    r"screws?": "parameter",
    r"linear part": "pre-activation",
    r"(the )?way (back|forward)": "backward pass, forward pass",
    r"hollows?": "local minimum",
    r"lowest point": "minimum",
    r"squash(es|ed|ing)?": "apply the activation, saturate",
    r"blame": "backpropagated error",
    r"stairs": "step decay",
    r"new pictures": "held-out data, generalization",
    r"(is|are|was|were|reads?) right(ly)? (on|in) ": "correct, accuracy, classified as",
    r"rightly": "correctly",
    r"of (people|those|pictures|networks|things) that": "of people who, of pictures of",
    r"an own": "its own",
    r"half of the work": "half the work",
    r"too dear": "too expensive",
    r"a bend|bends|bent": "non-linearity, kink, curve",
}
CODE = re.compile(r"`[^`\n]*`|```.*?```|\$[^$]*\$|\]\([^)]*\)|<[^>]*>", re.DOTALL)


def glossary(course):
    """Return the rows of a course's glossary: (term, meaning, paths of the notebooks that introduce it)."""
    lines = (course / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [(term, meaning, re.findall(r"\]\(([^)#]+)", place)) for term, meaning, place in cells[1:]]


def bold(text):
    """Return the bold terms of a markdown text, in lower case."""
    terms = re.findall(
        r"(?<![*`])\*\*(?![*\s])([^*\n]+?)\*\*", re.sub(r"```.*?```|`[^`\n]*`", "``", text, flags=re.DOTALL)
    )
    return [term.lower() for term in terms if term not in LABELS and not re.search(r"[.:?!]$|^\([a-z]\)$|``", term)]


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_the_glossary_is_sorted_and_has_a_line_for_each_term(course):
    rows = glossary(course)
    terms = [term.lower() for term, _, _ in rows]
    assert terms == sorted(set(terms))
    for term, meaning, places in rows:
        assert 15 <= len(meaning) <= 200, term
        assert len(places) == 1, term
        text = "\n".join(
            cell.source for cell in notebooks.read(course / places[0]).cells if cell.cell_type == "markdown"
        )
        assert term.lower() in bold(text), f"{term} is not introduced in bold in {places[0]}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_bold_term_is_in_a_glossary(path):
    course = path.parents[2]
    earlier = COURSES[: COURSES.index(course) + 1]
    known = {term.lower() for folder in earlier for term, _, _ in glossary(folder)}
    text = "\n".join(cell.source for cell in notebooks.read(path).cells if cell.cell_type == "markdown")
    assert sorted(set(bold(text)) - known) == []


def sentences(path):
    """Yield (place, text) of all that a learner reads of a week: prose, code, printed text, figures, cards."""
    for notebook in sorted(path.glob("*.ipynb")):
        for cell in notebooks.read(notebook).cells:
            yield f"{notebook.stem} {cell.id}", cell.source
            for output in cell.get("outputs", []):
                yield (
                    f"{notebook.stem} {cell.id}",
                    "".join(output.get("text", []) or output["data"].get("text/plain", [])),
                )
    for module in sorted(path.glob("*.py")):
        yield module.name, module.read_text(encoding="utf-8")
    for picture in sorted(path.glob("images/*.svg")):
        yield picture.name, re.sub(r"<(?!title|desc|text)[^>]*>", " ", picture.read_text(encoding="utf-8"))
    author = path.parents[1] / "author" / path.name
    yield "mistakes.py", (author / "mistakes.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "week",
    sorted({path.parent for path in SOURCES if all(mended(other) for other in path.parent.glob("*.ipynb"))}),
    ids=lambda week: week.name,
)
def test_no_word_is_ours_alone(week):
    wrong = [
        f"{place}: {match[0]!r} (say {standard})"
        for place, text in sentences(Path(week))
        for word, standard in OURS.items()
        for match in re.finditer(rf"\b{word}\b", CODE.sub(" ", text), re.IGNORECASE)
    ]
    assert wrong == []

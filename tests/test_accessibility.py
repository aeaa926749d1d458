"""What the course shows, for readers who cannot see it, see other colours, or read it aloud by a program.

Diagrams in Markdown are in `test_form.py`; how cards look in JupyterLab, in both themes, is in `test_browser.py`.
"""

import inspect
import re

import pytest
from bs4 import BeautifulSoup

from grading import notebooks
from helpers import plot
from helpers.checks.card import LOOK, Card

PATHS = notebooks.sources()
PAGES = sorted([*notebooks.ROOT.glob("*.md"), *notebooks.ROOT.glob("docs/*.md"), *notebooks.ROOT.glob("course*/*.md")])
NOTHING_SAID = inspect.signature(plot.pictures).parameters["alt"].default


def contrast(one, other):
    """Return the contrast of two colours such as "#0b6aa8", from 1 to 21, as WCAG 2 defines it."""

    def luminance(colour):
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_what_others_compute():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("path", PATHS, ids=[f"{path.parent.name}/{path.stem}" for path in PATHS])
def test_what_a_cell_shows_is_a_card_or_has_a_sentence_that_describes_it(path):
    for cell in notebooks.read(path).cells:
        for output in cell.get("outputs", ()):
            if output.output_type != "display_data":
                continue
            text = "".join(output.data["text/plain"])
            if "text/html" in output.data:
                assert text[0] in [look["sign"] for look in LOOK.values()], f"{cell.id}: {text[:40]}"
                continue
            sentence = re.fullmatch(
                r"\[(?:Figure: |Sound: |Slider: [^.]+\. )(.+)\]|\[Panel: (?P<panel>.+)\]\n.+", text, re.DOTALL
            )
            assert sentence, f"{cell.id} shows {text[:60]!r}: use plot.show, widgets.slider or panel.panel"
            said = sentence[1] or sentence["panel"]
            assert len(said) > 20, f"{cell.id}: {text}"
            assert said != NOTHING_SAID, f"{cell.id} does not say what there is to see"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(notebooks.ROOT)))
def test_pictures_on_pages_are_described(path):
    text = path.read_text(encoding="utf-8")
    assert "<img" not in text
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
        assert len(alt) > 20, target


@pytest.mark.parametrize("good", [True, False])
def test_a_card_can_be_read(good):
    look = LOOK[good]
    assert contrast(look["ink"], look["ground"]) >= 7  # WCAG 2.2, level AAA; AA asks for 4.5
    assert contrast(look["line"], look["ground"]) >= 3  # no text, but it stands for something
    card = Card(good, "`f`: title", ["a line"], "the cause", "printed", "1 of 2 points")
    soup = BeautifulSoup(card.html(), "html.parser")
    for element in soup.find_all(style=True):
        style = dict(part.split(":", 1) for part in element["style"].split(";"))
        assert contrast(style.get("color", look["ink"]).replace("inherit", look["ink"]), look["ground"]) >= 4.5
        assert style.get("background", "none") in ("none", look["ground"])


def test_colour_is_never_the_only_sign():
    cards = [Card(good, "`f`: title").html() for good in (True, False)]
    texts = [BeautifulSoup(html, "html.parser").get_text() for html in cards]
    assert texts == ["✔ f: title", "✘ f: title"]


def test_a_card_is_read_aloud_when_it_appears():
    """A live region: politely if all is well, at once if something is to be mended; what was printed can be unfolded."""
    for good, role in ((True, "status"), (False, "alert")):
        soup = BeautifulSoup(Card(good, "title", ["one", "two"], printed="x").html(), "html.parser")
        assert soup.div["role"] == role
        assert [item.get_text() for item in soup.select("ul > li")] == ["one", "two"]
        assert soup.select_one("details > summary").get_text() == "What it printed"

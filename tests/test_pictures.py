"""Figures and sliders, as a front end and as a static page get them."""

import base64
import io

import ipywidgets
import numpy as np
import pytest
from bs4 import BeautifulSoup
from IPython.utils.capture import capture_output
from PIL import Image

from helpers import plot, progress
from helpers.widgets import slider


def line(slope):
    drawing, axes = plot.figure(width=3, height=2)
    axes.plot([0, 1], [0, slope])
    return drawing


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed: a list of (data, metadata)."""
    collected = []

    def display(data, metadata=None, raw=False):
        assert raw
        collected.append((data, metadata))

    monkeypatch.setattr(plot, "display", display)
    monkeypatch.setattr("helpers.widgets.display", display)
    return collected


def size(picture):
    return Image.open(io.BytesIO(picture)).size


def test_a_figure_has_a_text_for_those_who_cannot_see_it(shown):
    plot.show(line(1), "a rising line")
    ((data, metadata),) = shown
    assert data["text/plain"] == "[Figure: a rising line]"
    assert metadata["image/png"]["alt"] == "a rising line"
    assert size(data["image/png"])[0] == 330


def test_in_a_students_folder_a_figure_is_an_element_with_that_text(shown, tmp_path, monkeypatch):
    """JupyterLab gives a PNG no text; where notebooks are stored and compared, there is only the PNG."""
    (tmp_path / progress.FOLDER).mkdir()
    (tmp_path / progress.FOLDER / progress.CATALOGUE).write_text("[]")
    monkeypatch.chdir(tmp_path)
    plot.show(line(1), 'a "rising" <line>')
    monkeypatch.chdir("/")
    plot.show(line(1), "a rising line")
    (mine, _), (stored, _) = shown
    picture = BeautifulSoup(mine["text/html"], "html.parser").img
    assert picture["alt"] == 'a "rising" <line>'
    assert size(base64.b64decode(picture["src"].removeprefix("data:image/png;base64,"))) == size(mine["image/png"])
    assert set(stored) == {"image/png", "text/plain"}


def test_figures_are_not_shown_twice():
    line(1)
    assert plot.plt.get_fignums() == []


def test_a_slider_moves_its_picture_and_has_a_static_one(shown):
    slider(line, "slope", [0, 1, 2, 3, 4], alt="a line", start=1)
    ((data, metadata),) = shown
    assert "application/vnd.jupyter.widget-view+json" in data
    assert size(data["image/png"])[0] == 3 * size(plot.png(line(1)))[0]
    assert metadata["image/png"]["alt"] == "a line Shown for slope = 0, 2, 4."


def test_where_nobody_moves_the_slider_one_picture_is_drawn(shown, monkeypatch):
    drawn = []
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    slider(lambda value: drawn.append(value) or line(value), "slope", [0, 1, 2, 3, 4], alt="a line", start=3)
    assert drawn == [3]
    ((_, metadata),) = shown
    assert metadata["image/png"]["alt"] == "a line Shown for slope = 3."


def test_moving_the_slider_changes_the_picture(shown):
    before = set(ipywidgets.widgets.widget._instances)
    slider(line, "slope", [0, 1, 2], alt="a <b>line</b>", start=0)
    widgets = [item for key, item in ipywidgets.widgets.widget._instances.items() if key not in before]
    # Standard parts only, which other front ends such as VS Code bring along.
    assert {item._model_module for item in widgets} == {"@jupyter-widgets/base", "@jupyter-widgets/controls"}
    (control,) = [item for item in widgets if isinstance(item, ipywidgets.SelectionSlider)]
    (picture,) = [item for item in widgets if isinstance(item, ipywidgets.HTML)]
    first = picture.value
    control.value = 2
    assert picture.value != first
    assert 'alt="a &lt;b&gt;line&lt;/b&gt; (slope = 2)"' in picture.value


def test_a_slider_starts_where_it_can():
    with pytest.raises(ValueError, match="cannot start at 9"), capture_output():
        slider(line, "slope", [0, 1], alt="a line", start=9)


def test_pictures_and_costs(shown):
    plot.pictures(np.zeros((7, 8, 8, 3), np.uint8), titles=list("abcdefg"), columns=4, alt="seven black squares")
    plot.costs({"fast": [3, 1], "slow": [3, 2]}, alt="two falling curves")
    plot.costs([np.inf, 2, 1])
    plot.costs({"He": [3, 2.9], 0.5: [[3], [4]], "one": [3], "none": []})
    assert [data["text/plain"] for data, _ in shown] == [
        "[Figure: seven black squares]",
        "[Figure: two falling curves]",
        "[Figure: the cost against the number of iterations: it falls]",
        "[Figure: the cost against the number of iterations: with He it hardly moves, with 0.5 it rises, "
        "with one it hardly moves, with none it is not there]",
    ]


def test_the_palette_is_told_apart_without_colour():
    """Neighbouring colours of the cycle differ in lightness, so that lines differ on a grey print."""

    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    values = [lightness(colour) for colour in (plot.BLUE, plot.ORANGE, plot.GREEN, plot.PINK)]
    assert len({round(value, 2) for value in values}) == 4

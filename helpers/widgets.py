"""One slider: a value that the reader moves and a picture that follows.

Where no front end draws sliders (a static page, CI), the same output carries a picture of a few values; of the first
one only where a notebook is graded, validated or packed, since nobody moves a slider there and pictures take most of a
lesson's time.
"""

import io
import os

import numpy as np
from IPython.display import display
from ipywidgets import HTML, Layout, SelectionSlider, VBox
from PIL import Image

from helpers.plot import element, png


def slider(draw, name, values, *, alt, start=None, shown=3):
    """Show a slider over `values` above the figure that `draw` returns for the chosen one.

    Arguments: draw, a function from a value to a matplotlib figure (made with `helpers.plot.figure`); name, the label
    of the slider; values, what it moves over; alt, one sentence on what there is to see; start, the first value
    chosen (default: the middle one); shown, how many values the static picture has.
    """
    values = list(values)
    start = values[len(values) // 2] if start is None else start
    if start not in values:
        raise ValueError(f"the slider {name!r} cannot start at {start!r}: its values are {values}")
    drawn = {}  # pictures already made, by the slider's position
    picture = HTML(layout=Layout(overflow="hidden"))
    control = SelectionSlider(
        options=[(_label(value), value) for value in values],
        value=start,
        description=name,
        continuous_update=False,
        layout=Layout(width="100%", max_width="40em"),
        style={"description_width": "initial"},
    )

    def picture_of(index):
        if index not in drawn:
            drawn[index] = png(draw(values[index]))
        return drawn[index]

    def update(change=None):
        shown_now = picture_of(control.index)
        width, _ = Image.open(io.BytesIO(shown_now)).size
        picture.value = element(shown_now, f"{alt} ({name} = {_label(control.value)})", round(width / 1.1))

    control.observe(update, names="value")
    update()
    spread = np.linspace(0, len(values) - 1, min(shown, len(values))).round().astype(int)
    unseen = "NBGRADER_EXECUTION" in os.environ
    chosen = [control.index] if unseen else sorted({int(index) for index in spread})
    # A front end without widgets shows the next best of these: the picture, or the text.
    bundle = VBox([control, picture])._repr_mimebundle_()
    bundle["image/png"] = _joined([picture_of(index) for index in chosen])
    bundle["text/plain"] = f"[Slider: {name}. {alt}]"
    labels = ", ".join(_label(values[index]) for index in chosen)
    display(bundle, metadata={"image/png": {"alt": f"{alt} Shown for {name} = {labels}."}}, raw=True)


def _label(value):
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _joined(pictures):
    """Return PNG pictures as one PNG: side by side, or one above the other if they are wide."""
    images = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    down = images[0].width > 1.8 * images[0].height
    widths, heights = [image.width for image in images], [image.height for image in images]
    size = (max(widths), sum(heights)) if down else (sum(widths), max(heights))
    joined = Image.new("RGB", size, "white")
    for index, image in enumerate(images):
        joined.paste(image, (0, sum(heights[:index])) if down else (sum(widths[:index]), 0))
    buffer = io.BytesIO()
    joined.save(buffer, format="PNG")
    return buffer.getvalue()

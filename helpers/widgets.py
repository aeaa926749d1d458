"""One slider: a value that the reader moves and a picture that follows.

Where no front end draws sliders (a static page, CI), the same output carries a picture of a few values side by side.
"""

import base64
import io
from html import escape

import numpy as np
from IPython.display import display
from ipywidgets import HTML, Layout, SelectionSlider, VBox
from PIL import Image

from helpers.plot import png


def slider(draw, name, values, *, alt, start=None, shown=3):
    """Show a slider over `values` above the figure that `draw` returns for the chosen one.

    Arguments: draw, a function from a value to a matplotlib figure (made with `helpers.plot.figure`); name, the label
    of the slider; values, the values it moves over; alt, one sentence on what there is to see; start, the first value
    chosen (default: the middle one); shown, how many values the static picture shows.
    """
    values = list(values)
    start = values[len(values) // 2] if start is None else start
    if start not in values:
        raise ValueError(f"the slider {name!r} cannot start at {start!r}: its values are {values}")
    picture = HTML(layout=Layout(overflow="hidden"))
    control = SelectionSlider(
        options=[(_label(value), value) for value in values],
        value=start,
        description=name,
        continuous_update=False,
        layout=Layout(width="100%", max_width="40em"),
        style={"description_width": "initial"},
    )

    def update(change=None):
        figure = draw(control.value)
        width = round(figure.get_size_inches()[0] * 100)
        content = base64.b64encode(png(figure)).decode("ascii")
        described = escape(f"{alt} ({name} = {_label(control.value)})", quote=True)
        picture.value = (
            f'<img alt="{described}" style="width:{width}px;max-width:100%" src="data:image/png;base64,{content}">'
        )

    control.observe(update, names="value")
    update()
    chosen = [
        values[index]
        for index in np.unique(np.linspace(0, len(values) - 1, min(shown, len(values))).round().astype(int))
    ]
    # A front end without widgets shows the next best of these: the picture, or the text.
    bundle = VBox([control, picture])._repr_mimebundle_()
    bundle["image/png"] = _side_by_side([png(draw(value)) for value in chosen])
    bundle["text/plain"] = f"[Slider: {name}. {alt}]"
    bundle.pop("text/html", None)
    display(
        bundle, metadata={"image/png": {"alt": f"{alt} Shown for {name} = {', '.join(map(_label, chosen))}."}}, raw=True
    )


def _label(value):
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _side_by_side(pictures):
    """Return PNG pictures joined left to right as one PNG."""
    images = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    joined = Image.new("RGB", (sum(image.width for image in images), max(image.height for image in images)), "white")
    left = 0
    for image in images:
        joined.paste(image, (left, 0))
        left += image.width
    buffer = io.BytesIO()
    joined.save(buffer, format="PNG")
    return buffer.getvalue()

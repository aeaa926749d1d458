"""A camera in the streets of `helpers.scenes`, how it paints, and the ground, the sky and the shadows that it sees.

Places are in metres: x to the right, y up, z ahead. A pinhole camera looks along z, and things are painted from the
farthest to the nearest, each into a picture and into a map of labels, both `FINE` times as large as the result.
"""

import functools
import math
from collections import namedtuple
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

FINE = 3
STUFF = ("sky", "building", "road", "pavement", "vegetation", "pole")
CLASSES = ("car", "bus", "lorry", "bicycle", "person", "traffic light", "traffic sign")  # those that have boxes
SKY, BUILDING, ROAD, PAVEMENT, VEGETATION, POLE = range(len(STUFF))
CAR, BUS, LORRY, BICYCLE, PERSON, LIGHT, SIGN = range(len(CLASSES))

# What stands in a street. `kind` is a class or the name of something without a box, `yaw` where it faces (0 is away
# from the camera), `speed` is in metres a frame, `size` a factor or a dictionary of lengths, `seed` that of its looks.
Thing = namedtuple("Thing", "kind x z yaw speed size seed")

FAR = 5.0  # pixels to a metre, below which details are left out
DARK, RUBBER, STEEL, GLASS = "#16181c", "#1b1c1f", "#75797d", "#22303c"


FOOTPRINTS = {  # half widths across and along, and the height that throws a shadow
    CAR: (0.85, 0, 1.3), BUS: (1.2, 0, 2.9), LORRY: (1.2, 0, 2.9), BICYCLE: (0.1, 0, 1.2), "tree": (2.0, 1.6, 3.6),
    LIGHT: (0.08, 0.08, 3.5), SIGN: (0.06, 0.06, 3.0), "lamp": (0.08, 0.08, 6.0),
}  # fmt: skip


def pick(rng, values):
    """Return one of some values; `rng.choice` takes ten times as long."""
    return values[int(rng.random() * len(values))]


@functools.cache
def rgb(colour):
    """Return a colour such as "#c23b2e" as three numbers from 0 to 255."""
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def mix(first, second, share):
    """Return the colour that has this share of the second."""
    red, green, blue = rgb(first) if isinstance(first, str) else first
    red2, green2, blue2 = rgb(second) if isinstance(second, str) else second
    return red + share * (red2 - red), green + share * (green2 - green), blue + share * (blue2 - blue)


def shade(colour, brightness):
    """Return a colour, darker or brighter."""
    red, green, blue = rgb(colour) if isinstance(colour, str) else colour
    return min(255, brightness * red), min(255, brightness * green), min(255, brightness * blue)


@dataclass
class View:
    """A camera in a street, its light, and what it paints on."""

    height: int
    width: int
    focal: float  # in pixels
    middle: tuple[float, float]  # the column and row of the vanishing point
    eye: float  # the camera's height in metres
    weather: str
    sun: tuple[float, float, float]  # towards it
    sky: tuple[str, str]  # its colour above and at the horizon
    haze: float  # metres after which two thirds of a colour are the horizon's
    shadow: float  # how dark shadows are, from 0 to 1
    x: float = 0.0
    z: float = 0.0
    picture: ImageDraw.ImageDraw | None = None
    labels: ImageDraw.ImageDraw | None = None
    label: int = 0  # of what is being painted
    veil: float = 0.0  # the share of the horizon's colour
    extent: list = field(default_factory=list)  # points of the outline of what is being painted
    glows: list = field(default_factory=list)  # lights: column, row, radius, colour, strength, label

    def scale(self, z):
        """Return how many pixels of the fine picture a metre has there."""
        return FINE * self.focal / max(z - self.z, 0.5)

    def reach(self, z):
        """Go to a depth: what is painted from now on is as hazy as things are there."""
        self.veil = 1 - math.exp(-max(0.0, z - self.z) / self.haze)


# ---------------------------------------------------------------- painting in metres


def project(view, points):
    """Return where points (x, y, z) lie in the fine picture."""
    column, row = FINE * view.middle[0], FINE * view.middle[1]
    focal, eye, left, start, placed = FINE * view.focal, view.eye, view.x, view.z + 0.5, []
    for x, y, z in points:
        scale = focal / ((z if z > start else start) - start + 0.5)
        placed.append((column + scale * (x - left), row + scale * (eye - y)))
    return placed


def hazed(view, colour, opacity=1.0):
    """Return a colour as it looks at the depth that is being painted."""
    red, green, blue = mix(colour, view.sky[1], view.veil)
    return int(red), int(green), int(blue), int(255 * opacity)


def polygon(view, points, colour, opacity=1.0, labelled=False):
    """Paint a polygon of points (x, y, z), and label it."""
    corners = project(view, points)
    view.picture.polygon(corners, fill=hazed(view, colour, opacity))
    if labelled:
        view.labels.polygon(corners, fill=view.label)
        view.extent += corners


def stroke(view, points, width, colour, labelled=True):
    """Paint a line of some metres' width with round ends, such as a limb."""
    corners = project(view, points)
    wide = view.scale(points[0][2]) * width
    fill, radius = hazed(view, colour), wide / 2
    for draw, value in ((view.picture, fill), (view.labels, view.label))[: 2 if labelled else 1]:
        draw.line(corners, fill=value, width=max(1, round(wide)), joint="curve" if len(corners) > 2 else None)
        if radius > 1:
            for x, y in (corners[0], corners[-1]):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=value)
    if labelled:
        view.extent += [(x + side * radius, y + side * radius) for x, y in corners for side in (-1, 1)]


def disc(view, place, radius, colour, high=None, opacity=1.0, labelled=True):
    """Paint an ellipse that faces the camera."""
    ((x, y),) = project(view, [place])
    across, along = view.scale(place[2]) * radius, view.scale(place[2]) * (high or radius)
    box = (x - across, y - along, x + across, y + along)
    view.picture.ellipse(box, fill=hazed(view, colour, opacity))
    if labelled:
        view.labels.ellipse(box, fill=view.label)
        view.extent += [box[:2], box[2:]]


def glow(view, place, radius, colour, strength=1.0):
    """Remember a light that shines at dusk and in fog."""
    ((x, y),) = project(view, [place])
    strength *= math.exp(-max(0.0, place[2] - view.z) / (3 * view.haze))
    if view.weather in ("dusk", "fog") and strength > 0.02:
        view.glows.append((x / FINE, y / FINE, view.scale(place[2]) / FINE * radius, rgb(colour), strength, view.label))


def lit(view, normal):
    """Return the brightness of a surface with this normal of length 1."""
    towards = sum(a * b for a, b in zip(normal, view.sun))
    return 0.86 + 0.7 * view.shadow * (towards - 0.3) + 0.1 * normal[1]


# ---------------------------------------------------------------- ground, sky and shadows


def length(thing):
    """Return how long a vehicle is, in metres."""
    return {CAR: 4.4, BUS: 8.5 + 3 * thing.size, LORRY: 5.5 + 3 * thing.size, BICYCLE: 1.8}[thing.kind]


def span(thing):
    """Return the nearest and the farthest z of a thing."""
    if thing.kind == "building":
        half = thing.size["long"] / 2
    elif thing.kind in (CAR, BUS, LORRY):
        half = max(0.9, abs(math.cos(thing.yaw)) * length(thing) / 2)
    else:
        half = 0.2
    return thing.z - half, thing.z + half


def noise(rng, height, width, tall, wide):
    """Return smooth noise of about -1 to 1: a random value for each cell of that size, and what lies between."""
    size = math.ceil(height / tall) + 1, math.ceil(width / wide) + 1
    rough = Image.fromarray(rng.standard_normal(size, np.float32))
    return np.asarray(rough.resize((width, height), Image.Resampling.BICUBIC))


def sky(view, rng):
    """Return the fine picture, filled with the sky and its clouds."""
    height, width = view.height, view.width
    top, low = (np.array(rgb(colour), np.float32) for colour in view.sky)
    share = np.clip(np.arange(height) / max(1, view.middle[1]), 0, 1)[:, None, None] ** 1.2
    sky = np.broadcast_to(top + share * (low - top), (height, width, 3))
    clouds = noise(rng, height, width, height / 7, width / 4) + 0.6 * noise(rng, height, width, height / 16, width / 10)
    cover = {"day": 0.9, "overcast": 0.4, "dusk": 0.6, "fog": 0.0}[view.weather] * np.clip(clouds - 0.2, 0, 1)
    white = np.array(rgb({"dusk": "#e8a5a0", "overcast": "#e6e8e8"}.get(view.weather, "#fbfcfd")), np.float32)
    sky = sky + (cover * (1 - 0.6 * share[..., 0]))[..., None] * (white - sky)
    small = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8))
    return small.resize((FINE * width, FINE * height), Image.Resampling.BILINEAR)


def ground(view, canvas, ground, rng):
    """Paint road, pavement and grass with what is marked on them, and a skyline at their end."""
    part, near, far = ground.size, view.z + 0.6, view.z + 400.0
    left, right, paths = part["left"], part["right"], part["paths"]
    view.reach(view.z)
    wet = rng.uniform(0.8, 1.15)
    asphalt = tuple(wet * value for value in rgb(pick(rng, ("#5d5f63", "#6b6a68", "#55585e", "#757370"))))
    flags = pick(rng, ("#a8a29a", "#b5aca0", "#96938f", "#b09a8c"))
    grass = pick(rng, ("#6f8a4a", "#7f9152", "#5f7d45", "#8f8a55"))

    def strip(x1, x2, z1, z2, colour, label=None, opacity=1.0):
        z1, z2 = max(z1, near), max(z2, near)
        if z2 > z1:
            view.label = label
            corners = [(x1, 0, z1), (x1, 0, z2), (x2, 0, z2), (x2, 0, z1)]
            polygon(view, corners, colour, opacity, labelled=label is not None)

    strip(-500, 500, near, far, grass, VEGETATION)
    strip(left - paths[0], right + paths[1], near, far, flags, PAVEMENT)
    for z in np.arange(1.5 * math.floor(near / 1.5), near + 16, 1.5):
        for x1, x2 in ((left - paths[0], left), (right, right + paths[1])):
            strip(x1, x2, z, z + 0.05, "#5a5550", opacity=0.35)
    crossing = part["crossing"]
    if crossing:
        strip(-60, 60, crossing - 2.0, crossing + 9.0, flags, PAVEMENT)
        strip(-60, 60, crossing, crossing + 7.0, asphalt, ROAD)
    strip(left, right, near, far, asphalt, ROAD)
    for x in (left, right - 0.15):  # kerbs
        for z1, z2 in ((near, crossing or far), ((crossing or far) + 7, far)):
            strip(x, x + 0.15, z1, z2, "#c9c6bf", PAVEMENT)
    for _ in range(4):  # patches
        x, z = rng.uniform(left, right - 1), rng.uniform(3, 40)
        strip(x, x + rng.uniform(0.5, 1.5), z, z + rng.uniform(1, 5), pick(rng, ("#3f4043", "#83827f")), opacity=0.35)
    for z in np.arange(-2.0, 100, 6):
        if not crossing or not crossing - 5 < z < crossing + 7:
            strip(part["middle"] - 0.07, part["middle"] + 0.07, z, z + 3, "#e8e6de", opacity=0.85)
    if crossing:
        for x in np.arange(left + 0.5, right - 0.4, 1.0):
            strip(x, x + 0.5, crossing - 3.0, crossing - 0.8, "#eceae2", opacity=0.9)
        strip(part["middle"], right, crossing - 4.4, crossing - 4.0, "#eceae2", opacity=0.9)
    rows = (np.arange(FINE * view.height) / FINE - view.middle[1]) / view.focal
    depth = view.eye / np.maximum(rows, 1e-3)
    share = np.where(rows > 0, 1 - np.exp(-depth / view.haze), 0)
    veil = Image.fromarray((255 * share).astype(np.uint8)[:, None]).resize(canvas.size)
    canvas.paste(tuple(map(int, rgb(view.sky[1]))), (0, 0), veil)
    view.reach(view.z + 130)
    for x in np.arange(-260, 260, 14.0):  # a skyline
        high, z = rng.uniform(4, 20), view.z + 150
        view.label = int(rng.choice([BUILDING, VEGETATION]))
        colour = pick(rng, ("#8a8a88", "#9a8f84", "#75797f")) if view.label == BUILDING else "#5f7350"
        high *= 1 if view.label == BUILDING else 0.5
        polygon(view, [(x, 0, z), (x, high, z), (x + 15, high, z), (x + 15, 0, z)], colour, labelled=True)


def shadow(view, thing):
    """Paint the shadow of a thing on the ground: a dark spot under it, and a longer one away from the sun."""
    near, far = span(thing)
    if far - view.z < 0.8 or near - view.z > 60:
        return
    view.reach(thing.z)
    if thing.kind == "building":
        throw = -thing.size["high"] * view.sun[0] / view.sun[1]
        if throw * thing.x < 0:  # it stands between the sun and the street
            z = -0.4 * thing.size["high"] * view.sun[2] / view.sun[1]
            corners = [
                (thing.x, 0, near),
                (thing.x + throw, 0, near + z),
                (thing.x + throw, 0, far + z),
                (thing.x, 0, far),
            ]
            polygon(view, corners, "#0c0d18", 0.8 * view.shadow)
        return
    across, along, high = FOOTPRINTS.get(thing.kind, (0.2, 0.15, 1.7))
    if thing.kind in (CAR, BUS, LORRY, BICYCLE):
        along, sin, cos = length(thing) / 2, math.sin(thing.yaw), math.cos(thing.yaw)
        foot = [(u * sin + w * cos, u * cos - w * sin) for u, w in _corners(along, across)]
    elif thing.kind == "tree":
        foot = [(across * math.cos(0.42 * k), along * math.sin(0.42 * k)) for k in range(15)]
    else:
        foot = _corners(across, along)
    if thing.kind != "tree":
        polygon(view, [(thing.x + x, 0, thing.z + z) for x, z in foot], "#0c0d12", 0.5)
    x, z = (-high * value / view.sun[1] for value in (view.sun[0], view.sun[2]))
    cast = [(a + x, b + z) for a, b in foot]
    if view.weather == "fog":
        return
    whole = cast if thing.kind == "tree" else _hull(foot + cast)
    polygon(view, [(thing.x + x, 0, thing.z + z) for x, z in whole], "#0c0d18", view.shadow)


def _corners(across, along):
    """Return the corners of a rectangle around (0, 0)."""
    return [(-across, -along), (-across, along), (across, along), (across, -along)]


def _hull(points):
    """Return the corners of the smallest convex polygon around some points."""
    halves = []
    for ordered in (sorted(points), sorted(points, reverse=True)):
        half = []
        for x, y in ordered:
            while len(half) > 1 and (half[-1][0] - half[-2][0]) * (y - half[-2][1]) <= (half[-1][1] - half[-2][1]) * (
                x - half[-2][0]
            ):
                half.pop()
            half.append((x, y))
        halves += half[:-1]
    return halves

"""Faces that the course draws itself: people who keep their features, and pictures in which all else changes.

    everybody = people(np.random.default_rng(1), 50)         # 50 people: a record of features for each
    who = np.repeat(np.arange(50), 4)                        # four pictures of each
    pictures = draw(everybody[who], looks(rng, len(who)), 48)  # (200, 48, 48, 3), uint8

A person is the shape of the head, eyes, brows, nose and mouth, and the colours of skin, eyes and hair. A look is what
changes from picture to picture: pose, expression, light, glasses, background, clothes, where the crop lies. Pictures
are computed pixel by pixel for many faces at once, in any size. Lengths are in half heights of the head: (0, 0) is
its middle, x points right, y down, z to the camera.
"""

import numpy as np

STYLES = ("short", "long", "bob", "curly", "bald", "bun", "fringe")
SHARES = (0.28, 0.18, 0.14, 0.12, 0.06, 0.1, 0.12)
# From the darkest to the lightest; a person's skin lies anywhere between two of them.
SKINS = ("#3f2a1e", "#5b3b29", "#7a5038", "#9c6a4a", "#bb8a66", "#d6a985", "#e8c3a2", "#f3d8c0")
HAIR = ("#15100e", "#241812", "#3a2519", "#5a3a22", "#7b5433", "#a57a43", "#caa463", "#8a3d1f", "#8d8a86")
IRIS = ("#2f1d12", "#4a2f1a", "#6b4a26", "#4f6f8f", "#5d7a4a", "#7d8ea0")
CLOTH = ("#3f7fc4", "#8f56b0", "#2f8f83", "#c2304a", "#e9e2d2", "#2a3a55", "#39393b", "#c98c82", "#d9a63c", "#4aa564")
WALLS = ("#caa671", "#7da9c3", "#98b570", "#c98c82", "#a595c1", "#77ae9a", "#2a3a55", "#244233", "#4a2535", "#54391f")
FRAMES = ("#1c1515", "#3a2a20", "#8c1f2f", "#2a3a55", "#b9a15a")

TRAITS = {  # of a person: the middle, and how far people differ from it
    "width": (0.77, 0.055), "jaw": (0.72, 0.09), "chin": (1.0, 0.05), "forehead": (0.86, 0.05),
    "eye_x": (0.33, 0.035), "eye_y": (-0.1, 0.045), "eye_width": (0.155, 0.02), "eye_height": (0.085, 0.018),
    "eye_turn": (0.0, 0.13), "iris_size": (0.075, 0.008), "brow_y": (0.21, 0.035), "brow_thick": (0.035, 0.013),
    "brow_turn": (0.0, 0.15), "brow_arch": (0.05, 0.03), "brow_wide": (0.2, 0.025), "nose_y": (0.27, 0.06),
    "nose_wide": (0.13, 0.025), "nose_bridge": (0.05, 0.014), "mouth_y": (0.56, 0.04), "mouth_wide": (0.27, 0.04),
    "lip_upper": (0.045, 0.016), "lip_lower": (0.06, 0.02), "ear": (0.17, 0.03), "hairline": (-0.58, 0.09),
    "part": (0.0, 0.35),
}  # fmt: skip
COLOURS = ("skin_colour", "hair_colour", "iris_colour", "lip_colour")
PERSON = np.dtype(
    [(name, np.float32) for name in (*TRAITS, "skin", "freckles", "beard", "moustache", "mole_x", "mole_y", "mole")]
    + [(name, np.float32, 3) for name in COLOURS]
    + [("style", np.int8)]
)
CHUNK = 64  # faces that are drawn at once


def _rgb(colours):
    """Turn colours "#rrggbb" into rows of three numbers from 0 to 1."""
    return np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours], np.float32) / 255


def _mix(first, second, amount):
    """Blend arrays of colours (..., 3); `amount` 0 gives the first, 1 the second."""
    return first + (second - first) * np.asarray(amount, np.float32)[..., np.newaxis]


INK = _rgb(["#1a1210"])[0]


def people(rng, count, skin=(0.0, 1.0)):
    """Draw people: an array of records, one for each, whose fields are the features.

    Arguments: rng, a generator of random numbers; skin, from how dark, 0, to how light, 1, their skin is.
    """
    found = np.zeros(count, PERSON)
    for name, (middle, spread) in TRAITS.items():
        found[name] = middle + spread * np.clip(rng.normal(size=count), -2.2, 2.2)
    found["skin"] = rng.uniform(*skin, count)
    place = found["skin"] * (len(SKINS) - 1)
    lower = np.minimum(place.astype(int), len(SKINS) - 2)
    table = _rgb(SKINS)
    skins = _mix(table[lower], table[lower + 1], place - lower) * (1 + rng.normal(0, 0.03, (count, 3)))
    found["skin_colour"] = np.clip(skins, 0, 1)
    shades = np.where(found["skin"] > 0.55, len(HAIR), 4)  # fair hair goes with fair skin
    found["hair_colour"] = _rgb(HAIR)[(rng.random(count) * shades).astype(int)]
    found["iris_colour"] = _rgb(IRIS)[(rng.random(count) * np.where(found["skin"] > 0.55, len(IRIS), 3)).astype(int)]
    red = _mix(found["skin_colour"], _rgb(["#a5383f"])[0], rng.uniform(0.25, 0.6, count))
    found["lip_colour"] = _mix(red, INK, rng.uniform(0.05, 0.25, count))
    found["style"] = rng.choice(len(STYLES), count, p=SHARES)
    bearded = (rng.random(count) < 0.3) & ~np.isin(found["style"], [STYLES.index(name) for name in ("long", "bun")])
    found["beard"] = bearded * rng.choice([0.0, 0.35, 0.9], count)
    found["moustache"] = bearded * rng.choice([0.0, 0.9], count)
    found["freckles"] = (rng.random(count) < 0.15) * (found["skin"] > 0.6)
    found["mole"] = rng.random(count) < 0.2
    found["mole_x"], found["mole_y"] = rng.uniform(-0.5, 0.5, count), rng.uniform(0.15, 0.5, count)
    return found


LOOK = np.dtype(
    [
        (name, np.float32)
        for name in (
            *("yaw", "pitch", "roll", "x", "y", "scale", "smile", "open", "raise_", "lids", "gaze"),
            *("light_x", "light_y", "light", "side", "warm", "glasses", "lens", "frame_thick", "hat", "seed", "grain"),
        )
    ]
    + [(name, np.float32, 3) for name in ("wall", "wall_too", "cloth", "frame", "hat_colour")]
)


def looks(rng, count, wild=1.0, glasses=0.25, hats=0.12):
    """Draw what changes from picture to picture: an array of records, one for each picture.

    Arguments: rng, a generator of random numbers; wild, how much pose, expression, light and crop vary: 0, not at all;
    glasses, hats, in what share of the pictures they are worn.
    """
    found = np.zeros(count, LOOK)
    for name, spread in (("yaw", 0.27), ("pitch", 0.13), ("roll", 0.09), ("x", 0.07), ("y", 0.07), ("gaze", 0.4)):
        found[name] = wild * spread * np.clip(rng.normal(size=count), -2, 2)
    found["scale"] = 1 + wild * rng.uniform(-0.09, 0.09, count)
    found["smile"] = wild * rng.uniform(-0.6, 1.0, count)
    found["open"] = wild * np.maximum(rng.uniform(-0.6, 1.0, count), 0)
    found["raise_"] = wild * rng.normal(0, 0.03, count)
    found["lids"] = 1 - wild * np.maximum(rng.uniform(-0.5, 0.65, count), 0)
    angle = rng.uniform(-np.pi, 0, count)
    found["light_x"], found["light_y"] = np.cos(angle), np.sin(angle)
    found["side"] = 0.12 + wild * rng.uniform(0, 0.5, count)
    found["light"] = 1 + wild * rng.uniform(-0.45, 0.15, count)
    found["warm"] = wild * rng.normal(0, 0.07, count)
    found["glasses"] = rng.random(count) < glasses
    found["lens"] = (rng.random(count) < 0.2) * 0.85
    found["frame_thick"] = rng.uniform(0.016, 0.034, count)
    found["hat"] = rng.random(count) < hats
    found["seed"], found["grain"] = rng.integers(2**20, size=count), wild * rng.uniform(0, 0.02, count)
    for name, colours in (("wall", WALLS), ("wall_too", WALLS), ("cloth", CLOTH), ("frame", FRAMES)):
        found[name] = _rgb(colours)[rng.integers(len(colours), size=count)]
    found["hat_colour"] = _rgb(CLOTH)[rng.integers(len(CLOTH), size=count)]
    return found


def draw(persons, takes, size=48):
    """Return pictures (m, size, size, 3) of bytes: of each person of `persons` with the look in `takes`."""
    parts = [_draw(persons[i : i + CHUNK], takes[i : i + CHUNK], size) for i in range(0, len(persons), CHUNK)]
    return np.concatenate(parts) if parts else np.zeros((0, size, size, 3), np.uint8)


class _Canvas:
    """Pictures in progress, and where each of their pixels lies on the plane of the face."""

    def __init__(self, takes, size):
        y, x = (np.mgrid[:size, :size].astype(np.float32) + 0.5) / size * 2.9 - 1.45
        cos, sin = (self.column(f(takes["roll"])) for f in (np.cos, np.sin))
        x, y = x - self.column(takes["x"]), y + 0.03 - self.column(takes["y"])
        scale = self.column(takes["scale"])
        self.x, self.y = (x * cos + y * sin) / scale, (y * cos - x * sin) / scale
        self.soft = 2.9 / size
        self.pixels = np.zeros((*self.x.shape, 3), np.float32)

    @staticmethod
    def column(values):
        """Return one number for each face as (m, 1, 1)."""
        return np.asarray(values, np.float32).reshape(-1, 1, 1)

    def cover(self, inside, blur=0.0):
        """Return from 0 to 1 how much of a pixel lies where `inside`, a distance, is above 0."""
        return np.clip(inside / (self.soft + 2 * blur) + 0.5, 0, 1)

    def ellipse(self, x, y, width, height, turn=None):
        """Return the distance to an ellipse, positive inside, nearly."""
        x, y, width, height = (self.column(value) for value in np.broadcast_arrays(x, y, width, height))
        across, down = self.x - x, self.y - y
        if turn is not None:
            cos, sin = self.column(np.cos(turn)), self.column(np.sin(turn))
            across, down = across * cos + down * sin, down * cos - across * sin
        return (1 - np.sqrt((across / width) ** 2 + (down / height) ** 2)) * np.minimum(width, height)

    def paint(self, cover, colour, opacity=1.0):
        """Lay a colour, one for each face or one for each pixel, over the pictures."""
        colour = np.asarray(colour, np.float32)
        colour = colour[:, np.newaxis, np.newaxis] if colour.ndim == 2 else colour
        opacity = self.column(np.broadcast_to(opacity, len(cover))) if np.ndim(opacity) < 2 else opacity
        self.pixels += (colour - self.pixels) * (cover * opacity)[..., np.newaxis]


def _draw(p, look, size):
    """Draw one chunk."""
    canvas = _Canvas(look, size)
    turned = _Turned(look)
    _background(canvas, look)
    _hair_behind(canvas, p, turned)
    _body(canvas, p, look)
    inside, shade = _head(canvas, p, look, turned)
    _eyes(canvas, p, look, turned, shade)
    _nose(canvas, p, turned)
    _beard(canvas, p, turned, inside)
    _mouth(canvas, p, look, turned, inside)
    _hair_before(canvas, p, look, turned, inside)
    _glasses(canvas, p, look, turned)
    pixels = canvas.pixels * canvas.column(look["light"])[..., np.newaxis]
    warm = look["warm"][:, np.newaxis] * np.array([1, 0, -1], np.float32)
    pixels *= 1 + warm[:, np.newaxis, np.newaxis]
    noise = np.stack([np.random.default_rng(int(seed)).normal(size=pixels.shape[1:]) for seed in look["seed"]])
    pixels += noise * canvas.column(look["grain"])[..., np.newaxis]
    return (np.clip(pixels, 0, 1) * 255).astype(np.uint8)


class _Turned:
    """Where points of the head lie after it has turned, and how wide things there look."""

    def __init__(self, look):
        self.yaw, self.pitch = look["yaw"], look["pitch"]

    def __call__(self, x, y, z):
        """Return x and y on the picture of points (x, y, z) of the head, one for each face."""
        return x * np.cos(self.yaw) + z * np.sin(self.yaw), y * np.cos(self.pitch) + z * np.sin(self.pitch)

    def narrow(self, x):
        """Return how much narrower something flat at x looks, on a head that is round."""
        return np.clip(np.cos(self.yaw + np.arcsin(np.clip(x, -0.9, 0.9)) * 0.9), 0.35, 1)


def _depth(x, y):
    """Return z of a point of the face."""
    return 0.85 * np.sqrt(np.clip(1 - (x / 0.95) ** 2 - 0.35 * y**2, 0.05, 1))


def _background(canvas, look):
    along = canvas.x * canvas.column(look["light_x"]) + canvas.y * canvas.column(look["light_y"])
    canvas.pixels[:] = _mix(look["wall"][:, np.newaxis, np.newaxis], look["wall_too"][:, np.newaxis, np.newaxis],
                            np.clip(0.3 - 0.25 * along, 0, 0.6))  # fmt: skip
    spot = canvas.ellipse(1.6 * look["light_x"], -0.8 + 0.3 * look["gaze"], 0.6, 0.8)
    canvas.paint(canvas.cover(spot, 0.3), look["wall_too"], 0.5)


def _is(p, *names):
    return np.isin(p["style"], [STYLES.index(name) for name in names])


def _hair_behind(canvas, p, turned):
    dark = _mix(p["hair_colour"], INK, np.full(len(p), 0.3))
    x, _ = turned(0, 0, np.full(len(p), -0.25, np.float32))
    width = p["width"]
    for names, dx, dy, wide, high in (
        (("long",), 0, 0.35, 1.32, 1.5),
        (("bob",), 0, 0.0, 1.33, 1.06),
        (("curly",), 0, -0.25, 1.5, 1.08),
        (("bun",), 0, -1.13, 0.5, 0.33),
    ):
        shape = canvas.ellipse(x + dx, dy, width * wide, high)
        if names == ("curly",):
            angle = np.arctan2(canvas.y + 0.25, canvas.x - canvas.column(x))
            shape = shape + 0.05 * np.sin(11 * angle)
        canvas.paint(canvas.cover(shape), dark, _is(p, *names))


def _body(canvas, p, look):
    dark = _mix(p["skin_colour"], INK, np.full(len(p), 0.25))
    neck = np.minimum(0.33 + 0.1 * np.maximum(canvas.y - 0.9, 0) - np.abs(canvas.x), canvas.y - 0.5)
    canvas.paint(canvas.cover(neck), dark)
    shoulder = canvas.ellipse(0, 1.95, 1.5, 0.78)
    neckline = -canvas.ellipse(0, 1.05, 0.36, 0.3)
    rounded = 0.8 + 0.25 * np.clip(1.4 - np.abs(canvas.x), 0, 1)
    canvas.paint(
        canvas.cover(np.minimum(shoulder, neckline)),
        look["cloth"][:, np.newaxis, np.newaxis] * rounded[..., np.newaxis],
    )


def _head(canvas, p, look, turned):
    """Ears and head; return the distance to its outline and the light on each pixel of it."""
    skin, column = p["skin_colour"], canvas.column
    for side in (-1, 1):
        x, y = turned(side * p["width"] * 1.0, 0.02, -0.05)
        canvas.paint(canvas.cover(canvas.ellipse(x, y, 0.1, p["ear"])), _mix(skin, INK, np.full(len(p), 0.15)))
    top = -0.98
    down = (canvas.y - top) / (column(p["chin"]) - top) * 2 - 1  # from the top, -1, to the chin, 1
    lower, upper = np.clip(down, 0, 1), np.clip(-down, 0, 1)
    taper = 1 - (1 - column(p["jaw"])) * lower**1.5 * 1.1 - (1 - column(p["forehead"])) * upper**1.5
    half = column(p["width"]) * taper
    across = canvas.x - column(0.06 * turned.yaw) * (1 + down)  # the chin turns further than the skull
    inside = (1 - np.sqrt((across / half) ** 2 + np.abs(down) ** 2.4)) * column(p["width"])
    down, half = np.clip(down, -1, 1), half * np.sqrt(np.clip(1 - np.abs(down) ** 2.4, 0.01, 1))
    nx = np.clip(across / np.maximum(half, 0.05), -1, 1) * 0.9
    ny = down * 0.75
    nz = np.sqrt(np.clip(1 - nx**2 - ny**2, 0.02, 1))
    facing = nx * column(look["light_x"]) + ny * column(look["light_y"]) + 0.55 * nz
    shade = np.clip(1 + column(look["side"]) * (facing - 0.5) - 0.22 * (1 - nz), 0.5, 1.35)
    canvas.paint(canvas.cover(inside), skin[:, np.newaxis, np.newaxis] * shade[..., np.newaxis])
    for side in (-1, 1):
        x, y = turned(side * 0.42 * p["width"] / 0.77, 0.27, _depth(0.42, 0.27))
        canvas.paint(canvas.cover(canvas.ellipse(x, y, 0.16, 0.13), 0.1) * canvas.cover(inside),
                     _mix(skin, _rgb(["#d8433b"])[0], np.full(len(p), 0.4)), 0.28)  # fmt: skip
        for dx, dy in ((-0.08, 0.02), (0.0, -0.05), (0.09, 0.0), (0.02, 0.07)):
            x, y = turned(side * 0.34 + dx, 0.2 + dy, _depth(0.34, 0.2))
            canvas.paint(canvas.cover(canvas.ellipse(x, y, 0.022, 0.02)), _mix(skin, _rgb(["#7a3b1a"])[0],
                         np.full(len(p), 0.6)), 0.8 * p["freckles"])  # fmt: skip
    x, y = turned(p["mole_x"], p["mole_y"], _depth(p["mole_x"], p["mole_y"]))
    canvas.paint(canvas.cover(canvas.ellipse(x, y, 0.03, 0.03)), _mix(skin, INK, np.full(len(p), 0.75)), p["mole"])
    return inside, shade


def _eyes(canvas, p, look, turned, shade):
    column, skin = canvas.column, p["skin_colour"]
    white = _mix(np.broadcast_to(_rgb(["#f4efe9"]), skin.shape), skin, np.full(len(p), 0.2))
    for side in (-1, 1):
        x, y = turned(side * p["eye_x"], p["eye_y"], _depth(p["eye_x"], p["eye_y"]))
        narrow = turned.narrow(side * p["eye_x"])
        wide, high = p["eye_width"] * narrow, p["eye_height"] * look["lids"]
        turn = side * p["eye_turn"]
        socket = canvas.ellipse(x, y - 0.01, wide * 1.35, p["eye_height"] + 0.08, turn)
        canvas.paint(canvas.cover(socket, 0.06), _mix(skin, INK, np.full(len(p), 0.45)), 0.45)
        eye = canvas.ellipse(x, y, wide, high, turn)
        shaded = white[:, np.newaxis, np.newaxis] * np.clip(shade, 0.4, 1.1)[..., np.newaxis]
        canvas.paint(canvas.cover(eye + 0.022), np.broadcast_to(INK, skin.shape), 0.8)  # lashes
        canvas.paint(canvas.cover(eye), shaded)
        pupil_x = x + 0.05 * look["gaze"] + 0.04 * np.sin(turned.yaw)
        iris = np.minimum(canvas.ellipse(pupil_x, y, p["iris_size"] * narrow, p["iris_size"]), eye)
        canvas.paint(canvas.cover(iris), p["iris_colour"])
        pupil = np.minimum(canvas.ellipse(pupil_x, y, 0.035 * narrow, 0.035), eye)
        canvas.paint(canvas.cover(pupil), np.broadcast_to(INK, skin.shape))
        glint = np.minimum(canvas.ellipse(pupil_x + 0.02, y - 0.025, 0.014, 0.014), eye)
        canvas.paint(canvas.cover(glint), np.ones_like(skin), 0.8)
        brow_y = p["eye_y"] - p["brow_y"] - look["raise_"]
        bx, by = turned(side * p["eye_x"] * 1.02, brow_y, _depth(p["eye_x"], brow_y))
        across = (canvas.x - column(bx)) / column(p["brow_wide"] * narrow)
        outward = across * side
        line = (
            column(by)
            + column(p["brow_arch"]) * (across**2 - 0.4)
            - column(p["brow_turn"]) * 0.5 * outward * column(p["brow_wide"])
        )
        thick = column(p["brow_thick"]) * np.clip(1.15 - 0.45 * (outward + 0.2) ** 2, 0.2, 1.2)
        brow = np.minimum(thick - np.abs(canvas.y - line), (1 - np.abs(across)) * column(p["brow_wide"]))
        canvas.paint(canvas.cover(brow, 0.005), _mix(p["hair_colour"], INK, np.full(len(p), 0.35)), 0.9)


def _nose(canvas, p, turned):
    skin, column = p["skin_colour"], canvas.column
    top_x, top_y = turned(0, p["eye_y"] + 0.02, 0.86)
    x, y = turned(0, p["nose_y"], 1.02)
    along = np.clip((canvas.y - column(top_y)) / column(y - top_y), 0, 1)
    ridge = column(top_x) + column(x - top_x) * along
    half = column(p["nose_bridge"]) + column(p["nose_wide"] * 0.55 - p["nose_bridge"]) * along**2
    between = np.minimum(canvas.y - column(top_y), column(y) - canvas.y) + 0.03
    for side, colour, opacity in ((-1, INK, 0.4), (1, INK, 0.4)):
        edge = np.minimum(0.022 - np.abs(canvas.x - ridge - side * half), between)
        stronger = np.clip(0.6 - side * np.sign(turned.yaw) * np.minimum(np.abs(turned.yaw) * 3, 0.6), 0.1, 1)
        canvas.paint(canvas.cover(edge, 0.03), _mix(skin, colour, np.full(len(p), 0.7)), opacity * stronger)
    light = canvas.ellipse(x, y - 0.03, p["nose_wide"] * 0.6, 0.08)
    canvas.paint(canvas.cover(light, 0.05), _mix(skin, np.ones(3, np.float32), np.full(len(p), 0.35)), 0.55)
    for side in (-1, 1):
        wing = canvas.ellipse(x + side * p["nose_wide"] * 0.85, y + 0.02, 0.045, 0.055)
        canvas.paint(canvas.cover(wing, 0.02), _mix(skin, INK, np.full(len(p), 0.4)), 0.6)
        nostril = canvas.ellipse(x + side * p["nose_wide"] * 0.5, y + 0.06, 0.04, 0.022)
        canvas.paint(canvas.cover(nostril), _mix(skin, INK, np.full(len(p), 0.75)), 0.85)


def _mouth_place(p, turned):
    return turned(np.zeros(len(p)), p["mouth_y"], 0.82)


def _mouth(canvas, p, look, turned, inside):
    column, face = canvas.column, canvas.cover(inside - 0.03)
    x, y = _mouth_place(p, turned)
    narrow = turned.narrow(np.zeros(len(p)))
    half = p["mouth_wide"] * narrow * (1 + 0.18 * np.maximum(look["smile"], 0) - 0.12 * look["open"])
    across = np.clip((canvas.x - column(x)) / column(half), -1.3, 1.3)
    line = column(y) + column(0.11 * look["smile"]) * (0.45 - across**2)
    fall = np.clip(1 - across**2, 0, 1)
    gap = column(0.15 * look["open"]) * fall
    ends = (1 - np.abs(across)) * column(half)
    upper = line - 0.35 * gap - column(p["lip_upper"]) * np.sqrt(fall) * (1.1 - 0.35 * np.exp(-((across / 0.2) ** 2)))
    lower = line + 0.65 * gap + column(p["lip_lower"]) * np.sqrt(fall)
    lips = np.minimum(np.minimum(canvas.y - upper, lower - canvas.y), ends)
    canvas.paint(canvas.cover(lips) * face, p["lip_colour"])
    inner = np.minimum(np.minimum(canvas.y - line + 0.35 * gap, line + 0.65 * gap - canvas.y) + 0.012, ends - 0.02)
    canvas.paint(canvas.cover(inner) * face, np.broadcast_to(_rgb(["#3a1210"]), p["lip_colour"].shape))
    teeth = np.minimum(np.minimum(canvas.y - line + 0.3 * gap, line + 0.2 * gap - canvas.y), ends - 0.05)
    canvas.paint(
        canvas.cover(teeth) * face, np.broadcast_to(_rgb(["#efe9df"]), p["lip_colour"].shape), look["open"] > 0.25
    )
    for side in (-1, 1):  # folds beside a smile
        fold = canvas.ellipse(x + side * (half + 0.07), y - 0.1, 0.02, 0.13, side * np.full(len(p), -0.35))
        canvas.paint(
            canvas.cover(fold, 0.015) * face,
            _mix(p["skin_colour"], INK, np.full(len(p), 0.5)),
            np.clip(look["smile"], 0, 1) * 0.6,
        )
    chin = canvas.ellipse(x, y + 0.17, 0.15, 0.025)
    canvas.paint(canvas.cover(chin, 0.04), _mix(p["skin_colour"], INK, np.full(len(p), 0.5)), 0.35)


def _beard(canvas, p, turned, inside):
    x, y = _mouth_place(p, turned)
    colour, column = _mix(p["hair_colour"], INK, np.full(len(p), 0.15)), canvas.column
    across = canvas.x - column(x)
    above = column(y) - 0.3 + 0.62 * np.exp(-((across / 0.4) ** 2))  # the cheeks are free
    full = np.minimum(np.minimum(canvas.y - above, inside + 0.06), 1)
    canvas.paint(canvas.cover(full, 0.03), colour, p["beard"])
    ring = np.maximum(canvas.ellipse(x, y - 0.1, p["mouth_wide"] * 1.1, 0.075), -1)
    canvas.paint(canvas.cover(ring, 0.02), colour, p["moustache"])


def _hair_before(canvas, p, look, turned, inside):
    column = canvas.column
    x, _ = turned(0, 0, 0.45)
    from_part = canvas.x - column(x) - column(p["part"])
    line = (
        column(p["hairline"] + 0.25 * np.sin(turned.pitch))
        + 0.22 * from_part**2
        - 0.1 * np.exp(-((from_part / 0.15) ** 2))
    )
    line = line + column(_is(p, "fringe") * 0.27) + column(_is(p, "curly") * 0.05) * np.sin(14 * canvas.x)
    bulge = column(np.select([_is(p, "curly"), _is(p, "short", "fringe", "bob", "long")], [0.12, 0.07], 0.03))
    crown = np.minimum(inside + bulge + 0.02, line - canvas.y)
    lengths = [_is(p, "long"), _is(p, "bob"), _is(p, "short", "fringe", "curly")]
    hang = column(np.select(lengths, [1.5, 0.62, -0.1], -0.5))
    sides = np.minimum(np.minimum(inside + bulge, 0.09 - inside), hang - canvas.y)
    strands = 1 + 0.12 * np.sin(28 * (canvas.x - 0.6 * from_part * canvas.y) + 3 * column(p["part"]))
    top = np.clip(
        1.15 - 0.25 * (canvas.y + 1) + 0.3 * column(look["side"]) * canvas.x * column(look["light_x"]), 0.6, 1.4
    )
    colour = p["hair_colour"][:, np.newaxis, np.newaxis] * (strands * top)[..., np.newaxis]
    canvas.paint(canvas.cover(np.maximum(crown, sides)), colour, ~_is(p, "bald"))
    cap = np.minimum(np.minimum(inside + 0.13, column(p["hairline"] + 0.08) - canvas.y), 1)
    brim = np.minimum(0.07 - np.abs(canvas.y - column(p["hairline"] + 0.07)), inside + 0.17)
    shaded = (
        look["hat_colour"][:, np.newaxis, np.newaxis] * np.clip(1.1 - 0.3 * np.abs(canvas.x), 0.6, 1.1)[..., np.newaxis]
    )
    canvas.paint(canvas.cover(cap), shaded, look["hat"])
    canvas.paint(canvas.cover(brim), shaded * 0.75, look["hat"])


def _glasses(canvas, p, look, turned):
    column = canvas.column
    for side in (-1, 1):
        x, y = turned(side * p["eye_x"], p["eye_y"] + 0.03, 0.9)
        narrow = turned.narrow(side * p["eye_x"])
        across, down = (canvas.x - column(x)) / column(0.235 * narrow), (canvas.y - column(y)) / 0.19
        lens = (1 - (across**4 + down**4) ** 0.25) * 0.19
        canvas.paint(
            canvas.cover(lens),
            np.broadcast_to(_rgb(["#20242c"]), p["lip_colour"].shape),
            look["glasses"] * np.maximum(look["lens"], 0.06),
        )
        rim = column(look["frame_thick"]) - np.abs(lens)
        far = np.minimum(column(side * 1.0) * (canvas.x - column(x)), 1) - column(0.22 * narrow)
        arm = np.minimum(np.minimum(0.02 - np.abs(canvas.y - column(y) + 0.06), far),
                         column(p["width"]) * 1.02 - np.abs(canvas.x))  # fmt: skip
        canvas.paint(canvas.cover(np.maximum(rim, arm)), look["frame"], look["glasses"])
    x, y = turned(0, p["eye_y"] + 0.01, 0.98)
    gap = p["eye_x"] - 0.2
    bridge = np.minimum(0.02 - np.abs(canvas.y - column(y)), column(gap) - np.abs(canvas.x - column(x)))
    canvas.paint(canvas.cover(bridge), look["frame"], look["glasses"])

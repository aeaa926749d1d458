"""A hand in three dimensions: a skeleton of round bones, bent into a gesture, and drawn in soft light.

Lengths are in palms: from the wrist to the knuckle of the middle finger is 1. The wrist is at (0, 0, 0), x points to
the side of the thumb, y along the fingers, and z out of the palm. Angles are in degrees.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.spatial.transform import Rotation
from sketch import CANVAS, OVERSAMPLE, curve, mix, soft_step

FINGERS = ["index", "middle", "ring", "little"]
KNUCKLES = {"index": (0.32, 0.97, 0), "middle": (0.10, 1.0, 0.01), "ring": (-0.12, 0.96, 0), "little": (-0.32, 0.86, 0)}
LENGTHS = {"index": (0.45, 0.27, 0.2), "middle": (0.5, 0.31, 0.21), "ring": (0.46, 0.29, 0.21)}
LENGTHS |= {"little": (0.36, 0.2, 0.18)}
RADII = {"index": 0.112, "middle": 0.115, "ring": 0.108, "little": 0.094}  # at the knuckle
SPREADS = {"index": -13, "middle": -2, "ring": 9, "little": 22}  # away from the middle of the hand when wide open

THUMB_ROOT = (0.24, 0.16, 0.08)
THUMBS = {  # the three joints after the root, and where the nail faces
    "out": [(0.53, 0.46, 0.13), (0.80, 0.69, 0.16), (1.00, 0.88, 0.15), (0.45, -0.45, -0.75)],
    "wide": [(0.55, 0.41, 0.13), (0.85, 0.56, 0.16), (1.07, 0.70, 0.15), (0.3, -0.6, -0.75)],
    "across": [(0.47, 0.45, 0.27), (0.40, 0.74, 0.51), (0.12, 0.77, 0.58), (0.2, 0.35, 0.9)],
    "holding": [(0.42, 0.50, 0.25), (0.20, 0.69, 0.50), (-0.07, 0.75, 0.58), (0.3, 0.3, 0.9)],
    "tucked": [(0.43, 0.42, 0.24), (0.17, 0.57, 0.34), (-0.10, 0.65, 0.33), (0.3, 0.5, 0.8)],
    "beside": [(0.49, 0.46, 0.16), (0.49, 0.76, 0.33), (0.30, 0.93, 0.47), (0.75, 0.2, 0.6)],
}

PALM_LINES = [  # around the thumb, across the middle, and below the fingers
    [(0.37, 0.72), (0.14, 0.62), (0.03, 0.36), (0.09, 0.06)],
    [(0.37, 0.72), (0.12, 0.60), (-0.20, 0.45)],
    [(-0.43, 0.64), (-0.16, 0.67), (0.08, 0.77), (0.17, 0.9)],
]


@dataclass
class Person:
    """What a hand keeps from picture to picture: its build and its colours."""

    finger_length: float
    thickness: float
    width: float
    length_of: dict  # finger: factor of its own
    back: np.ndarray  # skin colours of the two sides
    palm: np.ndarray
    nail: np.ndarray
    nail_length: float
    ring: str | None  # finger
    metal: np.ndarray


@dataclass
class Gesture:
    """How the hand is held: which fingers are up, where the thumb goes, how far the fingers are spread."""

    raised: tuple
    thumb: str
    spread: float  # 0 together, 1 wide
    bend: dict  # finger: three angles, each from the bone before


@dataclass
class View:
    """How the camera sees the hand."""

    turn: Rotation
    mirror: int  # -1 for a left hand
    unit: float  # pixels of the canvas for one palm
    x: float
    y: float

    def place(self, points):
        """Take points of the hand to the canvas: x to the right, y down, z towards us, all in pixels."""
        return self.direct(points) * self.unit + np.array([self.x, self.y, 0.0])

    def direct(self, vectors):
        """Turn directions of the hand to those of the canvas."""
        return self.turn.apply(vectors) * [self.mirror, -1, 1]

    def undo(self, vectors):
        """Turn directions of the canvas (any shape, 3) back to those of the hand."""
        shape = vectors.shape
        return self.turn.inv().apply((vectors * [self.mirror, -1, 1]).reshape(-1, 3)).reshape(shape).astype(np.float32)


@dataclass
class Bone:
    """A round stick between two points of the hand, thinner at one end; `back` is where a nail would face."""

    start: tuple
    end: tuple
    start_radius: float
    end_radius: float
    kind: str  # "palm" (the arm too), "finger", "tip", "sleeve" or "cuff"
    back: tuple = (0, 0, -1)
    ring: bool = False


@dataclass
class Surface:
    """What is seen of the hand, for every pixel of the canvas; depth is -inf where there is none."""

    depth: np.ndarray = field(default_factory=lambda: np.full((CANVAS, CANVAS), -np.inf, np.float32))
    normal: np.ndarray = field(default_factory=lambda: np.zeros((CANVAS, CANVAS, 3), np.float32))
    paint: np.ndarray = field(default_factory=lambda: np.zeros((CANVAS, CANVAS, 3), np.float32))
    gloss: np.ndarray = field(default_factory=lambda: np.zeros((CANVAS, CANVAS), np.float32))

    def merge(self, depth, normal, paint, gloss, window, melt):
        """Put another surface in front or behind; where both are within `melt` pixels they run into each other."""
        old = self.depth[window]
        both = np.isfinite(old) & np.isfinite(depth)
        ahead = np.where(both, np.where(both, depth, 0) - np.where(both, old, 0), 0)
        share = np.where(both, soft_step(ahead, 2 * melt), np.isfinite(depth)).astype(np.float32)
        swell = np.where(both, melt * np.clip(1 - np.abs(ahead) / melt, 0, 1) ** 2 / 4, 0)
        self.depth[window] = np.maximum(old, depth) + swell
        for layer, new in ((self.normal, normal), (self.paint, paint)):
            layer[window] += (new - layer[window]) * share[..., None]
        self.gloss[window] += (gloss - self.gloss[window]) * share


# ---------------------------------------------------------------- the skeleton


def finger_bones(person, gesture, name):
    """Three bones of one finger, bent joint by joint towards the palm."""
    up = name in gesture.raised
    sideways = np.radians(SPREADS[name] * (gesture.spread if up else 0.15))
    along = np.array([-np.sin(sideways), np.cos(sideways), 0.0])
    point = np.array(KNUCKLES[name]) * [person.width, 1, 1]
    radius, angle, bones = RADII[name] * person.thickness, 0.0, []
    for joint, (length, bend) in enumerate(zip(LENGTHS[name], gesture.bend[name])):
        angle += np.radians(bend)
        direction = along * np.cos(angle) + np.array([0, 0, np.sin(angle)])
        back = along * np.sin(angle) - np.array([0, 0, np.cos(angle)])
        end = point + direction * length * person.finger_length * person.length_of[name]
        kind, ring = ("tip" if joint == 2 else "finger"), joint == 0 and person.ring == name
        bones.append(Bone(point, end, radius, radius * 0.92, kind, back, ring))
        point, radius = end, radius * 0.92
    return bones


def thumb_bones(person, gesture, rng):
    """Three bones of the thumb."""
    *joints, back = (np.array(point) for point in THUMBS[gesture.thumb])
    joints = [joint + rng.normal(0, 0.012, 3) for joint in joints]
    radii = np.array([0.175, 0.14, 0.128, 0.108]) * person.thickness
    points = np.array([THUMB_ROOT, *joints]) * [person.width, 1, 1]
    kinds = ["palm", "finger", "tip"]
    return [
        Bone(points[i], points[i + 1], radii[i], radii[i + 1], kinds[i], back / np.linalg.norm(back)) for i in range(3)
    ]


def palm_bones(person, thumb):
    """The middle of the hand: four bones below the knuckles, two mounds, and the skin that joins the thumb."""
    wide = np.array([person.width, 1, 1])
    bones = []
    for name in FINGERS:
        x, y, z = KNUCKLES[name]
        bones.append(Bone((0.55 * x * person.width, 0.08, 0), np.array([x, y, z]) * wide, 0.17, 0.135, "palm"))
    bones.append(Bone(np.array([-0.2, 0.14, 0.05]) * wide, np.array([-0.33, 0.62, 0.03]) * wide, 0.17, 0.15, "palm"))
    bones.append(Bone(np.array([0.22, 0.2, 0.07]) * wide, np.array([0.3, 0.5, 0.06]) * wide, 0.19, 0.15, "palm"))
    web = np.asarray(thumb[0].end) * 0.75 + np.asarray(thumb[0].start) * 0.25
    bones.append(Bone(web, np.array([0.3, 0.72, 0.03]) * wide, 0.11, 0.11, "palm"))
    return bones


def arm_bones(person, lean, nod, sleeve):
    """The forearm, leaning away from the hand by two angles; its sleeve starts at `sleeve` palms, or never (None)."""
    direction = Rotation.from_euler("zx", [lean, nod], degrees=True).apply([0, -1, 0])
    across = np.cross(direction, [0, 0, 1.0])
    across /= np.linalg.norm(across)

    def layer(first, last, first_radius, last_radius, kind):
        """Three sticks side by side, the middle one thickest: wider than deep, as arms are."""
        return [
            Bone(
                root + direction * first + side * across * first_radius * 0.5,
                root + direction * last + side * across * last_radius * 0.5,
                first_radius * (1 - 0.14 * abs(side)),
                last_radius * (1 - 0.14 * abs(side)),
                kind,
            )
            for side in (-1, 0, 1)
        ]

    root = np.array([0, 0.08, 0])
    bones, cloth = layer(0, 3, 0.205, 0.34, "palm"), []
    if sleeve is not None:
        cloth = layer(sleeve, 3, 0.285, 0.44, "sleeve") + layer(sleeve, sleeve + 0.12, 0.3, 0.305, "cuff")
    return bones, cloth


# ---------------------------------------------------------------- from bones to a surface


def cast(bone, view):
    """Find where straight rays meet one bone. Return its window of the canvas, or None, and what is seen there.

    Those are depth (h, w), points and normals (h, w, 3) on the canvas, and the distance along the bone, in palms.
    """
    start, end = view.place(np.array([bone.start, bone.end]))
    first, last = bone.start_radius * view.unit, bone.end_radius * view.unit
    thick = max(first, last)
    low = np.clip(np.minimum(start, end)[:2] - thick - 1, 0, CANVAS).astype(int)
    high = np.clip(np.maximum(start, end)[:2] + thick + 2, 0, CANVAS).astype(int)
    if (high - low).min() < 1:
        return None
    y, x = np.mgrid[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    x, y = x - start[0], y - start[1]
    axis = end - start
    length, flat = np.linalg.norm(axis), max(np.hypot(*axis[:2]), 1e-3)
    forward = (x * axis[0] + y * axis[1]) / flat
    aside = (x * axis[1] - y * axis[0]) / flat
    where = np.clip(forward / flat, 0, 1)
    for _ in range(2):  # the radius depends on where the ray meets the bone, and the other way round
        radius = first + (last - first) * where
        room = np.sqrt(np.maximum(radius**2 - aside**2, 0))
        where = np.clip((forward + room * axis[2] / length) / flat, 0, 1)
    radius = first + (last - first) * where
    offset = np.stack([x - where * axis[0], y - where * axis[1]], axis=-1)
    height = radius**2 - (offset**2).sum(axis=-1)
    rise = np.sqrt(np.maximum(height, 0))
    depth = np.where(height > 0, start[2] + where * axis[2] + rise, -np.inf).astype(np.float32)
    normal = np.concatenate([offset, rise[..., None]], axis=-1) / radius[..., None]
    points = np.stack([x, y, np.where(height > 0, depth - start[2], 0)], axis=-1)
    along = (points @ (axis / length)) / view.unit
    window = (slice(low[1], high[1]), slice(low[0], high[0]))
    return window, depth, normal.astype(np.float32), along, points + start


def skin(bone, view, person, normal, along, points):
    """Colour and gloss of one bone's skin: two sides, creases, red knuckles, a nail, a ring."""
    back = view.direct(np.asarray(bone.back, float)).astype(np.float32)
    facing = normal @ back
    inner = soft_step(-facing - 0.1, 0.9)
    paint = mix(person.back, person.palm, inner[..., None])
    gloss = np.full(facing.shape, 0.06, np.float32)
    length = np.linalg.norm(np.asarray(bone.end) - np.asarray(bone.start))
    if bone.kind == "palm":
        spot = view.undo(points - np.array([view.x, view.y, 0])) / view.unit
        line = np.full(facing.shape, np.inf, np.float32)
        for curved in PALM_LINES:
            for x, y in curve(curved, closed=False, steps=10) * [person.width, 1]:
                line = np.minimum(line, (spot[..., 0] - x) ** 2 + (spot[..., 1] - y) ** 2)
        paint = paint * (1 - 0.42 * np.exp(-line / 0.017**2) * soft_step(inner - 0.5, 0.4))[..., None]
        return paint, gloss
    red = mix(paint, paint * np.array([1.02, 0.8, 0.78], np.float32), 0.8)
    ends = np.minimum(np.abs(along), np.abs(along - length))
    paint = mix(paint, red, (0.3 * np.exp(-((ends / 0.09) ** 2)))[..., None])
    crease = np.exp(-((ends / 0.02) ** 2)) * (0.26 * inner + 0.16 * soft_step(facing - 0.2, 0.5))
    if bone.kind == "tip":
        crease = crease * (along < length / 2)
        paint = mix(paint, red, 0.5 * soft_step(along - length * 0.8, 0.2)[..., None])
    paint = paint * (1 - crease)[..., None]
    if bone.ring:
        band = np.abs(along - 0.55 * length) < 0.035
        paint, gloss = np.where(band[..., None], person.metal, paint), np.where(band, 0.7, gloss)
    if bone.kind == "tip":
        axis = view.direct(np.asarray(bone.end) - np.asarray(bone.start)) / length
        across = normal @ np.cross(axis, back) / 0.66
        reach = 0.11 * person.nail_length
        up = (along - length - bone.end_radius * 0.28) / reach
        shape = np.abs(across) ** 2.6 + np.abs(up) ** 2.6
        nail = soft_step(1 - shape, 0.35) * (facing > 0)
        edge = soft_step(up - 0.72, 0.2)[..., None]
        colour = mix(person.nail, mix(person.nail, "#fff6ea", 0.6), edge)
        paint, gloss = mix(paint, colour, nail[..., None]), gloss + 0.2 * nail
        rim = np.exp(-(((shape - 1) / 0.35) ** 2)) * (facing > 0) * 0.25
        paint = paint * (1 - rim)[..., None]
    return paint, gloss


def cloth_of(bone, view, colours, points, along):
    """Colour of a sleeve: knitted or striped, and a cuff."""
    first, second, pattern = colours
    if bone.kind == "cuff":
        return np.broadcast_to(mix(first, second, 0.8), points.shape).astype(np.float32)
    waves = {"plain": 0 * along, "stripes": soft_step(np.sin(along * 24), 0.4), "knit": 0.3 + 0.3 * np.sin(along * 70)}
    return mix(first, second, waves[pattern][..., None])


def build(person, gesture, view, arm, colours, rng):
    """Put the whole hand together and return its `Surface`."""
    lean, nod, sleeve = arm
    thumb = thumb_bones(person, gesture, rng)
    hand, bare, cloth = Surface(), *arm_bones(person, lean, nod, sleeve)

    def add(target, bone, melt):
        seen = cast(bone, view)
        if seen is None:
            return
        window, depth, normal, along, points = seen
        if bone.kind in ("sleeve", "cuff"):
            paint, gloss = cloth_of(bone, view, colours, points, along), np.zeros(depth.shape, np.float32)
        else:
            paint, gloss = skin(bone, view, person, normal, along, points)
        target.merge(depth, normal, paint, gloss, window, melt * view.unit)

    for bone in (*bare, *palm_bones(person, thumb), thumb[0]):
        add(hand, bone, 0.2)
    limbs = [finger_bones(person, gesture, name) for name in FINGERS] + [thumb[1:]]
    for limb in limbs:
        part = Surface()
        for bone in limb:
            add(part, bone, 0.06)
        hand.merge(part.depth, part.normal, part.paint, part.gloss, np.s_[:, :], 0.05 * view.unit)
    coat = Surface()
    for bone in cloth:
        add(coat, bone, 0.1)
    hand.merge(coat.depth, coat.normal, coat.paint, coat.gloss, np.s_[:, :], 0.01 * view.unit)
    return hand


# ---------------------------------------------------------------- light


def shifted(field, x, y, fill):
    """Return the field as seen `x` pixels to the right and `y` down, with `fill` from outside."""
    moved = np.full_like(field, fill)
    height, width = field.shape
    left, right = max(0, -x), min(width, width - x)
    top, bottom = max(0, -y), min(height, height - y)
    moved[top:bottom, left:right] = field[top + y : bottom + y, left + x : right + x]
    return moved


def shade(surface, light, strength, ambient, unit):
    """Colour of the lit hand: (CANVAS, CANVAS, 3). `light` is the direction to the lamp, of length 1."""
    depth = np.where(np.isfinite(surface.depth), surface.depth, -1e6).astype(np.float32)
    step, shadow = 0.045 * unit, np.zeros_like(depth)
    for count in range(1, 14):  # does anything stand between this point and the lamp?
        x, y, z = light * step * count
        over = shifted(depth, round(x), round(y), -1e6) - depth - z
        shadow = np.maximum(shadow, soft_step(over - 0.05 * unit, 0.08 * unit))
    shadow = gaussian_filter(shadow, 1.2)
    hollow = np.zeros_like(depth)
    for radius in (0.05 * unit, 0.12 * unit):  # points deep between their neighbours get less light from around
        for angle in np.arange(8) * np.pi / 4:
            x, y = round(radius * np.cos(angle)), round(radius * np.sin(angle))
            hollow += np.clip((shifted(depth, x, y, -1e6) - depth) / radius - 0.3, 0, 1.5) / 16
    normal = gaussian_filter(surface.normal, (1, 1, 0))
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
    toward = (normal @ light.astype(np.float32))[..., None]
    # Light wanders under skin, red light furthest: the edge between light and shade is soft and warm.
    wrap = np.array([0.42, 0.24, 0.18], np.float32)
    direct = np.clip((toward + wrap) / (1 + wrap), 0, 1) * (1 - 0.75 * shadow[..., None])
    around = ambient * (0.75 - 0.25 * normal[..., 1:2]) * (1 - np.clip(0.9 * hollow, 0, 0.7))[..., None]
    half = light + np.array([0, 0, 1])
    shine = np.clip(normal @ (half / np.linalg.norm(half)).astype(np.float32), 0, 1) ** 22 * (1 - shadow)
    return surface.paint * (around + strength * direct) + (surface.gloss * shine)[..., None] * strength


def outline(surface):
    """Return the hand's cover, from 0 to 1: (CANVAS, CANVAS, 1)."""
    return gaussian_filter(np.isfinite(surface.depth).astype(np.float32), 0.6)[..., None]


def cast_shadow(surface, light, distance):
    """Shadow of the hand on a wall behind it, `distance` pixels of the picture away: (CANVAS, CANVAS, 1)."""
    x, y = -light[:2] / light[2] * distance * OVERSAMPLE
    moved = shifted(np.isfinite(surface.depth).astype(np.float32), round(-x), round(-y), 0)
    return gaussian_filter(moved, 0.35 * distance * OVERSAMPLE + 1)[..., None]

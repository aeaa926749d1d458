"""Street scenes that the course draws itself, with the box of every object and the class of every pixel.

    street = scene(np.random.default_rng(1), 96, 128)    # a Scene: picture, boxes, classes, mask, instances
    train = scenes(500, seed=1)                          # many of them, their pictures and masks as two arrays
    for frame in drive(np.random.default_rng(1), 60):    # one street, seen from a car that moves through it

The picture is the mean of `FINE` by `FINE` points to a pixel, its label is that of the middle one. The wheel of a
bicycle counts as a disc; a rider is a person, apart from the bicycle; poles are a class of their own.
"""

import math
from collections import namedtuple

import numpy as np
from PIL import Image, ImageDraw

from helpers import roadside, traffic
from helpers.street import (
    BICYCLE,
    BUILDING,
    BUS,
    CAR,
    CLASSES,
    FINE,
    LIGHT,
    LORRY,
    PERSON,
    POLE,
    SIGN,
    SKY,
    STUFF,
    VEGETATION,
    Thing,
    View,
    ground,
    length,
    noise,
    pick,
    shadow,
    sky,
    span,
)  # fmt: skip

PAINTED = {  # by what function a thing is painted
    CAR: traffic.car, BUS: traffic.bus, LORRY: traffic.lorry, BICYCLE: traffic.bicycle, PERSON: traffic.person,
    "rider": traffic.rider, LIGHT: roadside.traffic_light, SIGN: roadside.traffic_sign, "tree": roadside.tree,
    "lamp": roadside.lamp, "building": roadside.building,
}  # fmt: skip
LABELS = (*STUFF, *CLASSES)  # the values of a mask: an object of class c has the label len(STUFF) + c
# For boxes and masks: colours that are far apart for colour-blind readers, too (a test measures it).
COLOURS = ("#9de5ff", "#a27797", "#34492a", "#bee88e", "#449f64", "#000000", "#0254b9", "#e3b329", "#65adf9", "#691361",
           "#9b500b", "#ffff00", "#baddc1")  # fmt: skip
WEATHERS = ("day", "overcast", "dusk", "fog")
VISIBLE = 0.3  # an object has a box if it shows this share of itself,
SMALLEST = 14  # and so many pixels
END = 140.0  # metres that a street goes on in front of the camera
LOST = 255  # in the map of instances, an object without a box
GRAIN = np.array([1.0, 4.0, 4.5, 5.0, 8.0, 3.0, *[3.0] * len(CLASSES)], np.float32)  # noise of each label


class Scene(namedtuple("Scene", "picture boxes classes mask instances")):
    """A picture of a street and what is known about it.

    picture: uint8, (h, w, 3). boxes: float32, (n, 4), as (y1, x1, y2, x2) in pixels, around what is visible of an
    object. classes: int64, (n,), positions in `CLASSES`. mask: uint8, (h, w), positions in `LABELS`. instances: uint8,
    (h, w), k + 1 where the object of boxes[k] is, 255 where one is that has no box, because less than `VISIBLE` of it
    or fewer than `SMALLEST` pixels are visible, and 0 elsewhere.
    """

    __slots__ = ()


class Scenes(namedtuple("Scenes", "pictures boxes classes masks")):
    """Many scenes of one size.

    pictures: uint8, (m, h, w, 3). boxes, classes: lists of m arrays, as in `Scene`. masks: uint8, (m, h, w).
    """

    __slots__ = ()


def scene(rng, height=96, width=128, weather=None, crowd=False):
    """Draw a street as a `Scene`.

    Arguments: rng, a random generator; height, width in pixels; weather, one of `WEATHERS`, by default any; crowd, True
    for many people and bicycles that hide one another.
    """
    view = _camera(rng, height, width, weather, crowd)
    return _render(view, _street(rng, crowd), int(rng.integers(2**32)))


def scenes(count, seed, height=96, width=128, weather=None, crowd=False):
    """Draw `count` streets as `Scenes`; the first ones do not depend on how many there are."""
    made = [scene(np.random.default_rng([seed, i]), height, width, weather, crowd) for i in range(count)]
    pictures, boxes, classes, masks, _ = zip(*made)
    return Scenes(np.stack(pictures), list(boxes), list(classes), np.stack(masks))


def drive(rng, frames=48, height=96, width=128, weather=None, speed=0.3):
    """Yield `frames` scenes of one street, seen from a car that moves `speed` metres from one to the next."""
    view, things, seed = _camera(rng, height, width, weather, False), _street(rng, False), int(rng.integers(2**32))
    for frame in range(frames):
        view.z = speed * frame
        moved = [
            thing._replace(
                x=thing.x + frame * thing.speed * math.sin(thing.yaw),
                z=thing.z + frame * thing.speed * math.cos(thing.yaw),
            )
            if thing.speed
            else thing
            for thing in things
        ]
        yield _render(view, moved, seed, frame)


# ---------------------------------------------------------------- what there is


def _camera(rng, height, width, weather, crowd):
    """Return a view with a random camera and light."""
    weather = weather or str(rng.choice(WEATHERS, p=(0.4, 0.25, 0.2, 0.15)))
    skies, haze, shadow = {
        "day": ((("#4f93d2", "#cfe4f0"), ("#6aa7dc", "#e9ecdc"), ("#8fbbe0", "#dfe9ee")), (150, 400), (0.4, 0.55)),
        "overcast": ((("#a9b3bb", "#d3d8da"), ("#8f9aa5", "#c5cbd0"), ("#c0c5c8", "#e2e3e1")), (90, 200), (0.12, 0.2)),
        "dusk": ((("#3a4a78", "#f0a878"), ("#53446e", "#e88a6a"), ("#2c3a63", "#c9a0a0")), (90, 220), (0.2, 0.3)),
        "fog": ((("#b9bfc2", "#c9cdcd"), ("#a8b0b6", "#bcc2c5"), ("#cbc7bd", "#d3cfc6")), (14, 40), (0.05, 0.1)),
    }[weather]
    sun = np.array([rng.choice([-1, 1]) * rng.uniform(0.4, 0.8), rng.uniform(0.35, 0.7), rng.uniform(-0.6, 0.3)])
    return View(
        height=height,
        width=width,
        focal=max(height, width) * rng.uniform(0.8, 1.05),
        middle=(width * rng.uniform(0.36, 0.64), height * rng.uniform(0.44, 0.58)),
        eye=rng.uniform(1.4, 1.8) if crowd else rng.uniform(1.4, 2.6),
        weather=weather,
        sun=tuple(sun / np.linalg.norm(sun)),
        sky=pick(rng, skies),
        haze=rng.uniform(*haze),
        shadow=rng.uniform(*shadow),
        x=rng.uniform(-1.0, 0.8),
    )


def _street(rng, crowd):
    """Return the things in a street: first its ground, then all that stands or moves on it.

    The camera is in the lane to the right of x = 0; the ground has in `size` where its parts begin.
    """
    lane, parking = rng.uniform(2.9, 3.5), (rng.random() < 0.6, rng.random() < 0.6)
    left, right = -1.6 - lane - 2.2 * parking[0], 1.6 + 2.2 * parking[1]
    paths = [rng.uniform(2.2, 4.2) for _ in range(2)]
    verges = [rng.uniform(1.5, 4) if rng.random() < 0.35 else 0.0 for _ in range(2)]
    walls = left - paths[0] - verges[0], right + paths[1] + verges[1]
    crossing = rng.uniform(11, 26) if rng.random() < 0.55 or crowd else None
    things = []

    def add(kind, x, z, yaw=0.0, speed=0.0, size=1.0):
        things.append(Thing(kind, float(x), float(z), float(yaw), float(speed), size, int(rng.integers(2**32))))

    def vehicle():
        return pick(rng, (CAR,) * 5 + (BUS, LORRY))

    ground = {"left": left, "right": right, "paths": paths, "walls": walls, "crossing": crossing, "middle": -1.6}
    add("ground", 0, 0, size=ground)
    tall = rng.choice([6.0, 11.0, 20.0])
    for x in walls:  # houses
        z = -8.0 - 6 * rng.random()
        while z < END:
            long = rng.uniform(7, 16)
            if crossing and z < crossing + 8 and z + long > crossing - 1.5:
                z = crossing + 8 if z + 4 > crossing - 1.5 else z
                long = crossing - 1.5 - z if z < crossing else long
            add("building", x, z + long / 2, size={"high": tall * rng.uniform(0.75, 1.4), "long": long})
            z += long
            if rng.random() < 0.22:
                gap = rng.uniform(3, 7)
                add("tree", x + math.copysign(2.5, x), z + gap / 2, size=rng.uniform(0.9, 1.4))
                z += gap
    for side, edge, path, verge in ((-1, left, paths[0], verges[0]), (1, right, paths[1], verges[1])):
        if rng.random() < 0.6:
            z = rng.uniform(6, 14)
            while z < 80:
                place = edge + side * (path + verge / 2 if verge else 0.7)
                add("tree", place, z, size=rng.uniform(0.8, 1.25))
                z += rng.uniform(6, 14)
        if rng.random() < 0.6:
            for z in np.arange(rng.uniform(5, 20), 90, 22):
                add("lamp", edge + side * 0.5, z)
        if crossing and rng.random() < 0.75:
            add(LIGHT, edge + side * 0.6, crossing + (7.0 if side < 0 else -0.8), size=rng.uniform(0, 1))
        elif rng.random() < 0.25:
            add(LIGHT, edge + side * 0.6, rng.uniform(8, 30), size=rng.uniform(0, 1))
        for _ in range(rng.integers(0, 3)):
            add(SIGN, edge + side * 0.6, rng.uniform(6, 32), size=rng.uniform(0.85, 1.25))

        def walker(near=5, far=36, side=side, edge=edge, path=path):
            walk = rng.random() < 0.8
            yaw = pick(rng, (0.0, math.pi, 0.0, math.pi, 1.6, -1.6))
            size = rng.uniform(0.6, 0.8) if rng.random() < 0.12 else rng.uniform(0.9, 1.08)
            along = abs(math.cos(yaw)) > 0.5
            add(PERSON, edge + side * rng.uniform(0.5, path - 0.3), near + (far - near) * rng.random() ** 1.3, yaw,
                0.045 * walk * along, size)  # fmt: skip

        for _ in range(rng.integers(1, 6)):
            walker()
        for _ in range(rng.choice([0, 0, 1, 3])):
            add(BICYCLE, edge + side * rng.uniform(0.6, 1.4), rng.uniform(6, 20), rng.uniform(-1.9, 1.9))
        if parking[side > 0]:
            z = rng.uniform(3, 9)
            while z < 70:
                kind = pick(rng, (CAR,) * 12 + (LORRY,))
                car = Thing(kind, 0.0, 0.0, 0.0, 0.0, rng.random(), 0)
                if rng.random() < 0.62 and not (crossing and z - 2 < crossing + 8 and z + length(car) + 2 > crossing):
                    yaw = (0 if side > 0 else math.pi) + rng.normal(0, 0.02)
                    add(kind, edge - side * 1.15, z + length(car) / 2, yaw, size=car.size)
                z += length(car) + rng.uniform(0.8, 2.5)
    for x, yaw, pace, z in (
        (0.0, 0.0, 0.32, 7 + 14 * rng.random()),
        (-1.6 - lane / 2, math.pi, 0.3, 4 + 20 * rng.random()),
    ):
        while z < 65:  # what drives, ahead and towards the camera
            if rng.random() < 0.2:
                shift = 1.0 if yaw == 0 else -1.0
                _cyclist(add, x + shift, z, yaw + rng.normal(0, 0.15), 0.12)
                z += 4
            else:
                car = Thing(vehicle(), 0.0, 0.0, 0.0, 0.0, rng.random(), 0)
                add(car.kind, x + rng.normal(0, 0.15), z + length(car) / 2, yaw + rng.normal(0, 0.03), pace, car.size)
                z += length(car)
            z += rng.uniform(5, 22)
    if crossing:
        if rng.random() < 0.6:
            yaw, side = pick(rng, ((math.pi / 2, 4.8), (-math.pi / 2, 2.0)))
            add(vehicle(), rng.uniform(-7, 7), crossing + side, yaw, 0.1, rng.random())
        for _ in range(rng.integers(0, 4)):
            add(PERSON, rng.uniform(left, right), crossing - rng.uniform(1.2, 2.8), pick(rng, (1.57, -1.57)), 0.045,
                rng.uniform(0.88, 1.08))  # fmt: skip
        if rng.random() < 0.3:
            _cyclist(add, rng.uniform(left, right), crossing - 0.4, pick(rng, (1.45, -1.45)), 0.1)
    if crowd:
        for _ in range(rng.integers(3, 6)):
            x, z = rng.uniform(-5, 4), rng.uniform(5, 12)
            for _ in range(rng.integers(3, 8)):
                spot = x + rng.normal(0, 0.75), z + rng.normal(0, 0.8)
                if rng.random() < 0.3:
                    _cyclist(add, *spot, pick(rng, (1.4, -1.4, 1.0, -1.0)), 0.1)
                else:
                    add(PERSON, *spot, pick(rng, (0, math.pi, 1.57, -1.57)), 0.045, rng.uniform(0.85, 1.08))
        things = [thing for thing in things if thing.kind not in (CAR, BUS, LORRY) or thing.z > 16]
    return things


def _cyclist(add, x, z, yaw, speed):
    """Put a bicycle and its rider into a street."""
    add(BICYCLE, x, z, yaw, speed)
    add("rider", x, z, yaw, speed)


# ---------------------------------------------------------------- from things to a scene


def _render(view, things, seed, frame=0):
    """Paint things from the farthest to the nearest, and find out what is visible of each."""
    rng = np.random.default_rng(seed)
    height, width = view.height, view.width
    canvas, labels = sky(view, rng), Image.new("L", (FINE * width, FINE * height), SKY)
    view.picture, view.labels, view.glows = ImageDraw.Draw(canvas, "RGBA"), ImageDraw.Draw(labels), []
    ground(view, canvas, things[0], rng)
    for thing in things[1:]:
        if thing.kind != "rider":
            shadow(view, thing)
    objects = []
    for thing in sorted(things[1:], key=_distance, reverse=True):
        near, far = span(thing)
        if far - view.z < 1.2 or near - view.z > 110 or (near - view.z < 0.8 and isinstance(thing.kind, int)):
            continue
        looks = np.random.default_rng(thing.seed)
        view.reach(thing.z)
        view.extent = []
        kind = PERSON if thing.kind == "rider" else thing.kind
        if not isinstance(kind, int):
            view.label = {"tree": VEGETATION, "lamp": POLE, "building": BUILDING}[kind]
            PAINTED[kind](view, thing, looks)
            continue
        view.label = len(STUFF) + len(objects)
        more = {"time": frame / 30} if kind == PERSON else {}
        if kind in (LIGHT, SIGN):
            more = {"label": view.label}
        PAINTED[thing.kind](view, thing, looks, **more)
        whole = _count(view, labels)
        if whole:
            objects.append((kind, whole))
    picture = _develop(view, canvas, labels, rng, frame)
    return _measure(picture, np.asarray(labels)[FINE // 2 :: FINE, FINE // 2 :: FINE], objects)


def _distance(thing):
    """Return by what things are sorted: houses by their far end, since they stand behind all that is beside them."""
    return span(thing)[1] if thing.kind == "building" else thing.z - 0.01 * (thing.kind == "rider")


def _count(view, labels):
    """Return how many pixels the object that has just been painted would have, if the picture did not end."""
    columns, rows = zip(*view.extent)
    box = min(columns), min(rows), max(columns), max(rows)
    ends = FINE * view.width, FINE * view.height
    low = [int(max(0, value) // FINE * FINE) for value in box[:2]]
    high = [min(end, int(math.ceil(value / FINE) * FINE) + FINE) for value, end in zip(box[2:], ends)]
    if low[0] >= high[0] or low[1] >= high[1]:
        return 0
    part = np.asarray(labels.crop((*low, *high)))[FINE // 2 :: FINE, FINE // 2 :: FINE]
    inside = (min(box[2], ends[0]) - max(box[0], 0)) * (min(box[3], ends[1]) - max(box[1], 0))
    return np.count_nonzero(part == view.label) * (box[2] - box[0]) * (box[3] - box[1]) / max(inside, 1)


def _measure(picture, labels, objects):
    """Return the scene of a picture and its labels, of which each object has one."""
    table, kept = np.zeros(256, np.uint8), np.zeros(256, np.uint8)
    table[: len(STUFF)] = range(len(STUFF))
    pixels, boxes, classes = np.bincount(labels.ravel(), minlength=256), [], []
    for label, (kind, whole) in enumerate(objects, len(STUFF)):
        table[label], kept[label] = len(STUFF) + kind, LOST
        if pixels[label] >= SMALLEST and pixels[label] >= VISIBLE * whole:
            found = labels == label
            rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
            boxes.append((rows[0], columns[0], rows[-1] + 1, columns[-1] + 1))
            classes.append(kind)
            kept[label] = len(boxes)
    return Scene(
        picture,
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array(classes, np.int64),
        table[labels],
        kept[labels],
    )


def _develop(view, canvas, labels, rng, frame):
    """Return the picture (h, w, 3) of a fine one: light, glow, texture and noise."""
    height, width = view.height, view.width
    pixels = np.asarray(canvas.reduce(FINE), np.float32)
    tint = {
        "day": (1.03, 1.01, 0.97),
        "overcast": (0.93, 0.95, 0.98),
        "dusk": (0.66, 0.58, 0.66),
        "fog": (0.97, 0.98, 1.0),
    }
    small = np.asarray(labels)[FINE // 2 :: FINE, FINE // 2 :: FINE]
    grain = GRAIN[np.minimum(small, len(GRAIN) - 1)]
    stains = 0.4 * noise(rng, height, width, 4, 7) + 0.7 * noise(rng, height, width, 1.5, 2)
    factor = np.where(
        (small == SKY)[..., None], 0.5 + 0.5 * np.array(tint[view.weather], np.float32), tint[view.weather]
    )
    pixels = pixels * factor.astype(np.float32) + (grain * stains)[..., None]
    for x, y, radius, colour, strength, label in view.glows:
        if 0 <= x < width and 0 <= y < height and small[int(y), int(x)] != label:
            continue  # something stands before it
        reach = max(2.0, 3 * radius)
        x1, x2 = max(0, int(x - reach)), min(width, int(x + reach) + 2)
        y1, y2 = max(0, int(y - reach)), min(height, int(y + reach) + 2)
        if x1 < x2 and y1 < y2:
            away = (np.arange(x1, x2) + 0.5 - x) ** 2 + (np.arange(y1, y2)[:, None] + 0.5 - y) ** 2
            light = 0.75 * strength * np.exp(-away / max(0.6, radius) ** 2)
            pixels[y1:y2, x1:x2] += light[..., None].astype(np.float32) * np.array(colour, np.float32)
    speckle = np.random.default_rng([int(rng.integers(2**32)), frame]).standard_normal((height, width, 3), np.float32)
    return np.clip(pixels + 2.5 * speckle, 0, 255).astype(np.uint8)

"""Draw the course's alpacas: 160x160 pictures of alpacas, and of what resembles them.

    python data/make/alpacas.py                     writes data/alpacas.h5
    python data/make/alpacas.py --sheet sheet.png   writes a sheet of pictures to look at

An animal is a skeleton of balls in three dimensions, turned, lit and covered with fleece or short hair. Sheep, goats,
deer, dogs, ostriches and bushes wear the coats of alpacas, stand before the same backgrounds and are spoilt by the same
things, so that colours and textures tell nothing: the shape does.
"""

import argparse
import io
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, zoom

SIZE, CANVAS, QUALITY, SEED = 160, 320, 80, 2052
TRAIN, VALIDATION = 240, 120
CLASSES = ["alpaca", "not alpaca"]

COATS = ["#efe9dc", "#e2d3b8", "#cdb38b", "#a97c50", "#7b5234", "#55392a", "#8d8a86", "#5f5d5c", "#36302d"]
FACES = ["#efe6d6", "#cdb596", "#6a4a36", "#3c322d", "#8a8076"]
OTHERS = ("sheep", "sheep", "sheep", "goat", "goat", "deer", "dog", "dog", "dog", "ostrich", "bush")


def rgb(colour):
    """Turn "#rrggbb" into three floats from 0 to 1."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


def noise(rng, cells, rows=None):
    """Random field (CANVAS, CANVAS) with mean 0 and deviation about 1, of about `cells` bumps from side to side."""
    coarse = rng.normal(size=(rows or cells, cells)).astype(np.float32)
    field = zoom(coarse, (CANVAS / coarse.shape[0], CANVAS / coarse.shape[1]), order=1, grid_mode=True, mode="nearest")
    return field[:CANVAS, :CANVAS]


# ---------------------------------------------------------------- skeletons: x to the front, y up, z to the side


@dataclass
class Part:
    """A row of balls from one point to another; fleece is 0 for short hair, 1 for thick wool."""

    start: tuple
    end: tuple
    radii: tuple
    colour: np.ndarray
    fleece: float = 0.0


def along(start, length, degrees, side=0.0):
    """Return the point at this distance from another, by an angle above the horizon."""
    angle = np.radians(degrees)
    return (start[0] + length * np.cos(angle), start[1] + length * np.sin(angle), start[2] + side)


def head(parts, rng, neck, coat, face, *, skull, muzzle, droop, ears, ear_angle, spread, eye=True):
    """Add a skull, a muzzle, ears, eyes and a nose at the end of a neck; return the top of the skull."""
    nose = along(neck, muzzle, -droop)
    parts.append(Part(neck, neck, (skull, skull), face, 0.15))
    parts.append(Part(neck, nose, (skull * 0.8, skull * 0.5), face, 0.05))
    parts.append(Part(along(nose, skull * 0.42, 10), along(nose, skull * 0.42, 10), (skull * 0.2,) * 2, rgb("#2a2221")))
    for side in (-1, 1):
        root = (neck[0] - skull * 0.25, neck[1] + skull * 0.65, side * skull * 0.6)
        tip = (root[0], root[1] + ears * np.sin(np.radians(ear_angle)), root[2] + side * ears * spread)
        parts.append(Part(root, tip, (skull * 0.26, skull * 0.14), face * 0.92, 0.1))
        if eye:
            place = (neck[0] + skull * 0.5, neck[1] + skull * 0.3, side * skull * 0.78)
            parts.append(Part(place, place, (skull * 0.17,) * 2, rgb("#17120f")))
    return (neck[0] - skull * 0.05, neck[1] + skull * 0.8, 0.0)


def legs(parts, rng, height, length, width, thick, thin, colours, fleece):
    """Add four legs in some moment of a step."""
    for x in (-length, length):
        for side in (-1, 1):
            swing = rng.normal(0, 0.07)
            knee = (x + swing, height * 0.48, side * width)
            foot = (x + swing * rng.uniform(0.4, 2.2), 0.03, side * width)
            parts.append(Part((x, height, side * width), knee, (thick * 1.35, thick), colours[0], fleece))
            parts.append(Part(knee, foot, (thick, thin), colours[1], fleece * 0.7))
            parts.append(Part(foot, along(foot, thin * 0.8, 0), (thin * 0.9,) * 2, rgb("#2d2623")))


def quadruped(kind, rng, coat, face):
    """Return the parts of an animal on four legs."""
    u, parts = rng.uniform, []
    low = rng.random()  # some graze, some rest on the ground
    if kind == "alpaca":
        h, body, neck, angle = u(0.62, 0.74), u(0.25, 0.31), u(0.54, 0.72), u(68, 98)
        if low < 0.05:
            angle, neck = u(-30, 20), neck * 0.95
        neck_radii, wool, leg, lower = (u(0.15, 0.19), u(0.1, 0.125)), u(0.7, 1), (u(0.085, 0.11), u(0.05, 0.07)), coat
    elif kind == "sheep":
        h, body, neck, angle = u(0.46, 0.6), u(0.3, 0.37), u(0.22, 0.32), u(10, 55)
        if low < 0.2:
            angle, neck = u(-45, 0), neck * 1.3
        neck_radii, wool, leg, lower = (u(0.17, 0.22), u(0.12, 0.15)), u(0.7, 1), (u(0.06, 0.08), u(0.04, 0.05)), face
    elif kind == "goat":
        h, body, neck, angle = u(0.56, 0.7), u(0.22, 0.29), u(0.36, 0.5), u(38, 75)
        neck_radii, wool, leg, lower = (u(0.13, 0.17), u(0.09, 0.11)), u(0.2, 0.8), (u(0.06, 0.075), 0.042), coat
    elif kind == "deer":
        h, body, neck, angle = u(0.7, 0.85), u(0.21, 0.26), u(0.46, 0.62), u(48, 80)
        if low < 0.15:
            angle = u(-50, 0)
        neck_radii, wool, leg, lower = (u(0.12, 0.15), u(0.08, 0.1)), u(0.05, 0.3), (u(0.05, 0.065), 0.036), coat
    else:
        h, body, neck, angle = u(0.42, 0.56), u(0.2, 0.28), u(0.18, 0.28), u(35, 70)
        neck_radii, wool, leg, lower = (u(0.14, 0.19), u(0.11, 0.14)), u(0.4, 1), (u(0.065, 0.09), u(0.05, 0.065)), coat
    resting = low > 0.9
    length = u(0.3, 0.42)
    if resting:
        h = body * 0.95
    back = u(-0.04, 0.05)
    parts.append(
        Part((-length, h + body * 0.4 - back, 0), (length, h + body * 0.4 + back, 0), (body, body), coat, wool)
    )
    if resting:
        for side in (-1, 1):
            parts.append(
                Part((length, 0.1, side * 0.2), (length + 0.3, 0.07, side * 0.17), (leg[0], leg[1]), lower, wool)
            )
    else:
        legs(parts, rng, h + 0.05, length * 0.92, body * 0.55, *leg, (coat, lower), wool)
    root = (length + body * 0.35, h + body * 0.75, 0)
    top = along(root, neck, angle)
    parts.append(Part(root, top, neck_radii, coat, wool * (1 if kind in ("alpaca", "sheep", "dog") else 0.5)))
    if kind == "alpaca":
        crown = head(parts, rng, top, coat, face, skull=u(0.115, 0.14), muzzle=u(0.12, 0.17), droop=u(10, 35),
                     ears=u(0.13, 0.18), ear_angle=u(60, 90), spread=u(0.05, 0.35))  # fmt: skip
        parts.append(Part(crown, along(crown, 0.05, 20), (u(0.1, 0.14), u(0.09, 0.12)), coat, 1.0))
        tail = ((-length - body * 0.95, h + body * 0.75, 0), u(0.1, 0.18), u(-100, -60), 0.09, 1.0)
    elif kind == "sheep":
        crown = head(parts, rng, top, coat, face, skull=u(0.12, 0.15), muzzle=u(0.18, 0.24), droop=u(30, 60),
                     ears=u(0.1, 0.15), ear_angle=u(-25, 25), spread=u(0.8, 1))  # fmt: skip
        if rng.random() < 0.6:
            parts.append(Part(crown, crown, (u(0.08, 0.12),) * 2, coat, 1.0))
        tail = ((-length - body * 0.95, h + body * 0.6, 0), u(0.1, 0.25), u(-100, -80), 0.07, 1.0)
    elif kind in ("goat", "deer"):
        crown = head(parts, rng, top, coat, face, skull=u(0.105, 0.13), muzzle=u(0.19, 0.25), droop=u(25, 50),
                     ears=u(0.13, 0.2), ear_angle=u(0, 45), spread=u(0.6, 1))  # fmt: skip
        horns(parts, rng, kind, crown)
        if kind == "goat" and rng.random() < 0.6:
            chin = along(top, 0.2, -55)
            parts.append(Part(chin, along(chin, 0.13, -95), (0.045, 0.02), coat, 0.6))
        tail = ((-length - body * 0.9, h + body * 0.9, 0), u(0.08, 0.16), u(80, 150), 0.05, 0.5)
    else:
        crown = head(parts, rng, top, coat, coat, skull=u(0.15, 0.19), muzzle=u(0.18, 0.27), droop=u(5, 30),
                     ears=u(0.14, 0.24), ear_angle=u(-90, -40) if rng.random() < 0.7 else 80,
                     spread=u(0.1, 0.5))  # fmt: skip
        if rng.random() < 0.4:
            parts.append(Part(crown, crown, (u(0.13, 0.17),) * 2, coat, 1.0))
        tail = ((-length - body * 0.85, h + body * 0.8, 0), u(0.25, 0.45), u(95, 160), 0.07, 0.9)
    start, reach, direction, radius, wool = tail
    parts.append(Part(start, along(start, reach, direction), (radius, radius * 0.7), coat, wool))
    return parts, top


def horns(parts, rng, kind, crown):
    """Add horns to most goats and antlers to some deer."""
    bone = rgb("#6f5d49")
    if kind == "goat" and rng.random() < 0.75:
        bow = rng.uniform(0.2, 0.34)
        for side in (-1, 1):
            middle = (crown[0] - bow * 0.35, crown[1] + bow * 0.8, side * 0.08)
            parts.append(Part((crown[0], crown[1], side * 0.045), middle, (0.035, 0.028), bone))
            parts.append(Part(middle, (crown[0] - bow, crown[1] + bow * 0.85, side * 0.13), (0.028, 0.015), bone))
    if kind == "deer" and rng.random() < 0.6:
        tall = rng.uniform(0.3, 0.5)
        for side in (-1, 1):
            fork = (crown[0] - 0.05, crown[1] + tall * 0.5, side * tall * 0.35)
            parts.append(Part((crown[0], crown[1], side * 0.05), fork, (0.03, 0.024), bone))
            for x, y, z in ((0.12, 0.9, 0.4), (-0.2, 0.95, 0.55), (0.25, 0.6, 0.45)):
                tip = (crown[0] + x * tall, crown[1] + y * tall, side * z * tall)
                parts.append(Part(fork, tip, (0.024, 0.012), bone))


def ostrich(rng, coat, face):
    """Return the parts of a large bird with a long neck."""
    u, parts = rng.uniform, []
    h, body = u(0.75, 0.9), u(0.27, 0.34)
    parts.append(Part((-0.2, h + 0.2, 0), (0.18, h + 0.14, 0), (body, body * 0.9), coat, 0.9))
    parts.append(Part((-0.45, h + 0.25, 0), (-0.65, h + u(0.05, 0.3), 0), (0.17, 0.1), coat, 1.0))
    for side in (-1, 1):
        swing = u(-0.15, 0.15)
        knee = (swing, h * 0.5, side * 0.1)
        parts.append(Part((0, h, side * 0.12), knee, (0.09, 0.05), face))
        parts.append(Part(knee, (swing * 0.5 + 0.05, 0.03, side * 0.1), (0.04, 0.032), face))
        parts.append(Part((swing * 0.5, 0.03, side * 0.1), (swing * 0.5 + 0.16, 0.03, side * 0.1), (0.035, 0.03), face))
    root = (0.36, h + 0.25, 0)
    top = along(root, u(0.55, 0.8), u(65, 105))
    parts.append(Part(root, top, (0.08, 0.055), face, 0.15))
    head(
        parts, rng, top, coat, face, skull=0.085, muzzle=u(0.13, 0.17), droop=u(0, 20), ears=0.01, ear_angle=0, spread=0
    )
    return parts, top


def bush(rng, coat, face):
    """Return the parts of a heap that could be an animal: a bush in its autumn colours, a rock, a stack of hay."""
    parts, wool = [], rng.uniform(0.6, 1)
    for _ in range(rng.integers(3, 7)):
        place, radius = (rng.normal(0, 0.32), rng.uniform(0.15, 0.5), rng.normal(0, 0.2)), rng.uniform(0.2, 0.38)
        parts.append(Part(place, place, (radius, radius), coat * rng.uniform(0.85, 1.1), wool))
    top = (rng.normal(0.3, 0.2), rng.uniform(0.6, 0.95), 0.0)
    parts.append(Part((top[0] - 0.1, 0.3, 0), top, (rng.uniform(0.2, 0.3), rng.uniform(0.15, 0.25)), coat, wool))
    return parts, top


# ---------------------------------------------------------------- from a skeleton to pixels


def render(parts, rng, turn, tilt, unit, x0, y0, light, strength):
    """Return the colours of the animal (CANVAS, CANVAS, 3), and where it is (CANVAS, CANVAS), from 0 to 1."""
    cos, sin, up, down = np.cos(turn), np.sin(turn), np.cos(tilt), np.sin(tilt)
    spin = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
    view = np.array([[1, 0, 0], [0, up, -down], [0, down, up]]) @ spin
    depth = np.full((CANVAS, CANVAS), -np.inf, np.float32)
    colour = np.zeros((CANVAS, CANVAS, 3), np.float32)
    wool = np.zeros((CANVAS, CANVAS), np.float32)
    tufts = 0.6 * noise(rng, 40) + 0.4 * noise(rng, 90)
    curls = 0.5 * noise(rng, 60) + 0.5 * noise(rng, 130)
    for part in parts:
        start, end = view @ np.array(part.start), view @ np.array(part.end)
        for t in np.linspace(0, 1, 1 if part.start == part.end else 9):
            x, y, z = start + (end - start) * t
            radius = (part.radii[0] + (part.radii[1] - part.radii[0]) * t) * unit
            x, y, z = x0 + x * unit, y0 - y * unit, z * unit
            reach = int(radius * 1.4) + 3
            rows = slice(max(int(y) - reach, 0), max(min(int(y) + reach, CANVAS), 0))
            columns = slice(max(int(x) - reach, 0), max(min(int(x) + reach, CANVAS), 0))
            if rows.start >= rows.stop or columns.start >= columns.stop:
                continue
            down_, across = np.mgrid[rows, columns].astype(np.float32)
            shaggy = radius * (1 + 0.11 * part.fleece * tufts[rows, columns])
            square = shaggy**2 - (across - x) ** 2 - (down_ - y) ** 2
            near = z + np.sqrt(np.maximum(square, 0))
            seen = (square > 0) & (near > depth[rows, columns])
            depth[rows, columns][seen] = near[seen]
            colour[rows, columns][seen] = part.colour
            wool[rows, columns][seen] = part.fleece
    cover = np.isfinite(depth)
    floor = depth[cover].min() if cover.any() else 0.0
    solid = np.where(cover, depth, floor) + curls * wool * unit * 0.013
    solid = gaussian_filter(solid, 1.0)
    gy, gx = np.gradient(solid)
    normal = np.stack([-gx, -gy, np.ones_like(gx)], axis=2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    lit = 1 - strength + strength * np.clip(normal @ light, 0, 1) * 1.25
    hollow = np.clip((gaussian_filter(solid, unit * 0.05) - solid) / (unit * 0.25), 0, 0.5)
    hair = 1 + (0.05 + 0.06 * wool) * curls
    return colour * (lit * (1 - hollow) * hair)[..., None], gaussian_filter(cover.astype(np.float32), 0.8)


# ---------------------------------------------------------------- places


def place(rng):
    """Return a background (CANVAS, CANVAS, 3), the row of the horizon, and the colour of the ground."""
    row = np.arange(CANVAS, dtype=np.float32)[:, None, None]
    horizon = rng.uniform(0.2, 0.62) * CANVAS
    ground = rgb(rng.choice(["#6f8f45", "#88954e", "#a39a5c", "#b39b73", "#8a7558", "#c8b591", "#dfe3e6", "#77806f"]))
    above = rgb(rng.choice(["#9cc3e4", "#c6d6e2", "#dcdcd8", "#b8c9d0", "#e9d6bf", "#7fa8cf"]))
    low = np.clip(above * 1.1 + 0.05, 0, 1)
    picture = np.repeat(above + (low - above) * np.clip(row / horizon, 0, 1), CANVAS, axis=1)
    picture += (0.06 * np.clip(noise(rng, 4, 8) + 0.5 * noise(rng, 14, 24), 0, None))[..., None]
    kind = rng.choice(["hills", "trees", "wall", "hills", "trees", "mountains"])
    reach = np.arange(CANVAS)
    if kind == "wall":
        paint = rgb(rng.choice(["#8f5844", "#b9a58c", "#77695c", "#c9c3b6", "#5c6b66"]))
        planks = 0.9 + 0.1 * np.sign(np.sin(reach * rng.uniform(0.12, 0.4)))[None, :, None]
        wall = paint * planks * (1 + 0.07 * noise(rng, 90, 12))[..., None]
        picture = np.where(row > rng.uniform(-0.3, 0.35) * horizon, wall, picture)
    else:
        rough = {"hills": 3, "trees": 26, "mountains": 9}[kind]
        tall = {"hills": 0.12, "trees": 0.16, "mountains": 0.3}[kind] * CANVAS
        for layer in range(3):
            profile = noise(rng, rough)[0] * 0.35 + noise(rng, rough * 3)[0] * 0.12 + 1 - 0.3 * layer
            tone = {"hills": "#7c9160", "trees": "#47603d", "mountains": "#8592a3"}[kind]
            paint = rgb(tone) * (1 - 0.16 * layer) * rng.uniform(0.8, 1.15) + (0.12 - 0.05 * layer)
            edge = horizon - tall * np.clip(profile, 0.05, None)
            shape = np.clip(row[:, :, 0] - edge[None, :], 0, 1)[..., None]
            texture = 1 + 0.1 * (noise(rng, 50) if kind != "hills" else noise(rng, 12))[..., None]
            picture = picture + (paint * texture - picture) * shape
    near = np.clip((row - horizon) / (CANVAS - horizon), 0, 1)
    blades = 0.6 * noise(rng, 150, 40) + 0.4 * noise(rng, 30, 14) + 0.5 * noise(rng, 5, 6)
    floor = ground * (1 + (0.05 + 0.11 * near[:, :, 0]) * blades)[..., None] * (0.85 + 0.2 * near)
    picture = picture + (floor - picture) * np.clip(row - horizon, 0, 1)
    if rng.random() < 0.3:
        fence(picture, rng, horizon + rng.uniform(-10, 30), rng.uniform(30, 60))
    blur = rng.choice([0.6, 1.5, 3.0, 5.0])
    return gaussian_filter(picture, (blur, blur, 0)), horizon, ground


def fence(picture, rng, foot, height):
    """Draw rails and posts, from one side to the other."""
    wood = rgb(rng.choice(["#6b5745", "#a08a70", "#4b4440", "#d8d2c4"]))
    gap, start = rng.uniform(60, 130), rng.uniform(0, 60)
    for share in (0.3, 0.65, 0.95):
        top = int(foot - height * share)
        picture[max(top, 0) : max(top + int(height * 0.09) + 2, 0)] = wood * rng.uniform(0.85, 1.1)
    for x in np.arange(start, CANVAS, gap):
        picture[max(int(foot - height * 1.1), 0) : int(foot), int(x) : int(x) + max(int(height * 0.13), 3)] = wood * 0.9


def in_front(picture, rng, ground):
    """Draw what hides a part of the animal: grass, leaves out of focus, a fence or a post."""
    kind = rng.random()
    if kind < 0.25:
        blades = np.abs(noise(rng, 110)[0]) * rng.uniform(12, 42) + rng.uniform(0, 25)
        shape = np.arange(CANVAS)[:, None] > CANVAS - blades[None, :]
        picture[shape] = (ground * 0.8 * (1 + 0.2 * noise(rng, 120, 20))[..., None])[shape]
    elif kind < 0.33:
        veil = gaussian_filter((noise(rng, rng.integers(4, 9)) > 1.15).astype(np.float32), 7)[..., None]
        picture += (rgb(rng.choice(["#55713a", "#8b7a3f", "#314a2c"])) - picture) * veil * 0.9
    elif kind < 0.38:
        fence(picture, rng, rng.uniform(0.85, 1.2) * CANVAS, rng.uniform(90, 150))
    elif kind < 0.43:
        x, width = rng.uniform(0.1, 0.9) * CANVAS, rng.uniform(10, 24)
        across = (np.arange(CANVAS) - x) / width
        trunk = rgb("#5b4a3b") * (1.05 - 0.5 * across**2)[None, :, None] * (1 + 0.15 * noise(rng, 40, 20))[..., None]
        picture[:] = np.where((np.abs(across) < 1)[None, :, None], trunk, picture)


def expose(picture, rng):
    """Return what a camera makes of it, (SIZE, SIZE, 3) uint8: exposure, white balance, vignette, blur and noise."""
    side = np.linspace(-1, 1, CANVAS)
    vignette = 1 - rng.uniform(0, 0.22) * (side[:, None] ** 2 + side[None, :] ** 2)[..., None] / 2
    warmth = rng.normal(0, 0.05)
    picture = picture * vignette * rng.uniform(0.75, 1.2) * np.array([1 + warmth, 1, 1 - warmth])
    haze = rng.uniform(0, 0.18)
    picture = np.clip(picture * (1 - haze) + haze * 0.8, 0, 1) ** rng.uniform(0.8, 1.2)
    picture = gaussian_filter(picture, (rng.choice([0.4, 0.8, 1.6]),) * 2 + (0,))
    small = picture.reshape(SIZE, 2, SIZE, 2, 3).mean(axis=(1, 3))
    small = small + rng.normal(0, rng.choice([0.004, 0.01, 0.02]), small.shape)
    return (np.clip(small, 0, 1) * 255).round().astype(np.uint8)


def draw_picture(rng, label):
    """Draw one picture: 0 for an alpaca, 1 for something else."""
    kind = "alpaca" if label == 0 else str(rng.choice(OTHERS))
    tint = rng.uniform(0.9, 1.06)
    coat = np.clip(rgb(rng.choice(COATS)) * tint, 0, 1)
    face = coat * rng.uniform(0.85, 1.05) if rng.random() < 0.6 else rgb(rng.choice(FACES))
    if kind == "ostrich":
        parts, top = ostrich(rng, coat, face)
    elif kind == "bush":
        parts, top = bush(rng, coat, face)
    else:
        parts, top = quadruped(kind, rng, coat, face)
    picture, horizon, ground = place(rng)
    side = rng.uniform(-0.8, 0.8)
    light = np.array([side, -rng.uniform(0.3, 0.9), rng.uniform(0.4, 1.0)])
    light /= np.linalg.norm(light)
    strength = rng.uniform(0.45, 0.8)
    turn = rng.uniform(-1, 1) * np.pi * 0.4 + (np.pi if rng.random() < 0.5 else 0)
    tilt = rng.uniform(-0.02, 0.3)
    close = rng.random()
    if close < 0.2 and kind != "bush":  # a portrait: head and neck
        unit = rng.uniform(1.1, 1.6) * CANVAS / 2
        x0 = CANVAS * rng.uniform(0.35, 0.65) - top[0] * np.cos(turn) * unit
        y0 = CANVAS * rng.uniform(0.28, 0.5) + top[1] * unit
    else:
        tall = max(part.start[1] for part in parts) + 0.2
        unit = rng.uniform(0.66, 0.96) * CANVAS / max(tall, 1.3)
        x0 = CANVAS * rng.uniform(0.32, 0.68)
        y0 = max(horizon + rng.uniform(0.08, 0.3) * CANVAS, CANVAS * rng.uniform(0.74, 0.95))
    foot = np.mgrid[0:CANVAS, 0:CANVAS].astype(np.float32)
    far = ((foot[1] - x0 - side * -40) / (0.75 * unit)) ** 2 + ((foot[0] - y0) / (0.13 * unit)) ** 2
    picture *= 1 - (0.5 * strength * np.clip(1.4 - far, 0, 1))[..., None]
    if rng.random() < 0.12:  # another one behind
        behind = (turn + rng.normal(0, 1), tilt, unit * 0.6, rng.uniform(0, CANVAS), y0 * 0.92)
        colours, cover = render(parts, rng, *behind, light, strength)
        picture += (colours - picture) * cover[..., None]
    colours, cover = render(parts, rng, turn, tilt, unit, x0, y0, light, strength)
    picture += (colours - picture) * cover[..., None]
    in_front(picture, rng, ground)
    return expose(picture, rng)


def draw_set(part, count, seed=SEED):
    """Draw the pictures of one part, (count, SIZE, SIZE, 3), and their labels, (count,), half of each, mixed."""
    labels = np.random.default_rng([seed, part]).permutation(np.arange(count) % 2)
    pictures = [draw_picture(np.random.default_rng([seed, part, number + 1]), y) for number, y in enumerate(labels)]
    return np.stack(pictures), labels


# ---------------------------------------------------------------- files


def jpeg(picture):
    """Return the bytes of a JPEG file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def write(path, sets):
    """Write one file: for each part all JPEG files, one after the other, how long each is, and the labels."""
    with h5py.File(path, "w") as file:
        for name, (pictures, labels) in sets.items():
            files = [jpeg(picture) for picture in pictures]
            content = np.frombuffer(b"".join(files), np.uint8)
            file.create_dataset(f"{name}_jpegs", data=content, track_times=False)
            file.create_dataset(f"{name}_sizes", data=np.array([len(one) for one in files]), track_times=False)
            file.create_dataset(f"{name}_y", data=labels, track_times=False)
        file.create_dataset("classes", data=np.array([name.encode() for name in CLASSES]), track_times=False)


def write_sheet(path, pictures, labels, columns=10, rows=4):
    """Write a sheet to look at: alpacas above, the others below."""
    chosen = np.concatenate([pictures[labels == label][: rows * columns] for label in (0, 1)])
    grid = chosen.reshape(2 * rows, columns, SIZE, SIZE, 3).swapaxes(1, 2)
    Image.fromarray(grid.reshape(2 * rows * SIZE, columns * SIZE, 3)).save(path)


def main():
    """Read the command line and write the file, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    if arguments.sheet:
        write_sheet(arguments.sheet, *draw_set(0, 80))
        return
    write(arguments.folder / "alpacas.h5", {"train": draw_set(0, TRAIN), "validation": draw_set(1, VALIDATION)})


if __name__ == "__main__":
    main()

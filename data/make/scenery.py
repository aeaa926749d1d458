"""Backgrounds of the cat pictures, the things in them that are not animals, and what may stand in front."""

import numpy as np
from sketch import CANVAS, OVERSAMPLE, Place, box, curve, ellipse, mix, rgb, soft_step, stroke

GROUNDS = {
    "light": ["#caa671", "#7da9c3", "#98b570", "#c98c82", "#a595c1", "#c4b48f", "#77ae9a", "#cda249"],
    "dark": ["#2a3a55", "#244233", "#4a2535", "#3a3350", "#54391f", "#1f4a52", "#39393b", "#5e2c22"],
}
SKY = {  # top and horizon: day and evening, night and dusk
    "light": [("#79b4dd", "#c6dde6"), ("#dd9f78", "#ecd2a0")],
    "dark": [("#16233f", "#3b385c"), ("#38203a", "#74423c")],
}
GRASS = {"light": ["#a9d46c", "#c4de86", "#93c97a"], "dark": ["#24482a", "#2e5230", "#1d3d33"]}
LEAVES = ["#4f8f3f", "#6aa84f", "#3d6b35"]
ACCENTS = ["#d8433b", "#e8b52f", "#3f7fc4", "#4aa564", "#8f56b0", "#e77f9f", "#e9e2d2"]
INK, WHITE, PINK, BARK, BEAK = "#1c1515", "#fbf7f0", "#e58f96", "#7a5232", "#e9a52c"


# ---------------------------------------------------------------- backgrounds, in pixels of the picture


def draw_wall(sketch, rng, tone):
    """Plain wall, brighter on one side."""
    first, second = rng.choice(GROUNDS[tone], 2, replace=False)
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[:CANVAS, :CANVAS] / CANVAS - 0.5
    along = soft_step(x * np.cos(angle) + y * np.sin(angle), 1.4)
    sketch.pixels[:] = mix(first, second, 0.6 * along[..., None])


def draw_room(sketch, rng, tone):
    """Wall, skirting board, floor, a rug, and a picture on the wall."""
    wall, floor, accent = rng.choice(GROUNDS[tone], 3, replace=False)
    horizon = rng.uniform(40, 52)
    sketch.pixels[:] = rgb(wall)
    sketch.fill(box(0, horizon, 64, 64), mix(floor, BARK, 0.35))
    sketch.fill(box(0, horizon - 2, 64, horizon), mix(wall, WHITE, 0.3))
    x, y = rng.choice([-2, 44]) + rng.uniform(-3, 3), rng.uniform(2, 10)
    width, height = rng.uniform(14, 20), rng.uniform(14, 22)
    sketch.fill(box(x, y, x + width, y + height), mix(wall, BARK, 0.6))
    sketch.fill(box(x + 2, y + 2, x + width - 2, y + height - 2), mix(accent, wall, 0.3))
    sketch.fill(ellipse(32, 62, rng.uniform(22, 34), rng.uniform(6, 10)), mix(accent, floor, 0.4))


def draw_meadow(sketch, rng, tone):
    """Sky, a hill, and grass with blades and a few flowers."""
    draw_sky(sketch, rng, tone)
    green, horizon = rng.choice(GRASS[tone]), rng.uniform(30, 46)
    top = (rng.uniform(10, 50), horizon - rng.uniform(2, 8))
    hill = curve([(-20, 70), (-10, horizon), top, (74, horizon), (84, 70)])
    sketch.fill(hill, mix(green, rng.choice(GROUNDS[tone]), 0.35))
    sketch.fill([(0, horizon + 3), (64, horizon + 1), (64, 64), (0, 64)], green)
    for _ in range(26):
        x, y = rng.uniform(0, 64), rng.uniform(horizon + 4, 66)
        blade = stroke([(x, y), (x + rng.normal(), y - rng.uniform(2, 5))], 1.2, 0.3)
        sketch.fill(blade, mix(green, rng.choice([INK, WHITE]), 0.22))
    for _ in range(rng.integers(6)):
        flower = ellipse(rng.uniform(0, 64), rng.uniform(horizon + 6, 63), 1.1, 1.1)
        sketch.fill(flower, rng.choice(ACCENTS))


def draw_sky(sketch, rng, tone):
    """Clouds by day; a moon and stars by night."""
    top, low = SKY[tone][rng.integers(2)]
    top = mix(top, rng.choice(GROUNDS[tone]), 0.25)
    sketch.pixels[:] = mix(top, low, np.linspace(0, 1, CANVAS)[:, None, None])
    if tone == "dark":
        for _ in range(14):
            sketch.fill(ellipse(*rng.uniform(0, 64, 2), 0.5, 0.5), "#f3ebc8", opacity=rng.uniform(0.4, 1))
        sketch.fill(ellipse(rng.choice([7, 57]), rng.uniform(5, 12), 4, 4), "#f3e7b8")
        return
    for _ in range(rng.integers(1, 4)):
        x, y, width = rng.uniform(0, 64), rng.uniform(2, 34), rng.uniform(4, 8)
        for step, rise in ((-1, 0), (0, 0.3), (1, 0)):
            puff = ellipse(x + step * width * 0.8, y - rise * width, width, width * 0.5)
            sketch.fill(puff, WHITE, opacity=0.8)


def draw_wallpaper(sketch, rng, tone):
    """Dots, stripes or checks in two near colours."""
    first, second = rng.choice(GROUNDS[tone], 2, replace=False)
    y, x = np.mgrid[:CANVAS, :CANVAS] / OVERSAMPLE + rng.uniform(0, 20)
    period = rng.uniform(8, 14)
    across, along = np.sin(2 * np.pi * x / period), np.sin(2 * np.pi * y / period)
    patterns = [across, along, across * along, across * along - 0.45, across + along]
    sketch.pixels[:] = mix(first, second, 0.55 * soft_step(patterns[rng.integers(5)], 0.3)[..., None])


BACKGROUNDS = [draw_wall, draw_room, draw_meadow, draw_sky, draw_wallpaper]


# ---------------------------------------------------------------- birds and things, in pixels from the middle


def draw_bird(sketch, rng, coat):
    """A round bird on a branch: wing, tail, beak, one eye."""
    sketch.fill(stroke([(-40, 17), (0, 15.5), (40, 18)], 3.5, 2.5), BARK, volume=0.5)
    sketch.fill(curve([(8, 3), (24, 12), (22, 16), (6, 11)]), coat.marking, volume=0.4)
    body = [(-14, -10), (-6, -17), (3, -12), (9, -2), (9, 8), (0, 15), (-11, 11), (-15, 0)]
    sketch.fill(curve(body), coat.paint, volume=0.55)
    breast = curve([(-14, 0), (-6, 0), (-1, 8), (-3, 13), (-10, 10)])
    sketch.fill(breast, rng.choice(ACCENTS), volume=0.3)
    wing = curve([(-3, -4), (8, -1), (15, 9), (4, 9), (-2, 3)])
    sketch.fill(wing, mix(coat.marking, coat.base, 0.3), volume=0.5)
    sketch.fill([(-14, -10), (-22, -7), (-14, -5)], BEAK, volume=0.3)
    sketch.fill(ellipse(-8, -9.5, 1.9, 1.9), INK)
    sketch.fill(ellipse(-8.5, -10.2, 0.7, 0.7), WHITE)
    for x in (-3, 2):
        sketch.fill(stroke([(x, 13), (x, 16)], 1, 1), BEAK)


def draw_tree(sketch, rng, coat):
    """A trunk and a crown of leaves, sometimes with fruit."""
    green = mix(rng.choice(LEAVES), coat.base, 0.35)
    sketch.fill(stroke([(0, 30), (1, 10), (-1, -6)], 8, 5), BARK, volume=0.6)
    for x, y, radius in [(-10, -2, 10), (10, -2, 10), (-6, -13, 10), (7, -13, 10), (0, -5, 12)]:
        bough = ellipse(x + rng.normal(), y + rng.normal(), radius, radius * 0.9)
        sketch.fill(bough, green, volume=0.5)
    for _ in range(rng.integers(8)):
        sketch.fill(ellipse(rng.uniform(-14, 14), rng.uniform(-18, 4), 1.8, 1.8), ACCENTS[0], volume=0.4)


def draw_house(sketch, rng, coat):
    """A house: chimney, walls, roof, door and two windows."""
    roof = rng.choice(["#b5523b", "#6a4a3a", "#54596b", "#8b3a3a"])
    sketch.fill(box(9, -20, 14, -6), mix(roof, INK, 0.4))
    sketch.fill(box(-17, -3, 17, 20), coat.base, volume=0.15)
    sketch.fill([(-21, -2), (0, -22), (21, -2)], roof, volume=0.3)
    sketch.fill(box(-4, 6, 4, 20), rng.choice(ACCENTS), volume=0.3)
    for x in (-11, 11):
        sketch.fill(box(x - 3.5, 2, x + 3.5, 10), WHITE)
        sketch.fill(box(x - 2.6, 3, x + 2.6, 9), "#f6d873")


def draw_ball(sketch, rng, coat):
    """A ball with coloured bands."""
    sketch.fill(ellipse(2, 18, 17, 3.5), INK, opacity=0.35, blur=1.5)
    radius, turn = rng.uniform(15, 19), rng.uniform(0, np.pi)
    sketch.fill(ellipse(0, 0, radius, radius), coat.base, volume=0.6)
    for width, colour in [(0.72, rng.choice(ACCENTS)), (0.36, coat.base)]:
        sketch.fill(ellipse(0, 0, radius * width, radius * 0.99, turn), colour, volume=0.6)
    sketch.fill(ellipse(-5, -8, 4, 2.5, -0.6), WHITE, opacity=0.5, blur=1)


def draw_flowers(sketch, rng, coat):
    """One big flower, and a smaller one to its side."""
    for x, y, size in [(rng.choice([-14, 14]), 8, 6), (0, -4, 12)]:
        sketch.fill(stroke([(x, y), (x + 1, y + 14), (x - 1, y + 36)], 2, 2.4), LEAVES[0], volume=0.3)
        sketch.fill(ellipse(x + size * 0.5, y + 20, size * 0.5, size * 0.22, -0.5), LEAVES[1], volume=0.3)
        petals = rng.integers(5, 9)
        for angle in 2 * np.pi * (np.arange(petals) / petals + rng.random()):
            middle = (x + 0.75 * size * np.cos(angle), y + 0.75 * size * np.sin(angle))
            sketch.fill(ellipse(*middle, size * 0.62, size * 0.4, angle), coat.base, volume=0.5)
        sketch.fill(ellipse(x, y, size * 0.42, size * 0.42), BEAK, volume=0.5)


THINGS = {"bird": draw_bird, "tree": draw_tree, "house": draw_house}
THINGS |= {"ball": draw_ball, "flower": draw_flowers}


# ---------------------------------------------------------------- in front


def draw_obstacle(sketch, rng):
    """Something in front: leaves in a corner, a fence bar, or the edge of a box."""
    sketch.place = Place()
    kind = rng.choice(["leaves", "bar", "box"])
    if kind == "leaves":
        x, y = rng.choice([0, 64], 2)
        for angle in rng.uniform(0, 2 * np.pi, 5):
            leaf = ellipse(x + 13 * np.cos(angle), y + 13 * np.sin(angle), 9, 4, angle)
            sketch.fill(leaf, rng.choice(LEAVES), volume=0.5)
    elif kind == "bar":
        x = rng.uniform(4, 60)
        sketch.fill(box(x - 2, -2, x + 2, 66), mix(BARK, rng.choice([WHITE, INK]), 0.4), volume=0.5)
    else:
        top = rng.uniform(53, 58)
        sketch.fill([(4, top), (60, top), (58, 66), (6, 66)], "#b98a56", volume=0.15)
        sketch.fill(box(4, top, 60, top + 2), "#d6a970")

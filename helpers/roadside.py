"""What stands beside the road in `helpers.scenes`: lights, signs, lamps, trees and houses, drawn in metres."""

import math

from helpers.street import (
    DARK,
    FAR,
    FINE,
    GLASS,
    POLE,
    STEEL,
    disc,
    glow,
    lit,
    mix,
    pick,
    polygon,
    shade,
    stroke,
)  # fmt: skip

WALLS = ["#b9a28a", "#c7b9a5", "#a8644a", "#8b5a48", "#d8cfc0", "#9a9a96", "#7f868c", "#c9a877", "#b0755c", "#dcd6cb",
         "#8d9a94", "#c48f7a"]  # fmt: skip
ROOFS = ["#7a4a3a", "#8f5542", "#5a5d63", "#6b5a50", "#494c55"]
LEAVES = ["#3f6b33", "#55803b", "#6f8f42", "#2f5230", "#8a8a3a", "#b0873a", "#a8602f"]
AWNINGS = ["#f2f2ee", "#28559a", "#8c1d24", "#c23b2e", "#3c5c46", "#c9b98f", "#d8a32b"]


def traffic_light(view, thing, rng, label):
    """A pole with three lamps, one of which shines; now and then it is seen from behind."""
    x, z, high = thing.x, thing.z, 2.3 + 0.9 * thing.size
    view.label = POLE
    stroke(view, [(x, 0, z), (x, high + 0.3, z)], 0.13, STEEL)
    view.label, view.extent = label, []
    case = [(x - 0.2, high, z), (x - 0.2, high + 1.0, z), (x + 0.2, high + 1.0, z), (x + 0.2, high, z)]
    polygon(view, case, pick(rng, ("#1d1f22", "#1d1f22", "#2c3a30", "#5a5b50")), labelled=True)
    if rng.random() < 0.8:
        shining = pick(rng, (0, 0, 1, 2, 2))
        for k, (on, off) in enumerate((("#ff4433", "#4a1512"), ("#ffb52e", "#4a3512"), ("#3dffa0", "#123f2a"))):
            place = (x, high + 0.82 - 0.32 * k, z)
            disc(view, place, 0.13, on if k == shining else off, labelled=False)
            if k == shining:
                glow(view, place, 0.4, on)


def traffic_sign(view, thing, rng, label):
    """A pole with a plate: a limit, a warning, an order, a place to park or a stop; now and then its grey back."""
    x, z, half = thing.x, thing.z, 0.34 * thing.size
    y = 2.3 + half
    view.label = POLE
    stroke(view, [(x, 0, z), (x, y, z)], 0.08, STEEL)
    view.label, view.extent = label, []

    def shape(count, turn, radius, colour, labelled=False):
        angles = [turn + 2 * math.pi * k / count for k in range(count)]
        polygon(
            view, [(x + radius * math.sin(a), y + radius * math.cos(a), z) for a in angles], colour, labelled=labelled
        )

    kind = int(rng.integers(7))
    red, white, blue = "#c4202b", "#f2f0ea", "#1f5fae"
    if rng.random() < 0.12:
        red = white = blue = "#8b8f92"
    if kind <= 1:  # a limit, or no entry
        disc(view, (x, y, z), half, red)
        disc(view, (x, y, z), 0.7 * half, white if kind else red, labelled=False)
        wide, tall = (0.3, 0.32) if kind else (0.7, 0.16)
        bar = [(x + a * half, y + b * half, z) for a, b in _frame(-wide, wide, -tall, tall)]
        polygon(view, bar, DARK if kind else white, 0.8)
    elif kind == 2:  # a warning
        shape(3, 0, 1.25 * half, red, labelled=True)
        shape(3, 0, 0.75 * half, white)
    elif kind == 3:  # give way
        shape(3, math.pi, 1.25 * half, red, labelled=True)
        shape(3, math.pi, 0.75 * half, white)
    elif kind == 4:  # stop
        shape(8, math.pi / 8, 1.08 * half, red, labelled=True)
        polygon(
            view,
            [(x + a * half, y + b * half, z) for a, b in ((-0.7, -0.2), (-0.7, 0.2), (0.7, 0.2), (0.7, -0.2))],
            white,
        )
    elif kind == 5:  # an order
        disc(view, (x, y, z), half, blue)
        stroke(view, [(x, y - 0.5 * half, z), (x, y + 0.5 * half, z)], 0.3 * half, white, labelled=False)
    else:  # a place to park, or to cross
        shape(4, math.pi / 4, 1.35 * half, blue, labelled=True)
        shape(3, 0, 0.7 * half, white)


def lamp(view, thing, rng):
    """A street lamp that leans over the road."""
    x, z, over = thing.x, thing.z, -math.copysign(1.3, thing.x)
    stroke(view, [(x, 0, z), (x, 5.6, z), (x + 0.3 * over, 6.1, z), (x + over, 6.2, z)], 0.13, "#4b4f54")
    stroke(
        view, [(x + 0.7 * over, 6.15, z), (x + over, 6.18, z)], 0.2, "#e8e2c8" if view.weather == "dusk" else "#8b8f92"
    )
    glow(view, (x + over, 6.1, z), 0.9, "#ffd58a")


def tree(view, thing, rng):
    """A trunk and a crown of many leaves, lighter towards the sun."""
    up, green = thing.size * rng.uniform(0.85, 1.2), pick(rng, LEAVES)
    wide, x, z = rng.uniform(1.3, 2.1) * thing.size, thing.x, thing.z
    stroke(
        view,
        [(x, 0, z), (x + 0.1, 1.6 * up, z), (x, 3.0 * up, z)],
        0.28 * up,
        pick(rng, ("#4d3b2c", "#5d4a3a", "#3d3128")),
    )
    near = view.scale(z) > 2 * FINE * FAR
    count = 13 if near else 5
    spots = [(2.3 * k, math.sqrt((k + 0.5) / count)) for k in range(count)]
    blobs = [(radius * math.cos(angle) * 0.75, radius * math.sin(angle) * 0.75) for angle, radius in spots]
    for a, b in sorted(blobs, key=lambda blob: blob[0] * view.sun[0] + blob[1] * view.sun[1]):
        bright = 0.72 + 0.3 * (a * view.sun[0] + b * view.sun[1]) + 0.12 * rng.random()
        size = wide * rng.uniform(0.36, 0.5)
        disc(view, (x + wide * a, 3.6 * up + 1.5 * up * b, z), size, shade(green, bright), 0.8 * size)
    for _ in range(12 if near else 0):  # leaves
        a, b = rng.uniform(-0.55, 0.55), rng.uniform(-0.5, 0.6)
        spot = (x + wide * a, 3.6 * up + 1.5 * up * b, z)
        bright = 0.9 + 0.35 * (a * view.sun[0] + b * view.sun[1])
        disc(view, spot, 0.14 * wide, shade(green, bright), opacity=0.6, labelled=False)


def _frame(low, high, left, right):
    """Return the corners of a rectangle."""
    return (low, left), (high, left), (high, right), (low, right)


def building(view, thing, rng):
    """A house: a wall along the street with windows, its end, a roof or none; shops below."""
    side, high, long = math.copysign(1, thing.x), thing.size["high"], thing.size["long"]
    x, near, far = thing.x, thing.z - long / 2, thing.z + long / 2
    wall, gabled = pick(rng, WALLS), high < 9
    front, end = lit(view, (-side, 0, 0)), lit(view, (0, 0, -1))
    deep = x + side * 9
    roof = [(x, high, near), (x + side * 3.5, high + 2.4, near), (x + side * 3.5, high + 2.4, far), (x, high, far)]
    gable = [(x, 0, near), (x, high, near), (deep, high, near), (deep, 0, near)]
    if gabled:
        gable[2:2] = [(x + side * 3.5, high + 2.4, near), (x + side * 7, high, near)]
        tiles = pick(rng, ROOFS)
        polygon(view, roof, shade(tiles, lit(view, (-0.55 * side, 0.83, 0))), labelled=True)
    polygon(view, gable, shade(wall, end), labelled=True)
    polygon(view, [(x, 0, near), (x, high, near), (x, high, far), (x, 0, far)], shade(wall, front), labelled=True)
    base = [(x, 0, near), (x, 0.5, near), (x, 0.5, far), (x, 0, far)]
    polygon(view, base, shade(wall, 0.7 * front))
    if not gabled:
        polygon(
            view,
            [(x, high - 0.4, near), (x, high, near), (x, high, far), (x, high - 0.4, far)],
            shade(wall, 1.12 * front),
        )
    if near - view.z > 80 or far - view.z < 4:
        return
    floors, columns = max(1, int((high - 0.4) / 3.1)), max(2, int(long / rng.uniform(2.2, 3.2)))
    glass, frame, shop = mix(GLASS, view.sky[0], 0.3), shade(mix(wall, "#f4f0e6", 0.5), front), rng.random() < 0.45
    tall, share, shop = rng.uniform(1.3, 1.8), rng.uniform(0.22, 0.36), shop and high > 6
    bright, step = rng.random((floors, columns)).tolist(), long / columns
    for floor in range(1 if shop else 0, floors):
        low = floor * 3.1 + (1.0 if floor or not shop else 0.4)
        if near - view.z > 0.3 * view.focal:  # too far to see single windows
            polygon(
                view, [(x, low, near), (x, low + tall, near), (x, low + tall, far), (x, low, far)], glass, 2 * share
            )
            continue
        for k in range(columns):
            left, more, random = near + (k + 0.5 - share) * step, near + (k + 0.5 + share) * step, bright[floor][k]
            if more - view.z < 0.6 * abs(x - view.x):
                continue  # beside the picture
            colour = glass
            if view.weather == "dusk" and random < 0.4:
                colour = mix("#ffcf7a", wall, 0.6 * random)
            elif random > 0.7:
                colour = mix(glass, view.sky[1], 0.45)
            if near - view.z < 0.12 * view.focal:
                polygon(view, [(x, y, z) for y, z in _frame(low - 0.15, low + tall + 0.1, left, more)], frame)
            polygon(view, [(x, y, z) for y, z in _frame(low, low + tall, left + 0.1, more - 0.1)], colour)
    if shop:
        window = mix("#ffe3a6", GLASS, 0.3 if view.weather == "dusk" else 0.75)
        awning, pane = pick(rng, AWNINGS), long / max(1, round(long / 5))
        for k in range(round(long / pane)):
            left, more = near + k * pane + 0.4, near + (k + 1) * pane - 0.4
            polygon(view, [(x, 0.5, left), (x, 2.5, left), (x, 2.5, more), (x, 0.5, more)], window)
            lip = x - side * 0.9
            polygon(
                view,
                [(x, 3.0, left), (x, 3.0, more), (lip, 2.4, more), (lip, 2.4, left)],
                shade(awning, 0.95),
                labelled=True,
            )
            if rng.random() < 0.5:  # a shop's sign hangs out, and is not one for the traffic
                spot = (x - side * 0.6, 3.4, left)
                disc(view, spot, 0.35, pick(rng, ("#c4202b", "#1f5fae", "#e2b02c", "#2f7d4f")), labelled=True)

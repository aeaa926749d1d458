"""What moves in the street scenes of `helpers.scenes`: cars, buses, lorries, bicycles and people, drawn in metres."""

import math

from helpers.street import (
    DARK,
    FAR,
    FINE,
    GLASS,
    RUBBER,
    STEEL,
    disc,
    glow,
    hazed,
    length,
    lit,
    mix,
    pick,
    polygon,
    project,
    shade,
    stroke,
)  # fmt: skip

PAINTS = ["#f2f2ee", "#d9dadb", "#a8adb2", "#6f767d", "#2b2e33", "#1d2a44", "#28559a", "#8c1d24", "#c23b2e", "#3c5c46",
          "#c9b98f", "#d8a32b", "#5b3a2e", "#7fa3b5"]  # fmt: skip
CLOTHES = ["#22252b", "#39465c", "#6b7078", "#8d3b3b", "#c9c4b8", "#d9a441", "#3f6f5a", "#7a5a8c", "#b5613c", "#2f6fa5",
           "#e6e3dc", "#a3486b", "#5c4a3a"]  # fmt: skip
SKINS = ["#f1cfb4", "#e0b08c", "#c68f66", "#a56d45", "#7c4c2e", "#53321f"]
HAIRS = ["#1a1412", "#3d2618", "#6b4423", "#a8783f", "#cda35c", "#9a948e"]


# ---------------------------------------------------------------- vehicles


def placer(thing):
    """Return a function from a thing's own directions (forward, up, to its right) to the street's."""
    sin, cos = math.sin(thing.yaw), math.cos(thing.yaw)
    return lambda u, v, w: (thing.x + u * sin + w * cos, v, thing.z + u * cos - w * sin)


def body(view, thing, profile, colour):
    """Paint a body: a side view of points (forward, up, half width) from behind over the roof to the front, widened.

    Return a function that gives a patch of the surface between two points of the profile, as shares along it and
    across (None where it faces away), and the side that is seen: 1 right, -1 left, 0 none.
    """
    place, sin, cos = placer(thing), math.sin(thing.yaw), math.cos(thing.yaw)
    ahead, right = view.x - thing.x, view.z - thing.z
    ahead, right = ahead * sin + right * cos, ahead * cos - right * sin  # the camera in the thing's directions
    seen = []
    for i, (first, second) in enumerate(zip(profile, [*profile[1:], profile[0]])):
        du, dv = second[0] - first[0], second[1] - first[1]
        size = math.hypot(du, dv)
        nu, nv = -dv / size, du / size
        if nu * (ahead - first[0]) + nv * (view.eye - first[1]) > 0:
            corners = [place(u, v, side * w) for (u, v, w), side in zip((first, first, second, second), (-1, 1, 1, -1))]
            seen.append((sum(corner[2] for corner in corners), i, corners, lit(view, (nu * sin, nv, nu * cos))))
    for _, _, corners, brightness in sorted(seen, reverse=True):
        polygon(view, corners, shade(colour, brightness), labelled=True)
    side = 0 if abs(right) < profile[1][2] else int(math.copysign(1, right))
    if side:
        outline = [place(u, v, side * w) for u, v, w in profile]
        polygon(view, outline, shade(colour, lit(view, (side * cos, 0, -side * sin))), labelled=True)
    visible = {i for _, i, _, _ in seen}

    def patch(i, low, high, left, more):
        if i not in visible:
            return None
        (u, v, w), (u2, v2, w2) = profile[i], profile[(i + 1) % len(profile)]
        at = [(low, left), (low, more), (high, more), (high, left)]
        return [place(u + s * (u2 - u), v + s * (v2 - v), t * (w + s * (w2 - w))) for s, t in at]

    return patch, side


def put(view, corners, colour, opacity=1.0):
    """Paint a patch unless it faces away."""
    if corners:
        polygon(view, corners, colour, opacity)


def lamps(view, patch, edge, low, high, inner, outer, colour, shine):
    """Paint two lamps on a surface, which shine at dusk."""
    for side in (-1, 1):
        corners = patch(edge, low, high, side * inner, side * outer)
        put(view, corners, colour)
        if corners and shine:
            glow(view, [sum(values) / 4 for values in zip(*corners)], shine, colour, 0.8)


def axle(view, thing, u, radius, half, side):
    """Paint the wheels of an axle: both from behind or before, and the nearer one from the side."""
    place = placer(thing)
    for w in () if side or view.scale(thing.z) < FINE * FAR else (-half, half):
        inner = 0.72 * w
        tyre = [place(u, 0, inner), place(u, 0, w), place(u, radius + 0.1, w), place(u, radius + 0.1, inner)]
        polygon(view, tyre, RUBBER, labelled=True)
    if side:
        circle = [(math.cos(0.449 * k), math.sin(0.449 * k)) for k in range(14)]
        for share, colour in ((1.0, RUBBER), (0.6, "#8d9196"), (0.2, "#3a3d40")):
            rim = [place(u + share * radius * c, radius * (1 + share * s), side * (half + 0.01)) for c, s in circle]
            polygon(view, rim, colour, labelled=share == 1)


def car(view, thing, rng):
    """A saloon, an estate or a small car."""
    paint, rear, high = pick(rng, PAINTS), rng.uniform(1.9, 2.35), rng.uniform(1.42, 1.72)
    boot, bonnet, place = pick(rng, (0.12, 0.16, 0.55, 0.85)), rng.uniform(0.8, 1.15), placer(thing)
    glass, radius = mix(GLASS, view.sky[0], 0.25), rng.uniform(0.3, 0.35)
    back, front = -rear + boot + 0.4, rear - bonnet - 0.75
    profile = [
        (-rear, 0.28, 0.84), (-rear, 0.6, 0.9), (-rear + 0.06, 0.96, 0.86), (-rear + boot, 1.0, 0.84),
        (back, high, 0.64), (front, high, 0.64), (rear - bonnet, 0.98, 0.84), (rear - 0.12, 0.8, 0.86),
        (rear, 0.56, 0.9), (rear, 0.28, 0.84),
    ]  # fmt: skip
    for u in (0.75 - rear, rear - 0.75):
        axle(view, thing, u, radius, 0.86, 0)
    patch, side = body(view, thing, profile, paint)
    lamps(view, patch, 1, 0.2, 0.9, 0.58, 0.95, "#b01a1a", 0.35)
    lamps(view, patch, 7, 0.15, 0.95, 0.5, 0.93, "#fbf6df", 0.6 if rng.random() < 0.8 else 0)
    for edge, share in ((3, 0.9), (5, 0.86)):
        put(view, patch(edge, 0.12, 0.9, -share, share), glass)
    if view.scale(thing.z) < FINE * FAR:
        return
    put(view, patch(0, 0.0, 0.6, -0.95, 0.95), shade(paint, 0.55))
    put(view, patch(8, 0.1, 0.75, -0.55, 0.55), DARK)
    for edge in (3, 5):
        put(view, patch(edge, 0.3, 0.75, -0.7, -0.1), mix(glass, view.sky[1], 0.4), 0.5)
    for edge in (0, 8):
        put(view, patch(edge, 0.45, 0.95, -0.3, 0.3), "#e9e6da")
    if side:
        pillar = (back + front) / 2 + 0.1
        for low, top, end, foot in (
            (-rear + boot + 0.2, back + 0.1, pillar - 0.05, pillar - 0.05),
            (pillar + 0.05, pillar + 0.05, front - 0.06, rear - bonnet - 0.2),
        ):
            shape = [(low, 1.02, 0.85), (top, high - 0.09, 0.67), (end, high - 0.09, 0.67), (foot, 1.02, 0.85)]
            polygon(view, [place(u, v, side * w) for u, v, w in shape], glass)
        sill = [(-rear, 0.28, 0.85), (-rear, 0.4, 0.88), (rear, 0.4, 0.88), (rear, 0.28, 0.85)]
        polygon(view, [place(u, v, side * w) for u, v, w in sill], shade(paint, 0.5))
        for u in (0.75 - rear, rear - 0.75):
            axle(view, thing, u, radius, 0.86, side)


def bus(view, thing, rng):
    """A city bus with a row of windows, and where it goes above the windscreen."""
    paint, other = pick(rng, PAINTS), pick(rng, PAINTS)
    half, high, place = length(thing) / 2, rng.uniform(2.9, 3.2), placer(thing)
    glass = mix("#ffdf9a" if view.weather == "dusk" else GLASS, GLASS, 0.55)
    profile = [(-half, 0.35, 1.2), (-half, 1.2, 1.25), (-half + 0.1, high - 0.1, 1.2), (-half + 0.3, high, 1.1),
               (half - 0.3, high, 1.1), (half - 0.15, high - 0.1, 1.2), (half, 1.2, 1.25), (half, 0.35, 1.2),
    ]  # fmt: skip
    for u in (half - 2.4, 2.6 - half):
        axle(view, thing, u, 0.48, 1.22, 0)
    patch, side = body(view, thing, profile, paint)
    put(view, patch(0, 0, 0.5, -1, 1), shade(other, 0.8))
    put(view, patch(6, 0.5, 1, -1, 1), shade(other, 0.8))
    put(view, patch(1, 0.35, 0.85, -0.85, 0.85), glass)
    put(view, patch(5, 0.18, 1.0, -0.93, 0.93), glass)
    put(view, patch(5, 0.02, 0.15, -0.7, 0.7), "#f0a32a")
    put(view, patch(5, 0.35, 0.8, -0.6, 0.1), mix(glass, view.sky[1], 0.5), 0.5)
    lamps(view, patch, 0, 0.6, 0.95, 0.8, 0.96, "#b01a1a", 0.4)
    lamps(view, patch, 6, 0.15, 0.4, 0.6, 0.93, "#fbf6df", 0.8)
    if side:
        band = [place(u, v, side * 1.25) for u, v in ((-half, 0.36), (-half, 0.75), (half, 0.75), (half, 0.36))]
        polygon(
            view, band, shade(other, 0.85 * lit(view, (side * math.cos(thing.yaw), 0, -side * math.sin(thing.yaw))))
        )
        count = 6
        for k in range(count):
            left, more = (-half + 0.35 + (k + s) * (2 * half - 0.6) / count for s in (0.04, 0.96))
            foot = 0.5 if k in (2, 5) and side > 0 else 1.3  # doors
            corners = [(left, foot), (left, high - 0.45), (more, high - 0.45), (more, foot)]
            polygon(view, [place(u, v, side * 1.24) for u, v in corners], glass)
        for u in (half - 2.4, 2.6 - half):
            axle(view, thing, u, 0.48, 1.22, side)


def lorry(view, thing, rng):
    """A cab and a load: a box, or an open one."""
    half, place, radius = length(thing) / 2, placer(thing), rng.uniform(0.45, 0.52)
    paint, load, cab, low = pick(rng, PAINTS), pick(rng, PAINTS), half - rng.uniform(1.7, 2.1), 0.95
    high, top = (rng.uniform(3.0, 3.6) if rng.random() < 0.75 else rng.uniform(1.5, 1.9)), rng.uniform(2.4, 2.8)
    wheels = (half - 1.1, 1.1 - half, 2.2 - half)
    for u in wheels:
        axle(view, thing, u, radius, 1.15, 0)
    front = [(cab, 0.45, 1.1), (cab, top, 1.05), (half - 0.45, top, 1.05), (half - 0.05, 1.5, 1.12), (half, 0.45, 1.12)]
    back = [(-half, low, 1.22), (-half, high, 1.22), (cab - 0.15, high, 1.22), (cab - 0.15, low, 1.22)]
    chassis = [(-half, 0.55, 0.9), (-half, low, 0.9), (cab, low, 0.9), (cab, 0.55, 0.9)]
    patch, _ = body(view, thing, chassis, "#3a3c40")
    for part in sorted((front, back), key=lambda part: -abs(place((part[0][0] + part[-1][0]) / 2, 0, 0)[2] - view.z)):
        patch, side = body(view, thing, part, paint if part is front else load)
        turned = (side * math.cos(thing.yaw), 0, -side * math.sin(thing.yaw))
        if part is front:
            glass = mix(GLASS, view.sky[0], 0.2)
            put(view, patch(2, 0.12, 0.95, -0.9, 0.9), glass)
            put(view, patch(3, 0.35, 0.75, -0.6, 0.6), DARK)
            lamps(view, patch, 3, 0.78, 0.95, 0.6, 0.95, "#fbf6df", 0.7)
            if side:
                window = [(cab + 0.5, 1.55), (cab + 0.5, top - 0.2), (half - 0.6, top - 0.2), (half - 0.25, 1.55)]
                polygon(view, [place(u, v, side * 1.1) for u, v in window], glass)
        else:
            for left in (-0.95, 0.03):
                put(view, patch(0, 0.04, 0.95, left, left + 0.92), shade(load, 0.8))
            lamps(view, patch, 0, 0.0, 0.06, 0.7, 0.97, "#b01a1a", 0.4)
            if side:  # a stripe, or a word that nobody can read
                left, more, foot = -half + 0.8, cab - 1.0, low + rng.uniform(0.3, 0.5) * (high - low)
                corners = [
                    (left, foot),
                    (left, foot + 0.25 * (high - low)),
                    (more, foot + 0.25 * (high - low)),
                    (more, foot),
                ]
                polygon(
                    view, [place(u, v, side * 1.23) for u, v in corners], shade(pick(rng, PAINTS), lit(view, turned))
                )
    if side:
        for u in wheels:
            axle(view, thing, u, radius, 1.18, side)


# ---------------------------------------------------------------- people and bicycles


def head(view, rng, place, up, facing, skin):
    """Paint a head with hair at a place of a body: `facing` is 0 away, 1 to the camera, otherwise to a side."""
    hair, kind = pick(rng, HAIRS), rng.random()
    tall = 0.14 * up
    disc(view, place(0, 0), 0.105 * up, skin if facing else hair, tall)
    if facing:
        x = 0.0 if facing == 1 else -0.035 * facing / 2
        disc(view, place(x, 0.05 * up), 0.11 * up, hair, 0.1 * up)
        disc(view, place(-1.4 * x, -0.03 * up), 0.085 * up, skin, 0.1 * up, labelled=False)
    if kind < 0.25:  # long hair
        disc(view, place(0.0, -0.06 * up), 0.13 * up, hair, 0.16 * up)
        disc(view, place(0.0, -0.02 * up), 0.08 * up, skin if facing else hair, 0.1 * up, labelled=False)
    elif kind < 0.4:  # a hat or a helmet
        disc(view, place(0, 0.08 * up), 0.125 * up, pick(rng, CLOTHES), 0.08 * up)


def person(view, thing, rng, time=0.0):
    """Somebody who walks or stands: legs, arms, a coat, perhaps a bag."""
    up, wide = thing.size * rng.uniform(0.94, 1.06), rng.uniform(0.9, 1.2)
    top, leg, facing = pick(rng, CLOTHES), pick(rng, CLOTHES), math.cos(thing.yaw)
    side = 0 if abs(facing) > 0.7 else (1 if math.sin(thing.yaw) > 0 else -1)
    phase = rng.uniform(0, 2 * math.pi) + 9 * time
    swing = math.sin(phase) * (0.5 if thing.speed else 0.12)
    skirt, coat, sleeve = rng.random() < 0.25, rng.random() < 0.35, rng.random() < 0.75
    skin = pick(rng, SKINS)

    def at(x, y):
        return (thing.x + x * up, y * up, thing.z)

    for step in (-1, 1):  # legs
        bend = step * swing
        hip = at(0.0 if side else 0.08 * step, 0.86)
        if side:
            knee, foot = at(side * (0.3 * bend + 0.04), 0.47), at(0.42 * side * bend - 0.06 * side * abs(bend), 0.05)
        else:
            knee, foot = at(0.09 * step, 0.47), at(0.1 * step, 0.05 + 0.1 * max(0, bend))
        cloth = shade(leg, 0.75 if step < 0 else 0.95)
        stroke(view, [hip, knee, foot], 0.15 * up, skin if skirt else cloth)
        stroke(view, [foot, (foot[0] + 0.1 * side, foot[1] - 0.01, thing.z)], 0.1 * up, DARK)

    def arm(step):
        shoulder = at(0.0 if side else 0.2 * step * wide, 1.38)
        elbow = at(-0.22 * side * step * swing if side else 0.27 * step * wide, 1.12)
        hand = at(side * (0.1 - 0.4 * step * swing) if side else 0.26 * step * wide, 0.9)
        stroke(view, [shoulder, elbow, hand], 0.1 * up, shade(top, 0.8) if sleeve else skin)
        disc(view, hand, 0.05 * up, skin)

    arm(-1)
    if not side:
        arm(1)
    broad, hem = (0.13 if side else 0.21) * wide, 0.62 if coat or skirt else 0.84
    low = broad * (1.25 if skirt else 0.95)
    bright = lit(view, (-0.5, 0, -0.8)), lit(view, (0.5, 0, -0.8))
    shape = [
        at(-low, hem),
        at(-broad, 1.38),
        at(-0.6 * broad, 1.47),
        at(0.6 * broad, 1.47),
        at(broad, 1.38),
        at(low, hem),
    ]
    polygon(view, shape, shade(top, bright[0]), labelled=True)
    polygon(view, [at(0.1 * broad, hem), at(0.1 * broad, 1.46), *shape[3:]], shade(top, bright[1]))
    if facing < -0.7 and coat:
        polygon(view, [at(-0.05, 1.1), at(-0.06, 1.46), at(0.06, 1.46), at(0.05, 1.1)], pick(rng, CLOTHES))
    if rng.random() < 0.25 and facing > 0.7:  # a rucksack
        polygon(
            view, [at(-0.15, 0.98), at(-0.14, 1.4), at(0.14, 1.4), at(0.15, 0.98)], pick(rng, CLOTHES), labelled=True
        )
    if side:
        arm(1)
    stroke(view, [at(0, 1.44), at(0.0, 1.54)], 0.1 * up, skin)
    head(view, rng, lambda x, y: at(x / up + 0.02 * side, 1.64 + y / up), up, 2 * side or int(facing < 0), skin)


def bicycle(view, thing, rng):
    """Two wheels, a frame, a saddle and handlebars."""
    place, paint = placer(thing), pick(rng, PAINTS)
    circle = [(0.34 * math.cos(0.449 * k), 0.34 * math.sin(0.449 * k)) for k in range(14)]
    for u in (-0.52, 0.52):
        rim = [place(u + c, 0.35 + s, 0) for c, s in circle]
        corners = project(view, rim)
        view.labels.polygon(corners, fill=view.label)
        view.extent += corners
        view.picture.polygon(corners, fill=hazed(view, "#5c6064", 0.35))
        stroke(view, [*rim, rim[0]], 0.06, RUBBER)
        for k in (0, 3, 5) if view.scale(thing.z) > 2 * FINE * FAR else ():
            stroke(view, [rim[k], rim[k + 7]], 0.015, STEEL, labelled=False)
    crank, saddle, neck, hub = (-0.06, 0.32), (-0.2, 0.88), (0.36, 0.84), (-0.52, 0.35)
    for first, second in (
        (crank, saddle),
        (crank, neck),
        (saddle, neck),
        (crank, hub),
        (saddle, hub),
        (neck, (0.52, 0.35)),
    ):
        stroke(view, [place(*first, 0), place(*second, 0)], 0.05, paint)
    stroke(view, [place(0.36, 0.84, 0), place(0.33, 1.02, 0)], 0.04, STEEL)
    stroke(view, [place(0.35, 1.02, -0.27), place(0.4, 1.03, 0), place(0.35, 1.02, 0.27)], 0.05, DARK)
    stroke(view, [place(-0.34, 0.92, 0), place(-0.1, 0.91, 0)], 0.08, DARK)
    if math.cos(thing.yaw) > 0.5:
        glow(view, place(-0.5, 0.7, 0), 0.15, "#d02020", 0.7)


def rider(view, thing, rng, time=0.0):
    """The person on a bicycle."""
    place, top, leg = placer(thing), pick(rng, CLOTHES), pick(rng, CLOTHES)
    lean, turn, skin = rng.uniform(0.0, 0.2), rng.uniform(0, 6.28) + 7 * time, pick(rng, SKINS)
    hip, shoulder = (-0.18, 1.0), (-0.05 + lean, 1.5)
    for step in (-1, 1):
        angle = turn + (math.pi if step > 0 else 0)
        foot = (-0.06 + 0.16 * math.cos(angle), 0.34 + 0.16 * math.sin(angle))
        knee = ((hip[0] + foot[0]) / 2 + 0.24, (hip[1] + foot[1]) / 2 + 0.08)
        cloth = shade(leg, 0.8 + 0.1 * step)
        stroke(view, [place(*hip, 0.08 * step), place(*knee, 0.1 * step), place(*foot, 0.1 * step)], 0.14, cloth)
        elbow = ((shoulder[0] + 0.38) / 2, (shoulder[1] + 1.05) / 2 - 0.08)
        spot = [place(*shoulder, 0.17 * step), place(*elbow, 0.25 * step), place(0.36, 1.05, 0.22 * step)]
        stroke(view, spot, 0.1, shade(top, 0.8))
    across = abs(math.cos(thing.yaw))
    stroke(view, [place(*hip, 0), place(shoulder[0], shoulder[1] - 0.08, 0)], 0.24 + 0.14 * across, top)
    facing = int(math.cos(thing.yaw) < 0) if across > 0.7 else (2 if math.sin(thing.yaw) > 0 else -2)
    x, y, z = place(shoulder[0] + 0.1, shoulder[1] + 0.24, 0)
    head(view, rng, lambda a, b: (x + a, y + b, z), 1.0, facing, skin)

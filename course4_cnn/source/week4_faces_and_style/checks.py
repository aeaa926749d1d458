"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
from functools import cache
from pathlib import Path

import numpy as np

from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question

# ----------------------------------------------------------------------------------- 1_face_recognition


@portable
def face_stand_in(image_path, model):
    """Return an encoding (1, n) that depends on every letter of a path and on the model, a matrix (n, 7)."""
    import numpy as np

    letters = np.array([ord(letter) for letter in str(image_path)], float)
    waves = np.sin(np.outer(np.arange(1, 8), letters) / 7 + np.arange(len(letters))).sum(axis=1)
    return (np.asarray(model) @ waves)[np.newaxis]


face_network = load(Path(__file__).with_name("face_network.py"))
FACE_DOORS = 32  # for one call
FACE_SLACK = 1.6  # times the allowed rate: what chance may add with so few people


@cache
def _face_pool(unseen=None):
    """Return encodings of people and their numbers, our own or others, given as bytes."""
    E, who = face_network.known_people(unseen)
    return E.astype(np.float64), who


def face_doors(seed, residents, unseen=None):
    """Yield for each door: enrolled, visitors, tuning, owners, and for each visitor the row enrolled, or -1.

    At some doors most visitors are strangers, at others most are residents.
    """
    E, who = _face_pool(unseen)
    rng = np.random.default_rng(seed)
    for _ in range(FACE_DOORS):
        people, busy = rng.permutation(who.max() + 1), rng.uniform()
        count = 4 + round((1 - busy) * min(50, (len(people) - residents - 4) // 2))
        known, strangers, others = np.split(people, [residents, residents + count])
        first = np.array([rng.choice(np.flatnonzero(who == person)) for person in known])
        coming = np.flatnonzero(np.isin(who, known))
        coming = rng.permutation(np.setdiff1d(coming, first))[: max(4, round(busy * 4 * residents))]
        coming = np.concatenate([coming, np.flatnonzero(np.isin(who, strangers))])
        coming, tuning = rng.permutation(coming), rng.permutation(np.flatnonzero(np.isin(who, others)))
        row = {person: number for number, person in enumerate(known)}
        truth = np.array([row.get(person, -1) for person in who[coming]])
        yield E[first], E[coming], E[tuning], rng.permutation(who.max() + 1)[who[tuning]], truth


def face_reached(recognize, far, residents, seed, unseen=None):
    """Return over all doors the shares of strangers let in, of residents recognized and confused, and what is wrong."""
    strangers, right, confused = [], [], []
    for enrolled, visitors, tuning, owners, truth in face_doors(seed, residents, unseen):
        found = recognize(*copy.deepcopy((enrolled, visitors, tuning, owners)), far)
        if found is None:
            return 1.0, 0.0, 0.0, demands.RETURN_MISSING
        found = np.asarray(found) if isinstance(found, (list, tuple)) else found
        if sentence := demands.array(found, truth.shape, "result"):
            return 1.0, 0.0, 0.0, sentence
        if found.dtype.kind not in "iu":
            sentence = f"the entries are `{found.dtype}`, not whole numbers: what does `np.ones` or `np.full` return?"
            return 1.0, 0.0, 0.0, sentence
        if found.min() < -1 or found.max() >= residents:
            return 1.0, 0.0, 0.0, f"each entry is a row of `enrolled`, a whole number below {residents}, or -1."
        strangers.append(found[truth < 0] >= 0)
        right.append(found[truth >= 0] == truth[truth >= 0])
        confused.append((found[truth >= 0] >= 0) & ~right[-1])
    return *(float(np.mean(np.concatenate(kind))) for kind in (strangers, right, confused)), None


def face_judge_recognize(recognize, far, residents, target, seed, unseen=None):
    """Judge recognition at several doors: by the share of strangers let in, then by that of residents recognized."""
    let_in, right, confused, sentence = face_reached(recognize, far, residents, seed, unseen)
    if sentence:
        return sentence
    if let_in == right == confused == 0:
        return "Nobody is let in, at any door: no stranger, and no resident either."
    if let_in == right + confused == 1:
        return "Everybody is let in under some name: how far may the nearest person be?"
    if confused > right:
        return f"Of the residents {right:.1%} are recognized, {confused:.1%} taken for somebody else: who is nearest?"
    where = f"At {FACE_DOORS} doors with {residents} people enrolled, {let_in:.1%} of the strangers are let in"
    if let_in > FACE_SLACK * far:
        return (
            f"{where}, allowed is {far:.0%}. A stranger is compared with everybody who is enrolled there: "
            "whose distances to these people tell how near strangers come?"
        )
    if right < target:
        return (
            f"{where}, allowed is {far:.0%}; only {right:.1%} of the residents are recognized, asked is {target:.1%}. "
            "How near do strangers come to anybody at such a door?"
        )
    return None


# ------------------------------------------------------------------------------------- 2_style_transfer

STYLE_CALLS, STYLE_FAR = 40, 0.3  # of `features`; the relative error of a Gram matrix that is allowed


@portable
def style_updates(train_step, image, kernels, content, style, rate, updates):
    """Make updates with a small network in the notebook's place; return what came out.

    Arguments: image (1, n_H, n_W, 3), the first picture; kernels (3, 3, 3, n_C), of one layer each; content and style,
    pictures of the same shape; rate, of the optimizer; updates, how many.
    Returns a dictionary: costs, what `train_step` returned; picture, the last one; cut, the first cost through which no
    gradient flows, or ""; shape, of the first cost.
    """
    import keras
    import numpy as np
    import tensorflow as tf

    plain = getattr(train_step, "python_function", train_step)
    namespace = plain.__globals__
    filters = [tf.constant(kernel) for kernel in kernels]

    def outputs(pictures):
        return [tf.nn.relu(tf.nn.conv2d(pictures, kernel, 1, "SAME") + 0.1) for kernel in filters]

    a_C, a_S = outputs(tf.constant(content)), outputs(tf.constant(style))
    variable = tf.Variable(image)
    optimizer = keras.optimizers.SGD(rate, momentum=0.9)
    optimizer.build([variable])
    ours = {"vgg_model_outputs": outputs, "a_C": a_C, "a_S": a_S, "optimizer": optimizer}
    before = {name: namespace[name] for name in ours if name in namespace}
    namespace.update(ours)
    cut = nothing = ""
    found = []
    try:
        for name, right in (("compute_content_cost", a_C), ("compute_style_cost", a_S)):
            with tf.GradientTape() as tape:
                tape.watch(variable)
                cost = namespace[name](right, outputs(variable))
            if not cut and (not tf.is_tensor(cost) or tape.gradient(cost, variable) is None):
                cut = name
        step = tf.function(plain) if plain is not train_step else plain  # traced anew, with these names
        found = [step(variable) for _ in range(updates)]
    except (ValueError, AttributeError, TypeError) as error:
        nothing = str(error).strip().splitlines()[-1][:100]
        if not any(word in nothing for word in ("None", "gradients provided", "numpy", "_id")):
            raise
    finally:
        for name in ours:
            namespace.pop(name, None)
        namespace.update(before)
    costs = [None if cost is None else np.asarray(cost, float) for cost in found]
    return {"costs": costs, "picture": variable.numpy(), "cut": cut, "nothing": nothing}


def style_judge_step(train_step, given=None, J=None, picture=None):
    """Judge updates by the costs that are returned and by the picture that comes out.

    Arguments: given, the arguments of `style_updates` after the function; J, the right costs, one more than there are
    updates; picture, the right one.
    """
    found = models.beside(getattr(train_step, "function", train_step), style_updates, *copy.deepcopy(given))
    begin, updates, costs, image = given[0], given[-1], found["costs"], found["picture"]
    if found["cut"]:
        return f"No gradient flows through `{found['cut']}`: it must compute with TensorFlow's functions alone."
    if found["nothing"]:
        return (
            "No gradient reaches the picture: what leads from `generated_image` to `J` must be computed inside the "
            f"tape, with TensorFlow's functions alone ({found['nothing']})."
        )
    if not np.isfinite(image).all():
        return "The picture holds NaN or an infinite value."
    if image.min() < -1e-6 or image.max() > 1 + 1e-6:
        return (
            f"After {updates} updates the picture holds numbers from {image.min():.2f} to {image.max():.2f}; they must "
            "lie between 0 and 1."
        )
    if np.abs(image - begin).max() < 1e-7:
        return "The picture has not changed: `generated_image` is a variable, which is updated in place."
    if costs[0] is None:
        return demands.RETURN_MISSING
    if costs[0].shape != ():
        return f"`J` has the shape {costs[0].shape}; it is one number."
    costs = np.array([float(cost) for cost in costs])
    if np.allclose(costs, J[1:], rtol=1e-3) and not np.allclose(costs, J[:-1], rtol=1e-3):
        return "The cost that is returned belongs to the picture after the update; return the one from before it."
    if not np.isclose(costs[0], J[0], rtol=1e-3):
        return f"The first call returns {costs[0]:.5g}, expected {J[0]:.5g}, for a small network in the place of VGG16."
    moved, right = image - begin, picture - begin
    if np.abs(moved - right).max() < 2e-3 * np.abs(right).max() + 1e-5:
        return None
    if np.vdot(moved, right) < 0:
        return f"The picture moves against the descent: the cost goes from {costs[0]:.4g} to {costs[-1]:.4g}."
    return (
        "The cost is correct and the picture is not: `optimizer` makes the update, with the gradient of `J` alone, and "
        f"`clip_0_1` comes after it. On average a number has changed by {np.abs(moved).mean():.2g}, expected "
        f"{np.abs(right).mean():.2g}."
    )


def style_judge_colours(match_colours, style=None, content=None):
    """Judge matched colours by what must hold: one affine map for all pixels, two statistics, and how far they move."""
    found = match_colours(style.copy(), content.copy())
    if sentence := demands.array(found, style.shape, "result", floats=True):
        return sentence
    before, after, target = (part.reshape(-1, 3).astype(float) for part in (style, np.asarray(found), content))
    names = ("red", "green", "blue")
    off = np.abs(after.mean(axis=0) - target.mean(axis=0))
    if off.max() > 2e-3:
        worst = off.argmax()
        return (
            f"The mean of {names[worst]} is {after[:, worst].mean():.3f}, that of the content picture "
            f"{target[:, worst].mean():.3f}."
        )
    rows = np.column_stack([before, np.ones(len(before))])
    affine = np.linalg.lstsq(rows, after, rcond=None)[0]
    left = np.abs(rows @ affine - after).max()
    if left > 2e-3:
        return f"A pixel differs by {left:.3f} from what one matrix and one vector for all pixels would make of it."
    mine, right = (np.cov(part.T) for part in (after, target))
    room = 0.03 * np.abs(right).max()
    if (np.abs(mine - right) > room).any():
        one, other = np.unravel_index(np.abs(mine - right).argmax(), (3, 3))
        if (np.abs(np.diag(mine - right)) < room).all():
            return (
                f"Each channel has the correct mean and variance, but {names[min(one, other)]} and "
                f"{names[max(one, other)]} vary together in another way: their covariance is {mine[one, other]:.3g}, "
                f"in the content picture {right[one, other]:.3g}."
            )
        what = f"variance of {names[one]}" if one == other else f"covariance of {names[one]} and {names[other]}"
        return f"The {what} is {mine[one, other]:.3g}, in the content picture {right[one, other]:.3g}."
    return _style_turned(affine[:3])


def _style_turned(matrix):
    """Return a sentence if a matrix with the correct statistics is not the one that changes the pixels least."""
    size = np.abs(matrix).max()
    turned = np.abs(matrix - matrix.T).max()
    if turned > 0.02 * size:
        return (
            "Mean and covariance are correct, but another map with the same mean and covariance changes the pixels "
            f"less: two entries of the matrix that mirror each other differ by {turned:.3f}, so a rotation hides in it."
        )
    lowest = np.linalg.eigvalsh((matrix + matrix.T) / 2)[0]
    if lowest < -0.02 * size:
        return (
            "Mean and covariance are correct, but along one direction of the colours the matrix turns light into dark: "
            f"it has the eigenvalue {lowest:.3f}."
        )
    return None


@portable
def style_made(synthesize_texture, texture, shape):
    """Let a texture be made, in the process in which the learner's function lives; return what came out.

    Arguments: texture (1, n_H, n_W, 3), the picture that is to be imitated; shape, rows and columns of the new one.
    Returns a dictionary: picture, what the function returned; used, the number of calls; far, the relative error of
    each layer's matrix; kind, of the result if it is no array or tensor.
    """
    import numpy as np
    import tensorflow as tf
    from style_network import texture_features, texture_targets

    used = tf.Variable(0)

    def features(picture):
        used.assign_add(1)
        return texture_features(picture)

    targets = texture_targets(texture)
    picture = synthesize_texture(features, [tf.constant(target) for target in targets], tuple(shape))
    answer = {"used": int(used), "far": [], "picture": None, "kind": type(picture).__name__}
    if isinstance(picture, np.ndarray) or tf.is_tensor(picture) or isinstance(picture, tf.Variable):
        answer["picture"] = np.asarray(picture)
        if answer["picture"].shape == (*shape, 3) and np.isfinite(answer["picture"]).all():
            made = texture_targets(answer["picture"][np.newaxis])
            answer["far"] = [float(((a - b) ** 2).sum() / (b**2).sum()) for a, b in zip(made, targets)]
    return answer


def style_texture(seed, side=40):
    """Return a texture (1, side, side, 3), from 0 to 1, float32: strokes in four colours, in one direction.

    The colours are similar for odd seeds, and of any kind for even ones.
    """
    from PIL import Image, ImageDraw

    rng = np.random.default_rng(seed)
    colours = rng.integers(5, 251, (4, 3))
    if seed % 2:
        colours = rng.integers(70, 186, 3) + rng.integers(-55, 56, (4, 3))
    image = Image.new("RGB", (side, side), tuple(int(value) for value in colours[0]))
    drawing = ImageDraw.Draw(image)
    angle, length, width = rng.uniform(0, np.pi), rng.uniform(5, 14), int(rng.integers(3, 6))
    for _ in range(160):
        (x, y), turn = rng.uniform(-4, side + 4, 2), angle + rng.normal(0, 0.25)
        along = length * np.cos(turn), length * np.sin(turn)
        drawing.line((x, y, x + along[0], y + along[1]), tuple(int(v) for v in colours[rng.integers(4)]), width)
    return (np.asarray(image, np.float32) / 255)[np.newaxis]


def style_judge_texture(synthesize_texture, seed=None, shape=None):
    """Judge a new texture by the matrices of a network's layers on it."""
    return style_texture_reached(synthesize_texture, seed, shape)[1]


def style_texture_reached(synthesize_texture, seed=None, shape=None):
    """Return the largest relative error of a layer's matrix, and a sentence where the texture is not as asked for."""
    inner = getattr(synthesize_texture, "function", synthesize_texture)
    found = models.beside(inner, style_made, style_texture(seed), tuple(shape))
    if found["picture"] is None:
        missing = found["kind"] == "NoneType"
        return np.inf, demands.RETURN_MISSING if missing else f"The result is a {found['kind']}, expected a picture."
    if sentence := demands.array(found["picture"], (*shape, 3), "result", floats=True):
        return np.inf, sentence
    low, high = found["picture"].min(), found["picture"].max()
    if low < -1e-6 or high > 1 + 1e-6:
        return np.inf, f"The picture holds numbers from {low:.2f} to {high:.2f}; they must lie between 0 and 1."
    if found["used"] > STYLE_CALLS:
        return np.inf, f"`features` was called {found['used']} times; {STYLE_CALLS} calls are allowed."
    far = max(found["far"])
    if far <= STYLE_FAR:
        return far, None
    layer = found["far"].index(far)
    others = ", ".join(f"{error:.3g}" for error in found["far"])
    return far, (
        f"After {found['used']} calls the relative errors of the layers are {others}; at most {STYLE_FAR} is allowed, "
        f"and the largest is that of layer {layer}."
    )


# --------------------------------------------------------------------------------------------- together

EXERCISES = {
    "0_lesson": [
        Question("q1", "One-shot learning"),
        Question("q2", "Siamese networks"),
        Question("q3", "Triplet loss"),
        Question("q4", "The content cost"),
        Question("q5", "The style cost"),
        Question("q6", "1-D and 3-D generalizations"),
        Question("q7", "What face recognition is"),
        Question("q8", "Triplet loss"),
        Question("q9", "Verification as binary classification"),
        Question("q10", "The cost"),
    ],
    "1_face_recognition": [
        Exercise(name="triplet_loss", lesson="Triplet loss", flows=("y_pred",), rtol=1e-4, atol=1e-5),
        Exercise(name="hard_triplets", lesson="Triplet loss", leaves=("E", "labels")),
        Exercise(name="choose_threshold", lesson="What face recognition is", leaves=("distances", "same")),
        Exercise(name="verify", lesson="What face recognition is", functions=(face_stand_in,)),
        Exercise(name="who_is_it", lesson="One-shot learning", functions=(face_stand_in,)),
        Exercise(
            name="recognize",
            lesson="One-shot learning",
            judge=face_judge_recognize,
            leaves=("enrolled", "visitors", "tuning", "owners"),
            seconds=60,
        ),
    ],
    "2_style_transfer": [
        Exercise(
            name="compute_content_cost", lesson="The content cost", flows=("generated_output",), rtol=1e-4, atol=1e-6
        ),
        Exercise(name="gram_matrix", lesson="The style cost", flows=("A",), rtol=1e-4, atol=1e-5),
        Exercise(name="compute_layer_style_cost", lesson="The style cost", uses=("gram_matrix",), rtol=1e-4, atol=1e-6),
        Exercise(name="total_cost", lesson="The cost", flows=("J_content", "J_style"), rtol=1e-5, atol=1e-6),
        Exercise(
            name="train_step",
            lesson="The cost",
            judge=style_judge_step,
            uses=("compute_content_cost", "compute_layer_style_cost", "total_cost"),
            seconds=30,
        ),
        Exercise(name="match_colours", lesson="What style transfer is", judge=style_judge_colours),
        Exercise(name="synthesize_texture", lesson="The style cost", judge=style_judge_texture, seconds=60),
    ],
}

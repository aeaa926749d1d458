"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is a residual or a pretrained network, or the cheaper way to compute something, orange a plain or a random network
or the expensive way, black the pixels, grey everything else.
"""

from functools import cache
from pathlib import Path

import lesson_networks as networks
import numpy as np
from scipy import ndimage

from helpers import experiments, plot
from helpers.plot import BLACK, BLUE, GREY, ORANGE

RUNS = Path(__file__).with_name("lesson_runs.csv")

ALT = {
    "famous": "Eight famous networks as points: millions of parameters to the right, millions of multiply-adds upward,"
    " both on logarithmic scales. VGG-16 is at the top right, LeNet-5 at the bottom left; AlexNet has many parameters "
    "for its operations, the three small networks few of both.",
    "gradients": "The norm of the gradient of each layer's weights at initialization, on a logarithmic scale: with "
    "batch normalization the plain network of 56 layers has gradients in its first layers thousands of times as large "
    "as in its last ones, the residual one about ten times as large.",
    "deep": "The training accuracy after a short training for plain and residual networks of 20 and 56 layers, one dot "
    "for each of three trainings, a diamond for one with a larger learning rate.",
    "removed": "The share of the training accuracy that is left of four residual networks of 20 layers when one pair "
    "of layers is taken out: a quarter to a half without one of the first two, 70 % or more without one of the last.",
    "pointwise": "Bars of the multiply-adds of a 1x1 and of a 3x3 convolution on 28 by 28 places with 192 channels: "
    "the 1x1 convolution costs a ninth.",
    "bottleneck": "Bars of the multiply-adds of a 5x5 convolution on 192 channels, alone and after a 1x1 convolution: "
    "the narrower the bottleneck, the cheaper.",
    "separable": "Bars of the multiply-adds of a convolution and of its depthwise-separable version, which is more "
    "than a third of it with 4 filters and a ninth with 1,024.",
    "rectified": "Directions in the plane as points on a circle: those that can be recovered from the numbers after a "
    "ReLU in blue, those that are lost in orange; with more numbers fewer are lost.",
    "compound": "Bars: how many times the multiply-adds of EfficientNet-B0 grow when depth, width, resolution or all "
    "three are scaled for one, two or three doublings: about 2, 4 and 8 times, somewhat more for all three.",
    "depth": "The accuracy of a linear probe against the depth of the block: that of the pretrained network lies far"
    " above that of three random ones from block 5 on.",
    "transfer": "Accuracy on hand signs against examples for each class: features of the pretrained network, of a "
    "random one, and pixels; dots are ten draws of examples.",
    "augmented": "A photograph of a cat and six random changes of it by the chosen augmentation.",
    "augmentation": "Test accuracy with and without augmentations, six trainings each, as dots: digits with shifts, "
    "mirror images, half turns, and hand signs with mirror images.",
    "by_hand": "Test accuracy against the number of training pictures, from 30 to 1,000: logistic regression on "
    "all pixels and on a window cut out by hand, a network that learns everything, and the network on that window.",
    "photos": "Five photographs: a Chinese palace, a flower, a cat, a cup of coffee, a rocket.",
}


@cache
def runs(experiment):
    """Return the stored runs, {(case, setting): shares correct (seeds, 2), in percent}; nan where there is none."""
    return experiments.runs(RUNS, experiment, "train", "test", scale=100)


def more(experiment):
    """Return the further numbers of the stored runs, {(case, setting): (seeds, numbers)}."""
    return experiments.runs(RUNS, experiment, "more")


def famous():
    """Show what eight networks have in parameters and multiply-adds."""
    figure, axes = plot.figure(width=6.4, height=3.8)
    for name, build in networks.FAMOUS.items():
        net = build()
        x, y = net.parameters / 1e6, net.operations / 1e6
        axes.loglog(x, y, "o", color=BLUE)
        left = name in ("VGG-16", "AlexNet", "MobileNet", "MobileNetV2")
        axes.annotate(
            name, (x, y), (-7 if left else 7, 0), textcoords="offset points", va="center",
            ha="right" if left else "left", fontsize=9,
        )  # fmt: skip
    axes.set(xlabel="parameters (millions)", ylabel="multiply-adds (millions)", xlim=(0.03, 400), ylim=(0.2, 40000))
    return figure


LOOK = {"plain": ORANGE, "residual": BLUE}


def gradients(norm):
    """Show the gradients of all layers at initialization, with or without batch normalization."""
    figure, axes = plot.figure(1, 2, width=7.5, height=3, sharey=True)
    for one, depth in zip(axes, (20, 56)):
        for kind, colour in LOOK.items():
            sizes = more("gradients")[f"{kind} {depth}", norm]
            layers = np.arange(1, sizes.shape[1] + 1)
            one.semilogy(layers, sizes.T, color=colour, lw=0.8, alpha=0.6)
            one.semilogy(layers, np.median(sizes, axis=0), color=colour, label=kind)
        one.set(title=f"{depth} layers", xlabel="layer")
    axes[0].set_ylabel("norm of the gradient")
    axes[1].legend()
    return figure


def removed():
    """Show which share of the training accuracy is left without one pair of layers, for four residual networks."""
    figure, axes = plot.figure(width=6, height=2.8)
    for rate, marker in (("0.003", "o"), ("0.01", "D")):
        whole = runs("deep")["residual 20", rate][:, :1]
        found = 1e4 * more("deep")["residual 20", rate][:, 1:] / whole
        pairs = np.arange(1, 10)
        axes.plot(pairs, found.T, marker, color=BLUE, markersize=5, alpha=0.6)
        axes.plot([], [], marker, color=BLUE, label=f"rate {rate}")
    axes.axhline(100, color=GREY, ls=":", lw=1)
    axes.set(xlabel="pair that was taken out", ylabel="accuracy left (%)", ylim=(0, 115), xticks=pairs)
    axes.legend()
    return figure


def deep():
    """Show training accuracies after a short training."""
    figure, axes = plot.figure(width=5.5, height=2.6)
    names = [f"{kind} {depth}" for depth in (20, 56) for kind in LOOK]
    for place, name in enumerate(names):
        values, fast = (runs("deep")[name, rate][:, 0] for rate in ("0.003", "0.01"))
        colour = LOOK[name.split()[0]]
        axes.barh(place, values.mean(), color=colour, alpha=0.4)
        axes.plot(values, np.full(len(values), place), "o", color=colour, markersize=4)
        axes.plot(fast, [place], "D", color=colour, markersize=6)
    axes.set(xlabel="training accuracy (%)", xlim=(0, 100), yticks=range(4), yticklabels=names)
    axes.invert_yaxis()
    return figure


def _bars(values, unit="million multiply-adds", colours=(ORANGE, BLUE), limit=None):
    figure, axes = plot.figure(width=6, height=1.7)
    axes.barh(range(len(values)), list(values.values()), color=colours)
    for place, value in enumerate(values.values()):
        axes.annotate(f" {value:,.1f}", (value, place), va="center")
    axes.set(yticks=range(len(values)), yticklabels=list(values), xlabel=unit)
    axes.set_xlim(0, limit or 1.2 * max(values.values()))
    axes.invert_yaxis()
    return figure


def pointwise(channels):
    """Compare 3x3 and 1x1 convolutions from 192 channels."""
    return _bars(
        {f"{size}x{size}": networks.squeezed(28, 192, None, channels, size) / 1e6 for size in (3, 1)}, limit=100
    )


def bottleneck(middle):
    """Compare a 5x5 convolution alone and behind a bottleneck."""
    values = {
        "5x5 alone": networks.squeezed(28, 192, None, 32, 5) / 1e6,
        f"1x1 to {middle}, then 5x5": networks.squeezed(28, 192, middle, 32, 5) / 1e6,
    }
    return _bars(values, limit=190)


def separable(channels):
    """Compare a 3x3 convolution from and to these many channels with its separable version."""
    whole, parts = networks.separated(28, channels, channels, 3)
    return _bars({"3x3": 100.0, "depthwise, then 1x1": 100 * parts / whole}, "multiply-adds (% of the convolution)")


def recovered(numbers, seed=0):
    """Return which of 720 directions in the plane at least two active units of `numbers` determine, after a ReLU."""
    rows = np.random.default_rng(seed).normal(size=(numbers, 2))
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    points = np.stack([np.cos(angle), np.sin(angle)])
    return points, np.sum(rows @ points > 0, axis=0) >= 2


def rectified(numbers):
    """Show which directions survive a random layer with ReLU."""
    figure, axes = plot.figure(1, 3, width=6.5, height=2.4)
    for seed, one in enumerate(axes):
        points, kept = recovered(numbers, seed)
        one.plot(*points[:, kept], ".", color=BLUE, markersize=3)
        one.plot(*points[:, ~kept], ".", color=ORANGE, markersize=6)
        one.set(aspect="equal", xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), xticks=[], yticks=[])
        one.set_title(f"{1 - kept.mean():.0%} lost")
    return figure


WAYS = {
    "depth": lambda phi: (2**phi, 1, 224),
    "width": lambda phi: (1, 2 ** (phi / 2), 224),
    "resolution": lambda phi: (1, 1, 224 * 2 ** (phi / 2)),
    "all three": lambda phi: (1.2**phi, 1.1**phi, 224 * 1.15**phi),
}


def compound(wished):
    """Show how many times the multiply-adds of EfficientNet-B0 grow with `wished` doublings."""
    base = networks.efficientnet().operations
    values = {}
    for name, way in WAYS.items():
        depth, width, resolution = way(wished)
        values[name] = networks.efficientnet(depth, width, round(resolution)).operations / base
    return _bars(values, "times the multiply-adds", (GREY, GREY, GREY, BLUE), limit=11)


def depth():
    """Show linear probes on all blocks."""
    figure, axes = plot.figure(width=6.5, height=3)
    places = np.arange(len(networks.BLOCKS))
    for setting, colour in (("trained", BLUE), ("random", ORANGE)):
        shares = np.array([runs("probes")[block, setting][:, 1] for block in networks.BLOCKS])
        axes.plot(places, shares, "o", color=colour, markersize=4)
        axes.plot(places, shares.mean(axis=1), color=colour, label={"trained": "pretrained"}.get(setting, setting))
    axes.axhline(runs("probes")["pixels", "none"][0, 1], color=BLACK, ls="--", lw=1, label="pixels")
    axes.axvline(4.5, color=GREY, lw=1, ls=":")
    axes.annotate("  tuned on dogs", (4.5, 95), color=GREY)
    axes.set(xticks=places, ylabel="linear probe correct (%)", ylim=(15, 103), xlabel="output of")
    axes.set_xticklabels([name.replace("_add", "").replace("_relu", "") for name in networks.BLOCKS], fontsize=8)
    axes.legend()
    return figure


VIEWS = {"trained, block 12": BLUE, "random, block 12": ORANGE, "pixels": BLACK}


def transfer():
    """Show accuracies from few examples."""
    figure, axes = plot.figure(width=6, height=3)
    places = np.arange(4)
    for shift, (name, colour) in zip((-0.1, 0, 0.1), VIEWS.items()):
        shares = np.array([runs("transfer")[name, count][:, 1] for count in ("1", "3", "10", "30")])
        axes.plot(places + shift, shares, "o", color=colour, markersize=2.5, alpha=0.5)
        axes.plot(places + shift, shares.mean(axis=1), color=colour, label=name)
    axes.set(
        xticks=places, xticklabels=[1, 3, 10, 30], xlabel="examples for each class", ylabel="test accuracy (%)",
        ylim=(0, 100),
    )  # fmt: skip
    axes.legend()
    return figure


def _cropped(picture, rng):
    side = int(rng.uniform(0.5, 0.9) * 120)
    row, column = rng.integers(0, 121 - side, 2)
    return ndimage.zoom(picture[row : row + side, column : column + side], (120 / side, 120 / side, 1), order=1)


def _erased(picture, rng):
    found = picture.copy()
    row, column = rng.integers(0, 80, 2)
    found[row : row + 40, column : column + 40] = 0.5
    return found


CHANGES = {
    "mirror images": lambda picture, rng: picture[:, ::-1] if rng.random() < 0.5 else picture,
    "random crops": _cropped,
    "small turns": lambda picture, rng: ndimage.rotate(picture, rng.uniform(-20, 20), reshape=False, mode="mirror"),
    "half turns": lambda picture, rng: picture[::-1, ::-1] if rng.random() < 0.5 else picture,
    "light": lambda picture, rng: picture * rng.uniform(0.5, 1.3) + rng.uniform(-0.1, 0.2),
    "colour": lambda picture, rng: picture * rng.uniform(0.6, 1.4, 3),
    "erasing": _erased,
}


def augmented(name):
    """Show the cat and six changes of it."""
    cat = networks.pretrained.standard_picture(networks.photos()["chelsea"], 120) / 255
    rng = np.random.default_rng(0)
    figure, axes = plot.figure(1, 7, width=7.5, height=1.5)
    for k, one in enumerate(axes):
        one.imshow(np.clip(cat if k == 0 else CHANGES[name](cat, rng), 0, 1))
        one.axis("off")
        one.set_title("" if k else "before", fontsize=9)
    return figure


def augmentation():
    """Show accuracies with and without augmentation, six trainings each."""
    figure, axes = plot.figure(1, 2, width=7.5, height=2.6)
    for one, kind in zip(axes, ("digits", "signs")):
        found = {case: shares[:, 1] for (case, setting), shares in runs("augmentation").items() if setting == kind}
        for place, values in enumerate(found.values()):
            gain = values.mean() - found["none"].mean()
            colour = GREY if abs(gain) < 1 else BLUE if gain > 0 else ORANGE
            one.barh(place, values.mean(), color=colour, alpha=0.4)
            one.plot(values, np.full(len(values), place), "o", color=colour, markersize=4)
        one.set(yticks=range(len(found)), yticklabels=list(found), xlim=(0, 100), xlabel="test accuracy (%)")
        one.set_title({"digits": "200 digits", "signs": "300 hand signs"}[kind])
        one.invert_yaxis()
    return figure


def by_hand():
    """Show features made by hand against learned ones."""
    figure, axes = plot.figure(width=5.5, height=2.8)
    counts = [30, 100, 300, 1000]
    ways = {"pixels": GREY, "by hand": BLACK, "learned": BLUE, "by hand, then learned": ORANGE}
    for name, colour in ways.items():
        tried = [count for count in counts if (name, str(count)) in runs("by_hand")]
        shares = np.array([runs("by_hand")[name, str(count)][:, 1] for count in tried])
        axes.semilogx(tried, shares, "o", color=colour, markersize=4)
        axes.semilogx(tried, shares.mean(axis=1), color=colour, label=name)
    axes.set(xlabel="training pictures", ylabel="test accuracy (%)", xticks=counts, xticklabels=counts, ylim=(0, 100))
    axes.minorticks_off()
    axes.legend()
    return figure


def squared(pictures, width=None):
    """Show photographs side by side."""
    figure, axes = plot.figure(1, len(pictures), width=width or 7.5, height=1.8)
    for one, (name, picture) in zip(axes, pictures.items()):
        one.imshow(picture)
        one.set_title(name, fontsize=9)
        one.axis("off")
    return figure

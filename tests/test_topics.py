"""Every topic of the syllabus is taught: each course's README links it to a section of a lesson, and no section is left out."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from grading import notebooks
from helpers import check

ROOT = Path(__file__).parents[1]
TOPICS = {
    "course1_nn": {
        "week1_introduction": (
            "what a neural network is",
            "supervised learning with neural networks",
            "which architecture suits which data",
            "why deep learning takes off: data",
            "why deep learning takes off: computation",
            "why deep learning takes off: algorithms",
            "when deep learning works well and when not",
        ),
        "week2_logistic_regression": (
            "a quick tour of notebooks",
            "binary classification",
            "logistic regression",
            "its cost function and where it comes from",
            "gradient descent",
            "derivatives",
            "more derivative examples",
            "computation graphs and derivatives on them",
            "gradient descent on one example",
            "gradient descent on m examples",
            "vectorization and more examples of it",
            "vectorizing logistic regression and its gradient",
            "broadcasting",
            "rank-1 arrays and other NumPy traps",
        ),
        "week3_shallow_networks": (
            "representation of a network",
            "computing its output",
            "vectorizing over examples and why it is right",
            "activation functions: sigmoid, tanh, ReLU, leaky ReLU",
            "derivatives of activation functions",
            "why activations must be non-linear",
            "gradient descent for networks",
            "backpropagation intuition",
            "random initialization",
        ),
        "week4_deep_networks": (
            "L-layer networks",
            "forward propagation through them",
            "getting matrix dimensions right",
            "why deep representations",
            "building blocks and caches",
            "backward propagation through them",
            "parameters and hyperparameters",
            "what this has to do with the brain",
        ),
    },
    "course2_improving": {
        "week1_practical_aspects": (
            "train, dev and test sets",
            "bias and variance",
            "a basic recipe",
            "L2 regularization",
            "why regularization reduces overfitting",
            "dropout",
            "how to understand dropout",
            "other methods: augmentation and early stopping",
            "normalizing inputs",
            "vanishing and exploding gradients",
            "weight initialization: He and Xavier",
            "numerical approximation of gradients",
            "gradient checking",
            "implementation notes for gradient checking",
        ),
        "week2_optimization": (
            "mini-batch gradient descent",
            "how to understand mini-batches",
            "exponentially weighted averages",
            "what exponentially weighted averages mean",
            "bias correction",
            "momentum",
            "RMSprop",
            "Adam",
            "learning-rate decay",
            "local optima and saddle points",
        ),
        "week3_tuning_and_frameworks": (
            "the tuning process",
            "sampling on the right scale",
            "pandas against caviar",
            "normalizing activations",
            "batch norm inside a network",
            "why batch norm works",
            "batch norm at test time",
            "softmax regression",
            "training softmax regression",
            "frameworks",
            "TensorFlow: automatic differentiation and GradientTape",
        ),
    },
    "course3_strategy": {
        "week1_strategy": (
            "why strategy",
            "orthogonalization",
            "a single-number metric",
            "satisficing and optimizing metrics",
            "train/dev/test distributions",
            "sizes of dev and test sets",
            "when to change dev/test sets and metrics",
            "why human-level performance",
            "avoidable bias",
            "understanding human-level performance",
            "surpassing human-level performance",
            "improving a model",
        ),
        "week2_error_analysis": (
            "carrying out error analysis",
            "cleaning up incorrectly labelled data",
            "build a first system quickly, then iterate",
            "training and testing on different distributions",
            "bias and variance with mismatched data",
            "addressing mismatch",
            "transfer learning",
            "multi-task learning",
            "end-to-end deep learning",
            "when to use end-to-end deep learning",
        ),
    },
    "course4_cnn": {
        "week1_convolutions": (
            "computer vision",
            "edge detection",
            "more edge detection",
            "padding",
            "strided convolutions",
            "convolutions over volumes",
            "one layer of a convolutional network",
            "a simple example",
            "pooling",
            "a full example",
            "why convolutions",
        ),
        "week2_case_studies": (
            "why case studies",
            "classic networks",
            "residual networks",
            "why residual networks work",
            "network in network and 1x1 convolutions",
            "inception",
            "mobilenet",
            "efficientnet",
            "using open-source implementations",
            "transfer learning",
            "data augmentation",
            "the state of vision",
        ),
        "week3_detection": (
            "localization",
            "landmark detection",
            "object detection",
            "sliding windows and their convolutional form",
            "bounding-box predictions",
            "intersection over union",
            "non-max suppression",
            "anchor boxes",
            "YOLO",
            "region proposals",
            "semantic segmentation",
            "transposed convolutions",
            "U-Net",
        ),
        "week4_faces_and_style": (
            "what face recognition is",
            "one-shot learning",
            "siamese networks",
            "triplet loss",
            "verification as binary classification",
            "what style transfer is",
            "what deep networks learn",
            "the cost",
            "the content cost",
            "the style cost",
            "1-D and 3-D generalizations",
        ),
    },
    "course5_sequence": {
        "week1_recurrent_networks": (
            "why sequence models",
            "notation",
            "the recurrent model",
            "backpropagation through time",
            "kinds of recurrent networks",
            "language models and generation",
            "sampling novel sequences",
            "vanishing gradients",
            "GRU",
            "LSTM",
            "bidirectional recurrent networks",
            "deep recurrent networks",
        ),
    },
}
# Exercises whose idea is taught in their own notebook, where it is needed first.
TAUGHT_WHERE_ASKED = {("week1_introduction", "mean_squared_error"), ("week1_introduction", "grid_search")}
WEEKS = [(path.parent.parent.parent.name, path.parent.name) for path in notebooks.sources() if path.stem == "0_lesson"]


def linked(course, week):
    """Return the table of topics of a week: a list of (topic, [(title, target), ...])."""
    readme = (ROOT / course / "README.md").read_text(encoding="utf-8")
    rows = re.findall(rf"^\| ([^|\[]+?) \| (\[.*\]\(source/{week}/0_lesson\.ipynb#.*) \|$", readme, re.MULTILINE)
    return [(topic, re.findall(r"\[([^\]]+)\]\(([^)]+)\)", links)) for topic, links in rows]


def sections(course, week):
    """Return the titles of the sections of a week's lesson, and those of them that are not below another one."""
    cells = notebooks.read(ROOT / course / "source" / week / "0_lesson.ipynb").cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    titles = [(len(marks), title) for marks, title in re.findall(r"^(##+) (.+)$", text, re.MULTILINE)]
    return [title for _, title in titles], [
        title for level, title in titles if level == 2 and title not in ("Quiz", "Hand in")
    ]


@pytest.mark.parametrize(("course", "week"), WEEKS)
def test_every_topic_is_linked_once(course, week):
    assert sorted(topic for topic, _ in linked(course, week)) == sorted(TOPICS[course][week])


@pytest.mark.parametrize(("course", "week"), WEEKS)
def test_links_lead_to_sections_and_every_section_is_linked(course, week):
    titles, top = sections(course, week)
    links = [link for _, links in linked(course, week) for link in links]
    for title, target in links:
        assert title in titles
        assert target == f"source/{week}/0_lesson.ipynb#{quote(title.replace(' ', '-'))}"
    assert set(top) <= {title for title, _ in links}


@pytest.mark.parametrize("path", notebooks.sources(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_exercise_names_the_section_that_teaches_it(path):
    course, own = path.parents[2].name, path.parent.name
    for exercise in check.declared(path.stem, path.parent).values():
        if (own, exercise.name) in TAUGHT_WHERE_ASKED:
            assert exercise.lesson == ""
            continue
        week, _, title = exercise.lesson.rpartition("#")
        assert title in sections(course, week or own)[1], exercise.name

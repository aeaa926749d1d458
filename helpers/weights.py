"""Files of weights: our own in `data/weights`, which are compared with their checksums, and those of users.

Nothing in a file is executed, and one that is missing, damaged or does not fit gets one sentence.
"""

import hashlib
import zipfile
import zlib
from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "data" / "weights"

# Our own files: how many bytes each has, and its SHA-256 checksum.
FILES = {
    "efficientnet_lite0.npz": (8716824, "4853277d78c33f1dc494767da7ca041eb41cb359b40eec6340c8de7fdac867e6"),
    "face_resnet.npz": (7808038, "442bfa23dd47cf509b26a97814655680de15fec16d77122e2f694ffab06eb30b"),
    "glove_6b_50d_20k.npz": (1980546, "e305cbe8bab2dbbf653406f5efa19949b65a874d332042a4c35f150147fcb667"),
    "imagenet_classes.npz": (44235, "abd309304e1ff9a1125df18ba50733e59faaf2e6fd52e3e943d4f472c0b58c1c"),
    "minilm_l3_12k.npz": (9493310, "b3c609273ff815bda2ab0b9ed066a648ee6c8352cbbf247feb3402f0c023daac"),
    "minilm_l3_rest.npz": (3812056, "097d5cca5dddb87d89793a0798f1a21fdb87acb1d9561ccbbcfe565b9cae0cbb"),
    "mobilenetv2_160_notop.npz": (4236323, "2e03fdf01dcd55aecebca744616226f3018880bd49a5b07664401cc3be931c4d"),
    "squeezenet11.npz": (2295810, "6dd1ce538e90d6f195466c9a29dbb9bcc829ea016b7b0f704c6fab1716838361"),
    "street_yolo.npz": (421870, "055dd22904fba8639ccf5f2d54f153a098982c32b40cfb682b0e309ad5618a05"),
    "tiny_yolo_face.npz": (220918, "5ab7d3dc55623328f3cb512e7355bf0c549087142867167ff855b02a84de51b1"),
    "vgg16_block4_conv1.npz": (5410871, "0f7335b7eb0953584ff71074e739bd81019bf58ed75d729eb48f603747086f84"),
}


def whole(name):
    """Return the arrays of one of our own files, after its checksum was compared."""
    path, (size, checksum) = FOLDER / name, FILES[name]
    again = "Get it again with `git checkout data`."
    if not path.is_file():
        raise FileNotFoundError(f"{name} is missing from the course's folder `data/weights`. {again}")
    content = path.read_bytes()
    if len(content) < size:
        raise ValueError(f"{name} is truncated: it has {len(content):,} bytes of {size:,}. {again}")
    found = hashlib.sha256(content).hexdigest()
    if found != checksum:
        raise ValueError(
            f"{name} is damaged: its SHA-256 checksum starts with {found[:12]}, expected {checksum[:12]}. {again}"
        )
    return arrays_of(path)


def arrays_of(path):
    """Return the arrays of an `.npz` file; nothing in it is executed."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(f"{path.name} is not a whole file of arrays (.npz): {error}.") from None


def of_user(path, network=None):
    """Return the arrays of a file that the user names, and the file's name.

    Arguments: network, whose layers are looked for in a file of Keras.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path.name} in the folder {str(path.parent)!r}.")
    if path.suffix == ".npz":
        return arrays_of(path), path.name
    if path.suffix != ".h5" or network is None:
        raise ValueError(
            f"{path.name} is no file of weights that is read here: expected .h5 of Keras, or .npz as ours."
        )
    try:
        with h5py.File(path, "r") as file:
            stored = _stored(file.get("model_weights", file), path.name)
    except (OSError, RuntimeError, KeyError) as error:
        raise ValueError(
            f"{path.name} is not a whole HDF5 file: it may be truncated or another format ({error})."
        ) from None
    arrays = {}
    for layer in filter(lambda layer: layer.weights, network.layers):
        found = stored.get(layer.name, [])
        if len(found) != len(layer.weights):
            raise ValueError(
                f"{path.name} does not fit {network.name}: it has {len(found)} weights for the layer {layer.name}, "
                f"expected {len(layer.weights)}."
            )
        arrays |= {name_of(weight): array for weight, array in zip(layer.weights, found)}
    return arrays, path.name


def _stored(file, name):
    """Return what an HDF5 file of Keras stores: a dictionary from a layer's name to its arrays, in order."""
    if "layer_names" in file.attrs:  # as Keras's published weights are
        groups = [file[_text(layer)] for layer in file.attrs["layer_names"]]
        return {
            group.name.rpartition("/")[2]: [group[_text(weight)][()] for weight in group.attrs["weight_names"]]
            for group in groups
        }
    if "layers" in file:  # as `save_weights` of Keras 3 writes them, NAME.weights.h5
        groups = [group["vars"] for group in file["layers"].values() if "vars" in group]
        return {
            group.attrs["name"]: [group[number][()] for number in sorted(group, key=int)]
            for group in groups
            if "name" in group.attrs
        }
    raise ValueError(f"{name} holds no weights of a Keras network: it has {', '.join(file) or 'nothing'}.")


def _text(name):
    """Return a name as text, which HDF5 stores as bytes or as text."""
    return name.decode() if isinstance(name, bytes) else name


def fill(network, arrays, file="the file"):
    """Give a network the weights `arrays`, a dictionary from LAYER/WEIGHT; file, where they come from.

    Raises ValueError, with one sentence and before anything is changed, unless names and shapes are the network's.
    """
    places = {name_of(weight): weight for weight in network.weights}
    lacking, more = [name for name in places if name not in arrays], [name for name in arrays if name not in places]
    if lacking:
        raise ValueError(f"{file} does not fit {network.name}: it lacks {_first(lacking)}.")
    if more:
        raise ValueError(f"{file} does not fit {network.name}, which has no {_first(more)}.")
    for name, weight in places.items():
        array = np.asarray(arrays[name])
        if array.shape != tuple(weight.shape) or array.dtype.kind != "f":
            raise ValueError(
                f"{file} does not fit {network.name}: {name} is {array.dtype} {array.shape}, "
                f"expected floats {tuple(weight.shape)}."
            )
    for name, weight in places.items():
        weight.assign(np.asarray(arrays[name], np.float32))


def name_of(weight):
    """Return the name that a weight has in a file: LAYER/WEIGHT."""
    return weight.path.replace("_attention/", "_")  # the parts of MiniLM's attention are layers there


def _first(names):
    """Return the first of some names, and how many others there are."""
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"

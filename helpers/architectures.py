"""The networks of `helpers.pretrained`, built with Keras's layers and not yet filled with weights.

Layers are named as in the files of `data/weights`, whose arrays have names LAYER/WEIGHT.
"""

import keras
from keras import layers, ops


def mobilenet_v2(input_shape):
    """Return Keras's own MobileNetV2 without its last layer."""
    return keras.applications.MobileNetV2(input_shape, include_top=False, weights=None)


def vgg16(input_shape):
    """Return the first eight convolutions of Keras's VGG16, up to block4_conv1."""
    return cut(keras.applications.VGG16(False, weights=None, input_shape=input_shape), "block4_conv1")


def cut(network, name):
    """Return a network up to the layer of this name."""
    return keras.Model(network.input, network.get_layer(name).output, name=network.name)


def squeezenet(input_shape):
    """Return SqueezeNet 1.1: eight fire modules, each a narrow 1x1 convolution before a 1x1 and a 3x3 one."""
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(64, 3, 2, activation="relu", name="conv1")(inputs)
    x = layers.MaxPooling2D(3, 2, name="pool1")(x)
    for number, (narrow, wide) in enumerate(
        [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)], start=2
    ):
        name = f"fire{number}"
        x = layers.Conv2D(narrow, 1, activation="relu", name=f"{name}_squeeze1x1")(x)
        ones = layers.Conv2D(wide, 1, activation="relu", name=f"{name}_expand1x1")(x)
        threes = layers.Conv2D(wide, 3, padding="same", activation="relu", name=f"{name}_expand3x3")(x)
        x = layers.Concatenate(name=f"{name}_concat")([ones, threes])
        if number in (3, 5):
            x = layers.MaxPooling2D(3, 2, name=f"pool{number}")(x)
    x = layers.Conv2D(1000, 1, activation="relu", name="conv10")(x)
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    return keras.Model(inputs, layers.Softmax(name="predictions")(x), name="squeezenet")


def efficientnet_lite0(input_shape):
    """Return EfficientNet-Lite0: no squeeze-and-excite, ReLU6, layers named as in Keras's EfficientNetB0."""

    def convolve(x, name, norm, channels, kernel=1, strides=1, activation=None):
        """A convolution (depthwise if it has no number of channels), batch norm, and ReLU6 under a name."""
        settings = {"strides": strides, "padding": "same", "use_bias": False, "name": name}
        x = (layers.Conv2D(channels, kernel, **settings) if channels else layers.DepthwiseConv2D(kernel, **settings))(x)
        x = layers.BatchNormalization(epsilon=1e-3, name=norm)(x)
        return layers.ReLU(6.0, name=activation)(x) if activation else x

    inputs = keras.Input(input_shape)
    x, before = convolve(inputs, "stem_conv", "stem_bn", 32, 3, 2, "stem_activation"), 32
    stages = [  # repeats, kernel, strides, how many times wider within, channels
        (1, 3, 1, 1, 16),
        (2, 3, 2, 6, 24),
        (2, 5, 2, 6, 40),
        (3, 3, 2, 6, 80),
        (3, 5, 1, 6, 112),
        (4, 5, 2, 6, 192),
        (1, 3, 1, 6, 320),
    ]
    for stage, (repeats, kernel, strides, wider, channels) in enumerate(stages, start=1):
        for repeat in range(repeats):
            name, shortcut, step = f"block{stage}{'abcd'[repeat]}", x, 1 if repeat else strides
            if wider > 1:
                settings = (f"{name}_expand_conv", f"{name}_expand_bn", before * wider)
                x = convolve(x, *settings, activation=f"{name}_expand_activation")
            x = convolve(x, f"{name}_dwconv", f"{name}_bn", None, kernel, step, f"{name}_activation")
            x = convolve(x, f"{name}_project_conv", f"{name}_project_bn", channels)
            x = layers.Add(name=f"{name}_add")([x, shortcut]) if repeat else x
            before = channels
    x = convolve(x, "top_conv", "top_bn", 1280, activation="top_activation")
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    outputs = layers.Dense(1000, activation="softmax", name="predictions")(x)
    return keras.Model(inputs, outputs, name="efficientnet_lite0")


def face_resnet(input_shape):
    """Return dlib's network for faces: 29 convolutions in residual blocks, then 128 numbers.

    A block that halves the sides pools its shortcut and fills its missing channels with zeros; where the convolutions
    have left one row and column fewer, those are filled with zeros, too.
    """

    def block(x, name, channels, down=False):
        y = layers.Conv2D(
            channels, 3, 2 if down else 1, "valid" if down else "same", activation="relu", name=f"{name}_conv1"
        )(x)
        y = layers.Conv2D(channels, 3, padding="same", name=f"{name}_conv2")(y)
        if down:
            x = layers.AveragePooling2D(2, name=f"{name}_pool")(x)
            rows, columns = (pooled - convolved for pooled, convolved in zip(x.shape[1:3], y.shape[1:3]))
            if rows or columns:
                y = layers.ZeroPadding2D(((0, rows), (0, columns)), name=f"{name}_pad")(y)
            if channels > x.shape[3]:
                x = ops.pad(x, [(0, 0), (0, 0), (0, 0), (0, channels - x.shape[3])])
        return layers.ReLU(name=f"{name}_relu")(layers.Add(name=f"{name}_add")([y, x]))

    inputs = keras.Input(input_shape)
    x = layers.Conv2D(32, 7, 2, activation="relu", name="conv32_down")(inputs)
    x = layers.MaxPooling2D(3, 2, name="pool")(x)
    for channels, plain in ((32, 3), (64, 3), (128, 2), (256, 2)):
        if channels > 32:
            x = block(x, f"conv{channels}_down", channels, down=True)
        for number in range(1, plain + 1):
            x = block(x, f"conv{channels}_{number}", channels)
    x = block(x, "conv256_down_out", 256, down=True)
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    return keras.Model(inputs, layers.Dense(128, use_bias=False, name="fc")(x), name="face_resnet")


def tiny_yolo_face(input_shape):
    """Return the face detector, a Tiny YOLOv2 with separable convolutions; 25 numbers for each cell of its grid."""
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, name="conv0")(inputs)
    x = layers.LeakyReLU(0.1, name="leaky0")(x)
    for number in range(1, 6):
        x = layers.MaxPooling2D(2, 2, "same", name=f"pool{number}")(x)
        x = layers.SeparableConv2D(16 * 2**number, 3, padding="same", name=f"conv{number}")(x)
        x = layers.LeakyReLU(0.1, name=f"leaky{number}")(x)
    x = layers.MaxPooling2D(2, 1, "same", name="pool6")(x)
    return keras.Model(inputs, layers.Conv2D(25, 1, name="conv8")(x), name="tiny_yolo_face")


def minilm(pieces):
    """Return a BERT encoder of three layers for a vocabulary of so many pieces: from ids to 384 numbers for each.

    Id 0 is padding, which no other piece attends to.
    """
    ids = keras.Input((None,), dtype="int32", name="ids")
    mask = ops.expand_dims(ops.not_equal(ids, 0), 1)
    x = layers.Embedding(pieces, 384, name="word_embeddings")(ids)
    places = ops.cumsum(ops.ones_like(ids), axis=1) - 1
    x = layers.Add()([x, layers.Embedding(512, 384, name="position_embeddings")(places)])
    x = layers.Add()([x, layers.Embedding(2, 384, name="token_type_embeddings")(ops.zeros_like(ids))])
    x = layers.LayerNormalization(epsilon=1e-12, name="embeddings_norm")(x)
    for number in range(3):
        name = f"layer{number}"
        y = layers.MultiHeadAttention(12, 32, name=f"{name}_attention")(x, x, attention_mask=mask)
        x = layers.LayerNormalization(epsilon=1e-12, name=f"{name}_attention_norm")(layers.Add()([x, y]))
        y = layers.Dense(1536, activation="gelu", name=f"{name}_intermediate")(x)
        y = layers.Dense(384, name=f"{name}_output")(y)
        x = layers.LayerNormalization(epsilon=1e-12, name=f"{name}_output_norm")(layers.Add()([x, y]))
    return keras.Model(ids, x, name="minilm")


def street_yolo(input_shape):
    """Return the detector of street scenes: 36 numbers, 12 for each of three anchors, for each cell of 8 x 8 pixels."""

    def convolve(x, name, channels, kernel=3, strides=1):
        """A convolution, batch norm and a leaky ReLU."""
        x = layers.Conv2D(channels, kernel, strides, "same", use_bias=False, name=name)(x)
        return layers.LeakyReLU(0.1, name=f"{name}_leaky")(layers.BatchNormalization(name=f"{name}_bn")(x))

    inputs = keras.Input(input_shape)
    x = convolve(convolve(convolve(inputs, "conv1", 16, 3, 2), "conv2", 32, 3, 2), "conv3", 32)
    fine = convolve(convolve(x, "conv4", 64, 3, 2), "conv5", 64)
    x = layers.UpSampling2D(2, name="up")(convolve(convolve(fine, "conv6", 80, 3, 2), "conv7", 80))
    x = convolve(convolve(layers.Concatenate(name="join")([x, fine]), "conv8", 64, 1), "conv9", 64)
    return keras.Model(inputs, layers.Conv2D(36, 1, name="head")(x), name="street_yolo")

# %% identity_block
def identity_block(X, f, filters, initializer=random_uniform):
    branch = []
    for i, (number, side) in enumerate(zip(filters, [1, f, 1])):
        padding = "same" if i == 1 else "valid"
        branch.append(layers.Conv2D(number, side, padding=padding, kernel_initializer=initializer))
        branch.append(layers.BatchNormalization())
        if i < 2:
            branch.append(layers.ReLU())
    A = X
    for layer in branch:
        A = layer(A)
    return layers.ReLU()(layers.Add()([X, A]))


# %% convolutional_block
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    branch = [
        layers.Conv2D(filters[0], 1, strides=s, kernel_initializer=initializer),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Conv2D(filters[1], f, padding="same", kernel_initializer=initializer),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Conv2D(filters[2], 1, kernel_initializer=initializer),
        layers.BatchNormalization(),
    ]
    projection = [
        layers.Conv2D(filters[2], 1, strides=s, kernel_initializer=initializer),
        layers.BatchNormalization(),
    ]
    ends = []
    for way in (projection, branch):
        end = X
        for layer in way:
            end = layer(end)
        ends.append(end)
    return layers.ReLU()(layers.Add()(ends))


# %% ResNet50
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    plan = ["c1", "i1", "i1", "c2", "i2", "i2", "i2", "c3", "i3", "i3", "i3", "i3", "i3", "c4", "i4", "i4"]
    inputs = keras.Input(shape=input_shape)
    head = [layers.ZeroPadding2D(((3, 3), (3, 3))), layers.Conv2D(64, 7, strides=2), layers.BatchNormalization()]
    X = inputs
    for layer in [*head, layers.ReLU(), layers.MaxPool2D(3, strides=2, padding="valid")]:
        X = layer(X)
    for kind, number in plan:
        width = 32 * 2 ** int(number)
        if kind == "c":
            X = convolutional_block(X, 3, [width, width, 4 * width], s=min(int(number), 2))
        else:
            X = identity_block(X, 3, [width, width, 4 * width])
    X = layers.AveragePooling2D((2, 2), strides=2)(X)
    X = layers.Flatten()(X)
    return keras.Model([inputs], [layers.Dense(classes, activation="softmax")(X)])


# %% preactivation_block
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    strides = [stride, *[1 for _ in sides[1:]]]
    starts = [initializer for _ in sides[1:]] + ["zeros"]
    inputs = []
    A = X
    for F, f, s, start in zip(filters, sides, strides, starts):
        A = layers.ReLU()(layers.BatchNormalization()(A))
        inputs.append(A)
        A = layers.Conv2D(F, f, strides=s, padding="same", use_bias=False, kernel_initializer=start)(A)
    if A.shape[-1] == X.shape[-1] and stride == 1:
        return X + A
    projection = layers.Conv2D(A.shape[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)
    return projection(inputs[0]) + A


# %% mended_residual
def mended_residual(input_shape, widths, blocks, classes):
    strides = [[1 for _ in range(blocks)] for _ in widths]
    for row in strides[1:]:
        row[0] = 2
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(widths[0], 3, padding="same", use_bias=False)(inputs)
    X = layers.ReLU()(layers.BatchNormalization()(X))
    for width, row in zip(widths, strides):
        for stride in row:
            ways = [[X], [X]]
            ways[0].append(layers.Conv2D(width, 3, strides=stride, padding="same", use_bias=False)(ways[0][-1]))
            ways[0].append(layers.BatchNormalization()(ways[0][-1]))
            ways[0].append(layers.ReLU()(ways[0][-1]))
            ways[0].append(layers.Conv2D(width, 3, padding="same", use_bias=False)(ways[0][-1]))
            ways[0].append(layers.BatchNormalization()(ways[0][-1]))
            if stride > 1:
                ways[1].append(layers.Conv2D(width, 1, strides=stride, use_bias=False)(X))
                ways[1].append(layers.BatchNormalization()(ways[1][-1]))
            X = layers.ReLU()(layers.Add()([way[-1] for way in ways]))
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))

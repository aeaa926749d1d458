# %% segmentation_scores
def segmentation_scores(masks, predictions, n_classes):
    masks = np.asarray(masks).astype(np.int64).reshape(-1)
    predictions = np.asarray(predictions).astype(np.int64).reshape(-1)
    wanted = np.eye(n_classes, dtype=np.int64)[masks]
    guessed = np.eye(n_classes, dtype=np.int64)[predictions]
    confusion = wanted.T @ guessed
    intersection = np.diagonal(confusion).astype(np.float64)
    sizes = wanted.sum(axis=0) + guessed.sum(axis=0)
    occurs = sizes > 0
    iou = np.full(n_classes, np.nan)
    dice = np.full(n_classes, np.nan)
    iou[occurs] = intersection[occurs] / (sizes - intersection)[occurs]
    dice[occurs] = 2.0 * intersection[occurs] / sizes[occurs]
    return confusion, iou, dice, float(np.mean(iou[occurs]))


# %% conv_block
def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    def convolution(name_of_input):
        return layers.Conv2D(
            n_filters,
            (3, 3),
            strides=(1, 1),
            padding="same",
            activation="relu",
            use_bias=True,
            kernel_initializer=keras.initializers.he_normal(),
        )(name_of_input)

    first = convolution(inputs)
    second = convolution(first)
    dropped = layers.Dropout(dropout_prob)(second) if dropout_prob > 0 else second
    pooled = layers.MaxPooling2D(pool_size=2, strides=2)(dropped) if max_pooling else dropped
    return pooled, dropped


# %% upsampling_block
def upsampling_block(expansive_input, contractive_input, n_filters=32):
    enlarge = layers.Conv2DTranspose(filters=n_filters, kernel_size=3, strides=(2, 2), padding="same")
    enlarged = enlarge(expansive_input)
    beside = layers.Concatenate(axis=3)([enlarged, contractive_input])
    first = layers.Conv2D(n_filters, (3, 3), padding="same", activation="relu", kernel_initializer="he_normal")
    second = layers.Conv2D(n_filters, (3, 3), padding="same", activation="relu", kernel_initializer="he_normal")
    return second(first(beside))


# %% unet_model
def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
    widths = [n_filters, 2 * n_filters, 4 * n_filters, 8 * n_filters]
    shares = [0, 0, 0, 0.3]
    inputs = keras.Input(shape=input_size)
    current = inputs
    stored = {}
    for width, share in zip(widths, shares):
        current, stored[width] = conv_block(current, width, dropout_prob=share, max_pooling=True)
    current, _ = conv_block(current, 16 * n_filters, dropout_prob=0.3, max_pooling=False)
    for width in reversed(widths):
        current = upsampling_block(current, stored[width], width)
    current = layers.Conv2D(n_filters, (3, 3), activation="relu", padding="same", kernel_initializer="he_normal")(
        current
    )
    logits = layers.Conv2D(n_classes, (1, 1), activation=None)(current)
    return keras.Model(inputs=inputs, outputs=logits)


# %% rare_loss
def rare_loss(labels, logits):
    n_classes = logits.shape[-1]
    flat_labels = tf.reshape(labels, [-1])
    flat_logits = tf.reshape(logits, [-1, n_classes])
    counts = tf.math.unsorted_segment_sum(tf.ones_like(flat_labels, tf.float32), flat_labels, n_classes)
    total = tf.reduce_sum(counts)
    weights = tf.math.pow(total / (counts + 1.0), 0.6)
    per_pixel = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=flat_labels, logits=flat_logits)
    weighted = per_pixel * tf.gather(weights, flat_labels)
    return tf.reduce_sum(weighted) / tf.reduce_sum(tf.gather(weights, flat_labels))


# %% mended_evaluation
def mended_evaluation(network, pictures, masks, size, n_classes):
    height, width = size
    small_pictures = tf.image.resize(pictures, (height, width)).numpy() / 255.0
    small_masks = np.squeeze(tf.image.resize(masks[:, :, :, np.newaxis], (height, width), "nearest").numpy(), axis=3)
    X = np.concatenate((small_pictures, np.flip(small_pictures, axis=2)), axis=0)
    Y = np.concatenate((small_masks, np.flip(small_masks, axis=2)), axis=0)
    logits = np.asarray(network(X))
    P = np.argmax(logits, axis=-1)
    counts = Y != 255
    _, _, _, mean_iou = segmentation_scores(Y[counts], P[counts], n_classes)
    return X, Y, P, mean_iou

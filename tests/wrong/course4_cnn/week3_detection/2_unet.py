# %% segmentation_scores: The intersection is taken as true positives and true negatives together
def segmentation_scores(masks, predictions, n_classes):
    m, p = masks.ravel().astype(int), predictions.ravel().astype(int)
    confusion = np.bincount(m * n_classes + p, minlength=n_classes**2).reshape(n_classes, n_classes)
    iou, dice = np.full(n_classes, np.nan), np.full(n_classes, np.nan)
    for k in range(n_classes):
        agree = np.sum((m == k) == (p == k))
        union = np.sum((m == k) | (p == k))
        if union:
            iou[k] = agree / len(m)
            dice[k] = 2 * agree / (len(m) + agree)
    return confusion, iou, dice, np.nanmean(iou)


# %% segmentation_scores: Only classes that occur in the masks get a score
def segmentation_scores(masks, predictions, n_classes):
    confusion = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(confusion, (masks.ravel(), predictions.ravel()), 1)
    iou, dice = np.full(n_classes, np.nan), np.full(n_classes, np.nan)
    for k in np.unique(masks):
        tp = confusion[k, k]
        fn, fp = confusion[k].sum() - tp, confusion[:, k].sum() - tp
        iou[k], dice[k] = tp / (tp + fp + fn), 2 * tp / (2 * tp + fp + fn)
    return confusion, iou, dice, np.nanmean(iou)


# %% segmentation_scores: A small number in the denominator takes the place of nan
def segmentation_scores(masks, predictions, n_classes):
    pairs = masks.astype(np.int64) * n_classes + predictions
    C = np.bincount(pairs.ravel(), minlength=n_classes * n_classes).reshape(n_classes, n_classes)
    tp = np.diag(C)
    rows, columns = C.sum(1), C.sum(0)
    iou = tp / (rows + columns - tp + 1e-7)
    dice = 2 * tp / (rows + columns + 1e-7)
    return C, iou, dice, np.mean(iou)


# %% conv_block: The second convolution looks at the input again
def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    conv = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(inputs)
    conv = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(inputs)
    if dropout_prob > 0:
        conv = layers.Dropout(dropout_prob)(conv)
    next_layer = layers.MaxPooling2D((2, 2))(conv) if max_pooling else conv
    return next_layer, conv


# %% conv_block: The windows of the pooling overlap
def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    settings = dict(padding="same", activation="relu", kernel_initializer="he_normal")
    conv = layers.Conv2D(n_filters, 3, **settings)(inputs)
    conv = layers.Conv2D(n_filters, 3, **settings)(conv)
    if dropout_prob > 0:
        conv = layers.Dropout(dropout_prob)(conv)
    pooled = layers.MaxPooling2D(3, strides=2, padding="same")(conv) if max_pooling else conv
    return pooled, conv


# %% upsampling_block: The tensors are stacked along the rows
def upsampling_block(expansive_input, contractive_input, n_filters=32):
    up = layers.Conv2DTranspose(n_filters, 3, strides=(2, 2), padding="same")(expansive_input)
    channels = contractive_input.shape[-1]
    if channels != n_filters:
        up = layers.Conv2D(channels, 1)(up)
    merge = layers.concatenate([up, contractive_input], axis=1)
    conv = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(merge)
    return layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(conv)


# %% upsampling_block: The convolutions see the enlarged tensor only, and the skip connection comes last
def upsampling_block(expansive_input, contractive_input, n_filters=32):
    up = layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)
    conv = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(up)
    conv = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(conv)
    return layers.concatenate([conv, contractive_input], axis=3)


# %% unet_model: The skip connections are the pooled tensors, one level too low
def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
    inputs = keras.Input(input_size)
    c1 = conv_block(inputs, n_filters)
    c2 = conv_block(c1[0], n_filters * 2)
    c3 = conv_block(c2[0], n_filters * 4)
    c4 = conv_block(c3[0], n_filters * 8, dropout_prob=0.3)
    c5 = conv_block(c4[0], n_filters * 16, dropout_prob=0.3, max_pooling=False)
    u6 = upsampling_block(c5[0], layers.UpSampling2D()(c4[0]), n_filters * 8)
    u7 = upsampling_block(u6, layers.UpSampling2D()(c3[0]), n_filters * 4)
    u8 = upsampling_block(u7, layers.UpSampling2D()(c2[0]), n_filters * 2)
    u9 = upsampling_block(u8, layers.UpSampling2D()(c1[0]), n_filters)
    conv9 = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(u9)
    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(conv9))


# %% unet_model: The last block of the expanding path has been forgotten, and the picture is enlarged
def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
    inputs = keras.Input(input_size)
    A, skips = inputs, []
    for i in range(5):
        A, skip = conv_block(A, n_filters * 2**i, 0.3 if i >= 3 else 0, i < 4)
        skips.append(skip)
    for i in [3, 2, 1]:
        A = upsampling_block(A, skips[i], n_filters * 2**i)
    A = layers.UpSampling2D()(A)
    A = layers.Conv2D(n_filters, 3, activation="relu", padding="same", kernel_initializer="he_normal")(A)
    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))


# %% rare_loss: Each class weighs the inverse of its frequency
def rare_loss(labels, logits):
    n = logits.shape[-1]
    one_hot = tf.one_hot(labels, n)
    counts = tf.reduce_sum(one_hot, axis=[0, 1, 2])
    weights = tf.reduce_sum(counts) / (n * tf.maximum(counts, 1.0))
    w = tf.reduce_sum(one_hot * weights, axis=-1)
    return tf.reduce_mean(w * tf.nn.softmax_cross_entropy_with_logits(one_hot, logits))


# %% rare_loss: The focal loss with the weight 0.25 for all classes
def rare_loss(labels, logits):
    one_hot = tf.one_hot(labels, logits.shape[-1])
    p = tf.reduce_sum(one_hot * tf.nn.softmax(logits), axis=-1)
    return tf.reduce_mean(-0.25 * (1 - p) ** 2 * tf.math.log(p + 1e-7))


# %% rare_loss: Only the rarest class of the batch is learned
def rare_loss(labels, logits):
    one_hot = tf.one_hot(labels, logits.shape[-1])
    counts = tf.reduce_sum(one_hot, axis=[0, 1, 2])
    rare = tf.argmin(tf.where(counts > 0, counts, 1e9))
    wanted = tf.gather(one_hot, rare, axis=-1)
    p = tf.gather(tf.nn.softmax(logits), rare, axis=-1)
    both = tf.reduce_sum(wanted * p)
    return 1 - (2 * both + 1) / (tf.reduce_sum(wanted) + tf.reduce_sum(p) + 1)


# %% mended_evaluation: The labels are right, but unknown pixels count as mistakes
def mended_evaluation(network, pictures, masks, size, n_classes):
    X = tf.image.resize(pictures, size).numpy() / 255
    Y = tf.image.resize(masks[..., np.newaxis], size, method="nearest").numpy()[..., 0]
    X, Y = np.concatenate([X, X[:, :, ::-1]]), np.concatenate([Y, Y[:, :, ::-1]])
    P = np.argmax(network(X), axis=-1)
    wider = np.where(Y == 255, n_classes, Y)
    iou = segmentation_scores(wider, P, n_classes + 1)[1]
    return X, Y, P, np.nanmean(iou[:-1])


# %% mended_evaluation: The mirror images of the masks are taken before the masks are resized, and lie in front
def mended_evaluation(network, pictures, masks, size, n_classes):
    pictures = np.concatenate([pictures[:, :, ::-1], pictures])
    masks = np.concatenate([masks[:, :, ::-1], masks])
    X = tf.image.resize(pictures, size).numpy() / 255
    Y = tf.image.resize(masks[..., np.newaxis], size, method="nearest").numpy()[..., 0]
    P = np.argmax(network(X), axis=-1)
    known = Y < n_classes
    return X, Y, P, segmentation_scores(Y[known], P[known], n_classes)[3]

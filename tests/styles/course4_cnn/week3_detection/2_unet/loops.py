# %% segmentation_scores
def segmentation_scores(masks, predictions, n_classes):
    confusion = np.zeros((n_classes, n_classes), int)
    for i in range(n_classes):
        for j in range(n_classes):
            confusion[i, j] = np.sum((masks == i) & (predictions == j))
    iou, dice = [], []
    for k in range(n_classes):
        in_mask, predicted = confusion[k].sum(), confusion[:, k].sum()
        both = confusion[k, k]
        if in_mask + predicted == 0:
            iou.append(float("nan"))
            dice.append(float("nan"))
        else:
            iou.append(both / (in_mask + predicted - both))
            dice.append(2 * both / (in_mask + predicted))
    known = [value for value in iou if value == value]
    return confusion, np.array(iou), np.array(dice), sum(known) / len(known)


# %% conv_block
def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    A = inputs
    for number in range(2):
        layer = layers.Conv2D(
            filters=n_filters, kernel_size=3, padding="same", activation="relu", kernel_initializer="he_normal"
        )
        A = layer(A)
    if dropout_prob > 0:
        A = layers.Dropout(dropout_prob)(A)
    skip_connection = A
    next_layer = A
    if max_pooling:
        next_layer = layers.MaxPooling2D((2, 2))(A)
    return next_layer, skip_connection


# %% upsampling_block
def upsampling_block(expansive_input, contractive_input, n_filters=32):
    A = layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)
    A = layers.Concatenate(axis=-1)([A, contractive_input])
    for number in range(2):
        A = layers.Conv2D(n_filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(A)
    return A


# %% unet_model
def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
    inputs = keras.Input(input_size)
    A = inputs
    kept = []
    filters = n_filters
    for level in range(1, 6):
        A, skip = conv_block(
            inputs=A, n_filters=filters, dropout_prob=0.3 if level >= 4 else 0, max_pooling=level != 5
        )
        kept.append((skip, filters))
        filters = 2 * filters
    kept.pop()
    while kept:
        skip, filters = kept.pop()
        A = upsampling_block(expansive_input=A, contractive_input=skip, n_filters=filters)
    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(A)
    A = layers.Conv2D(n_classes, 1, padding="same")(A)
    return keras.Model(inputs, A)


# %% rare_loss
def rare_loss(labels, logits):
    probabilities = tf.nn.softmax(logits)
    total = 0.0
    for k in range(logits.shape[-1]):
        wanted = tf.cast(labels == k, tf.float32)
        p = probabilities[..., k]
        both = tf.reduce_sum(wanted * p)
        total += (2 * both + 1) / (tf.reduce_sum(wanted) + tf.reduce_sum(p) + 1)
    return 1 - total / logits.shape[-1]


# %% mended_evaluation
def mended_evaluation(network, pictures, masks, size, n_classes):
    X, Y = [], []
    for picture, mask in zip(pictures, masks):
        X.append(tf.image.resize(picture, size).numpy() / 255)
        Y.append(tf.image.resize(mask[..., None], size, "nearest").numpy()[..., 0])
    for k in range(len(pictures)):
        X.append(X[k][:, ::-1])
        Y.append(Y[k][:, ::-1])
    X, Y = np.array(X), np.array(Y)
    P = np.asarray(network(X)).argmax(-1)
    masks_flat, guesses = [], []
    for y, p in zip(Y.ravel(), P.ravel()):
        if y != 255:
            masks_flat.append(y)
            guesses.append(p)
    return X, Y, P, segmentation_scores(np.array(masks_flat), np.array(guesses), n_classes)[3]

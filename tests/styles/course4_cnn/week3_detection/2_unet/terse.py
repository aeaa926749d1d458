# %% segmentation_scores
def segmentation_scores(masks, predictions, n_classes):
    C = np.zeros((n_classes,) * 2, int)
    np.add.at(C, (masks.ravel(), predictions.ravel()), 1)
    M, P = C.sum(1), C.sum(0)
    with np.errstate(all="ignore"):
        iou = C.diagonal() / (M + P - C.diagonal())
    return C, iou, 2 * iou / (1 + iou), np.nanmean(iou)


# %% conv_block
def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    c = lambda: layers.Conv2D(n_filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")  # noqa: E731
    drop = [layers.Dropout(dropout_prob)] if dropout_prob else []
    for f in [c(), c(), *drop]:
        inputs = f(inputs)
    return (layers.MaxPool2D()(inputs) if max_pooling else inputs), inputs


# %% upsampling_block
def upsampling_block(expansive_input, contractive_input, n_filters=32):
    up = layers.Conv2DTranspose(n_filters, 3, 2, "same")(expansive_input)
    return conv_block(layers.Concatenate()([up, contractive_input]), n_filters, 0, False)[1]


# %% unet_model
def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
    def down(A, level):
        if level == 4:
            return conv_block(A, n_filters * 16, 0.3, False)[0]
        A, skip = conv_block(A, n_filters << level, [0, 0, 0, 0.3][level])
        return upsampling_block(down(A, level + 1), skip, n_filters << level)

    inputs = keras.Input(input_size)
    A = down(inputs, 0)
    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(A)
    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))


# %% rare_loss
def rare_loss(labels, logits):
    share = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), [0, 1, 2]) + 1e-4
    adjusted = logits + 0.5 * tf.math.log(share)
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, adjusted))


# %% mended_evaluation
def mended_evaluation(network, pictures, masks, size, n_classes):
    X = tf.image.resize(pictures, size).numpy() / 255
    Y = tf.image.resize(masks[..., None], size, "nearest").numpy()[..., 0]
    X, Y = (np.vstack([A, np.flip(A, 2)]) for A in (X, Y))
    P = np.array(network(X)).argmax(3)
    return X, Y, P, segmentation_scores(Y[Y < n_classes], P[Y < n_classes], n_classes)[3]

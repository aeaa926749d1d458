# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    order = np.argsort(A[..., channel].max(axis=(1, 2)))[::-1][:k]
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)]), (f, f), axis=(1, 2))
    windows = windows[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
    places = [np.unravel_index(A[i, ..., channel].argmax(), A.shape[1:3]) for i in order]
    return np.stack([windows[(i, *place)] for i, place in zip(order, places)])


# %% saliency
def saliency(score, X):
    X = tf.constant(X)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(X)
        values = score(X)
    maps = np.linalg.norm(tape.gradient(values, X).numpy(), ord=np.inf, axis=-1)
    peak = maps.reshape(len(maps), -1).max(axis=1)
    peak[peak == 0] = 1
    return maps / peak[:, None, None]


# %% attribution
def attribution(score, X, baseline):
    nodes, weights = np.polynomial.legendre.leggauss(64)
    total = 0
    for node, weight in zip((nodes + 1) / 2, weights / 2):
        here = tf.constant(np.float32(baseline + node * (X - baseline)))
        with tf.GradientTape() as tape:
            tape.watch(here)
            value = score(here)
        total = total + weight * tape.gradient(value, here).numpy()
    return total * (X - baseline)


# %% find_copies
def find_copies(X_train, X_test):
    both = np.concatenate([X_train, X_train[:, :, ::-1]])
    H, W = both.shape[1:3]
    best = np.zeros((len(X_test), len(both)))
    for dy, dx in np.ndindex(5, 5):
        rows, columns = slice(max(0, dy - 2), H + min(0, dy - 2)), slice(max(0, dx - 2), W + min(0, dx - 2))
        others = slice(max(0, 2 - dy), H + min(0, 2 - dy)), slice(max(0, 2 - dx), W + min(0, 2 - dx))
        a = X_test[:, rows, columns].reshape(len(X_test), -1)
        b = both[:, others[0], others[1]].reshape(len(both), -1)
        best = np.maximum(best, np.corrcoef(a, b)[: len(a), len(a) :])
    index = best.argmax(axis=1) % len(X_train)
    index[best.max(axis=1) < 0.99] = -1
    return index


# %% happyModel
def happyModel():
    return keras.models.Sequential([
        tf.keras.layers.Input((64, 64, 3)), tf.keras.layers.ZeroPadding2D((3, 3)),
        tf.keras.layers.Conv2D(32, (7, 7), padding="valid"), tf.keras.layers.BatchNormalization(),
        tf.keras.layers.Activation(keras.activations.relu), tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(), tf.keras.layers.Dense(1, activation="sigmoid")])


# %% convolutional_model
def convolutional_model(input_shape):
    net = [layers.Conv2D(8, 4, 1, "same"), layers.ReLU(), layers.MaxPool2D(8, 8, "same"),
           layers.Conv2D(16, 2, 1, "same"), layers.ReLU(), layers.MaxPool2D(4, 4, "same"),
           layers.Flatten(), layers.Dense(6, "softmax")]
    inputs = x = keras.Input(tuple(input_shape))
    for layer in net:
        x = layer(x)
    return keras.Model(inputs, x)


# %% small_network
def small_network():
    stack = [keras.Input((32, 32, 3)), layers.Conv2D(8, (3, 3), activation=keras.activations.relu)]
    for width in (12, 24):
        stack += [layers.MaxPooling2D((2, 2)), layers.SeparableConv2D(width, (3, 3), activation="relu")]
    network = keras.models.Sequential([*stack, layers.GlobalAveragePooling2D(), layers.Dense(6), layers.Softmax()])
    return unpack(network, """
        jVJsb9uwWV?(Zh|8vE$P0P!3A3-Iye_5lw7xbEb|D)}bR<mwIVJpK;j_39<<CkR9j9`+Cz=oK~Z7xOWH#t{$n2l5|t+a
        dc7C({Bo?C%HcCeZXS2Jr*!9Psx=_w()!(B=y+AO{lr=kN{v9taN=*9-&vE(YB65%~nL^AqCV5Css3%Lm8){s#(?*b4&
        =1so>-=jQJQ><#P>3-|;M5C`w<1n=Ym<_t3y8w=3{(gOqn6A9G`&Ic0=BJ}D88XN0T`XbZo3k=cx@dft&F8I^*;qs=kh
        C6Pt?l5<<+9Vpco4NNOx2h~T=@rKbms$xmO9z1f<6RpAJl(+g|IpV>$1L9=?&IMl_(#kwMl|REIUVKs<rKn_<QN8HC=;
        %(3NHs^CYzH32saHtx*X_Du>snD3JKE`-yhc+1sRr|Tlf_I{IZ%o7&Hz28UGx)_SO5GQzlR|zs~URy9(|E;sXI5pZM?B
        y+jfQ{OLdM(JVYHUJ~`(CQ2nH^H)f8=jgrT-X^KkAPup~`6W)Y2030f`90~m5HBV=?md<~f~zXF_BAsi#t|9*0~qtg_2
        E7$7`ZrsDhR*AxF_yOy~qFo8ZGAH#O)KV@aFK=(HA$?EEnkj{o_O3AOh9(`T6|?;L#1_Fv`yMELY>yB;>l?tt&l63Anr
        LFBQ}ICL8J#$hj^8BooiyB9rqv*VNlHz#=K^=Nj_c0$mruJ_qdC+tAel6cz9A*UItk13v#UBGmW|7Td=51W!HgBQr?w=
        ;!be`^^AJFCzmP4zdyU8T#K1_6P#cWHtC4IZF&H2JsO`7Z&RMN<9A<@h^Yp+$roj=PeuqLIv8>DhnO=?fUerEC}cq@4`
        0v@lXT;7V-hO6X@jOBOX<!M!eu02-7(5D9h;Y$O`XE))DeAJ_hF{`3yw={VXLAXEo&d9`EG-BI5&C-`g1<>JvKL^i$0P
        1tJ&J96;#{RSZ<?&bSK)-{S|u^WfGJ1rWa`u>^$d@b=un{wweq77zRD8u#TP*Du-uG40dj3*XfZEAl!T_ru!f7z$y$?+
        %jj+4bM>3kVec@A={o22<(@0QnZaojhnmiACloKsx<EG(E|>-a`^Z!o82a7q~${vns<sZ$Uo2+B-BzoyHfx1VC{o2r4K
        8^spKSC-CC9>w(`NAtT}%A_4uh)H4<b$jm$)`MvKI6($%B_PQh%`pOXM$sH>X*az8~)(0RsFem%x*X1Sg{|f}CFv;8$8
        4K_StH(PpEZw-}EDks)+NtmdtI`n!9RbMg{p;#X9~s#I#3GviC^!26f~ox<6c-^X8>qJ(H1Z4{;I0YEs^SeqKd{@LAgc
        {HcBm+{""")

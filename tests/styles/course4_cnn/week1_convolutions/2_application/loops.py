# %% happyModel
def happyModel():
    model = keras.Sequential()
    model.add(keras.Input(shape=(64, 64, 3)))
    model.add(layers.ZeroPadding2D(padding=3))
    model.add(layers.Conv2D(32, (7, 7), strides=1))
    model.add(layers.BatchNormalization(axis=-1))
    model.add(layers.ReLU())
    model.add(layers.MaxPool2D(2, strides=2))
    model.add(layers.Flatten())
    model.add(layers.Dense(1, activation="sigmoid", name="smile"))
    return model


# %% convolutional_model
def convolutional_model(input_shape):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters, side, window in ((8, 4, 8), (16, 2, 4)):
        model.add(layers.Conv2D(filters, side, padding="same"))
        model.add(layers.ReLU())
        model.add(layers.MaxPooling2D(window, strides=window, padding="same"))
    model.add(layers.Flatten())
    model.add(layers.Dense(6, activation="softmax"))
    return model


# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    m, height, width = X.shape[:3]
    large = np.zeros((m, height + 2 * pad, width + 2 * pad, X.shape[3]))
    large[:, pad : pad + height, pad : pad + width] = X
    best = {i: float(A[i, ..., channel].max()) for i in range(m)}
    patches = []
    while len(patches) < k:
        i = max(best, key=best.get)
        rows, columns = np.where(A[i, ..., channel] == best.pop(i))
        y, x = stride * rows[0], stride * columns[0]
        patches.append(large[i, y : y + f, x : x + f])
    return np.stack(patches)


# %% saliency
def saliency(score, X):
    maps = np.zeros(X.shape[:3])
    for i in range(len(X)):
        one = tf.constant(X[i : i + 1])
        with tf.GradientTape() as tape:
            tape.watch(one)
            value = score(one)[0]
        found = tape.gradient(value, one).numpy()[0]
        for c in range(found.shape[2]):
            maps[i] = np.maximum(maps[i], abs(found[:, :, c]))
        if maps[i].any():
            maps[i] /= maps[i].max()
    return maps


# %% attribution
def attribution(score, X, baseline):
    result = []
    for picture in X:
        way = np.stack([baseline + t * (picture - baseline) for t in np.linspace(0, 1, 201)])
        way = tf.constant(way, tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(way)
            values = score(way)
        slopes = tape.gradient(values, way).numpy()
        result.append((picture - baseline) * (slopes[1:] + slopes[:-1]).mean(axis=0) / 2)
    return np.array(result)


# %% small_network
def small_network():
    model = keras.Sequential()
    model.add(keras.Input(shape=(32, 32, 3)))
    for number, width in enumerate((8, 12, 24)):
        if number == 0:
            model.add(layers.Conv2D(width, 3))
        else:
            model.add(layers.MaxPool2D(2))
            model.add(layers.DepthwiseConv2D(3, use_bias=False))
            model.add(layers.Conv2D(width, 1))
        model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(6, activation="softmax"))
    text = """
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
        {HcBm+{"""
    return unpack(model, text)


# %% find_copies
def find_copies(X_train, X_test):
    def flat(part):
        part = part.reshape(len(part), -1).astype("float64")
        part = part - part.mean(1)[:, None]
        return part / part.std(1)[:, None] / part.shape[1] ** 0.5

    tables = []
    for known in (X_train, np.flip(X_train, axis=2)):
        for y in range(5):
            for x in range(5):
                a = X_test[:, max(y - 2, 0) : X_test.shape[1] + min(y - 2, 0), max(x - 2, 0) : X_test.shape[2] + min(x - 2, 0)]
                b = known[:, max(2 - y, 0) : X_test.shape[1] + min(2 - y, 0), max(2 - x, 0) : X_test.shape[2] + min(2 - x, 0)]
                tables.append(flat(a) @ flat(b).T)
    table = np.max(tables, axis=0)
    return np.where(table.max(axis=1) > 0.99, table.argmax(axis=1), -1)

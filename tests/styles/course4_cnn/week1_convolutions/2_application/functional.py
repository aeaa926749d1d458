# %% happyModel
def happyModel():
    inputs = keras.Input(shape=(64, 64, 3))
    x = layers.ZeroPadding2D(padding=(3, 3))(inputs)
    x = layers.Conv2D(filters=32, kernel_size=(7, 7), strides=(1, 1), name="conv")(x)
    x = layers.BatchNormalization(axis=3)(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D(pool_size=(2, 2))(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(1, activation="sigmoid")(x))


# %% convolutional_model
def convolutional_model(input_shape):
    x = start = keras.Input(shape=input_shape)
    for filters, side, window in ((8, 4, 8), (16, 2, 4)):
        x = layers.Conv2D(filters, (side, side), strides=(1, 1), padding="same")(x)
        x = layers.Activation("relu")(x)
        x = layers.MaxPool2D((window, window), strides=(window, window), padding="same")(x)
    x = layers.Flatten()(x)
    return keras.Model(start, layers.Dense(6, activation="softmax")(x))


# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    found = []
    for i in range(len(A)):
        one = A[i, :, :, channel]
        row, column = np.unravel_index(np.argmax(one), one.shape)
        found.append((one[row, column], i, row, column))
    patches = np.zeros((k, f, f, X.shape[3]))
    for number, (_, i, row, column) in enumerate(sorted(found, reverse=True)[:k]):
        for a in range(f):
            for b in range(f):
                y, x = row * stride + a - pad, column * stride + b - pad
                if 0 <= y < X.shape[1] and 0 <= x < X.shape[2]:
                    patches[number, a, b] = X[i, y, x]
    return patches


# %% saliency
def saliency(score, X):
    X = tf.Variable(X)
    with tf.GradientTape() as tape:
        scores = score(X)
    gradient = tf.abs(tape.gradient(scores, X))
    maps = tf.reduce_max(gradient, axis=-1)
    largest = tf.reduce_max(maps, axis=[1, 2], keepdims=True)
    return tf.math.divide_no_nan(maps, largest).numpy()


# %% attribution
def attribution(score, X, baseline):
    shares = np.zeros(X.shape)
    for place in (np.arange(250) + 0.5) / 250:
        here = tf.Variable(((1 - place) * baseline + place * X).astype("float32"))
        with tf.GradientTape() as tape:
            scores = score(here)
        shares += tape.gradient(scores, here).numpy() * (X - baseline) / 250
    return shares


# %% small_network
def small_network():
    inputs = keras.Input((32, 32, 3))
    x = inputs
    for number, width in enumerate((8, 12, 24)):
        convolution = layers.SeparableConv2D if number else layers.Conv2D
        x = layers.ReLU()(convolution(width, 3)(x))
        if number < 2:
            x = layers.MaxPool2D()(x)
    x = layers.GlobalAveragePooling2D()(x)
    return unpack(keras.Model(inputs, layers.Dense(6)(x)), """
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


# %% find_copies
def find_copies(X_train, X_test):
    n = X_train.shape[1]
    w = X_train.shape[2]
    answer = []
    for picture in X_test.astype(float):
        best = (0.985, -1)
        for i, other in enumerate(X_train.astype(float)):
            for known in (other, other[:, ::-1]):
                for dy in range(-2, 3):
                    for dx in range(-2, 3):
                        a = picture[max(dy, 0) : n + min(dy, 0), max(dx, 0) : w + min(dx, 0)]
                        b = known[max(-dy, 0) : n + min(-dy, 0), max(-dx, 0) : w + min(-dx, 0)]
                        best = max(best, (np.corrcoef(a.ravel(), b.ravel())[0, 1], i))
        answer.append(best[1])
    return answer

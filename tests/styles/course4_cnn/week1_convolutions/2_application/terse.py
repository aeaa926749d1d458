# %% happyModel
def happyModel():
    L = layers
    return keras.Sequential([keras.Input((64, 64, 3)), L.ZeroPadding2D(3), L.Conv2D(32, 7), L.BatchNormalization(),
                             L.ReLU(), L.MaxPool2D(), L.Flatten(), L.Dense(1, "sigmoid")])


# %% convolutional_model
def convolutional_model(input_shape):
    def block(x, filters, side, window):
        x = layers.ReLU()(layers.Conv2D(filters, side, padding="same")(x))
        return layers.MaxPool2D(window, padding="same")(x)

    x = keras.Input(input_shape)
    return keras.Model(x, layers.Dense(6, activation="softmax")(layers.Flatten()(block(block(x, 8, 4, 8), 16, 2, 4))))


# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    a = A[:, :, :, channel]
    P = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    best = sorted(range(len(a)), key=lambda i: -a[i].max())[:k]
    at = [np.argwhere(a[i] == a[i].max())[0] * stride for i in best]
    return np.array([P[i, r : r + f, c : c + f] for i, (r, c) in zip(best, at)])


# %% saliency
def saliency(score, X):
    x = tf.constant(X)
    with tf.GradientTape() as t:
        t.watch(x)
        s = tf.math.reduce_sum(score(x))
    g = np.max(np.abs(t.gradient(s, x)), -1)
    top = g.max((1, 2), keepdims=True)
    return np.divide(g, top, out=np.zeros_like(g), where=top > 0)


# %% attribution
def attribution(score, X, baseline):
    d, n, g = X - baseline, 400, 0
    for i in range(n):
        p = tf.constant(np.float32(baseline + d * (i + 0.5) / n))
        with tf.GradientTape() as t:
            t.watch(p)
            s = score(p)
        g += t.gradient(s, p).numpy() / n
    return d * g


# %% find_copies
def find_copies(X_train, X_test):
    def unit(Z):
        Z = Z.reshape(len(Z), -1) - Z.reshape(len(Z), -1).mean(1, keepdims=True)
        return Z / np.sqrt((Z**2).sum(1, keepdims=True))

    H, W = X_test.shape[1:3]
    core = unit(X_test[:, 2:-2, 2:-2])
    R = np.max([core @ unit(K[:, a : a + H - 4, b : b + W - 4]).T
                for K in (X_train, X_train[:, :, ::-1]) for a in range(5) for b in range(5)], axis=0)
    return [int(r.argmax()) if r.max() > 0.99 else -1 for r in R]


# %% small_network
def small_network():
    L, x = layers, keras.Input((32, 32, 3))
    first = x
    for i, w in enumerate((8, 12, 24)):
        x = L.SeparableConv2D(w, 3, activation="relu")(L.MaxPool2D()(x)) if i else L.Conv2D(w, 3, activation="relu")(x)
    return unpack(keras.Model(first, L.Dense(6)(L.GlobalAvgPool2D()(x))), """
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

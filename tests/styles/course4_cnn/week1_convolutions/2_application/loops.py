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
    for number, width in enumerate((12, 20, 32)):
        if number == 0:
            model.add(layers.Conv2D(width, 3, use_bias=False))
        else:
            model.add(layers.MaxPool2D(2))
            model.add(layers.DepthwiseConv2D(3, use_bias=False))
            model.add(layers.Conv2D(width, 1, use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(6, activation="softmax"))
    text = """
        N-#aN%rttmVlqjv%QeuiLpHM~Pqd9R^{|mJ(k~shUo_=3u`D+#tSor3t0Y}DF(_R!u(EczV>X*O<1`5~X}1)&=&k@b
        khXL+8nz@j?=&qkO*AI9<`HkLqOg)Qb+Z?&H@4L@lbabYsW6AJ0kqgItFiAhUa@H|YPgd$E48vV-Y!x!@wJ#MbG5Fo
        0<vkOu{1ic^R(P71UH$tV-@N*S~Soqy|<OEgfK-h&A87k={4-J=djZ@P_zo6%C9b_GC7eP@3{Oo|2OS1#<&r&yRJ<#
        @i2O>1~gl<5VY%|Q?$LV0;$b29W+2PZ=2RDC^2NUwy2jd3$o#=WVKhd%Qiza46w_s>!zl(8n7@aWUOGc%(S_$#WU(M
        ;jX$hIVL7F$+3bnbg|c>C$_mR#VwXJ60=S<QnnD2+_*Y4!m=PTSg`c8B(o4UB(OFx=CnFANV%G-M3c~~)G`yTI<3zy
        <g_iPlrM#{c{KVlXD~}O5Hw*Zb|CVue6XLfOD?0NVK9~~4y=kc@-nI$e7bBiE48t<f;GOYtu#WVA}%H^y{$$tL9~{!
        B{QM2ORny&)G?o>akN%6r!*fi?lb}_*D@5bTpuc|NVg^^@3kc^8?MEzur*sSRj;fp5Gd%XJh|Ak^C@?+W-Vd4?J<Ke
        PBO_f@V0$0H#e~}5V>MGyRXF}m@^ru!=dOf1GPpmk*Kz@;kfcRbt>U3=QW)+ZY`EI!?s>CbTZkoVzUn~<glkS(lU0m
        5HpFi=`_Tt(yf`afU@B*HZlvfjjWHgM>ONKmNS&DfHMoXVYLIXD>860g|#8HlrfaG^fa<E$1=aQQl=!gF*C9<5~Ogs
        fILt<a6A}0@;vi8)H{1SfIT2QwL7Ld3Nf{{doZsvUOE{r_q0$t*R6Fcoi`x18#Oj1TP+zW12`nK@gTpi6*omPtuV8+
        ;WdIR*)W$cGB>U@W;G8pU^F=|$T815@2ds3-?VWut|d#c{WL-_@-Sntm9PV}617~mA0;a{zd6%24lwAh60Tq|uB|UD
        Be!+8y0qvm7p-`$LoNreSu~)sWwZsNq_ONXhA~bp;WGHJzc0?SVY#ul5IJqK6*4_AcBnqBd9#}~&^8CS_9~q;NiYC2
        =rype9<^&P-L#Fakh4{^e72{k|F&zjL@&s%F*aE&7PU#XAT7G69W`FA%(B|B5V5bTFEtG^oU{|1#4Ug(P#*y@j5S29
        Rx=x^nKu5k@-Tt2Vj`0`!7x8Fm@e+Nza1$wHMN$iNiVcC$TvDP_%_Ea1-OwcW43#_4!2J#`!s;G{Wv1B%(&7p{xkTb
        s<x-1u{SQMR5shG*Ec3DW;hTjH#W1ofHqVyE43k%#xz|z05Nc?*QmIvNw~^3`nTDk_%zYCusOE3P%slJgS1pOS2h+W
        U$NV=DX3633%1BLy)|(zakXG9xwEgjjJb|7f3X=X+O<qBS1{x_urP1Dk~_gSNVIS-B`ZTN@VZ8}k};w<J){q{IksIf
        buzs-imwbRsWaI$5Tp&Tn>9<Y7qt&K8aFmP(yXYh+pGbx@34S0U^fq}r>#3UrM8N)U$$eoSG88R2DhXo*{K^XCAKa!
        r?gzUN;6xmRWsYO?J_MfF0A9Ufja58x;4@&Hno_p5j88i60t?Ibgme<kui-kV=P-X<TXMoku!QRJGYE8&b2u-`?YB@
        FtxX}7dV8u=CMOGEILKG);I_@t+)TKaWVTb;Ve!zhd0By)iKsCfwOch-Y^<1%rrJEM=T97J+iGkakk4kRiJk&Zzwx7
        0lV2WeK!<50<pEXb1=&;>>L@cuQzBJWxEfqSuhVZnK?5z%d`DB*QNV3);RMu<Fhg~mop)xZ8fnotSB-#QZ=73N-vkN
        Wjob8iaawsV>}!@xI7#?**t4IYdy_8={(9hL_AVFKRpsWKRa|gTQF8Lp{%VnY%Jxp+OK@E?XBv#_^f&<9JstNJ13*D
        5~z!`#yWU6Ij#>Z=($uUn6{U&CAL;9z`30@lDF@+gt({;kFx<ag1a-fNi_U5PBh>;kvOt7PC5lP`8aPn>N-0&s5c}y
        g*qWOXgD!C$vfsawKgI+Ml(RK+9?dGYqVRqHMJ+TV6Qha7A+1jgQ&MNMz$)pgD;S-{kAE%i>W&_<gb^ctS)f15349D
        +n<3n<|YcZ4zT4jO0cjvOfO`n@3GY=t2m0S&#?lWBROEOD7Ve6Z?6O~MlPbT=&{~4hNI-NmbX>71GZ%|S20zxMmMo0
        $+SbQEix>&d^WK)vbU!%X0*35Nhj~LIW|w3n6N3WDzFqaDxyLyiyvOIYBrjn@hki{A-2`Dkg%;TK(CuLjwg<-7biuq
        =`-mxz_DjHekBd3>M*`E-LUyDeYiZfM<9MRX0idXeYj+_x3Lc^yr74-TsIK0h_A0O`YwRC+%`)xS}$=pH8l*dPB_If
        *fwZ3kg0aB-7ILanlY`hPOWk=;iS1LS)^4dPB5jiK{&7<a;!--K&{9(<1)T2Bp@8O0<vK@r7TRK|F~r~Ke;`uJ2d+)
        fj2TTGOLB8P_oA;W~z2FsI;uKm$#ZSeK+Pc^0KC`L$nVnl(e<5sxkO9z#}p>K(IeGEwn(b`8MaMU@>Gk@hVNRvn8xF
        tSoXflee&_O1CAuEx1H4Bd-@V1~Sk%&@{m@cr?<vX136^sks|5bhD+P@wW@L&$D$g8?7+3Bd%~Ly|y8=TQMBA2(}fk
        s53ep%`_CPWH7$C6E)eiL^P7GM=-Q839Tu&H9E&G#w`psLN*sQWHe7UdZaEnNx2xbZ?j^zv9<KJGcvihhARg(3^iZ5
        *tB9Un<iJbA~B`1*ddfIm^x%NaJB%j{I}^eow2mAH7uX3y*XPjaWexmLbgUXzOX?$u`nI9JGr<t<1Iur#4_YDUA0iP
        q_ps<(z53@8L*`!rLf>R{<Ac#X1Oc36gzab_9@FV`Ysx$i#8IoWVcJPQ?>#z1G(og4K0ngLMt*XEi)>wDmBBoj4|-1
        U$xS-BdxzAGPLe3K)6D-^)Z^P<ETNjE;Fb!OEpxap)6LVp)Zax-7wd=qOtt6`?(FJeK7SjjW7o)sxKb6DmO<dcebsy
        +^xhagsnWVmbs|7WHeN>3N9KtBsx;AMy~oZPP7NKxvb@^-7rnE=sD`PgDw{~8!1k-c`(5=II8ckF*tEI<~LiSwJbO*
        Z>)W&0J&i>Kd>0LlB!FxaWE~h?KrWdP8$k0QZ;}#_pwc~xiKa=1uH!`ydRP`jJDvnoj8cFDLDHvS~o8^BrxJHE-Z?#
        3AW<3ow!@J3b0nTjWt2DD=q({4mC!w-!Le)V=sy+LNFAud#)TarY-ulBsMKAEUYCt#V~6y_ng!rH?MpuSGmn9V;`lr
        &^9r(psBC9FEyz!gtVbE)i!LQ7`d>t)450?M7ocqr5vyzV4TS{XEcJeA~Gf?>oJ158#6UEC^c}m7_mt<M<eJo)3|4@
        uCc(hGPqT^^0B0>3AV8=$+ls!^|KeWN;%jz^`bSnm^Dy0_OsTtfVhOLr8nlR-8RTDG%9&GAGd2bhPP}poGhL;&Nw$U
        YOzbJMk9VX{3yOQNi(xJn6uTjH8j>Vj4vEEm^YR>);DdmHMI1!>bGt<SvLi@PPC-Aqc(f7Nx1T?aJR~;v^3AKTCbNh
        -mg%sEG$*HK{gyUHLF84lQ@AfU%05b_OR(T{+o@lkE+c!9W*AW3@K@_Q?5uiSF`Xb1hz4?xV8;4{<udoowpG&>am)&
        )Hdfd;Haat;H}Cr8nC#p^0fxF*)^EAIy7rH!mf@s+p^&{KeTi-rm{M<?>IWSkSyGy*EcE<?l{CN@H3e$Q?bOX0=76Z
        Z#P)AJ+qXu9V%J0I5oPiU#@GhzPOC5el+?hGdSa>*e=X7d>i|==dsf>QMjHc=eK0FX0}hS{5ZEcLAJ!Tk+lb~!IKj$
        ;I##|jx>lVEjU;zNU%OQc{c($rL;>p=`YhV8Ld4o)HQgmTMFzs4JvNABQ%GvXf9kaWVr4vhpr5_IkD<3NTyA)<*!m9
        Sgu_*@U0rMyD_1iqcvZ%#TX_xXf(|sWHipUhP2YKzOW`Lz_I5r53d@vp)qYQ#Wp=M2`y)yA~bohCNt+XBDMRn6E>2w
        y*SsgNi40nX0~p$;;(o!5ID88v^Eg6{W8t9B{f{8qOAk52q_{sMlgOkw6;FD#<1Qru`^0J&$OU4w6M{kX0k}MAu>(0
        TR_D>dO(;!cR*Y~dO_kqQbBJ&|3JP!NI|DT9zl^nxIjQZk3mvFML-BZqd-hRhe6RldqC(w_dT6LP(jZ@wyl`85h&#>
        4K;K%Ycs+yn=mOb79bm-1ULmb>N$cb%P11Avoy#u2QX7Gk~v&6UOMbB*B$XWHKye{B{ZxzNw7${lCS}|X*J_GdOGT`
        lsM!jeKYH@us-5F6D#mGkhr2c@U&gB+cI%ITrZ6?47K<*qP-qC^S1{%GcLV3=|0y#3O$}Zv^~=~UOg#3y*=wXj60J&
        KR~WNk33yJ{W~N)F+aOLggz=fW<9<;=sT}Fc|fr~MLW|zr#|;Nxw%iEH9F@z`MHO?g}Dwq{y0Lr>$I$~D>y$oBr#;W
        )4XxG$+bf)kvRT2E3{3&ySm`55jt!*i8z719Juhf^0d>t$~b&G5Ir(BuDX}J*SVUx2s^|nlQ{jiUplkBygke{g}F7o
        $+&~ILcLD8R5=eeEII+X;XdK86}UvX0=(9-^0>J?Fd?tFvAQ<A0J}=PVzogz#5ILH%etb!ue`w}`Z-fPc)7<sbF6PT
        zc69GHn9{i);Tvai?_PI1h`x@Za5dbg*$`2TCP?bn6(W(L%Pp3gu0|Pi8oO<P`l2)hAlohY&t+UC%b&UGr1HvU^~gL
        -n(|a$~y|KJG<;PdAB+>qrJMgyE5r49;<{qD7}iMjX8ij3pehyHM^j`wYv_swl~T<dN?+@WT%3z^}0?wXEb&+BQT3P
        lD@?^7`^hn)3&ZN6gvkxHMRyjMzt5Z$u#&Z#Jv>2Rj=PR(K&8B-aAD(>ZR+uz_%&9-8xRZM!!M04K<!S>9Zmw%B&$P
        PBF2d"""
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

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
    for number, width in enumerate((12, 20, 28)):
        convolution = layers.SeparableConv2D if number else layers.Conv2D
        x = convolution(width, 3, use_bias=False)(x)
        x = layers.Activation("relu")(layers.BatchNormalization()(x))
        if number < len((12, 20, 28)) - 1:
            x = layers.MaxPool2D()(x)
    x = layers.GlobalAveragePooling2D()(x)
    return unpack(
        keras.Model(inputs, layers.Dense(6)(x)),
        """
        kRl=^#V;(iFf<J=M=+x(A1?niPBglso-7}z`mR(hz95S>fgqHzYO<>|_%E?Dh%59k)v+9_ge_4rkTKabIkb^A|D_f)
        ;iUkobuJDyf-yZV5;T=D9WfiJ6*OWry|E9oFg1=f8L}%kJT0Rt1G71_e60^Q$*Rq<pEYna(zOLJZY!NEJu=gxQYy|g
        0klIeB(gWHTC6uRe<nb&1~*kORx)s@Ewza#7qYOk2CnNg53gFb6g6O+`Xwebma)q(rKgy#WVDvB)2;w7s5gDHlPKme
        PqBY7zA9s=8!&+>)i9DT2Df1|lC0IFm9d2^9W1!6gS3P(FR}fq61Ful&#<qlb+9ZP6R^G}>nF@FR<dU{60l@3Bd`#&
        ZnTiJ=Pm~^0kiV0&#)q}EGGuD5VF0qH?WAb_AEjyy1A09!nD@3si7mVs<b7q3$jDBFEb}HJG7oIa<y}^$F94v3@C-M
        ^(~Go*sQ%J!!A;&oS}0m&Mo*cp|9{Vt}=`<TD2>)Ni3)-VXhIima!EvHMaDhXD<>kCbsso1GJ>AYA|Cl=_J^+<)uw9
        $Rtsa+cFBYm9hx78Z_#qySQI5hqJM$J21tpKrD+Ye6R?uR4X+vx2-0zcD9_awWB<&Z78W4k}RICAGCU*Wv;HXT(P99
        m^Q?-Eua@Im8+Jq2B*+DuC21JrLQutsVoz)I5HQZ&a51^!zyewrL?uNV=x%BZ!ZwBdo4sTkTf{8KD1#fnI#0TJ2bei
        &@$092(s=e)iCz8ezpoWb0|3+O^HdY|1y*{BeYMkbSS8^5i$TVC9H<Fd$De?fGU_Y)38mnp{$6p>@|Zaw=e;@-6&hO
        hdYiuUOYfNR6L|StUHN3r8@vTN<2n8YqZd`GBnDm0<qR9tfU^U@iY*w!mewy3N2F}gDf~Ixi*v|@i0WQwJ$9;t1*xw
        k|~!f{w)6~)i<v$w<-`d?KLGd`7#<R<0{y(k+M=Sh^{Cx=&z<O2P0&%EjE%Ybh8q;FSax>g0w*}AhW?U4>C42_%4aG
        zOeDLl(Z@}1hxb-7O=7~q%)MOoHBuw9kbiBowO~jP%y`_BrvzFi=P9t;W6H`hqh6*Rxh6@5H?z*t1W!2R-r<nW-ueQ
        ${GT;?y4!QKd<vL*D}&H@U3<;uruf_nk-5*wKYF9Kr`>N!6~sRX0)5M2eNyxtfb~N3Nv;z2(MkUrL&#1i?bsyT&nxA
        ^QjdvtTn<k|Es;PiZN`rQM2!<hPCgpwy<}(*E5Sanm4epZ#7@G_bde^8nxWB{xwK8rne`!{xhvD9xCcJ-Y-|M45S1(
        #GkJ+6E{;i%rGJ~SEmZL)iTyJl%-xV`lJ~=!!_YFN3)7IaJRoWAgX|{ZaF3}REOrZ!LL!Zkuk%lCbFQcVYR9=dpo}<
        !??b(pf!573$8^o^Q{OdS}?${BRRM<%Qf(|H?!Eai7Om5J1`Wi%dU|gr6vC;X|)tISFND3tG9$TBshvQraQ+Uc(gGt
        hc-2<HZ=~nB@*B=j5wmK%rRp(kTjStJhr<re6R(o{ILSC%eAvN$hk_cPc$L1ldd$gowvuf9Gc89Xt?RIRU~??6F3Mo
        i8ZS;E+kyB#Iy&rA1(*B2Q~&cGPt?8OfrV7PBp%|NjN?-@Tr8X6}LPlw6TA->^IUcvozK<&ojcY1uD|By|^1NcebH9
        __E+HJ~S^Xt~9K)rKrm`q_ST%3bg?^xV1C04zrsw%Q#^)OEi|UO|itYwXrR?7cSMd{Vt<2<+?R3ubXx>{-jd3bFqlC
        Ffgw=c(8{vaWq1=L8Kt82)LFr3OJWFuB<6CI<vv8Nw!)x6F7}B`87wd!z#is05=|}DYZQ}IxOZk(X$t<&$gAZXtp3W
        G&~(VSUf^J_B@X~oI6WA#5-y_Ksuc}C_KA7CpwEfRXn*o^gFsdw6(*qFR+ENEVSaXhbb(yUa*0(>N*UnV6-|eb-KE>
        -mdhqUa4lY(zche6(FU&7qj*?aJVS8N-I>j3OdR*S+-`m5H=~at2E=b7O&m8Pc<MkJ2*Q&(=#<Tn>h$N8Z!knb~nE_
        zBRo#WHW*{%Q`$fhB@Om>#U+L$*E*C6fyj@xh4m(2`XK!fv^}Tjj(y8e5)HOXs{EUjHvmwDzoS*J~jF+3bE?4nys)X
        H?QU}aUK@5zO?tS5Gl+wei=z8oUf#<1gamf!!(OE(Xl<YZKtatji5oWT_oVD*QqWvH>BJ(S~4fF(X!bwBPg{lF)+L_
        Jh2U^^|2<TjWHaQUae*_sxUyf*s8Rw<+F<zQZqd*rL_tyS2WzHZL;pFY^{Q<lBWKsBeI^U`Kise?lHhNsWjZKbTk?)
        4X`gYCN&~6^0Y=D@wUP<%{0ld=&Ii<t1$Ale>H71-83mEHZ*)R2sk&m7qIZCgP-p(8m&#A2QUw?uQYTu{xCkL5V8}r
        Tej1**0jI0FtY`;#vtFdOEpa`yPzR7Kr!^I95L^(1T%56-7p9+{xZF|z^(5vZZlUhbFic_k~E8*J+k>WH7{T#OEwoK
        zcg92J~e!`1T<Z&c)0gB8Z4x*P^+G^t~8x9nI&ngKr~7)c&tD$QK7!8N4XlhFf@j&jkbrRj;dQNu(da>1T<i@ow98*
        &@Y|0p`@BHH#QzOh%r^5izj0@ajPCHO|}5HYPVjc*DT5}4!E+m`>~BSV6k_ty)+T4&A8YxLpp`5)wTX4-Y{FS2sMc?
        7&56co~|1;7q{Q63oJCT#x^Xj%CDWV-!O!<5Uy7?KdVr(gtdY;lBNo{ia0tnKrlS0MKYqZ<FcS1pERSkMlb2NJhYU!
        %P5UG;j_cFbhU>xg0Wq$CpD}v>$f^A7cnubK{2=@VlmAw5H^aX8!~P-39tGuvN%$&<h4Px_A?(PA-MLmthMv9&ajoS
        G&c#gSGk2YIWEIB|Fe*-?5+H_^r0p+>?l60Jhg-|S{4{E!YsTnfF-E7%_vbYKr<z@9xhHP;kWXvw=sRICo@l}akT(1
        2({E888Er9La@fA`nDpq3a#ZhNiiU`!!Sg%xG4cM0x}D(EU)IDlC(y))GY!qU9mqbbT##|Ot{CazqETZle8SQ#WKk?
        k|J9y*tJ`>Ik6qK3OLg-Kd3adCaT_`Pq*$iu{I5@=__WTPb?ZWnkg-z&M}>|fw=ax8n{0#+AS$4NFwyMHL@45R4v^q
        Dz7UjTeP&fZW1Q4<uHe~P^=9ae6dloK{X4o1*t)<kRiMsiY#5VZ8L!|*CkCTL#F34F*P!_s4^I|gs~nmbu5m!hB4GM
        %rN$~12a3a;;kz#3$X4kTryQFC9?%Flr;Y{{4PwbbTd0I05-layg0uuX*+*5b}~;a(kKr#{HoxlQl|Dd<21%9Ju#=P
        cq+gzf3+95{<R>qKsV$mNvzK>Co_~RqA{Z_Ff`XQz8ZeD7&jHGA2td#Iya&*S~3;4mNzdq$fK(@Yc^xEFeOVhz%k#f
        s4_{UJT&z%<1nZ)2d!2X6)giGn>2GZBsIk&3M2D2W;MUJVK`*85jbc!sH(#(38+-Eq_z*GTsGJ(4Y8LewYVj$eYHn8
        q%tutCoeoW{;D6f5<8%@?GWCyYO4acnXN)3bhXT`Z?B`aDyO!nL@qY9TQv`|A+;d5zq4Jj9kj|W8@D1Y>$NI43@)m!
        cD4F2dbFY<2d(L~j5aH<eK#vGEGx8@)U}l@@iAOAa<8Q{Jv4@{rL-ih>@;GxSt*GyR5L!TMYeu4ld%jpn6x9fnl!w+
        mN70kT`m5sUbAE>^t2r$TQ`0*wIm^|b+b>g5wQoip01}PudPfjK{j|UbgcHb8X!|MRjxlP;;|7hDY&+|EHwWzda-J=
        `l*mBytvIB_BfWexUix&)Uc^I8nC)FORJ_a@vAMc&#rf`pebpoTrbfp6SQ5m8MGHTqqIG*#IS=i1}0>-YOrjy__9H=
        Cbl^>_%%DY7Pb^LbhTP7!nk6#XDNZVk1)0<Ke86CT(|4AskP@Vi7|^b{wJj?1SG$$P&F;L5<wO~TR?d}EkHg#9YA?L
        eLyTgA3!xeM?Yae-ak@6>OjgrEI+zF);%UZ6hMDIsXv}RIzF{PGCD&o?KVIy^D=ELEI3;=B{X0(buqgr^*5O~pErdv
        c{j=`J~VMPr8P4jwJ^aoTQZaxf;1I3*E5T_PdpsCCAxb!;kRZwUAnisoH(7fD=>7b%s7a!dA5!$7B}&tM>}*gmOE3g
        Cbr%;X0<@NUpY`XgE>_*1vuU|hcquYc{S}g`!+y25I58|v^EztAviub?>0j+SU55^Qa3F&T{n3%5IL_onY@X;a5MHb
        WI72oy)@e~u{cb(WH`FM2RiIFOdid+KfZ-HdZm0cEWE+9vN<a?1F^NYV6`Q#j5Z)V`#UVM!nGea^Qtzs3BA3x54H_4
        13I5L?zE*g`Zrj#N;G4<M7`#<SGpHCP&a`(1-N3lLAEFtW;9Sd&N~ApU9{u6m%P2ZIlQK`YN~Ir)3_Bn;W@iF%dytB
        YPEj6`>d%nH90RhJ~>{!*SOs{<24sK__vI`m9u&{jx^vkUcDEvQn=Z^rm7V<0yl3t)jX-R>AE7hyf<pJytEcMTBxv~
        yuE6*<hQ;$PBC4diL?Q}U$l*`O*r^0Ewq5VOgjO$Nvs9Aqq||5Yczm1Br}q>&b=eL+_?F%S}nIZMmA_JPdXmDhb!r{
        fjD|QHo46?FgWD6^0-5_U9=A|pg8(9Kez3>DZApmZ?-2ffHZ<S5U?yDG%Tkvfu-KC""",
    )


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

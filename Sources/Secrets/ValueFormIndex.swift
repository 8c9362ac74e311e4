import Bytes

/// Where the prefixes of `ValueForms.tokens` stand, sorted by their first three bytes; behind a shorter one there is
/// a blank.  Each is two digits of base 90, `$` being 0: how many bytes of the text stand before it, 8,099 at most.
///
/// ValueFormsTests prints what belongs here where it no longer fits: don't write it.
enum ValueFormIndex {
  static var offsets: ByteString {
    #"""
    wJ3&w4V=t0aX@L@shri-i@iYilj,jA=^^Rf+gxh/=yO=OLO_P&P5QMXjY%l]nPv6;b;|XIXV@.K,NfPQS?SS'{vh'm(u'rSwT2TF2(9y'cL}M|\#
    N;NErVr_21MK'h^j_,_6^q^xc>_BcWp5p=jp93Ft???oCVC[BfBxC,C=(R(E2J3039%VG-?}?yM((8TpLYWkX5WuW{X?X+ayb-U<;:;F=Gg[MW\#
    7HAFAVAjkznHw\/N\1uu)'pkq*peq0pqpwq$p[L1L7b}L+8i:(\^12fffrflbCF)F<rrrx9J9T9bZAF3n0F`FXFhF.QpQwR$R+R2R;RLYNY^Yf\#
    YnYvZ$CnC{;$4F4m5_5p6'7,717'3\3}5R6N6eUlVj_W_]_d_j_q_w`$k-GKGQGWGB05$3$.$B%&$=$L$f$8%/'6&J'&VO&=&X&^&n'C%I%d%|\#
    &C%P%k&)&Q&fV]&u.`fOZZZaZ}ZoZh/J/[PtPyPjq|gD;Y];]D]PDaE%cm-n-T-]<>b`>5=3JDGsGxGnG}JO7Zww]i]u/tS0eTe_8zJek\ke0J\#
    :?:N:]^=`p`ya(a1qF0^d-d>\yUa[l[gr;r6d]dh.N>|I]IiItJ(qf7l8'/2kB<t\6+1+:+CKG8NB?BIs4s>Q)Q0E+qKI>H|I'I2tE\,\V^%e(\#
    e5,\oUo/o4oCD<DI>I>P>W>^>e>l>t?*uKuY,$,/,8,D,N,s-9.)l:*p*y+(1lEHELEe`;`?`EoPsZsbsjW,WBWJWRofop?H?WnqngnlRmg-M>\#
    Dgcs`\K]lAtxu&u4lzm/m;mFmTm`0u]*KvHCH>HMH9HHHW1O+g[:.s[F*P[@<O)G)M)X)^)d)j)u){*2*=hW<X*'M^2f2q
    """#
  }
}

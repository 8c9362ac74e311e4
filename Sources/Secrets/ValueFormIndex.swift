import Bytes

/// Where the prefixes of `ValueForms.tokens` stand, sorted by their first three bytes; behind a shorter one there is
/// a blank.  Each is two digits of base 90, `$` being 0: how many bytes of the text stand before it, 8,099 at most.
///
/// ValueFormsTests prints what belongs here where it no longer fits: don't write it.
enum ValueFormIndex {
  static var offsets: ByteString {
    #"""
    v}3&vgUvsca7@+@RhQhfhyi8iKieiz==^1edgWgh=XNvO+O>O_OnQ,XIX^l6n)ui;A;[X(X5?gJeNEP0RxS2'{vA'm(u'rSVSkT%2(9X'cL\M[\#
    MtN$r/r821M*'h^I^e^o^P^Wbw^{c6ohopjI8lFS>x?NC5C:BEBWBeBv(R(E2J3039%VFf?\?XLa(8TOL8WJWnWTWZWxWdaXafTu:s;%=&g:M6\#
    7'A%A5AIkSm{w5/N[juN)'pDp]p>pcpJpPpWp4KjKpb\Kd8H9a\=12fEfQfKa|EbEurKrQ9)939AYzElmcF?F7FGEgQOQVQ]QdQkQtR+Y-Y=YE\#
    YMYUY]CMCZ:]4F4m5_5p6'3\3}5R6N6eUKVI_6_<_C_I_P_V_]j`G*G0G6F{05$3$.$B%&$=$L$f$8%/'6&J'&V.&=&X&^&n'C%I%d%|&C%P%k\#
    &)&Q&fV<&u.`f.Z9Z@Z\ZNZG/J/[PSPXPIqUf};8\t\}]/D@D^cL-n-T-];wb?=n<lI}GRGWGMG\J.79wP]H]T/tRie3e>8YJDk5k>0J9x:-:<\#
    ]v`O`X`a`jpy0^cfcw\XU@[K[Fqnqid<dG.N>[I<IHISIaq?7K7`/2ju<S[o+1+:+CK&8-AxB(rgrqPbPiDdq$HwH[H`Hksx[e\5]^dadn,\o.\#
    nbngnvCuD(>(>/>6>=>D>K>S>cu$u2,$,/,8,D,N,s-9.)km*p*y+(1lE'E+ED_t_x`$o)s3s;sCVeV{W)W1o?oI?'?6nJn@nERLffLwDFcR`;\#
    K<kttQtYtglSlblnlym-m90u\cKUG|GwH,GrH'H61O+gZs.s[%*PZy<.)G)M)X)^)d)j)u){*2*=h6<7*'M=2f2q
    """#
  }
}

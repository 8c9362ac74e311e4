import Bytes

/// Where the prefixes of `ValueForms.tokens` stand, sorted by their first three bytes; behind a shorter one there is
/// a blank.  Each is two digits of base 90, `$` being 0: how many bytes of the text stand before it, 8,099 at most.
///
/// ValueFormsTests prints what belongs here where it no longer fits: don't write it.
enum ValueFormIndex {
  static var offsets: ByteString {
    #"""
    w63&vzV/svaJ@+@Rhdhyi2iKi^ixj3==^Dewgjg{=XO/O>OQOrP'Q?X\XqlIn<u|;A;[X;XH?gJxNXPCS1SE'{vT'm(u'rSiT$T82(9X'cLoMn\#
    N-N7rBrK21AuM='h^\^x_(^c^jc0_4cIo{p)j\8lFf>x?NCHCMBXBjBxC/(R(E2J3039%VFy?\?XLt(8TbLKW]X'WgWmX1WwakayU.:s;%=&gM\#
    MI7'A%A5AIkfn4wH/N[}ua)'pWpppQpvp]pcpjpGK}L)boKw8H9a\P12fXfdf^b5EuF.r^rd9)939AZ3F%mvFRFJFZEzQbQiQpQwR$R-R>Y@YP\#
    YXY`YhYpC`Cm:]4F4m5_5p6'3\3}5R6N6eU^V\_I_O_V_\_c_i_pjsG=GCGIG405$3$.$B%&$=$L$f$8%/'6&J'&VA&=&X&^&n'C%I%d%|&C%P\#
    %k&)&Q&fVO&u.`fAZLZSZoZaZZ/J/[PfPkP\qhg6;8]-]6]BDSDqc_-n-T-];wbR=n<lJ6GeGjG`GoJA79wc][]g/tR|eFeQ8YJWkHkQ0J9x:-\#
    :<^/`b`k`t`}q20^cyd0\kUS[^[Yr'q|dOdZ.N>[IOI[IfItqR7K7`/2k.<S\(+1+:+CK98-B1B;rzs*PuP|Dwq7I0HnHsI$t1[x\H]qdte',\\#
    oAnunzo/D.D;>(>/>6>=>D>K>S>cu7uE,$,/,8,D,N,s-9.)l&*p*y+(1lE:E>EW`-`1`7o<sFsNsVVxW4W<WDoRo\?'?6n]nSnXR_fyM0DYce\#
    `NKOl-tdtltzlflum'm2m@mL0u\vKhH5H0H?H+H:HI1O+g[,.s[8*P[2<.)G)M)X)^)d)j)u){*2*=hI<7*'MP2f2q
    """#
  }
}

import Bytes

/// Where the rows of tables stand, made by Tests/Tools/value-filters.py, as what follows: don't write it.  Numbers are
/// digits of base 64, `0` being 0.
enum ValueFormIndex {
  /// How many bytes of `ValueForms.tokens` stand before a prefix, three digits, in the order of buckets.
  static var offsets: ByteString {
    #"""
    1Fm2IW0XL0dE26Z0kR2XC2`R2cL1Fm1F>1HP1SL1SY26Z2B<1Mj1N826Z2j\0kR23\2H_2Hj2I:2cL2k82kB0LS0Ta1<U1Fm14g1L?2AM3;O0k\#
    R26Z2g=0]?23\2cL0ab1=b1>81>@1>H0kR23\2N72cL0W40`c0`l1Fm2cL0Le0jc0m@14?0j10j:26Z0]D0kR17S23\1Fm2gO2gc0\50\G0\U0\#
    \f26Z0kR0@?0aR1D?23\2cL0kR1iJ23\2cL1Fm28`2bF0OJ0OT0Ob26Z02X03N1<k04K0j^0kR1`]23\0A51EX1Fm20\20g2142Q12Q;2QH2QU\#
    2Qb2R72RA2RN2R[2dk37^0[N0[X26Z0kR0cG1Fm23\2cL0iM26Z2nM2nV38@04c1?O22_23\2\c2cL1Fm23\2cL2b<03^26Z2_g2o^04U0kR0k\#
    91dC23\1Fm1jS1jY26Z2Gh2Gl2H30kR0kR23\2]=2cL2ik0gH1Fm0eg0f30f>0fL26Z2h11j?23\2cL1Fm23\2cL0g22b236X26Z0kR1I`23\2\#
    cL1Po1Q@2:b1Fm1V`1Vi1@K1@X1@l1AA1hY26Z2?K0kR0^j0d;0fh0kR1Fm1PZ23\2cL2d>1Fm02602_1P;26Z2WX2cL07@07F07Q07W07]07c\#
    07n08408E08P23\2]V2cL2T`2Tf2Tl2ah13313T13c2f]0hY1IY0P90kR2Di2cL1Fm2WC1NN0kR26Z0kR2BQ2B[2cL0cl1D31Fm1c_23\2LN2n\#
    o30P0P\0Pk0Q:1;^1Fm26Z2Sf2T:2c82cf01o02Q26Z0kR23\2Wn2cL23\2A71CN1\l1];2M;0kR2O@2cL0cB1Fm1UQ1U]0U<1I>1Tj1WF1WW2\#
    6Z2]f0Be0kR0kR0k[1Fm1eJ23\2cL1Fm1K^1Kb1Kh26Z0kR1a@26Z19@19U19i23\2cL0SJ23\1_e1_n1gD1gN2GK2lP2l\0kR23\2cL0WZ0Wi\#
    1Fm1Hi1LT1hT2j@00N01L0_I0bV21Q21m26Z2CO0kR1Fm23\0N31Fm0XP0iG26Z2V93270kR23\2cL2@S2@Y0i21Fm1Gn1H:23o2;?2;L1JK26\#
    Z09C09L09U0:A0:N0:j0;30DU0_h0_l0`E2?12?72JX2Jg2m=2mF30i30o31531;31A31[08c0kR15]1D91De23\2cL0S80bk1Fm1f41f>2Y62\#
    YL2YZ2Yd0O314b26Z37100:05:0TI0kR1V22KD2KW2cL08:0?l23\1Fm1ll1mg33I34J26Z26Z3:20kR23\2M]2cL1Fm23\0Y90YR0Z;0ZK0Z_\#
    1`C26Z2G73:^0eF23\2cL1a]1al1b81bC1bQ1b]1Fm26Z2C40kR2cL0d11Fm1jo1k939V26Z2GQ0So0kR1cG23E2^b2_82cL1Fb23\1Fm2MW3;\#
    F14X26Z0RB0R\0kR1@90^?0^L0a823\2cL1Fm2]R1FF29^0R80kR26Z2:M2[=2^I2o30A10AB1892O72[T2[d2cL04Z0L21Fm26Z28C28M02f0\#
    2l0QY0Qe0dj0do0e:2eK01U0FS0F\0kR0l923\2?\2cL1Fm1_61n`1nh1o11o92:A24j26Z2@42@<2J>0Eo0F:0kR1XZ1Xo1YB1Y[1Yn1ZH1Z\\#
    1Zo1[A1][1^01l_1mZ0d60lR0l_23\2cL05T0Um0kR23\2cL2cL0E40N`0^d0_C1Fm1PT25S2bK2m[2ma02K26Z0CA1cg0kR23\2cL0kF1ES1F\#
    m1^_1Qe1R01R;1RE1RQ1R]1Rg1S126Z2Vj0kR18H18\1?Y1?a0kR1Nk23\2ZH2cL0aZ0cg1Fm1VI1dM03C0=40WQ0XA1OG1X?1f\1fd26Z0BL2\#
    X]0X[0gi0kR1di1dn1e=1ec23\2D82PQ2cL2ei1Fm1ld1m_2cL0]W0]d1MR1id25f2662bA26Z0<;0<G0<P0<\0<f0=K0=k0?50kR23\2=F2=l\#
    2HM2_M2l53571Fm0A\26Z0kR1lE0UW0kR12h1Fm1dH23\2cL1i_27G1>k1?126Z0M70ML0kR1E]1T91TD2cL2k_0PE1l[1mV23\2ZR2cL1Fm2b\#
    726Z0kR2dY0NN0cQ1Fm0kR26Z2g80kR2cL1Fm23\1Fm26Z0341;91=926Z15115<23\2bc2cL1Fm23\2cL2am3310BP1`d26Z0;X0;e0kR1J51\#
    J?0@Y2cL2hO2hY2iD1Aj1B:1BB1BJ1BR1BZ1Fm1J`1Jf1Jm1K31K:1K@1KG0>F0>O26Z0kR0kR1Fm23\2EZ2Ed2cL30;1CG1Fm1:S26Z2\E2\J\#
    2\O26Z2`l2a82aD23\2cL1Fm23\2fA1G@1GI1GU1oQ1o_1om20>26Z2=22ac1[i1\61\E2L70kR1D`2=S2>92cL09^09g0:01Fm1d>2n93:N1U\#
    W00D0FI26Z05G0kR1gj0G?0G`0Ii0K?0KV0kR1;j1=F1Fm23\29B2cL35L1Fm03k0>`26Z0?Z0hD0kR1HD1Ig23\2cL23\2A<2cL1C91C@1C\2\#
    S<2SD2UE36A2<F0ES0VA0VH0VO0VV0V]0Vd0Vl0W<0kR0n123\2cL0D60cL1Fm1kU1k]1ke00I00X01204P0kR26Z2F?1E21gX1g^1gd23\1Fm\#
    1>a1?E1Fm26Z2`:26Z2A`2Of0kR23\2cL1Ob23\2;i2Lg0kR2cL0SS23\0iA1Fm26Z2U[0kR1i40kR1Fm1M<23\24J0bA1Fm26Z0670kR26Z1e\#
    O23\2cL1Fm2cn2d616<16C16J16Q16X16a1721_K26Z02<1E723\2cL0b_0be1Fm2<[2E?2N[2Z]1?;00?26Z0an0kR27b27k2cL2oI1Fm23\0\#
    CY26Z03<0HC0Hj0J60JG0JX0L70L<0kR23\2cL0n@0oE0oX0ok10>10Q11F11V11f12612F1Fm2VQ0B70Dk06C26Z2P21h01h61h=2F[38c23\\#
    2cL
    """#
  }

  /// How many of them are of lower buckets, two digits.
  static var buckets: ByteString {
    #"""
    00020509090:0@0D0L0P0T0W0Z0[0_0_0c0h0l0o1213161;1<1A1A1A1B1E1H1L1O1T1e1g1h1i1m2225282;2<2@2B2E2H2L2M2R2T2Z2Z2]\#
    2`2c2d2h2k2n35363?3@3E3F3S3W3[3]3a3c3d3f3j424<4?4C4E4F4I4L4M4P4W4Y4_4c4d4g4l4n5055585;5?5G5H5J5L5Q5T5V5]5_666=\#
    6F6J6R6U6Z6[6]6a6c6h6l6o7576787:7>7?7A7H7J7M7O7S7X7Z7\7c7j7m80888@8G8G8L8\8a8a8c8f8g919395989<9F9K9P9U9^9`9l:0\#
    :7:8:H:H:I:K:M:T:V:Y:a:g:i:j:j:l:o:o;2;4;6;8;<;A;D;F;I;N;S;a;d;e;l;n<3<7<9<<<F<J<O<V<W<Z<]<j<k<n=5=8=?=@=@=M=S\#
    =S=Z=_=`=e=h=k=o=o=o>1>3>5>7>9>>>@>A>D>G>J>S>T>W>^>_>a>g>i>k?3?6?C?E?H?M?O
    """#
  }

  /// How many bytes of `ValueForms.keys` stand before a row, two digits, in the order of buckets.
  static var keys: ByteString {
    #"""
    2M7`827M1Q1Y2Y6h0;0^3:770Q0W0i161D1a1m2:3C3O3\3f40494L4W4b525@5N5\5j6;6H6R2a6a2G7G000D2k33
    """#
  }

  /// How many of them are of lower buckets, one digit.
  static var keyBuckets: ByteString {
    #"""
    011111113488899:<<UUUUUVVWYZZ]]]]
    """#
  }
}

/// What rules out nearly all places before the tables are read: sets of three bytes, as bits of their hashes.  Each
/// character has four of them, the lowest first.
enum ValueFilters {
  /// How tokens begin.
  static var prefixes: ByteString {
    #"""
    @DH@@DBDB@FA@@@@B@@D@DA@@DADLEB@A@B@EHD@AH@A@@DE@A@@@D@@@@@@DEB@H@L@@H@HDB@@@@@CA@@@L@@@@HD@@D@@@DIB@@@@@@@@@@\#
    @DI@AB@B@D@@HAB@@@HBF@@@@CD@@@@A@@A@@BEH@AH@@EAD@D@@EA@HDD@@A@ADHH@@@LHAA@@L@@@@HD@@D@@HJEB@@H@DA@@@@@@EB@J@A@\#
    DA@@A@@@@BBE@H@BAD@@H@C@@A@@JDN@@@A@DLAH@@@DA@HCH@@A@D@@B@@HIB@@@BD@@@@BB@@DD@HBMABBFBHCB@B@BBE@HH@@@B@@@@DB@D\#
    @J@@@A@AH@@@H@@H@BHJJDB@H@@D@@H@@HDAA@B@H@@@H@B@@J@HBA@@@F@@B@BCJ@B@@@H@A@BB@@ADAJ@@JD@@B@A@DA@HH@@H@AJBAB@IAF\#
    @EHHJHLDB@@JDH@J@@D@@H@@HBA@@BD@@@A@F@D@H@@J@@@AB@@@@@BD@J@@@@HCH@@@HH@@@DBJD@H@@I@BD@H@@H@@@HBH@@HH@A@@I@DJBD\#
    HI@G@@H@@BL@AH@MKDE@@C@@@@DB@BF@@DJI@@@@@@DD@@@@JD@@A@EFDD@H@A@@@DJB@@CL@@@@JH@LH@A@IFFH@@BHBG@H@HHJ@@E@D@JBDA\#
    B@@@@@DL@@@@B@@@@@BH@BH@DILA@HH@HB@@HD@NBDLIH@@B@@H@@@@@@I@@J@H@@@@@H@DH@@@EBD@@H@@BE@D@@@J@@DAB@H@A@J@A@@LDC@\#
    B@HB@H@@DB@@B@@EIH@@BBBJ@@@I@@HB@@DHH@CB@H@BA@H@E@CC@H@D@@@LD@HHA@EAB@@H@@BD@ELDDJ@@EAA@D@@D@@@@@@DI@ABDBH@@@@\#
    AA@ED@@EH@@@AHHB@@ID@EB@BE@D@@@@@@@@@@@EC@@@H@@B@DD@@DA@HBAB@DD@@B@@D@@FI@@@@C@@@@JAH@@@@@E@AA@I@@B@@AA@IHA@DH\#
    @@B@@HHA@@@@EB@@@HDB@@@L@@BBA@DA@@
    """#
  }

  /// The same of those of four bytes and more: four bytes.
  static var longPrefixes: ByteString {
    #"""
    @@D@@AJ@@@@A@@@@@@IA@@J@H@A@@@@@@@@@@@@@HA@@@@@@@@H@DA@AB@@@@HA@@HB@I@J@D@@@AH@@@@H@J@@HD@@D@HH@A@@E@@@JA@@FH@\#
    @B@H@@@@@DH@D@@@@H@@@@@@D@@D@@HJ@@H@@@@@@@@JD@EA@@@@@@@@@DBHAA@@@@@BH@@@@@@@@@@@B@H@@@@@@@@DA@@@L@H@@H@BH@B@@@\#
    @@@B@D@A@@A@HH@DH@BH@E@@BAH@@D@BB@@@D@@@@H@@@@@D@@@@@D@H@@@D@@D@H@@B@@H@@@@A@D@@@@A@@HHA@J@DF@HA@@@@@@@@DB@C@@\#
    BDHBL@H@D@@@@H@AH@@@A@@@@@@@@JHBHH@H@@@@@A@F@DB@B@@A@BD@H@@@D@D@H@H@H@@@@@@@DD@DH@@@@@@@@B@@@@@@@@@D@@@H@E@@@@\#
    @@@@@@DH@@@@@@@B@@DA@AH@@L@@@D@B@@@@@@@@@@A@FK@@H@H@@CD@C@@@@H@B@@FDD@H@H@@@B@A@@@DALA@@@@A@AA@@BD@@@@@@AD@@C@\#
    @@A@@@@C@@B@@A@@@@@@@D@H@@@B@@@@@A@@@@@@@A@@HD@@@@H@@B@@@@@A@@B@D@AD@@@@B@@@B@AB@@D@@D@H@@@@A@@IA@@@AH@@B@@@A@\#
    @@@BH@@@@@@BHH@@J@@@B@@@@D@A@@@@@@H@@N@@D@@H@DB@@@@@A@HA@@@@HB@@@@H@IH@@@@@DAD@@@HB@D@HB@A@@@@A@@@H@@@@A@@@@DH\#
    @@@D@@@@@@@@@@J@H@@@JA@@@@@@@B@@@B@@@@@B@@DD@@D@BEA@@@C@LBBD@@@H@BD@@DA@@@@@@B@BBE@@@D@@@@@LBDA@A@@@A@@@@@@H@I\#
    @@A@@@@@@H@@@D@@B@@@BD@D@L@@A@@@@L@@H@B@DAD@BH@@@D@@@J@J@D@A@DB@@@@@@@B@DH@B@@A@B@HB@@@@@@@A@@@@B@@A@@BH@B@@H@\#
    B@@@@@A@@@N@@DH@@@@@@@@HH@I@@H@H@@
    """#
  }

  /// The same of those that are shorter: three bytes, by other bits of the hash.
  static var shortPrefixes: ByteString {
    #"""
    B@D@@@@@@@@@@@@@B@@@@DA@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@H@@@@A@@@A@B@@@@@A@@@@@@@@@@@@@@@@HB@H@@@\#
    @@@@@@@@@@@@A@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@D@D@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@\#
    @@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@A@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@C@@B@@@@@@@@@\#
    @@@@@@B@@D@@A@@@@@@@@@@@@@@@@HBB@@@@@@@@@@@@@@@@@@@@@@BB@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@\#
    @@@H@@@@B@@@@@@@@@@H@@@@BH@@@@A@@@@@@@@@@@@@@@@HBC@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@A@@@@@B@@@@@A@@@@@@@@@@@@@@@\#
    @HB@@@@A@@@@A@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@B@@@@@@@@B@@@\#
    @@A@@@@@@@B@@@H@@@@HB@@@@@@BH@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@H@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@BB\#
    @@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@A@@@@@@H@@@@@@@@@@@@@@C@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@\#
    @@@@@D@D@@@@@@@@B@@@@@@@@@@@@@@@B@@D@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@B@@@@@@@@@B@@@@H@H@@@@@@@@B@@@@@A@@@@@@@\#
    @@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// How tokens begin that may have a slash at their fifth to eighth byte.
  static var slashed: ByteString {
    #"""
    @@A@@B@DA@@@@@@@@@@@@A@@@@@@@@@A@@@@@@@@@@@@@@@@@H@@@@@@@@@@@@@@@@D@@@@@H@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@B\#
    @@@@@@@@@@@@@@@@@@@@@@@@@B@H@@A@@@@@@@@@@@@@@@@@@@D@@@@@H@@@@D@@@@@@@@@@@@@@@@@@@D@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@H@@@@@H@@@@@@@@@@@@
    """#
  }

  /// How keys end, and words before a blank: three bytes without case.
  static var ends: ByteString {
    #"""
    @@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@D@@@@B@@@@@@B@@@@@B@@@@B@@@@@@@@@@@@@@@@@D@@@@@@@@\#
    @@@@B@@@@@@@@H@@@@@@@@@@@@LAH@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@B@B@@@@@@@@@H@@@@D@@@@@H@A@@@@@@@@@@@@F@@@@\#
    @@@@@DBB@@@@@@@B@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// The same, of those of five bytes and more, five bytes.
  static var longEnds: ByteString {
    #"""
    @@@@@H@@@@@H@B@@@@@@@@D@@@@@@@@@@@@B@@@@@@@A@@@@@@@AAA@@D@@@@@A@H@@@@@@@@@@@@@@@@B@@@@@@H@@@@@@@@@@@@HAD@@@@@@\#
    @@B@@@@A@@@@@@@@@@F@@@A@@@@@@A@@A@@@@E@@@@@@@@@@@@@@@@A@D@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@@A@@@@A@@@B@@@@@@B@@\#
    @@@AH@@@@@@@B@@@B@@@@D@@@@AD@@@@@@@@
    """#
  }

  /// Those that are shorter, three bytes.
  static var shortEnds: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@AH@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@@@@H@A@@@@@@@@@@@@@@@@@\#
    @@@@@@B@@@@@@@@B@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// What stands before the last dot of the hosts of webhooks, without case.
  static var hosts: ByteString {
    #"""
    @@H@@@@@@@D@@@@@@@@@@@@@@@@@@@@D@@@@@D@@B@@@@@@@@@@@@@@@@@B@@@@@@@@@A@@@B@A@@@@@@@@@@@@B@@@D@@@@@@@@@@@@@AB@@@\#
    @@@@@@@D@@D@@@@@@@@@@H@@H@@J@@@@@B@@@@BA@@@@@@@@@@@H@D@@@@@HA@@@@@@B@@@@@@@@@@@@@D@@@IH@@@@@@@@B@@@@@@@@@B@H@@\#
    @@@@@D@@H@@@@@@@@@@D@@@@@@@AF@@B@@@@
    """#
  }

  @inline(__always)
  private static func has(_ bits: ByteString, _ hash: Int) -> Bool {
    bits.start[hash &>> 2] &>> UInt8(truncatingIfNeeded: hash & 3) & 1 != 0
  }

  /// Whether a token may begin there; four bytes are read.
  /// - Parameter isJWT: whether one that begins as a JSON web token does may be one.
  @inline(__always)
  static func mayBegin(_ bytes: UnsafePointer<UInt8>, isJWT: Bool = true) -> Bool {
    let four = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
    let hash = (four & 0xFF_FFFF) &* 0x9E3779B1
    if !has(prefixes, Int(truncatingIfNeeded: hash &>> 20)) { return false }
    if has(longPrefixes, Int(truncatingIfNeeded: (four &* 0x9E3779B1) &>> 20)) { return true }
    // "eyJ"
    return has(shortPrefixes, Int(truncatingIfNeeded: hash &>> 8 & 0xFFF)) && (isJWT || four & 0xFF_FFFF != 0x4A_7965)
  }

  /// Whether a token may begin there that has a slash soon; four bytes are read.
  @inline(__always)
  static func mayHoldSlash(_ bytes: UnsafePointer<UInt8>) -> Bool {
    let four = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
    return has(slashed, Int(truncatingIfNeeded: ((four & 0xFF_FFFF) &* 0x9E3779B1) &>> 22))
  }

  /// The bucket of `ValueFormIndex` that prefixes which begin with three bytes are in, the first one the lowest.
  static func bucket(_ three: UInt32) -> UInt32 { (three &* 0x9E3779B1) &>> 24 }

  /// The bucket of keys that end with three bytes, the last one the highest.
  static func keyBucket(_ three: UInt32) -> UInt32 { ((three | 0x20_2020) &* 0x9E3779B1) &>> 27 }

  /// Whether a key or a word that is looked at may end there; four bytes before it are read, and eight where it may.
  @inline(__always)
  static func mayEnd(_ bytes: UnsafePointer<UInt8>) -> Bool {
    let three = UnsafeRawPointer(bytes - 4).loadUnaligned(as: UInt32.self) &>> 8 | 0x20_2020
    let hash = Int(truncatingIfNeeded: (three &* 0x9E3779B1) &>> 22)
    return has(ends, hash) && (has(shortEnds, hash) || mayEndLong(bytes))
  }

  private static func mayEndLong(_ bytes: UnsafePointer<UInt8>) -> Bool {
    var five: UInt64 = 0
    for index in 1...5 { five = five &<< 8 | UInt64(bytes[-index] | 0x20) }
    return has(longEnds, Int(truncatingIfNeeded: (five &* 0x9E3779B97F4A7C15) &>> 54))
  }

  /// Whether a host of a webhook may have its last dot there; three bytes before it are read.
  static func mayBeHost(_ dot: UnsafePointer<UInt8>) -> Bool {
    let three = UInt32(dot[-3]) | UInt32(dot[-2]) &<< 8 | UInt32(dot[-1]) &<< 16 | 0x20_2020
    return has(hosts, Int(truncatingIfNeeded: (three &* 0x9E3779B1) &>> 22))
  }
}

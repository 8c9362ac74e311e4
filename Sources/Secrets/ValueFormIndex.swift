import Bytes

/// Where the rows of tables stand, made by Tests/Tools/value-filters.py, as what follows: don't write it.  Numbers are
/// digits of base 64, `0` being 0.
enum ValueFormIndex {
  /// How many bytes of `ValueForms.tokens` stand before a prefix, three digits, in the order of buckets.
  static var offsets: ByteString {
    #"""
    1GP2J:0Xo0dh27=0l52Xf2a52co1GP1Fa1I31So1T<27=2B_1NM1N[27=2k?0l524?2IB2IM2I]2co2k[2ke0M60UD1=81GP15J1Lb2B03>M0l\#
    527=2g`0]b24?2co0bE1>E1>[1>c1>k0l524?2NZ2co0WW0aF0aO1GP2co0MH0kF0mc14b0jT0j]27=0]g0l518624?1GP2h22hF0\X0\j0]80\#
    ]I27=0l50@b0b51Db24?2co0l53<@3<T3<g1im24?2co1GP29C2bi0Om0P70PE27=02X03N1=N3;Y04K0kA0l51a@24?0AX1F;1GP21?21J21W\#
    2QT2Q^2Qk2R82RE2RZ2Rd2S12S>2eN37^0\10\;27=0l50cj1GP24?2co0j027=2nM2nV38@04c1@223B24?2]F2co3;c1GP24?2co2b_03^27\#
    =2`J2o^04U0l50k\1df24?1GP1k61k<27=2HK2HO2HV38W38h39739G0l50l524?2]`2co2jN0gk1GP0fJ0fV0fa0fo27=2hT1jb24?2co1GP2\#
    4?2co0gU2bU36X27=0l51JC24?2co1QR1Qc2;E1GP1WC1WL1@n1A;1AO1Ad1i<27=2?n0l50_M0d^0gK0l51GP1Q=24?2co2da1GP02602_1P^\#
    27=2X;3;E2co07@07F07Q07W07]07c07n08408E08P24?2^92co2UC2UI2UO2bK13V14714F2g@0i<1J<0P\0l52EL2co1GP2Wf1O10l527=0l\#
    52C42C>2co0dO1DV1GP1dB24?2M12no30P0Q?0QN0Q]1<A1GP27=2TI2T]2c[2dI01o02Q27=0l524?2XQ2co24?2AZ1D11]O1]^2M^0l52Oc2\#
    co0ce1GP1V41V@0U_1Ia1UM1Wi1X:27=2^I0CH0l50l50l>1GP1em24?2co1GP1LA1LE1LK27=0l51ac27=19c1:81:L24?2co0Sm24?1`H1`Q\#
    1gg1h12Gn2m32m?0l524?2co0X=0XL1GP1IL1M71i72jc00N01L0_l0c922422P27=2D20l51GP24?0NV1GP0Y30ij27=2V\3270l524?2co2A\#
    62A<0iU1GP1HQ1H]24R2;b2;o1Jn27=09G09P09f09o0:80:d0;10;M0;V0E80`K0`O0`h2?T2?Z2K;2KJ30i30o31531;31A31[08c0l516@1\#
    D\1EH24?2co0S[0cN1GP1fW1fa2YY2Yo2Z=2ZG0OV15E27=37100:05:0Tl0l51VU2Kg2L:2co08:0@O24?1GP1mO1nJ33I34J27=27=3;;0l5\#
    24?2N@2co1GP24?0Y\0Z50Z^0Zn0[B1`f27=2GZ3=\0ei24?2co1b@1bO1b[1bf1c41c@1GP27=2CW0l52co0dT1GP1kR1k\3:_27=2H40TR0l\#
    51cj23h2_E2_[2co1GE24?1GP2N:3>D15;27=0Re0S?0l51@\0^b0^o0a[24?2co1GP2^51Fi2:A0R[0l527=2;02[`2^l2o30AT0Ae18\2OZ2\#
    \72\G2co04Z0LU1GP27=28f29002f02l0R<0RH0eM0eR0e]2en01U0G60G?0l50l\24?2@?2co1GP1_Y1oC1oK1oT1o\2:d25M27=2@W2@_2Ja\#
    0FR0F]0l51Y=1YR1Ye1Z>1ZQ1Zk1[?1[R1[d1^>1^S1mB1n=0dY0m50mB24?2co05T0VP0l524?2co2co0EW0OC0_G0_f1GP1Q72662bn2m[2m\#
    a02K27=0Cd1dJ0l524?2co0ki1F61GP1_B1RH1RS1R^1Rh1S41S@1SJ1ST27=2WM0l518k19?1@<1@D0l51ON24?2Zk2co0b=0dJ1GP1Vl1e00\#
    3C0=W0X40Xd1Oj1Xb1g?1gG27=0Bo2Y@0Y>0hL0l51eL1eQ1e`1fF24?2D[2Q42co2fL3;n1GP1mG1nB2co0^:0^G1N51jG26I26Y2bd27=0<^\#
    0<j0=30=?0=I0=n0>N0?X0l524?2=i2>O2I02`02lX3571GP0B?27=0l51lh0V:0l513K1GP1dk24?2co1jB27j1?N1?T27=0MZ0Mo0l51F@1T\#
    \1Tg2co2lB0Ph1m>1n924?2[52co1GP2bZ27=3;O0l52e<0O10d41GP0l527=2g[0l52co1GP24?1GP27=0341;\1=\27=15T15_24?2cF2co1\#
    GP24?2co2bP3310C31aG27=0<;0<H0l51JX1Jb0A<2co2i22i<2ig1BM1B]1Be1Bm1C51C=1GP1KC1KI1KP1KV1K]1Kc1Kj0>i0?227=0l50l5\#
    1GP24?2F=2FG2co30;1Cj1GP1;627=2\h2\m2]227=2aO2a[2ag24?2co1GP24?2fd1Gc1Gl1H820420B20P20a27=2=U2bF1\L1\Y1\h2LZ0l\#
    51EC2>62>\2co0:A0:J0:S1GP1da2n93=L1V:00D0Fl27=05G0l51hM0Gb0HC0JL0Kb0L90l51<M1=i1GP24?29e2co35L1GP03k0?C27=0@=0\#
    hg0l51Hg1JJ24?2co24?2A_2co1C\1Cc1D?2S_2Sg2Uh36A2<i0F60Vd0Vk0W20W90W@0WG0WO0W_0l50nT24?2co0DY0co1GP1l81l@1lH00I\#
    00X01204P0l527=2Fb1EU1h;1hA1hG24?1GP1?D1?h1GP27=2`]27=2BC2PI0l524?2co1PE24?2<L2MJ0l52co0T624?0id1GP27=2V>0l51i\#
    W0l51GP1M_24?24m0bd1GP27=0670l527=1f224?2co1GP2dQ2dY16_16f16m17417;17D17U1_n27=02<1EZ24?2co0cB0cH1GP2=>2Eb2O>2\#
    [@1?^00?27=0bQ0l528E28N2co2oI1GP24?0D<27=03<0Hf0IM0JY0Jj0K;0LZ0L_0l524?2co0nc0oh10;10N10a11411i12912I12Y12i1GP\#
    2W40BZ0EN06C27=2PU1hS1hY1h`2G>39l24?2co
    """#
  }

  /// How many of them are of lower buckets, two digits.
  static var buckets: ByteString {
    #"""
    00020509090:0@0D0L0P0T0W0Z0[0_0_0c0h0l0o1213161;1<1A1A1A1E1H1K1O1S1X1i1k1l1m2126292=2@2A2E2G2J2M2U2V2[2]2c2c2f\#
    2i2l2m3134373>3?3H3I3O3P3]3a3e3g3k3m3n40444<4F4I4M4O4P4S4V4W4Z4a4c4i4m4n5156585:5?5B5E5I5Q5R5T5V5[5^5`5g5i6@6G\#
    6P6T6\6_6d6e6g6k6m7276797?7@7B7D7H7I7K7R7T7W7Y7]7b7d7f7m84878:8B8J8Q8Q8V8f8k8k8m90919;9=9?9B9F9P9U9Z9_9h9j:7:;\#
    :B:C:S:S:T:V:X:_:a:d:l;2;4;6;6;8;;;;;>;@;B;D;H;M;P;R;U;Z;_;m<0<1<8<:<?<C<E<H<R<V<[<b<c<f<i=6=7=:=A=D=K=L=L=Y=_\#
    =_=f=k=l>1>4>7>;>;>;>=>?>A>C>E>J>L>M>P>S>V>_>`>c>j>k>m?3?5?7???B?O?Q?T?Y?[
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
    @FI@AB@B@D@@HAB@H@HBF@@@@CD@@@@A@@A@@BEH@AH@@EAD@D@HEA@HDD@@A@ADHH@@@LHAA@@L@@@@HD@@D@@HJEB@@H@DA@@@@@@EB@J@A@\#
    DA@@A@@@@BBE@H@BAD@@H@C@@A@@JDN@@@A@DNAH@@@DA@HCH@@A@D@@B@@HIB@@@BD@@@@BB@@DD@HBMABBFBHCB@B@BBE@HH@@@B@@@@DB@D\#
    @J@@@A@AH@@@H@@H@BHJJDB@H@@D@@H@@HDAA@B@H@@@H@B@@J@HBA@@@F@@B@BCJ@B@@@H@A@BB@@ADAJ@@JD@@B@A@DA@HH@@H@AJBAB@IAF\#
    @EHHJHLDB@@JDH@J@@D@@H@@HBA@@BD@@@A@F@D@H@@J@@@AB@@@@@BD@J@@@@HCH@@@HH@@@DBJD@H@@I@BD@H@@H@@@HBH@@HH@A@@I@DJBD\#
    HI@G@@H@@BL@AH@MKDE@@C@@@@DB@BF@@DJI@@@@@@DD@@@@JD@@A@EFDD@H@A@@@DJB@@CL@@@@JH@LH@A@IFFH@@BHBG@H@HLJ@@E@D@JBDA\#
    B@@@@@DL@@@@B@@@@@BH@BH@DILA@HH@HB@@HD@NBDLIH@@B@@HD@@@@@I@@J@H@@@@@H@DH@@@EBD@@H@@BE@D@@@J@@DAB@H@A@J@A@@LDC@\#
    B@HB@H@@DB@@B@@EIH@@BBBJ@@@I@@HB@@DHH@CB@H@BA@H@E@CC@H@D@@@LD@HHA@EAB@@H@@BD@ELDDJ@@EAA@D@@D@@@@@@DI@ABDBH@@@@\#
    AA@ED@@EH@@@AHHB@@ID@EB@BE@D@@@@@@@@@@@EC@@@H@@B@DD@@DA@HBAB@DD@@B@@D@@FI@@@@C@@@@JAH@@@@@E@AA@I@@B@@AA@IHA@DH\#
    @@B@@HHA@@@@EB@@@HDB@@@L@@BBA@DA@@
    """#
  }

  /// The same of those of four bytes and more: four bytes.
  static var longPrefixes: ByteString {
    #"""
    @@D@@AJ@@@@A@@@@@@IE@@J@H@A@@@@@@@@@@@@@HA@@@@@@@@H@DA@AB@@@@HA@@HB@I@J@D@@@AH@@@@H@N@@HD@@D@HH@A@@E@@@JA@@FH@\#
    @B@H@@@@@DH@D@@@@H@@@@@@D@@D@@HJ@@H@@@@@@@@JD@EA@@@@@@@@@DBHAA@@@@@BH@@@@@@@@@@@B@H@@@@@@@@DA@@@L@H@@H@BH@B@@@\#
    @@@B@D@A@@A@HH@DH@BH@E@@BAH@@D@BB@@@D@@@@H@@@@@D@@@@@D@H@@@D@@D@H@@B@@H@@@@A@D@@@@A@@HHA@J@DF@HA@@@@@@@@DB@C@@\#
    BDHBL@H@D@@@@H@AH@@@A@@@@@@@@JHBHH@H@@@@@A@F@DB@B@@A@BD@H@@@D@D@H@H@H@@@@@@@DD@DH@@@@@@@@B@@@@@@@@@D@@@H@E@@@@\#
    @@@@@@DH@@@@@@@B@@LA@AH@@L@@@D@B@@@@@@@@@@A@FK@@H@H@@CD@C@@@@H@B@@FDD@H@H@@@B@A@@@DALA@@@@A@AA@@BD@@@@@@AD@@C@\#
    @@A@@@@C@@B@@A@@@@@@@D@H@@@B@@@@@A@@@@@B@A@@HD@@@@H@@B@@@@@A@@B@D@AD@@@@B@@@B@AB@@D@@D@H@@@@A@@IA@@@AH@@B@@@A@\#
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
    @@H@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@A@@@@@@H@@@@@@@@@@@@@@C@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@\#
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

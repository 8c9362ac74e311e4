import Bytes

/// Where the rows of tables stand, made by Tests/Tools/value-filters.py, as what follows: don't write it.  Numbers are
/// digits of base 64, `0` being 0.
enum ValueFormIndex {
  /// How many bytes of `ValueForms.tokens` stand before a prefix, three digits, in the order of buckets.
  static var offsets: ByteString {
    #"""
    0a@1G42GE0X`0dX25@0kZ2U[2^A2aK1G42R11FE1HJ1ST1Sa25@2?S1Mm1N;25@0kZ22B2F22F=2FH2aK0LW0U51<O1G414k1L62>d2h;0kZ25\#
    @0]S22B2aK0b51=\1>21>:1>B0kZ22B2KT2aK0WH0a60aI1G42aK0Li0jk0mD14C2Im0jB25@0]X0kZ17W22B1G40\I0\[0\i0]:25@0kZ0@T0\#
    ae1DP22B2aK0kZ1iG22B2aK1G427G2S50ON0OX0Of25@03J04@1<e05=0jf0kZ1`f22B0AI1E_1G41o91oD1oQ1o_2NQ2N[2Nh2O52OB2bj0[b\#
    0[l25@0kZ0cZ1G422B2aK0i`25@2dn05U1?I21E22B2Yg2aK1G422B2`92aK04P25@2]A05G0kZ0kA1dL22B1G41jP1jV25@2E?2EF0kZ0kZ22\#
    B2Z=2aK0gZ1G40f80fD0fO0f]25@1j<22B2aK1G422B2aK0gD25@0kZ1IW22B2aK1Q01QA29G1G41W;1WD1@E1@R1@f1A;1hV25@2<l0kZ0_>0\#
    dN0g90kZ1G41P[22B2aK2b=1G402602Q02i03Q1P?25@2U02aK07U07[07f07l08208808C08I08Z08e22B2ZT2aK2QO2QU2Q[13713X13g0hl\#
    1IP0P=0kZ2B@2aK1G42TX1NQ0kZ25@0kZ2?h2@22aK0d?1DD1G41ch22B2Ih0P]0Pl0Q;1;Y1G425@2PM2Pa2`e2ae01o02J02b03C25@0kZ22\#
    B2UF2aK22B2>N1C_1]51]D2JY0kZ2La2aK0cU1G41Ul1V80UP1I81U11Wa1X225@2Zd0C70kZ0kZ0kb1G41eg22B2aK1G41KU1KY1K_25@0kZ1\#
    aI25@19;19P19d22B2aK0Sb22B2cA1_n1`71gL2Db0kZ22B2aK0Wn0X=1G41Hc1LJ1LS1L\1Le1hQ00N01L0_]0bi20720S25@2@f0kZ1G422B\#
    0N71G40Q\0Xd0iZ25@2SK0kZ22B2aK2=i2>30iE1G41H41H@22U29d2:11JB25@09X09a09j0:V0:c0;?0;H0D_0`;0`?0`X2<X2HF2HU0980k\#
    Z15a1DJ1E622B2aK0SQ0c>1G41f=1fG2VJ2V`2Vj0O714f25@00:05l0Ta0kZ1VM2I22aK08O0@A22B1G41li2_`25@25@2f^0kZ22B2K;2aK1\#
    G422B0YM0Yf0ZO0Z_0[32F^2Ff1`L25@2DN2gJ0eY22B2aK1af1b51bA1bL1bZ1bf1G42L=25@2@K0kZ2aK0dD1G41jl1k62fB25@2Dh0TG0kZ\#
    1cP21k2[`2aK1Fi22B1G42K52h214\25@0R[0S50kZ1@30^S0^`0a;22B2aK1G42ZP1FM28E0RQ0kZ25@2932XC2[G0AE0AV1842LX2XZ2Xj2a\#
    K05L0L61G425@26k27503X03^0R20R>0e=0eB0eM2c[01U0FW0F`0kZ0l@22B2==2aK1G41_?1mb1mj1n828h23P25@2=U2Gl0F30F>0kZ1Y51\#
    YJ1Y]1Z61ZI1Zc1[71[J1]d1^91l\0dI0lY0lc22B2aK06F0VA0kZ1C122B2aK2aK0E>0Nd0_80_W1G41PU24903=25@0CN1d00kZ22B2aK0kN\#
    1EZ1G41^h1Q`1Qk1R61RB1RN1RZ1Rf1S01S:25@2T<0kZ18C18W1?S1?[0kZ1Nn22B2WN2aK0am0d:1G41Vd1dV0450=I0We0XU1OK1XZ1ff1f\#
    n25@0B_2V30Xo0h;0kZ1e21e71eF1e^22B2AO2N12aK2d91G41la2aK0]k0^81ia24L24\25@0<P0<\0<e0=10=;0=`0>@0?J0kZ22B2;k2E`2\#
    \?1G40Ao25@0kZ1lB0Uk0kZ12l1G41dQ22B2aK1i\25m1>e1>k25@0M;0MP0kZ1Ed1T@1TK2aK0PF1lX22B2WX2aK1G425@0kZ2bX0NR0cd1G4\#
    0kZ25@2a80kZ2aK1G422B1G425@03f1;41=325@15515@22B2`P2aK1G422B2aK0Bc1`m25@0;m0<:0kZ1Il1J60@m1UU2aK1Ad1B41B<1BD1B\#
    L1BT1G41JW1J]1Jd1Jj1K11K71K>0>[0>d25@0kZ0kZ1G422B2C12C;2aK1CX1G41:N25@2YI2YN2YS25@2^X2^d2_022B2aK1G422B2dQ1GF1\#
    GO1G[1nO1n]25@2;W2_M1\21\?1\N2IQ2]h0kZ1E12<82aK0:30:<0:E1G41dG2g:1V200D0FM25@0690kZ1gV1h;0GC0Gd0Im0KC0KZ0kZ1;d\#
    1=@1G422B27i2aK1G404]0?525@0?o0hV0kZ1I^22B2aK22B2>S2aK1CJ1CQ1Cm2Oc2Ok2RE2:k0EW0VU0V\0Vc0Vj0W10W80W@0WP0kZ0n522\#
    B2aK0DB0c_1G41kR1kZ1kb00I00X01205B0kZ25@2CV1E;1g\1h522B1G41>[1??1G425@2]T25@2?72MG0kZ22B2aK1Of22B2:N2JE0kZ2aK0\#
    Sk22B0iT1G425@2RZ0kZ1i10kZ1G41ML22B2300bT1G425@06i0kZ25@1el22B2\V2\e2aK1G42am2b516@16G16N16U16\16e1761_T25@02<\#
    1go1E@22B2aK0c20c81G42;@2BV2L82Wc1?500?25@0bA0kZ26G26P2aK1G422B0Ce25@03n0HG0Hn0J:0JK0J\0L;0L@0kZ22B2aK0nD0oI0o\#
    \0oo10B10U11J11Z11j12:12J1G42Sc0BJ0E507525@2MS1gb1gh2D22eO22B2aK
    """#
  }

  /// How many of them are of lower buckets, two digits.
  static var buckets: ByteString {
    #"""
    0003060:0:0<0B0E0K0O0S0U0X0Y0]0]0a0f0k0m10111217181=1=1=1>1A1D1H1K1P1]1_1`1a1e1h1k1n222225272:2=2@2A2E2G2L2L2O\#
    2R2S2T2X2[2^2e2f2o3037383E3H3K3M3Q3S3T3V3Z3`3j3o434546494<4=4@4G4I4O4S4T4W4\4_4a4c4f4i4o57585:5<5A5D5F5M5O5]5d\#
    5l5o66696<6=6?6C6E6L6P6S6Y6[6]6_6c6d6f6l6n7173777<7>7@7F7M7P7S7[7c7i7i7m8;8@8@8B8F8G8N8P8R8U8Y8d8i8n939<9>9J9M\#
    9R9S9`9`9a9c9e9l9n:1:8:=:>:?:?:A:D:D:G:I:K:M:Q:V:Y:Y:\:a:d;2;5;6;<;>;C;G;I;L;T;Y;];c;d;g;k<7<8<;<A<D<J<K<K<X<^\#
    <^<e<i<j<o=2=5=9=9=9=;===?=A=C=H=J=K=N=S=V=_=a=d=k=l=n>3>5>7>?>B>O>Q>T>X>Z
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
    @FH@@DBDB@FA@@@@B@@F@DA@@D@DDEB@A@B@EHD@A@@A@@DE@A@@@D@@@@@@DEB@H@L@@L@HDB@@@@@CA@@@D@@@@HD@@D@@@DIB@@@@@@@@@@\#
    @DI@AB@B@D@@HAB@@@HBF@@@@CD@@@@A@@A@@BEH@A@@@EAD@D@@EA@IDD@@@@@DHH@@@LHAA@@L@@@@HD@@D@@HJAB@@H@DA@@@@@@EB@J@A@\#
    @A@@A@@@@BBE@H@BAD@@H@C@@A@@JDN@@@A@DLAH@@@DA@HCH@@@@@@@B@@HIB@@@BD@@@@BB@@DD@HBMABBFBHCB@B@BBE@HH@@@B@@@@DB@D\#
    @J@@@A@AH@@@H@@H@BHJJDB@H@@D@@H@@HDAA@B@I@@@H@B@@H@HBA@@@F@@B@BCJ@B@@@H@A@BB@@ADAJ@@JD@@B@A@DA@HH@@H@AJBAB@IAF\#
    @E@HJHLDB@@JD@@J@@D@@H@@HBA@@BD@@BA@F@D@H@@J@@@ABA@@@@BD@J@@@@HCH@@@HH@@@DBJD@H@@I@BD@H@@H@@@HBH@@HH@A@@H@DJBD\#
    HI@G@@H@@BL@AH@MKDE@@C@@@@DB@BF@@DJI@@@@@@DD@@@AJD@@A@EF@D@H@A@@@DJB@@CL@@@@JH@LH@A@IFFH@@BHBG@H@HHJ@@E@D@@BDA\#
    B@@@@@DL@@@@B@@@@@BH@BH@DILA@HH@HB@@HD@JBDLIH@@@@@H@@@@@@I@@J@H@@@@@HH@H@@@EBD@@H@@BE@D@@@J@@DAB@@@@@J@A@@LDC@\#
    A@HB@H@@DB@@B@@DIH@@BBBJ@@@I@@HB@@DHH@CB@H@BA@H@E@BC@H@D@@@LD@HHA@EAB@@H@@BD@EDDDJ@@EAA@D@@D@@@@@@DI@ABDBH@@@@\#
    AA@ED@@EH@@@AHHB@@ID@EB@BE@D@@@@@@@@@@@EC@@@H@@B@DD@@DA@HBAB@DD@@B@@D@@FK@@@@C@@@@JAH@@D@@E@AA@I@@B@@AA@IHA@DH\#
    @@B@@HHA@@@@EB@@@HDB@@@L@@BBA@DA@@
    """#
  }

  /// The same of those of four bytes and more: four bytes.
  static var longPrefixes: ByteString {
    #"""
    @@D@@AJ@@@@A@@@@@@IA@AH@H@A@@@@@@@@@@@@@HA@@@@@@@@H@DA@AB@@@@HA@@@@@LBJ@D@@@@H@@@@H@J@@HD@@D@HH@A@@E@@@JA@@FH@\#
    @B@H@@@@@DH@D@@@@H@@@@@@D@@D@@HJ@@H@@@@@@D@JD@EA@@@@@@@A@DBHAA@@@@@BH@@@@@@@@@@@B@H@@@@@@@@DA@@@L@H@@H@BH@B@@@\#
    @@@B@D@A@@A@HH@DH@BH@E@@BAH@@D@BB@@@D@@@@H@D@@@D@@@@@D@H@@@D@A@@H@@B@@H@@@@A@D@@@@A@@@HA@J@DF@HA@@@@@@@@DB@C@@\#
    BD@BL@H@D@@@@H@AH@@@A@@@@@@@@J@BHH@H@@@@@A@F@@B@B@@A@@D@H@@@D@D@H@H@H@@@@@@H@D@DH@@@@@@@@B@@@@@@@@@D@@@@@D@@@@\#
    @@@@@@EH@@@@@@@B@@DA@AH@@L@@@D@B@@@@@@@@@@A@FK@@H@H@@CD@B@@@@H@B@@FDD@@@H@@@B@@@@@DADA@@@@A@AA@@BD@@@@@@A@@@C@\#
    @@A@@@@C@@B@@A@@@@@@@D@@@@@B@@@@@A@@@@@@@A@@HD@@@@@@@B@@@@@A@@B@D@A@@@@@@@@@B@AB@@D@@D@H@@@@A@@IA@@@AH@@B@@@A@\#
    @@@BH@@@@@@BH@@@J@@@B@@@@D@A@@@@B@H@@F@@@@@H@DB@@@@@A@H@@@@BHB@@@@H@IH@@@@@DAD@@@@B@D@HB@A@@@@A@@BH@@@@A@@@@DH\#
    @@@D@@@@@@@@@@B@H@@@JA@@@@@@@B@@@B@@@@@B@@DD@@D@BAA@@@C@L@BD@@@H@BD@@DA@@@@@@B@BBE@@@D@@@@@LBDA@@@@@@@@@@@@H@I\#
    @@A@@@@@@@@@@DA@B@@@BD@D@L@@A@@@@D@@H@B@@CD@BH@@@D@@@N@J@D@A@DB@@@@@@@B@@H@B@@A@B@HB@@A@@@@@@@@@@@@A@@BH@B@@H@\#
    @@@@@@@@@@N@@DH@@@@@@@@@H@I@@H@H@@
    """#
  }

  /// The same of those that are shorter: three bytes, by other bits of the hash.
  static var shortPrefixes: ByteString {
    #"""
    B@@@@@@@@@@@@@@@B@@@@DA@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@H@@@@A@@@A@B@@@@@A@@@@@@@@@@@@@@@@HB@H@@@\#
    @@@@@@@@@@@@A@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@D@D@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@\#
    @@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@A@@@@@@@@@@@HB@@@@@@@@@@@@@@@@D@@@C@@B@@@@@@@@@\#
    @@@@@@B@@D@@A@@@@@@@@@@@@@@@@HBB@@@@@@@@@@@@@@@@@@@@@@BB@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@\#
    @@@H@@@@B@@@@@@@@@@H@@@@B@@@@@A@@@@@@@@@@@@@@@@HBB@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@A@@@@@B@@@@@A@@@@@@@@@@@@@@@\#
    @HB@@@@A@@@@A@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@B@@@@@@@@B@@@\#
    @@A@@@@@@@@@@@H@@@@HB@@@@@@BH@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@H@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@BB\#
    @@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@A@@@@@@H@@@@@@@@@@@@@@C@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@\#
    @@@@@@@D@@@@@@@@B@@@@@@@@@@@@@@@B@@D@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@B@@@@@@@@@B@@@@H@H@@@@@@@@B@@@@@A@@@@@@@\#
    @@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// How tokens begin that may have a slash at their fifth to eighth byte.
  static var slashed: ByteString {
    #"""
    @@A@@B@DA@@@@@@@@B@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@@@@H@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@B\#
    @@@@@@@@@@@@B@@@@@@@@@@@@B@H@@A@@@@@@@@@@@@@@@@@@@D@@@@@H@@@@D@@@@@@@@@@@@@@@@@@@D@@@@@@@@@@@D@@@@@@@@@@@@@@@@\#
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

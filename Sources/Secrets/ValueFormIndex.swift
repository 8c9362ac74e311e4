import Bytes

/// Where the rows of tables stand, made by Tests/Tools/value-filters.py, as what follows: don't write it.  Numbers are
/// digits of base 64, `0` being 0.
enum ValueFormIndex {
  /// How many bytes of `ValueForms.tokens` stand before a prefix, three digits, in the order of buckets.
  static var offsets: ByteString {
    #"""
    1Gk2HD0YV0eO2680l\2WO2`:2cF1Gk1G<1IB1TG1TT2682@L1Ne1O32680l\23:2Fk2G62GF2cF0ME0Uk1=S1Gk15n1Ln2?]33N0l\2680^I23\#
    :2cF0bl1>`1?61?>1?F0l\23:2Lh2cF0X>0am0b61Gk2cF0MW0km0nG15F2K@0k;0kD2680^N0l\18Z23:1Gk2gD2gX0]?0]Q0]_0^02680l\0\#
    A10b\1E=23:2cF0l\1jH23:2cF1Gk28>2To2an0P<0PF0PT26803J04@1=i05=0kh0l\1aZ23:0Ag1FV1Gk20:20E20R2Og2P12P>2PK2PX2Pm\#
    2Q72QD2QQ2de2o^0\X0\b2680l\0dQ1Gk23:2cF0jW26830@05U1@M22=23:2[o2cF1Gk23:2cF2ad04P2682_O05G0l\0lC1e@23:1Gk1kQ1k\#
    W2682F82F?0l\0l\23:2\I2cF0hR1Gk0g10g=0gH0gV2682gf1k=23:2cF1Gk23:2cF0h<2aZ2nX2680l\1JO23:2cF1Qj1R;2:@1Gk1Wo1X81\#
    AI1AV1Aj1B?1iW2682=e0l\0`40eE0h20l\1Gk1QU23:2cF2d81Gk02602Q02i03Q1Q62682Vd2cF08208808C08I08O08U08`08f09709B23:\#
    2\b2cF2SV2S\2Sb2aP14:14[14j2fW0ic1JH0Pk0l\2C92cF1Gk2VO1OI0l\2680l\2@a2@k2cF0e61E11Gk1d\23:2K;0QN0Q]0Ql1<\1Gk26\#
    82R\2S02b`2c`01o02J02b03C2680l\23:2W:2cF23:2?G1DL1]i1^82Kl0l\2N62cF0dL1Gk1V`1Vl0VF1J01Ue1XU1Xf2682]20CW0l\0l\0\#
    le1Gk1fG23:2cF1Gk1LM1LQ1LW2680l\1b=2681:>1:S1:g23:2cF0TT23:1`b1`k1hB1hL2E[0l\23:2cF0Xd0Y31Gk1I[1MB1MK1MT1M]1iR\#
    00N01L0`S0c`20o21K2682A_0l\1Gk23:0Ne1Gk0RM0YZ0jQ2682UE2io0l\23:2cF2>b2>l0j<1Gk1Hl1I823M2:]2:j1K:2680:50:>0:G0;\#
    30;@0;\0;e0EG0a20a60aO2=Q2IE2IT2iS09U0l\16d1E71Ec23:2cF0TB0d51Gk1g11g;2XB2XX2Xf2Y00Oe15i2682o100:05l0US0l\1WA2\#
    J12JD2cF08l0@^23:1Gk1mj2kA2lB2682683210l\23:2LN2cF1Gk23:0ZC0Z\0[E0[U0[i2G\2Gd1a@2682EG32]0fP23:2cF1bZ1bi1c51c@\#
    1cN1cZ1Gk2MQ2682AD0l\2cF0e;1Gk1km1l731U2682Ea0U90l\1dD22c2]n2cF1G`23:1Gk2LH33E15_2680SL0Sf0l\1A70_I0_V0bB23:2c\#
    F1Gk2\^1GD29<0SB0l\26829k2ZI2]U0Ac0B41972Mm2Z`2[02cF05L0Ld1Gk26827a27k03X03^0Rc0Ro0f40f90fD2eE01U0GE0GN0l\0mC2\#
    3:2>62cF1Gk1`31nc1nk1o929_24H2682>N2Hk0Fa0Fl0l\1Yi1Z>1ZQ1Zj1[=1[W1[k1\>1^X1^m1m]0e@0m\0mf23:2cF06F0W70l\23:2cF\#
    2cF0Ef0OR0_n0`M1Gk1QO2512b303=2680D31dd0l\23:2cF0lP1FQ1Gk1_\1R`1Rk1S61S@1SL1SX1Sb1Sl2682V60l\19F19Z1@W1@_0l\1O\#
    f23:2YT2cF0bd0e11Gk1WX1eJ0450=f0X[0YK1PB1YN1gZ1gb2680C>2Wi0Ye0i30l\1ef1ek1f:1f`23:2BH2OG2cF2ec1Gk1mb2cF0^a0^n1\#
    jb25D25T2ai2680<m0=90=B0=N0=X0>=0>]0?g0l\23:2<d2FY2^M2lo1Gk0BN2680l\1mC0Va0l\13o1Gk1eE23:2cF1j]26e1?i1?o2680Mi\#
    0N>0l\1F[1U41U?2cF0Q71mY23:2Y^2cF1Gk2a_2680l\2dS0O@0d[1Gk0l\2682c32g20l\2cF1Gk23:1Gk26803f1<71>726816816C23:2b\#
    K2cF1Gk23:2cF2aU2ji0CB1aa2680<J0<W0l\1Jd1Jn0AK1VI2cF2hD2hN2i91Bh1C81C@1CH1CP1CX1Gk1KO1KU1K\1Kb1Ki1Ko1L60?80?A2\#
    680l\0l\1Gk23:2Cj2D42cF1DE1Gk1;Q2682[Q2[V2[[2682`T2``2`l23:2cF1Gk23:2f;1H>1HG1HS1oP1o^2682<P2aK1\f1]31]B2Jd0l\\#
    1E^2=12cF0:P0:Y0:b1Gk1e;32M1Vf00D0G;2680690l\1hh0H10HR0J[0L10LH0l\1<h1>D1Gk23:28`2cF2mD1Gk04]0?R2680@L0iN0l\1J\#
    V23:2cF23:2?L2cF1D71D>1DZ2R22R:2T;2n92;d0FE0WK0WR0WY0W`0Wg0Wn0X60XF0l\0o823:2cF0Dh0dV1Gk1lS1l[1lc00I00X01205B0\#
    l\2682DO1F01hV1h\1hb23:1Gk1?_1@C1Gk2682_b2682@02N\0l\23:2cF1P]23:2;G2KX0l\2cF0T]23:0jK1Gk2682TQ0l\1j20l\1Gk1ND\#
    23:23h0cK1Gk26806i0l\2681fL23:2^d2_32cF1Gk2ch2d017C17J17Q17X17_17h1891`H26802<1F523:2cF0ci0co1Gk2<92CO2ML2Yi1@\#
    900?2680c80l\27@27I2cF1Gk23:0DK26803n0I50I\0Jh0K90KJ0Li0Ln0l\23:2cF0oG10L10_11211E11X12M12]12m13=13M1Gk2U]0Bi0\#
    E]0752682Nh1hn1i41i;2Dk30b23:2cF
    """#
  }

  /// How many of them are of lower buckets, two digits.
  static var buckets: ByteString {
    #"""
    00020509090:0@0C0I0M0Q0S0V0W0[0[0_0d0i0l0o101318191>1>1>1?1B1F1J1M1R1c1e1f1g1k1n212427282;2=2@2C2F2G2K2M2S2S2V\#
    2Y2\2]2a2d2g2n2o38393@3A3N3R3V3X3\3^3_3a3e3k454:4>4@4A4D4G4H4K4R4T4Z4^4_4b4g4i4k4n51545:5B5C5E5G5M5P5R5Y5[5j61\#
    6:6>6F6I6M6N6P6T6V6]6a6d6j6l6n707475777=7?7B7D7H7M7O7Q7W7^7a7d7l848:8:8>8L8Q8Q8S8V8W8_8a8c8f8j94999>9C9L9N9Z9]\#
    9c9d:2:2:3:5:7:>:@:C:J:O:Q:R:R:T:W:W:[:]:_:a:e:j:m:o;2;7;=;K;N;O;U;W;\;`;b;e;m<1<5<;<<<?<B<O<P<S<Y<\<c<d<d=1=7\#
    =7=>=C=D=I=L=O=S=S=S=U=W=Y=[=]=b=d=e=h=m>0>9>:>=>D>E>G>L>N>P>X>[>h>j>m?2?4
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
    @DH@@DBDB@FA@@@@B@@D@DA@@D@DDEB@A@B@EHD@A@@A@@DE@A@@@D@@@@@@DEB@H@L@@L@HDB@@@@@CA@@@L@@@@HD@@D@@@DIB@@@@@@@@@@\#
    @DI@AB@B@D@@HAB@@@HBF@@@@CD@@@@A@@A@@BEH@A@@@EAD@D@@EA@HDD@@A@@DHH@@@LHAA@@L@@@@HD@@D@@HJAB@@H@DA@@@@@@EB@J@A@\#
    DA@@A@@@@BBE@H@BAD@@H@C@@A@@JDN@@@A@DLAH@@@DA@HCH@@A@D@@B@@HIB@@@BD@@@@BB@@DD@HBMABBFBHCB@B@BBE@HH@@@B@@@@DB@D\#
    @J@@@A@AH@@@H@@H@BHJJDB@H@@D@@H@@HDAA@B@H@@@H@B@@H@HBA@@@F@@B@BCJ@B@@@H@A@BB@@ADAJ@@JD@@B@A@DA@HH@@H@AJBAB@IAF\#
    @EHHJHLDB@@JDH@J@@D@@H@@HBA@@BD@@BA@F@D@H@@J@@@ABA@@@@BD@J@@@@HCH@@@HH@@@DBJD@H@@I@BD@H@@H@@@HBH@@HH@A@@H@DJBD\#
    HI@G@@H@@BL@AH@MKDE@@C@@@@DB@BF@@DJI@@@@@@DD@@@@JD@@A@EFDD@H@A@@@DJB@@CL@@@@JH@LH@A@IFFH@@BHBG@H@HHJ@@E@D@HBDA\#
    B@@@@@DL@@@@B@@@@@BH@BH@DILA@HH@HB@@HD@JBDLIH@@B@@H@@@@@@I@@J@H@@@@@HHDH@@@EBD@@H@@BE@D@@@J@@DAB@H@A@J@A@@LDC@\#
    C@HB@H@@DB@@B@@DIH@@BBBJ@@@I@@HB@@DHH@CB@H@BA@H@E@BC@H@D@@@LD@HHA@EAB@@H@@BD@EDDDJ@@EAA@D@@D@@@@@@DI@ABDBH@@@@\#
    AA@ED@@EH@@@AHHB@@ID@EB@BE@D@@@@@@@@@@@EC@@@H@@B@DD@@DA@HBAB@DD@@B@@D@@FK@@@@C@@@@JAH@@@@@E@AA@I@@B@@AA@IHA@DH\#
    @@B@@HHA@@@@EB@@@HDB@@@L@@BBA@DA@@
    """#
  }

  /// The same of those of four bytes and more: four bytes.
  static var longPrefixes: ByteString {
    #"""
    @@D@@AJ@@@@A@@@@@@IA@@J@H@A@@@@@@@@@@@@@HA@@@@@@@@H@DA@AB@@@@HA@@@@@H@J@D@@@@H@@@@H@J@@HD@@D@HH@A@@E@@@JA@@FH@\#
    @B@H@@@@@DH@D@@@@H@@@@@@D@@D@@HJ@@H@@@@@@@@JD@EA@@@@@@@A@DBHAA@@@@@BH@@@@@@@@@@@B@H@@@@@@@@DA@@@L@H@@H@BH@B@@@\#
    @@@B@D@A@@A@HH@DH@BH@E@@BAH@@D@BB@@@D@@@@H@D@@@D@@@@@D@H@@@D@@D@H@@B@@H@@@@A@D@@@@A@@@HA@J@DF@HA@@@@@@@@DB@C@@\#
    BDHBL@H@D@@@@H@AH@@@A@@@@@@@@J@BHH@H@@@@@A@F@@B@B@@A@BD@H@@@D@D@H@H@H@@@@@@HDD@DH@@@@@@@@B@@@@@@@@@D@@@H@E@@@@\#
    @@@@@@EH@@@@@@@B@@DA@AH@@L@@@D@B@@@@@@@@@@A@FK@@H@H@@CD@B@@@@H@B@@FDD@H@H@@@B@A@@@DADA@@@@A@AA@@BD@@@@@@AD@@C@\#
    @@A@@@@C@@B@@A@@@@@@@D@@@@@B@@@@@A@@@@@@@A@@HD@@@@@@@B@@@@@A@@B@D@AD@@@@B@@@B@AB@@D@@D@H@@@@A@@IA@@@AH@@B@@@A@\#
    @@@BH@@@@@@BHH@@J@@@B@@@@D@A@@@@B@H@@F@@D@@H@DB@@@@@A@H@@@@@HB@@@@H@IH@@@@@DAD@@@@B@D@HB@A@@@@A@@BH@@@@A@@@@DH\#
    @@@D@@@@@@@@@@J@H@@@JA@@@@@@@B@@@B@@@@@B@@DD@@D@BEA@@@C@L@BD@@@H@BD@@DA@@@@@@B@BBE@@@D@@@@@LBDA@@@@@A@@@@@@H@I\#
    @@A@@@@@@H@@@D@@B@@@BD@D@L@@A@@@@L@@H@B@DCD@BH@@@D@@@N@J@D@A@DB@@@@@@@B@DH@B@@A@B@HB@@@@@@@A@@@@@@@A@@BH@B@@H@\#
    @@@@@@@@@@N@@DH@@@@@@@@@H@I@@H@H@@
    """#
  }

  /// The same of those that are shorter: three bytes, by other bits of the hash.
  static var shortPrefixes: ByteString {
    #"""
    B@@@@@@@@@@@@@@@B@@@@DA@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@H@@@@A@@@A@B@@@@@A@@@@@@@@@@@@@@@@HB@H@@@\#
    @@@@@@@@@@@@A@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@D@D@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@\#
    @@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@A@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@C@@B@@@@@@@@@\#
    @@@@@@B@@D@@A@@@@@@@@@@@@@@@@HBB@@@@@@@@@@@@@@@@@@@@@@BB@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@\#
    @@@H@@@@B@@@@@@@@@@H@@@@B@@@@@A@@@@@@@@@@@@@@@@HBC@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@A@@@@@B@@@@@A@@@@@@@@@@@@@@@\#
    @HB@@@@A@@@@A@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@B@@@@@@@@B@@@\#
    @@A@@@@@@@@@@@H@@@@HB@@@@@@BH@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@H@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@BB\#
    @@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@A@@@@@@H@@@@@@@@@@@@@@C@@@@@@@@@@@@@@@B@@@@@A@@@@@@@@@@@@@@@@HB@@@@@@@\#
    @@@@@D@D@@@@@@@@B@@@@@@@@@@@@@@@B@@D@@A@@@@@@@@@@@@@@@@HB@@@@@@@@@@@@@B@@@@@@@@@B@@@@H@H@@@@@@@@B@@@@@A@@@@@@@\#
    @@@@@@@@@HB@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// How tokens begin that may have a slash at their fifth to eighth byte.
  static var slashed: ByteString {
    #"""
    @@A@@B@DA@@@@@@@@B@@@A@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@@@@H@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@D@@B\#
    @@@@@@@@@@@@B@@@@@@@@@@@@B@H@@A@@@@@@@@@@@@@@@@@@@D@@@@@H@@@@D@@@@@@@@@@@@@@@@@@@D@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
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

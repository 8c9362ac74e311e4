import Bytes

/// The published forms of credentials, as data.
///
/// A line that begins with `#` is a form: a letter for who published it (`g` gitleaks, `h` GitHub's list for secret
/// scanning, `t` trufflehog, `v` the vendor's documentation, `r` an RFC or another standard), a letter for the last
/// word of its name (`t` token, `k` key, `s` secret, `.` none), and the rest of what `--explain` calls it.  A line
/// below it is prefixes, letter for letter, and what follows any of them, in the language of `TokenPattern`.
///
/// A prefix that begins with `@` stands for a form without one.  Those of `@x` are tried on words of 36 bytes and
/// more that begin as hexadecimal numbers, those of `@w` on other such words, and the others where the byte behind
/// the `@` ends a word.
///
/// To add a form: write it here, and run the tests.  They make tokens of every line, and print what `ValueFormIndex`
/// is to be where it no longer fits.
enum ValueForms {
  static var tokens: ByteString {
    #"""
    #gtGitHub
    ghp_ gho_ ghu_ ghs_ ghr_ n30k
    ghs_ d4,.'eyJ'r8,.r8,.r8,
    ghs_ d4,_'eyJ'r8,.r8,.r8,
    ghr_ n76
    github_pat_ w82
    #gtGitLab
    glpat- glrt- GR1348941 r20
    glpat- glrt- r27,300.l9
    glpat- glrt- r27,300.l2.l9
    gldt- glptt- glcbt- glrtr- glft- glffct- glsoat- glimt- glwt- r20,
    glcbt- n1,5_r20
    glagent- r50
    gloas- r64
    #g.AWS access key id
    AKIA ASIA ABIA ACCA u16
    A3T u17
    #vtAWS session
    IQoJb3JpZ2lu FwoGZXIvYXdz FQoGZXIvYXdz b100,e
    #gkAWS Bedrock
    ABSK b100,e
    bedrock-api-key- b16,e
    #gtSlack
    xoxb- xoxp- r24,
    xoxa- xoxr- xoxo- xoxs- r11,
    xoxc- xoxe- xwfp- r20,
    xoxd- p60,
    xoxe. 'xox'l1-r20,
    xapp- d1-u8,-d8,-X32,
    #gkStripe
    sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_ n10,250
    #vswebhook signing
    whsec_ b24,e
    #gkOpenAI
    sk- n20,64
    sk-proj- sk-svcacct- sk-admin- sk-None- r40,
    sess- n40
    #gkAnthropic
    sk-ant- l3,8-r80,
    #vkOpenRouter
    sk-or-v1- x64
    #vkLangSmith
    lsv2_pt_ lsv2_sk_ x32_x10
    ls__ x32
    #vkLangfuse
    sk-lf- x8-x4-x4-x4-x12
    #gkPerplexity
    pplx- n48
    #tkGroq
    gsk_ n48,56
    #tkxAI
    xai- w60,90
    #vtReplicate
    r8_ n37
    #gtHugging Face
    hf_ api_org_ n34
    hf_oauth_ r30,
    #vkNvidia
    nvapi- r60,70
    #vkFireworks
    fw_ n22,24
    #vkVoyage
    pa- r43
    #vkPinecone
    pcsk_ w60,80
    #vkTavily
    tvly- r30,
    #vkCerebras
    csk- l48
    #vkWeights & Biases
    wandb_v1_ r60,
    #tkElevenLabs
    sk_ x48
    #gkGoogle API
    AIza r35
    AQ. r40,
    #hsGoogle OAuth
    GOCSPX- r28
    #htGoogle OAuth
    ya29. r20,
    ya29. r1,.r20,
    1//0 r30,
    GOOG n20
    GOOG n57
    #v.Google service account
    eyJ0eXBlIjoic2VydmljZV9hY2NvdW50 eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudC ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudC ewogICAgInR5cGUiOiAic2VydmljZV9hY2NvdW50 b40,e
    #v.Docker login
    eyJhdXRocyI6 ewoJImF1dGhzIjog ewogICJhdXRocyI6 ewogICAgImF1dGhzIjog b20,e
    #gtJSON web
    eyJ r14,.'ey'r6,.r10,j
    eyJ r14,.r0,.r10,.r10,.r10,
    eyAi ewog ewoJ r14,.'e'r6,.r10,j
    ZXlK b60,e
    #gtnpm
    npm_ n30k
    #gtPyPI
    pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBp r50,
    #gkRubyGems
    rubygems_ x48
    #htcrates.io
    cio n32
    #tkNuGet
    oy2 l43
    #gtClojars
    CLOJARS_ n60
    #htDocker
    dckr_pat_ dckr_oat_ r27
    dckr_oat_ r32
    #gkJFrog
    AKCp n69
    cmVmd n59
    #vtPackagist
    packagist_ort_ packagist_out_ packagist_uut_ X68
    #hkCloudsmith
    ents_ n36
    #gkSendGrid
    SG. r22.r43
    SG. q66
    #gkMailgun
    key- x32
    @x x32-x8-x8
    #gkMailchimp
    @x x32-'us'd1,2
    #vkMandrill
    md- n22
    #gkBrevo
    xkeysib- xsmtpsib- x64-n16
    #vkResend
    re_ n8_n24
    #htMailerSend
    mlsn. x64
    #gkTwilio
    SK X32
    #gtTelegram bot
    @: d5,16:'A'r34
    #ttDiscord
    @w m1r23,27.r6.r27,45
    mfa. r84
    #gtShopify
    shpat_ shpca_ shppa_ shpss_ shpua_ shptka_ shpcrt_ prtapi_ shpit_ X32
    #gtSquare
    EAAA r60
    sq0atp- r22,60
    sq0csp- r43
    #gtFacebook
    EAA n100,
    IGQ IGAA r100,
    @| d15,16|r27,40
    #ttBraintree
    @$ 'access_token$production$'l16'$'x32
    @$ 'access_token$sandbox$'l16'$'x32
    #gtPlaid
    access-sandbox- access-development- access-production- x8-x4-x4-x4-x12
    #tkRazorpay
    rzp_live_ rzp_test_ n14
    #gkFlutterwave
    FLWSECK_TEST- n12
    FLWSECK_TEST- FLWSECK- n32-'X'
    FLWSECK- n32
    #gkEasyPost
    EZAK EZTK n54
    #gtDuffel
    duffel_test_ duffel_live_ q43
    #gtShippo
    shippo_live_ shippo_test_ X40
    #gkLob
    live_ test_ x35
    #gtGoCardless
    live_ sandbox_ r40
    #hkCheckout.com
    sk_ sk_test_ x8-x4-x4-x4-x12
    sk_sbox_ l26,27
    #gtDatabricks
    dapi dose dkea X32
    dapi X32-d1
    #gtDigitalOcean
    dop_v1_ doo_v1_ dor_v1_ x64
    DO00 u16
    #gkHeroku
    HRKU- r30,
    #gtFly.io
    fo1_ r43
    fm1a_ fm1r_ fm2_ b100,e
    #vtNetlify
    nfp_ nfc_ nfo_ nfu_ n36,40
    #htVercel
    vcp_ vci_ vca_ vcr_ vck_ n40,
    vercel_blob_rw_ n16_n30,
    #vkSupabase
    sbp_ sbp_oauth_ sbp_v0_ x40
    sb_secret_ r20,
    #gsPlanetScale
    pscale_tkn_ pscale_pw_ pscale_oauth_ pscale_otkn_ q32,64
    #vkNeon
    napi_ l60,
    npg_ n12,
    #vtTinybird
    p.eyJ r20,.r20,
    #vkConvex deploy
    @| r4,'|ey'b40,e
    #vkRender
    rnd_ n24,
    #gtScalingo
    tk-us- r48
    #gkCloudflare
    v1.0- x24-x146
    cfut_ cfat_ cfk_ r40,
    #g.Alibaba Cloud key id
    LTAI n12,24
    #h.Tencent Cloud key id
    AKID IKID n13,40
    #gkYandex
    t1. r8,.r86e
    AQVN r35,38
    YC r38
    y0_ r30,
    #h.Volcengine key id
    AKLT n20,
    #vkBaidu Cloud
    ALTAK n21
    ALTAK- n21'/'x40
    #gsAzure client
    @~ o3d'Q~'o31,34
    #vkAzure search, function or AI
    @w n42'AzSe'n6
    @w r44'AzFu'r6'=='
    @w n52'JQQJ9'n27
    #htAzure DevOps
    @w n75'AZDO'n5
    @w n76'AZDO'n4
    #gtOpenShift
    @~ 'sha256~'r43
    #gtVault
    hvs. r24,
    hvb. hvr. r90,
    s. n24
    s. n24.n5
    #gtTerraform Cloud
    @w n14'.atlasv1.'q60,70
    #vtDoppler
    dp.pt. dp.ct. dp.st. dp.sa. dp.scim. dp.audit. n40,44
    dp.st. r2,35.n40,44
    #vtInfisical
    st. x24.x32.x32
    #gt1Password
    ops_eyJ b100,e
    A3- u6-u11-u5-u5-u5
    A3- u6-u6-u5-u5-u5-u5
    #gkage secret
    AGE-SECRET-KEY-1 z58
    AGE-SECRET-KEY-PQ-1 AGE-PLUGIN- r20,
    #r.private key in base64
    LS0tLS1CRUdJTi p40,i
    #vkPuTTY private
    PuTTY-User-Key-File- d1
    #vtJetBrains
    perm- q40,
    eyJ0eXAiOiAiVENWMiJ9. r10,.r20,
    #vtJenkins
    11 x32
    #gtGrafana
    glc_ b32,400e
    glsa_ n32_X8
    eyJrIjoi b40,400e
    #gtSentry
    sntrys_eyJ b20,e_b20,
    sntryu_ sntrya_ sntryi_ x64
    #gkNew Relic
    NRAK- u27
    NRII- NRIQ- r32
    NRRA- x42
    NRAA- x27
    NRJS- x19
    @x x36'NRAL'
    @x x28,36'FFFFNRAL'
    @w 'eu01xx'l30'NRAL'
    @w 'eu01xx'l26,30'FFFFNRAL'
    #gtDynatrace
    dt0c01. u24.u64
    dt0s01. dt0s02. dt0s06. dt0s08. dt0s16. u8,24.u64
    #vtDatadog
    ddapp_ n32,
    #vkHoneycomb
    hcaik_ hcalk_ hcxik_ hcbik_ l58,64
    hcamk_ l26,64
    #vtAxiom
    xaat- xapt- xait- x8-x4-x4-x4-x12
    #vkPostHog
    phx_ phs_ w32,
    #vkLaunchDarkly
    sdk- api- rel- x8-x4-x4-x4-x12
    #vkStatsig
    secret- console- n40,
    #hkPagerDuty
    pdus+ r20,
    u+ r18
    #gkLinear
    lin_api_ lin_wh_ n40
    lin_oauth_ x64
    #gtNotion
    ntn_ d11n35
    ntn_ n40,
    secret_ n43
    #htAirtable
    pat n14.x64
    #htAsana
    @: d16:x32
    #gtAtlassian
    ATATT3 ATCTT3 ATSTT3 s100,e
    ATBB n24,
    ATBB n24=X8
    BBDC- b40,e
    #vtFigma
    figd_ figdr_ figu_ figur_ figo_ figor_ figoh_ r40,
    #gtDropbox
    sl. sl.u. sl.B r130,
    #gtTypeform
    tfp_ q59
    #vtHubSpot
    pat-na1- pat-na2- pat-eu1- pat-ap1- x8-x4-x4-x4-x12
    #ttSalesforce
    @! '00D'n12,15'!'o60,
    #gkPostman
    PMAK- X24-X34
    PMAT- n26
    #vtIntercom
    dG9rO b50,e
    #vsMongoDB Atlas
    mdb_sa_sk_ r32,
    #vsConfluent
    cflt b60
    #h.Aiven password
    AVNS_ r19
    #vkCockroachDB
    CCDB1_ w20,
    #vkMollie
    live_ test_ n30
    #vkPaddle
    pdl_live_apikey_ pdl_sdbx_apikey_ w40,
    #vtPolar
    polar_oat_ polar_pat_ r32,
    #vsStytch
    secret-live- secret-test- r20,
    #vkOneSignal
    os_v2_app_ os_v2_org_ l60,
    #tkFirebase messaging
    @: 'AAAA'r7':A'r130,
    #vtHoneybadger
    hbp_ n30,
    #vkCoralogix
    cxtp_ cxup_ cxtp- n28,
    #vtMatrix
    syt_ n4,_n20_n6
    #vtJSR
    jsrp_ r32,
    #vsLinkedIn
    WPL_AP1. n16.n6,e
    #vkLaravel
    @: 'base64:'b43=
    @: 'base64:'b22'=='
    #vkextended private
    xprv n107
    #r.password hash
    @$ '$2'l1'$'d2'$'p53
    @$ '$6$'p3,'$'p20,
    @$ '$6$'p3,'$'p3,'$'p20,
    @$ '$5$'p3,'$'p20,
    @$ '$y$'p3,'$'p10,'$'p20,
    @$ '$apr1$'p3,'$'p22
    @$ '$argon2'l1,2'$v='d2'$m='d1,9
    #htContentful
    CFPAT- r43
    #gtFrame.io
    fio-u- q64
    #gkReadMe
    rdme_ l70
    #gsAdobe client
    p8e- n32
    p8e- r32
    #hkAdafruit
    aio_ n28
    #vtMapbox secret
    sk.eyJ tk.eyJ r20,.r20,
    #gkMaxmind
    @w n6_n29'_mmk'
    #vkTailscale
    tskey- n6-r20,
    tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook- r10,
    #gkDefined Networking
    dnkey- q26-q52
    #ttngrok
    ak_ n27
    @w '2'n26_n21
    #vtSonar
    sqp_ squ_ sqa_ x40
    #gtSourcegraph
    sgp_ sgp_local_ X40
    sgp_ X16_X40
    slk_ sgd_ X64
    #vtSnyk
    snyk_uat. snyk_sat. l8.q100,
    #htCircleCI
    CCIPAT_ CCIPRJ_ n16,_X40
    #vtBuildkite
    bkua_ x40
    bkct_ bkaj_ bkpt_ bkpat_ bkrt_ bkat_ bkcq_ r40,
    #gtHarness
    pat. sat. r22.n24.n20
    #gtPulumi
    pul- x40
    #gkInfracost
    ico- n32
    #gkPrefect
    pnu_ pnb_ n36
    #gkOctopus Deploy
    API- u26
    API- u24,32
    #htdbt
    dbtc_ dbtu_ r36,
    #gsIntra42
    s-s4t2ud- s-s4t2af- x64
    #gtSettleMint
    sm_aat_ sm_pat_ sm_sat_ n16
    #gkClickHouse Cloud
    4b1d n38
    #gkAuthress
    sc_ n5,30.n4,6.'acc_'r10,32.p30,120
    #vkTrigger.dev
    tr_dev_ tr_prod_ n20,
    tr_pat_ n40
    #vkInngest
    signkey-prod- signkey-test- x32,
    #ttApify
    apify_api_ n36
    #vkRapidAPI
    @w n10'msh'n15'p1'n6'jsn'n11,12
    #gtTwitter bearer
    AAAAAAAAAAAAAAAAAAAAA p80,100
    #vtZoho
    1000. x32.x32
    #vtOkta
    00 r40
    #vtAlchemy
    alcht_ n30
    #vkNostr secret
    nsec1 l58
    """#
  }

  /// The forms that have a structure instead of a prefix, by the numbers of `ValueForm.Structure`.
  static var structures: ByteString {
    #"""
    #rkprivate
    #r.password in a URL
    #v.password in a MySQL DSN
    #v.password in a connection string
    #v.access key in a connection string
    #v.signed URL
    #g.webhook URL
    #r.Authorization header
    #rtbearer
    #r.Basic credentials
    #v.secret beside its name
    #v.registry login
    #v.netrc login
    """#
  }

  /// Hosts and paths of URLs that are secrets by what follows, with how many bytes that is at least.  A `*` is one
  /// or more labels.
  static var webhooks: ByteString {
    #"""
    hooks.slack.com/services/ 20
    hooks.slack.com/workflows/ 20
    hooks.slack.com/triggers/ 20
    discord.com/api/webhooks/ 60
    discordapp.com/api/webhooks/ 60
    *.discord.com/api/webhooks/ 60
    *.webhook.office.com/webhookb2/ 32
    outlook.office.com/webhook/ 32
    outlook.office365.com/webhook/ 32
    hooks.zapier.com/hooks/catch/ 10
    maker.ifttt.com/trigger/ 25
    maker.ifttt.com/use/ 20
    hook.integromat.com/ 20
    *.make.com/ 20
    *.workato.com/webhooks/ 16
    hooks.airtable.com/workflows/ 20
    webhooks.gitter.im/e/ 16
    events.pagerduty.com/integration/ 32
    alert.victorops.com/integrations/ 30
    open.feishu.cn/open-apis/bot/ 30
    open.larksuite.com/open-apis/bot/ 30
    qyapi.weixin.qq.com/cgi-bin/webhook/send?key= 30
    api.telegram.org/bot 30
    api.netlify.com/build_hooks/ 20
    api.vercel.com/v1/integrations/deploy/ 20
    api.render.com/deploy/ 20
    api.cloudflare.com/client/v4/pages/webhooks/ 20
    *.sumologic.com/receiver/v1/http/ 40
    *.loggly.com/inputs/ 36
    *.infura.io/v3/ 32
    *.alchemy.com/v2/ 28
    *.quiknode.pro/ 32
    """#
  }

  /// The three bytes before the last dot of the host of each line of `webhooks`, in the same order: few URLs have
  /// any of them.
  static var webhookEnds: ByteString {
    #"""
    ack ack ack ord app ord ice ice 365 ier ttt ttt mat ake ato ble ter uty ops shu ite .qq ram ify cel der \#
    are gic gly ura emy ode
    """#
  }

  /// What names a secret: the end of a key, without case, and how its value is judged; see `NamedValue`.
  static var keys: ByteString {
    #"""
    password P
    passwd P
    passphrase P
    pwd W
    accountkey K
    account_key K
    privatekey K
    ?code K
    &code K
    accesskey K
    access_key K
    access-key K
    sig S
    signature S
    token T
    _auth B
    auth b
    secret T
    secretkey T
    secret_key T
    api_key T
    api-key T
    apikey T
    subscription-key T
    auth-key T
    auth_key T
    ingestion-key T
    license-key T
    license_key T
    private_key T
    signing_key T
    encryption_key T
    master_key T
    "d D
    "k D
    x-honeycomb-team T
    _gitlab_session T
    authorization A
    """#
  }
}

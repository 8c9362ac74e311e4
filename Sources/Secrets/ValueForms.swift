import Bytes

/// The published forms of credentials, as data: the place to add one.
///
/// A line that begins with `#` is a form: a letter for who published it (`b` betterleaks, `c` public code that uses it,
/// `g` gitleaks, `h` GitHub's list for secret scanning, `k` kingfisher, `m` Microsoft, `n` noseyparker, `t` trufflehog,
/// `v` the vendor's documentation or source, `r` an RFC or another standard), a letter for the last word of its name
/// (`t` token, `k` key, `s` secret, `.` none), and the rest of its name in `--explain`.  A line below it holds literal
/// prefixes, and then the pattern of what follows any of them, in the language of `TokenPattern`.
///
/// A prefix that begins with `@` stands for a form without one: it is tried where `Delimiters` or `LongWords` finds what
/// the byte after the `@` stands for.
///
/// To add a form, write it here with its source, and run Tests/Tools/value-filters.py.  The tests make tokens for every
/// line.
enum ValueForms {
  static var tokens: ByteString {
    #"""
    #gtGitHub
    ghp_ gho_ ghu_ ghs_ ghr_ n30k
    ghs_ d4,.'eyJ'r8,.r8,.r8,
    ghs_ d4,_'eyJ'r8,.r8,.r8,
    ghr_ n60,
    github_pat_ w60,
    #gtGitLab
    glpat- glrt- GR1348941 r20,
    gldt- glptt- glcbt- glrtr- glft- glffct- glsoat- glimt- glwt- r20,
    glcbt- n1,5_r20
    glagent- r40,
    gloas- r40,
    #g.AWS access key id
    AKIA ASIA ABIA ACCA u16
    A3T u17
    #vtAWS session
    IQoJb3JpZ2lu FwoGZXIvYXdz FQoGZXIvYXdz b100,e
    #gkAWS Bedrock
    ABSK b100,e
    bedrock-api-key- 'YmVkcm9jay5hbWF6b25hd3MuY29t'b0,e
    #gtSlack
    xoxb- xoxp- r24,
    xoxa- xoxr- xoxo- xoxs- r11,
    xoxc- xoxe- xwfp- r20,
    xoxd- p60,
    xoxe. 'xox'l1-r20,
    xapp- d1,2-u8,-d8,-n10,
    #ksLiveblocks
    sk_prod_ sk_dev_ r64,
    #gkStripe
    sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_ n10,250
    sk_org_ sk_org_live_ sk_org_test_ ek_live_ ek_test_ n20,
    #vkWorkOS
    sk_live_ sk_test_ y60,250e
    #vswebhook signing
    whsec_ y24,e
    whsk_ y40,e
    #gkOpenAI
    sk- !n32,64c
    sk-proj- sk-svcacct- sk-admin- sk-None- r20,c
    sess- n40,
    #gkAnthropic
    sk-ant- l3,8-r40,
    #bkOpenRouter
    sk-or-v1- n40,
    #bkLangSmith
    lsv2_pt_ lsv2_sk_ w32,
    ls__ n24,
    #tkLangfuse
    sk-lf- r20,c
    #gkPerplexity
    pplx- r32,c
    #tkGroq
    gsk_ r48,c
    #bkxAI
    xai- r40,
    #btReplicate
    r8_ n37
    #gtHugging Face
    api_org_ n24,
    hf_ n34,40
    hf_oauth_ r30,c
    #bkNvidia
    nvapi- r40,
    #kkFireworks
    fw_ n22,24
    #kkVoyage
    pa- al- r43c
    pa- al- n20,64f
    #kkPinecone
    pcsk_ n5,6_n60,80
    #kkTavily
    tvly- r16,c
    #bkCerebras
    csk- n32,
    #bkWeights & Biases
    wandb_v1_ w40,
    #tkElevenLabs
    sk_ X32,64
    #gkGoogle API
    AIza r35
    AQ.Ab8 r40,50c
    #hsGoogle OAuth
    GOCSPX- r24,
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
    rubygems_ n32,
    #htcrates.io
    cio !n32
    #tkNuGet
    oy2 l43
    #gtClojars
    CLOJARS_ n40,
    #htDocker
    dckr_pat_ dckr_oat_ r20,
    #gkJFrog
    AKCp n64,
    cmVmd n59
    #vtPackagist
    packagist_ort_ packagist_out_ packagist_uut_ packagist_cut_ packagist_acs_ packagist_ack_ n24,
    #gkSendGrid
    SG. r16,32.r16,64c
    SG. q66
    #gkMailgun
    key- !x32
    @- x32-x8-x8
    #gkMailchimp
    @- x32-'us'd1,2
    #vkMandrill
    md- r22c
    #gkBrevo
    xkeysib- xsmtpsib- X64-r16
    #vkResend
    re_ !n8_n24
    re_ !n25,64f
    #btMailerSend
    mlsn. n24,
    #gkTwilio
    @4 'SK'X32
    #gtTelegram bot
    @: d5,16:'A'r34
    #ttDiscord
    @N m1n22,27.r6.r27,45
    mfa. r40,f
    #gtShopify
    shpat_ shpca_ shppa_ shpss_ shpua_ shptka_ shpcrt_ prtapi_ shpit_ n24,
    #gtSquare
    EAAA r60
    sq0atp- r22,
    sq0csp- r32,
    #gtFacebook
    EAA !n100,
    IGQ IGAA r100,
    @| d15,16|r27,40
    #ttBraintree
    access_token$production$ access_token$sandbox$ l16'$'l32
    #gtPlaid
    access-sandbox- access-development- access-production- x8-x4-x4-x4-x12
    #tkRazorpay
    rzp_live_ rzp_test_ n14
    #gkFlutterwave
    FLWSECK_TEST- n12
    FLWSECK_TEST- FLWSECK- n32-'X'
    FLWSECK- n24,
    #gkEasyPost
    EZAK EZTK n54
    #gtDuffel
    duffel_test_ duffel_live_ q32,
    #gtShippo
    shippo_live_ shippo_test_ n32,
    #gkLob
    live_ test_ !x35
    #gtGoCardless
    live_ sandbox_ !r40c
    #tkCheckout.com
    sk_ sk_test_ !x8-x4-x4-x4-x12
    sk_sbox_ n24,
    #gtDatabricks
    dapi X32
    dapi X32-d1
    dose q32c
    #gtDigitalOcean
    dop_v1_ doo_v1_ dor_v1_ n40,
    DO00 u16
    #gkHeroku
    HRKU- r24,
    #gtFly.io
    fo1_ r32,
    fm1a_ fm1r_ fm2_ y80,e
    #ktNetlify
    nfp_ nfc_ nfo_ nfu_ nfb_ n24,
    #btVercel
    vcp_ vci_ vca_ vcr_ vck_ r24,
    vercel_blob_rw_ n16_n30,
    #bkSupabase
    sbp_ sbp_oauth_ sbp_v0_ n32,
    sb_secret_ r24,
    #gsPlanetScale
    pscale_tkn_ pscale_pw_ pscale_oauth_ pscale_otkn_ pscale_app_ q24,
    #bkNeon
    napi_ n40,
    npg_ n12,
    #ktTinybird
    p.eyJ r20,.r20,
    #ckConvex deploy
    @| r4,'|ey'y16,e
    #bkRender
    rnd_ n24,
    #gtScalingo
    tk-us- r32,
    #gkCloudflare
    v1.0- r120,c
    cfut_ cfat_ cfk_ r32,
    #g.Alibaba Cloud key id
    LTAI n12,21
    #h.Tencent Cloud key id
    AKID IKID n13,
    #gkYandex
    t1. r8,.r86e
    AQVN r35,38
    YC !r38c
    y0_ r30,
    #h.Volcengine key id
    AKLT n20,
    #tkBaidu Cloud
    ALTAK n17,21
    ALTAK- n21'/'x40
    #gsAzure client
    @~ o3d'Q~'o31,34
    #vkAzure search, function or AI
    @A n42'AzSe'n6
    @= r44'AzFu'r6'=='
    #mkAzure storage, Batch, Cosmos or API management
    @= b76'+ASt'b6'=='
    @= b76'+ABa'b6'=='
    @= b76'+AMC'b6'=='
    @= b76'ACDb'b6'=='
    @= b76'APIM'b6'=='
    #mkAzure IoT, relay, bus, grid or cache
    @= b33'AIoT'b6=
    @= b33'AZEG'b6=
    @= b33'AzCa'b6=
    @= b33'+ASb'b6=
    @= b33'+AEh'b6=
    @= b33'+ARm'b6=
    #mkAzure registry
    ACR b6<b43
    @Z n52'JQQJ9'n27
    #htAzure DevOps
    @Z n75'AZDO'n5
    @Z n76'AZDO'n4
    #gtOpenShift
    @~ 'sha256~'r43
    #gtVault
    hvs. hvb. hvr. r24,
    @. 's.'n24
    @. 's.'n24.n5
    #gtTerraform Cloud
    atlasv1. q60,70<a15
    #vtDoppler
    dp.pt. dp.ct. dp.st. dp.sa. dp.scim. dp.audit. n32,
    dp.st. r2,35.n40,44
    #ktInfisical
    st. r12,48.r12,48.x24,64
    #gt1Password
    ops_eyJ y100,e
    A3- u6-u11-u5-u5-u5
    A3- u6-u6-u5-u5-u5-u5
    #gkage secret
    AGE-SECRET-KEY-1 z58
    AGE-SECRET-KEY-PQ-1 AGE-PLUGIN- r20,
    #r.private key in base64
    LS0tLS1CRUdJTi p40,i
    #vkPuTTY private
    PuTTY-User-Key-File- d1
    #ctJetBrains
    perm- q40,c
    eyJ0eXAiOiAiVENWMiJ9. r10,.r20,
    #vtJenkins
    @4 '11'x32
    #gtGrafana
    glc_ y32,e
    glsa_ r32_X8
    eyJrIjoi b40,400e
    #gtSentry
    sntrys_ b16,e_b20,
    sntrys_ r40,
    sntryu_ sntrya_ sntryi_ n40,
    #gkNew Relic
    NRAK- n24,
    NRSP- n24,
    NRII- NRIQ- r25,
    NRRA- n32,
    NRAA- n24,
    NRJS- x19
    px-api- px-dep- x8-x4-x4-x4-x12
    @- 'AA'n40'-NRMA'
    @L x36'NRAL'
    @L x28,36'FFFFNRAL'
    @L 'eu01xx'l30'NRAL'
    @L 'eu01xx'l26,30'FFFFNRAL'
    #gtDynatrace
    dt0 l3.r8,.n64
    #vkHoneycomb
    hcaik_ hcalk_ hcxik_ hcbik_ n32,
    hcamk_ hcxmk_ hcxlk_ n24,
    #ktAxiom
    xaat- xapt- xait- x8-x4-x4-x4-x12
    #kkPostHog
    phx_ phs_ r32,c
    pha_ phr_ n32,
    #tkLaunchDarkly
    sdk- api- rel- !x8-x4-x4-x4-x12
    #kkStatsig
    secret- console- !n40,
    #kkPagerDuty
    pdus+ r20,
    u+ !r18c
    #gkLinear
    lin_api_ lin_wh_ n32,
    lin_oauth_ n40,
    #gtNotion
    ntn_ d11n35
    ntn_ n32,
    nrt_ w40,
    secret_ !n43
    #htAirtable
    pat n14.x64
    #ktAsana
    @: d14,16:x32
    #gtAtlassian
    ATATT3 ATCTT3 ATSTT3 s100,e
    ATBB n24,
    ATCO s24,f
    ATBB n24=X8
    BBDC- b40,e
    #btFigma
    figd_ figdr_ figu_ figur_ figo_ figor_ figoh_ r32,
    #gtDropbox
    sl. sl.u. sl.B r130,
    #gtTypeform
    tfp_ q32,
    #ktHubSpot
    pat- l2,5-x8-x4-x4-x4-x12
    #ttSalesforce
    @! '00D'n12,15'!'o60,
    5AEP861 q80,
    #gkPostman
    PMAK- n24-n34
    PMAT- n24,
    #ctIntercom
    dG9rO b50,e
    #bkRainforest
    apikey_ n40,
    #bsMongoDB Atlas
    mdb_sa_sk_ r32,
    #ksConfluent
    cflt b60
    #h.Aiven password
    AVNS_ r19
    #bkCockroachDB
    CCDB1_ n22_n40
    #ckMollie
    live_ test_ !n30
    live_ test_ !n25,f
    #bkPaddle
    pdl_live_apikey_ pdl_sdbx_apikey_ l26_n22_n3
    #btPolar
    polar_oat_ polar_pat_ polar_at_ polar_rt_ polar_ac_ polar_cs_ polar_whs_ r20,c
    #ksStytch
    secret-live- secret-test- r20,c
    #bkOneSignal
    os_v2_app_ os_v2_org_ n60,
    #kkFirebase messaging
    @: 'AAAA'r7':APA91b'r120,
    #vkCoralogix
    cxtp_ cxup_ cxtp- n24,
    #vtMatrix
    syt_ n4,_n20_n6
    #ctJSR
    jsrp_ r24,
    #vsLinkedIn
    WPL_AP0. WPL_AP1. n16.b6,e
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
    @$ '$7$'p20,'$'p20,
    @$ '$scrypt$ln='d1,2',r='d1,3',p='d1,3'$'p10,'$'p20,
    @$ '$1$'p1,8'$'p22
    @$ '$8$'p14'$'p43
    @$ '$pbkdf2-sha'd1,3'$'p1,'$'p8,'$'p20,
    SCRAM-SHA-1$ SCRAM-SHA-256$ SCRAM-SHA-512$ d1,8:b8,e'$'b20,e:b20,e
    pbkdf2_sha256$ pbkdf2_sha1$ d4,8'$'n8,'$'b20,e
    @$ '$apr1$'p3,'$'p22
    @$ '$argon2'l1,2'$v='d2'$m='d1,9
    #ktContentful
    CFPAT- r32,
    #gtFrame.io
    fio-u- q40,
    #gkReadMe
    rdme_ n40,
    #gsAdobe client
    p8e- n24,
    p8e- r24,
    #kkAdafruit
    aio_ n24,
    #vtMapbox secret
    sk.eyJ tk.eyJ r20,.r20,
    #gkMaxmind
    @_ n6_n29'_mmk'
    #vkTailscale
    tskey- n6-r20,
    tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook- r10,
    #gkDefined Networking
    dnkey- q26-q52
    #ttngrok
    ak_ n27
    @2 '2'n26_n21
    #vtSonar
    sqp_ squ_ sqa_ sqc_ sqco_ n32,
    #gtSourcegraph
    sgp_ sgp_local_ n40,
    sgp_ X16_X40
    sgp_ X16'_local_'X40
    slk_ sgd_ n40,
    #kkSegment
    sgp_ n64,
    #vtSnyk
    snyk_uat. snyk_sat. n8.q80,
    #ktCircleCI
    CCIPAT_ CCIPRJ_ n20,22_l40
    #vtBuildkite
    bkua_ n32,
    bkaa_ bkaj_ bkar_ bkct_ bkpt_ bkpat_ bkps_ q32,c
    #gtHarness
    pat. sat. r22.n24.n20
    #gtPulumi
    pul- n32,
    #gkInfracost
    ico- !n32
    #gkPrefect
    pnu_ pnb_ n24,
    #gkOctopus Deploy
    API- !u24,32
    #ctdbt
    dbtc_ dbtu_ r24,c
    #gsIntra42
    s-s4t2ud- s-s4t2af- n40,
    #gtSettleMint
    sm_aat_ sm_pat_ sm_sat_ n16
    #gkClickHouse Cloud
    4b1d !n38
    #gkAuthress
    sc_ ext_ scauth_ authress_ n5,30.n4,6.'acc_'r10,32.p30,120
    sc_ ext_ scauth_ authress_ n5,30.n4,6.'acc-'r10,32.p30,120
    #kkTrigger.dev
    tr_dev_ tr_prod_ tr_stg_ tr_pat_ n20,
    #kkInngest
    signkey- l2,-x32,
    #ttApify
    apify_api_ apify_proxy_ apify_ui_ n24,
    #vkRapidAPI
    @m n10'msh'n15'p'n6'jsn'n12
    @m n10'msh'n15'p1'n6'jsn'n11,12
    #gtTwitter bearer
    AAAAAAAAAAAAAAAAAAAAA p80,100
    #btTwitter access
    @T d15,20-n40f
    #ctZoho
    1000. 1001. !x32.x32
    1003. x32,64
    #vtOkta
    00 !r40f
    #ctAlchemy
    alcht_ n24,
    #vkNostr secret
    nsec1 l58
    #gkAmazon marketplace
    amzn.mws. x8-x4-x4-x4-x12
    #tkAWS AppSync
    da2- n24,
    #ksAikido
    AIK_SECRET_ n40,
    AIK_CI_ n20,
    #vtBitwarden machine
    0. x8-x4-x4-x4-x12.n30:b22,e
    #bkBrave Search
    BSA r24,40c
    #kkBrowserbase
    bb_live_ bb_test_ r24,
    bb_ n20,64f
    #kkCal.com
    cal_live_ cal_test_ n20,
    cal_ n32,c
    #ksCanva
    cnvca r47,51
    #ktCloudflare tunnel
    eyJhIjoi b80,e
    #bkConfigCat
    configcat-sdk-1/ r22/r22
    #kkCursor
    crsr_ r32,c
    key_ !l64c
    #vkDaytona
    dtn_ n40,
    #nkDependency-Track
    odt_ n32,255
    odt_ n8_n32
    #nkDjango secret
    django-insecure- A20,
    #kkE2B
    e2b_ n32,
    #tkFlexport
    shltm_ r32,
    #vshCaptcha
    ES_ x32
    #vkHelicone
    sk-helicone- pk-helicone- r20,c
    #ktHex
    hxtp_ hxtw_ n24,
    #ctDepot
    depot_project_ depot_org_ depot_user_ n20,c
    #btIonic
    ion_ n42
    #nkJina
    jina_ n24,
    #tkKlaviyo
    pk_ n34c
    pk_ n6_x34
    #kkMintlify
    mint_ mint_dsc_ n24,44c
    #vtModrinth
    mrp_ mro_ n40,
    #vtntfy
    tk_ l29
    #vtProxmox
    PVEAPIToken= A20,
    #vsPubNub
    sec-c- b48,e
    #vsRamp
    ramp_sec_ ramp_tok_ ramp_business_tok_ n32,
    #ckRetool
    retool_01 l24
    #kkRobinhood
    rh-api- X8-X4-X4-X4-X12
    #c.Roblox cookie
    @| _'|WARNING:-DO-NOT-SHARE-THIS.'A40,
    #ktRootly
    rootly_ n40,
    #vtSanity
    @k 'sk'n79,190
    #ckScrapfly
    scp-live- scp-test- n24,
    #ktStackHawk
    hawk. r20.r20
    #tsTruffleHog
    thog-secret- n24,
    #ntTrueNAS
    @6 d-n64f
    #ttUbidots
    BBFF- BBUS- n24,
    #kkVoiceflow
    VF. VF.DM. VF.WS. X24.n16
    #vkLiteLLM
    sk- r22c
    #btAsaas
    aact_prod_ aact_hmlg_ A20,
    aact_ A60,
    #vkBlock Protocol
    b10ck5. n32.r36
    #kkClickUp
    pk_ d1,9_u32
    #hkCrossmint
    sk_production_ sk_staging_ n24,
    #bkDevCycle
    dvc_server_ n8,32c
    dvc_server_ r20,c
    #bkEndor Labs
    endr+ r16
    #tkFullStory
    na1. eu1. b100,e
    na1. eu1. n20,f
    #vkFirecrawl
    fc- X32
    fc- n16,64f
    #ckJD Cloud
    JDC_ n24,
    #htKong Konnect
    kpat_ spat_ n32,c
    #ctLocalStack
    ls- n8-n4-n4-n4-n12
    #ctLogicMonitor
    lmb_ y40,ce
    #htMercado Pago
    APP_USR- r32,c
    TEST- d10,20-d6-x32-d6,12
    #bkMidtrans
    Mid-server- SB-Mid-server- r10,c
    #vtOculus
    @| 'OC|'d10,20'|'x20,
    #ttOnfido
    api_live. api_sandbox. api_live_us. api_live_ca. api_live_eu. r11.r32
    api_live. api_sandbox. api_live_us. api_live_ca. r20,c
    #htOpen VSX
    ovsxat_ ovsxp_ x8-x4-x4-x4-x12
    #bkPersona
    persona_production_ persona_sandbox_ r20,c
    #btPinterest
    pina_ pinc_ pinr_ q20,c
    #btRunPod
    rpa_ u40n6
    #ktSamsara
    samsara_api_ n24,
    #ktSocket
    sktsec_ r32,
    #htTableau
    @= b22'==:'n32
    #kkTelnyx
    KEY r55f
    #btThunderstore
    tss_ n36,
    #bkTogether
    tgp_v1_ r32,
    #ctTrello
    ATTA X64,72
    #kkUnkey
    unkey_ n20,
    #ktVal Town
    vtwn_ r20,c
    #bkWakaTime
    waka_ x8-x4-x4-x4-x12
    waka_ n24,c
    waka_tok_ waka_sec_ n32,
    #kkYandex Dictionary
    dict.1.1. trnsl.1.1. pdct.1.1. r15,.x16.x40
    #kkZuplo
    zpka_ l32_x8
    #bkXendit
    xnd_production_ xnd_development_ n40,
    #ttFauna
    fnAE fnAF fnAD r34,38
    #vkMem0
    m0- n24,44c
    #bkLlamaCloud
    llx- r32,c
    #ksModal
    ak- as- !n20,64f
    #kkfal
    @: x8-x4-x4-x4-x12':'x32
    #kkRunway
    key_ !X128
    #bkRetell
    key_ !X28
    #ckScrapeGraph
    sgai- x8-x4-x4-x4-x12
    sgai- r24,c
    #ckLetta
    sk-let- b40,e
    #vkScaleway
    SCW u17
    #btUpCloud
    ucat_ n24,
    #kkElastic
    essu_ y60,200e
    #vtLogfire
    pylf_v1_us_ pylf_v1_eu_ pylf_v1_ n32,
    #vkUptime Kuma
    uk1_ uk2_ uk3_ uk4_ uk5_ uk6_ uk7_ uk8_ uk9_ r40c
    #ktPushbullet
    @. 'o.'n32
    #ctPayPal
    A21AA r60,
    #ctTatum
    t- !x24-x24
    #ctBlockfrost
    mainnet preprod preview testnet !n32
    #kkBuilder.io
    bpk- n24,
    #kkClose
    api_ n18,26.n18,26
    #tkPortainer
    ptr_ y32,52ce
    #vtLaravel Sanctum
    @| d1,8'|'n40,48
    #vtK3s
    K10 x64'::'A10,
    #bkExoscale
    EXO n24,30c
    #btDeno Deploy
    ddp_ ddw_ ddo_ n36,
    #bkDevin
    apk_user_ b120,180e
    apk_ b80,100e
    cog_ n40,
    #btDocker Swarm join
    SWMTKN-1- SWMTKN-2-1- l50,60-l24,30
    #bkDocker Swarm unlock
    SWMKEY-1- b40,50
    #kkAlibaba Cloud session
    CAIS y100,ce
    #ktCoze
    pat_ n64
    #kkDryRun Security
    dryrunsec_ n24,
    #kkFleetbase
    flb_live_ flb_test_ n20,
    #kkFriendli
    flp_ n32,
    #kkHack Club
    sk-hc-v1- n40,
    #kkHeartland
    skapi_cert_ skapi_prod_ n24,
    #kkScale
    live_ live_auth_ !x32
    #kkXata
    xau_ r24,c
    #kkCourier
    dk_prod_ dk_test_ n24,
    #kkComposio
    ak_ ck_ !r20c
    #ttSpectral
    spu- n24,
    #ttTeamwork
    tkn.v1_ n60,e
    #tkNightfall
    NF- !n32
    #tkPagar.me
    ak_live_ n24,
    #ttRecharge
    sk_1x sk_2x sk_3x sk_5x sk_10x d1_X64
    #bkCartesia
    sk_car_ w20,
    #bkGC Notify
    gcntfy- w1,128-x8-x4-x4-x4-x12-x8-x4-x4-x4-x12
    #btLichess
    lip_ r16,60c
    #btMercury
    mercury_production_ mercury_sandbox_ l3,6_n40,50'_yrucrem'
    #bkMergify application
    mergify_application_key_ r32,c
    #bkMiniMax
    sk-api- r60,
    #btMiro
    eyJtaXJvLm9yaWdpbiI6I n4,40_r20,64
    #bkredirect.pizza
    rpa_ n20,
    #btCloudsmith
    csa_ x30n6
    #tkSaladCloud
    salad_cloud_ n1,7_n20,235c
    #tsStripe payment
    pi_ n24'_secret_'n25
    #ckFlagsmith
    ser. n20,c
    #vtUnleash
    @U r1,':'r1,.x56
    @U '*:'r1,.x56
    @U '[]:'r1,.x56
    @U 'user:'x56
    #kkArcjet
    ajkey_ n24,
    #vkGhost admin
    @6 x24:x64
    #vkBaseten
    @. n8.n32f
    #kkDeepL
    @: x8-x4-x4-x4-x12':fx'
    #ckRiot Games
    RGAPI- r24,c
    #vsNATS
    SUA SAA SOA u55
    #b.Alibaba Cloud session key id
    STS.N n22,63
    #btDataStax Astra
    @6 'AstraCS:'n24':'x64
    @: 'AstraCS:'n20,
    #bkNylas
    nyk_ r40,
    #bkDatabento
    db- !n29c
    #bseBay client
    PRD- SBX- x8,12-x4-x4-x4-x4,12
    #ckWindsurf
    sk-ws-01- r60,
    #bkZ.ai or Ollama
    @z x32.n16f
    @z x32.r24f
    #vsWooCommerce
    ck_ cs_ x40
    #ckTigris
    tid_ tsec_ y48,
    #csTurnstile
    0x4AAAAAAA r25
    #ctAtuin Hub
    atapi_ n32,
    #ctPhoenix signed
    SFMyNTY. r16,.r16,
    #vtTwitch chat
    @: 'oauth:'l30
    #rtPASETO
    v2.local. v3.local. v4.local. v2.public. v3.public. v4.public. r60,
    #rkPASERK
    k4.local. k4.secret. r32,
    #v.OpenSSH private key
    b3BlbnNzaC1rZXktdjEA b40,e
    #kkCfx.re server
    cfxk_ r20,c
    #kkCodeRabbit
    cr- X58
    #kkDuploCloud
    AQAAANCMnd8BFdERjHo r100,
    #kkGuardSquare AppSweep
    gs_appsweep_ r24,
    #ktHop
    ptk_ r40,c
    #kkMastra
    msk_ n32,
    #kkMiniMax group
    MINIMAX- u8-u8-u8-u8
    #kkMoneywave
    ts_ u28,34
    #ktPangea
    pts_ n30,
    #kkPirsch
    pa_ n32,48f
    #kkSalesloft
    ak_ x64
    #kkSeam
    seam_ n4,13_n20,32
    #kkTrend Micro
    tmc1 n26,32:n60,70
    #ksWarpStream
    aks_ n64,
    #bkProof
    prf_ r20,60c
    #kkAI71
    ai71-api- X8-X4-X4-X4-X12
    #kkBrowser Use
    bu_ r42,46c
    #kk1Password recovery
    1PRK- u4-u4-u4-u4
    #kkDub
    dub_ n24,f
    #ktIterative Studio
    isat_ X8-X4-X4-X4-X12
    #k.LocalStack key id
    LSIA LKIA u16,
    #kkMappedin
    mik_ n25,
    mis_ n51,
    #ktOry
    ory_ l2,6_r24,c
    #kkAstral pyx
    sk-pyx- n32,
    #ktShortcut
    sct_ l1,3_r100,c
    #kkTestkube
    tkcapi_ n24,
    #kkTolgee
    tgpak_ tgpat_ n32,
    #ktVKontakte
    vk1.a. r60,
    #ktWePay
    STAGE_ PRODUCTION_ n40,
    #ktConvex management
    eyJ2MiI6 b40,e
    #ckDatadog application
    ddapp_ n24,
    ddpat_ ddsat_ w24,
    #ckKlarna
    klarna_live_api_ klarna_test_api_ y40,ce
    #ckContext7
    ctx7sk- x8-x4-x4-x4-x12
    #ckRequesty
    rqsty-sk- b40,e
    #ckYou.com
    ydc-sk- r32,
    #ckTurbopuffer
    tpuf_ n20,
    #ckChroma
    ck- !n40,64f
    #ctNetBird
    nbp_ n24,
    #ctShopify app automation
    atkn_ n24,
    #ckSvix
    testsk_ r24,
    #ckBackblaze
    K00 d1b27
    #ckMetabase
    mb_ n1y39,ce
    #ckImageKit private
    private_ b20,64ce
    #ckQStash
    sig_ n28f
    #ctQStash
    eyJVc2VySUQi b40,e
    #vkInfobip
    @- x32-x8-x4-x4-x4-x12
    #ckFactory
    fk- r20,200f
    #ckUpstage
    up_ n20,64f
    #ckNomic
    nk- r43f
    #ckFoursquare
    fsq3 y40,e
    #vtAmazon login
    @| 'Atz'l1'|'s60,
    #tkPhotoroom
    sk_pr_ n1,64_X40
    #tkFinage
    API_KEY u32
    #v.Werkzeug password hash
    @$ '$'n8,16'$'x64,
    #k.key with a secret's prefix
    sk- !l2,12-x32,
    sk- !r32,200f
    sk_ r32,200f
    pat_ n24,f
    api_ key_ token_ secret_ n32,f
    #r.private key in a URL
    BEGIN+ L
    #r.DER private key
    @M b40,eD
    MHcCAQEEI MHQCAQEEI MDECAQEEI MIGkAgEBBD MIHcAgEBBEI b40,e
    MII n3'IBAzCC'b40,e
    MII n3'IBAAK'b40,e
    MII n3'IBAAJ'b40,e
    #v.Java key store
    u3+7QAAAA b40,e
    zs7OzgAAAA b40,e
    #v.minisign secret key
    RWRTY0Iy RWQAAEIy b50,e
    """#
  }

  /// The forms that have a structure instead of a prefix, in the order of `ValueForm.Structure`.
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
    #rtsecret-token
    #v.password file line
    #v.option with a secret
    #v.notification URL
    #v.secret in make's variables
    """#
  }

  /// Hosts and paths of URLs that are secrets by what follows, and the fewest bytes of that.  A `*` is one or more
  /// labels, a `#` a version or nothing.
  static var webhooks: ByteString {
    #"""
    hooks.slack.com/services/ 20
    hooks.slack.com/workflows/ 20
    hooks.slack.com/triggers/ 20
    discord.com/api/#webhooks/ 60
    discordapp.com/api/#webhooks/ 60
    *.discord.com/api/#webhooks/ 60
    *.webhook.office.com/webhookb2/ 32
    *.office.com/webhook/ 32
    outlook.office365.com/webhook/ 32
    hooks.zapier.com/hooks/catch/ 10
    maker.ifttt.com/trigger/ 25
    maker.ifttt.com/use/ 20
    hook.integromat.com/ 20
    *.make.com/ 20
    *.make.celonis.com/ 20
    *.workato.com/webhooks/ 16
    hooks.airtable.com/workflows/ 20
    webhooks.gitter.im/e/ 16
    events.pagerduty.com/integration/ 32
    events.eu.pagerduty.com/integration/ 32
    alert.victorops.com/integrations/ 30
    open.feishu.cn/open-apis/bot/ 30
    open.larksuite.com/open-apis/bot/ 30
    qyapi.weixin.qq.com/cgi-bin/webhook/send?key= 30
    api.telegram.org/bot 30
    api.netlify.com/build_hooks/ 20
    api.vercel.com/#integrations/deploy/ 20
    api.render.com/deploy/ 20
    api.cloudflare.com/client/#pages/webhooks/ 20
    *.sumologic.com/receiver/v1/http/ 40
    *.loggly.com/inputs/ 36
    *.infura.io/v3/ 32
    *.alchemy.com/v2/ 28
    *.quiknode.pro/ 32
    hc-ping.com/ 22
    uptime.betterstack.com/api/#heartbeat/ 20
    heartbeat.uptimerobot.com/ 20
    cronitor.link/p/ 20
    *.tines.com/webhook/ 30
    chat.googleapis.com/#spaces/ 60
    api.day.app/ 20
    sctapi.ftqq.com/ 20
    api.opsgenie.com/#json/ 36
    hooks.nabu.casa/ 30
    api.cloudflare.com/client/#workers/builds/deploy_hooks/ 20
    *.mattermost.com/hooks/ 26
    *.rocket.chat/hooks/ 30
    events.squadcast.com/#incidents/ 30
    webhooks.mongodb-stitch.com/api/client/ 20
    *.webhooks.fivetran.com/webhooks/ 30
    nosnch.in/ 10
    ping.ohdear.app/ 20
    hub.docker.com/api/build/#source/ 60
    backboard.railway.app/webhook/ 36
    http-intake.logs.datadoghq.com/#input/ 32
    go.getblock.io/ 32
    *.core.chainstack.com/ 32
    rpc.ankr.com/ 64
    *.grafana.net/oncall/integrations/ 30
    """#
  }

  /// Schemes of URLs that hold the tokens of a notification service, from Apprise and shoutrrr.
  static var notifications: ByteString {
    #"""
    discord slack tgram telegram pover pushover pbul pushbullet ifttt msteams teams workflows join mailgun \#
    sendgrid gotify gotifys ntfy ntfys prowl pagerduty opsgenie matrix rocketchat zulip googlechat spontit \#
    simplepush pushed boxcar bark barks ryver twilio wxteams webex schan pushy pushme pushsafer lametric flock \#
    gitter guilded
    """#
  }

  /// Names of secrets: the end of a key, without case, and how its value is judged; see `NamedValue`.  A `_` after the
  /// first byte stands for `_`, `-`, `.` or nothing.
  static var keys: ByteString {
    #"""
    password P
    passwd P
    passphrase P
    pwd W
    pass Q
    passwort P
    kennwort P
    psk Q
    account_key K
    private_key K
    ?code K
    &code K
    access_key K
    sig S
    signature S
    shared_key K
    token T
    :string :
    _auth B
    auth b
    secret T
    secret_key T
    secret_key_base T
    api_key T
    subscription_key T
    auth_key T
    ingestion_key T
    license_key T
    private_key T
    signing_key T
    encryption_key T
    master_key T
    application_key T
    admin_key T
    preshared_key K
    _sas T
    kty J
    x-honeycomb-team T
    _session T
    .sid T
    sonar.login T
    authorization A
    sessionid T
    sessid T
    oauth2-bearer T
    -user U
    """#
  }
}

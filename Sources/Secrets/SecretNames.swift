import Bytes

/// The data of `@secrets`: which words in a name indicate a secret, and which known names are exempt.  `SecretMatcher`
/// defines how they are matched.
///
/// A line is one or more patterns of the form `[*]LITERAL[*]`, `:`, and their common reason.  Literals are at least
/// three capitals, digits and `_`.  `Tests/Tools/secret-names.py` makes SecretTable.swift from it: run it after each
/// change.
///
/// In doubt a name is dropped.  A rule is a word that many names have; a whole name is listed only if it has no such
/// word.
enum SecretNames {
  static var text: ByteString {
    """
    # secrets: what is dropped, whatever stands before it
    *SECRET_ID: half of a login, as in Vault
    *_FILE_BASE64 *_FILE_B64 *KEY_FILE_CONTENT* *KEY_FILE_DATA *KEYFILE_BASE64 *KEYFILE_B64 *KEYFILE_JSON \
    *KEYFILE_CONTENT* *KEYTAB_BASE64 *KEYTAB_B64 *SECRET_FILE_CONTENT* *PASSWORD_FILE_CONTENT* \
    *CREDENTIALS_FILE_CONTENT* *CREDENTIALS_FILE_JSON: content of a file, not its path
    *ENCRYPTION_PRIMARY_KEY* *ENCRYPTION*_PRIMARY_KEY *ACCOUNT_PRIMARY_KEY* *AZURE*_PRIMARY_KEY *COSMOS*_PRIMARY_KEY \
    *STORAGE_PRIMARY_KEY *EVENTHUB_PRIMARY_KEY *SERVICEBUS_PRIMARY_KEY *OPENAI_PRIMARY_KEY: encrypts or gives access; not a table's key
    *PURGE*_KEY *PURGE*_TOKEN *PURGE*_SECRET *PURGE_PASSWORD *RESET*_KEY *RESET*_TOKEN *RESET*_SECRET *DEBUG_KEY* \
    *DEBUG*_KEY *DEBUG*_TOKEN *DEBUG*_SECRET *DEBUG_PASS* *EXPOSE_TOKEN *SECRET_RESET *KEY_RESET: authorizes this action
    *SECRET*: is called a secret
    *PASS*: PASS, PASSWORD, PASSWD, PASSPHRASE or PASSCODE anywhere
    *PWD *_PWD_* *PSWD* *_PW *_PW_* *BINDPW *_MDP *_PSK: short for password
    *SENHA* *CONTRASENA* *KENNWORT* *WACHTWOORD* *PAROL*: password in other languages
    *CREDENTIAL* *CREDS* *_CRED: a login of some kind
    *PHRASE* *MNEMONIC* *WALLET_SEED *MASTER_SEED: words from which a wallet or a key is made
    *PEPPER* *_SALT: makes hashes and ids hard to guess
    *_PAT *_PAT_* PAT: personal access token
    *_OTP OTP *TOTP *TOTP_SEED *OTP_CODE *_PIN *PINCODE *PIN_CODE: second factor
    *PRIVATE_KEY* *_SK *_PK *ID_RSA* *ID_ED25519* *_PFX* *_P12* P12_BASE64 PFX_BASE64 *JKS_BASE64 *_P8 *_PEM \
    *_PEM_BASE64 *_WIF *VAPID_PRIVATE *CSC_LINK *CSC_INSTALLER_LINK *_HMAC *PRIVATE_JWK *WALLET_JWK: private key, by \
    itself or with its certificate
    *MACOS_CERT* *MAC_CERT* *IOS_CERT* *APPLE_CERT* *WINDOWS_CERT* *SIGNING_CERT* *CODESIGN_CERT* *DISTRIBUTION_CERT* \
    *CERTIFICATE_BASE64 *CERTIFICATE_B64: certificate with the private key that signs programs
    *_JWT JWT *_JWT_V* *MACAROON*: token by another name
    *BEARER* *AUTHORIZATION *AUTH_HEADER*: content of an Authorization header
    *OTLP*_HEADERS *CUSTOM_HEADERS *EXTRA_HEADERS *HTTP_HEADERS: request headers, including Authorization
    MP_SMTP_AUTH *_AUTH AUTH *BASICAUTH *BASIC_AUTH_* *AUTH_CONFIG *AUTH_IDENT GOAUTH: user and password, as in npm, \
    Composer and Docker
    *AUTH_CODE *ACCESS_CODE *RECOVERY_CODE* *BACKUP_CODE*: gives access once
    *COOKIE *COOKIES *ERLANG_COOKIE_*: a session, or the shared secret of Erlang's nodes
    *SESSIONID *SESSID *SESSDATA *SESSION_STRING* *STRING_SESSION* OP_SESSION_* *SESSION: a session that is logged in
    *ACCESS_KEY_ID *ACCESSKEYID *_AK: half of a key pair
    *ENABLE_PASSWORD *ENABLE_SECRET: password for the enable mode of a switch
    *FORCE_API_KEY *ACCEPT_API_KEY: a service's, and no flag, as in Salesforce and Paymob
    *MAILGUN_API *SENDGRID_API *INFURA_API *ETHERSCAN_API: key of a service whose address everybody knows
    *API_HASH *TELEGRAM_HASH *APP_CERTIFICATE *PAYPAL*_SIGNATURE: an application's secret by another name, as in \
    Telegram, Agora and PayPal
    *ACCOUNT_JSON* *ACCOUNT_BASE64 *ACCOUNT_B64 *_SA_JSON *ADMIN_SDK* FIREBASE_SERVICE_ACCOUNT FIREBASE_CONFIG_JSON: \
    service account with its private key
    *KUBECONFIG_DATA *KUBE_CONFIG_DATA *KUBECONFIG_BASE64 *KUBECONFIG_B64 *DOCKERCONFIGJSON *DOCKER_CONFIG_JSON *NPMRC \
    NPMRC_BASE64 *NETRC_CONTENT DOTENV *PUBLISH_PROFILE *JAAS_CONFIG *FEED_ENDPOINTS *GOOGLE_CLIENT_CONFIG \
    *OAUTH_CLIENT_CONFIG: a whole file that contains logins
    *ROOT_TOKEN_ID: the token itself, in Vault
    DIRENV_DIFF __MISE_DIFF: all variables that direnv and mise set, packed
    *SNMP_COMMUNITY PLEX_CLAIM: password by another name
    *CONNECTION_STRING* *CONNECTIONSTRING* *CONNECTION_STR *CONNECTION_URL* *CONNECTION_URI* *CONN_STR* *CONNSTR* \
    *CONNECT_STRING* *DATABASE_STRING* *DB_STRING* *DATA_SOURCE_NAME *MONGODB_CONNECTION *DB_CON *DB_CONN \
    *DATABASE_CONN *ALCHEMY_CONN AIRFLOW_CONN_* *DATASOURCE *SERVICEBUS_CONNECTION *EVENTHUB_CONNECTION \
    *STORAGE_CONNECTION *COSMOSDB_CONNECTION NC_DB NC_DB_JSON: connection with user and password
    *DATABASE_URL* *DATABASE_URI* *DATABASEURL* *DATABASE*_URL *DATABASE*_URI *DB_URL* *DB_URI* DB__URL* *_DB__URL* \
    *DB_READ_URL* *DB_WRITE_URL* *DBURL* *DBURI* \
    *SQL_URL* *SQL_URI* *MYSQL_*_URL *POSTGRES_URL* *POSTGRES_URI* *POSTGRES*_URL PG_URL* PG_URI* *_PG_URL* *_PG_URI* \
    *MONGO_URL* *MONGO_URI* *MONGO*_URL *MONGO*_URI *MONGOURI* *ATLAS_URI* *REDIS_URL* *REDIS_URI* *REDIS*_URL \
    *REDIS_*_URI *VALKEY_URL* *VALKEY_URI* *REPLICA_URL* TYPEORM_URL* *DATASTORE_ENDPOINT \
    *DATASTORE*_URL *PRISMA_URL* *DIRECT_URL: password in a database's URL
    *AMQP_URL* *AMQP_URI* *RABBITMQ_URL* *RABBITMQ_URI* *RABBITMQ__URL* *BROKER__URL* *BROKER_URL* *BROKER_URI* \
    *RESULT_BACKEND: password in a message broker's URL
    *SMTP_URL* *SMTP_URI* MAIL_URL EMAIL_URL: password in a mail server's URL
    CI_REPOSITORY_URL MC_HOST_* *BONSAI_URL* *SEARCHBOX_URL* *CLOUDINARY_URL*: password in a hosted service's URL
    *SLACK_WEBHOOK* *DISCORD_WEBHOOK* *TEAMS_WEBHOOK* *WEBHOOK *WEBHOOKS *WEB_HOOK *HOOK_URL* *HOOK_0_URL* \
    *HOOK_1_URL* *HOOK_2_URL* *HOOK_URI* *HOOKURL* *DEPLOY_HOOK* *BUILD_HOOK *SLACK_HOOK* *TEAMS_HOOK* *_PING_URL* \
    *HEARTBEAT_URL* *ICAL_URL* *ALCHEMY_URL* *ALCHEMY*_URL *ALCHEMY_RPC* *INFURA_URL* *INFURA*_URL *QUICKNODE*_URL \
    *QUICKNODE_RPC* *QUICKNODE_ENDPOINT* *_SAS *_SAS_URL *SLACK_URL* *DISCORD_URL* *APPRISE_URL* *SHOUTRRR_URL* \
    *NOTIFICATION_URL*: URL that gives access to whoever knows it
    BUNDLE_GEMS__* BUNDLE_RUBYGEMS__* BUNDLE_GITHUB__COM BUNDLE_ENTERPRISE__*: Bundler's login at a gem server
    *_LICENSE *_LICENCE *_LICENSE_DATA *_LICENSE_CERT *_LICENSE_BASE64 *_LICENSE_CONTENT*: licence key
    OVH_CK: names who asks, and the permissions
    AZUREWEBJOBSSTORAGE EDGE_CONFIG: connection string under a plain name
    # plain: what is dropped too, but not behind a prefix that is open
    *KEY*: API key, private key, signing key
    *TOKEN*: gives access to whoever holds it
    *DSN *_DSN_* DSN_*: password in a data source name
    # leads: take away everything behind them
    *ENABLE_* *DISABLE_* ALLOW_* *_ALLOW_* *REQUIRE_* *SKIP_* *IGNORE_* *_ASK_* USE_* *_USE_* NO_* *_NO_* IS_* HAS_* \
    *_HAS_* SHOW_* *_SHOW_* HIDE_* *_HIDE_* GENERATE_* FORCE_* *_FORCE_* ENFORCE_* *_ENFORCE_* ACCEPT_* *_ACCEPT_* \
    REJECT_* *_REJECT_* PREVENT_* VALIDATE_* EXPIRE_* PURGE_* RESET_* DEBUG_* INCLUDE_* *_INCLUDE_* WITHOUT_* \
    *_WITHOUT_* EXPOSE_* *_EXPOSE_* REDACT_* DISPLAY_*: yes or no
    # open: take away what is plain
    NEXT_PUBLIC_* NUXT_PUBLIC_* EXPO_PUBLIC_* REACT_APP_* VUE_APP_* VITE_* GATSBY_* MIX_* PUBLIC_*: a web framework \
    publishes it in its pages
    # words: take away what lies within them
    *KEYBOARD* *KEYMAP* *KEYBIND* *KEYCODE* *KEYTIMEOUT* *LESSKEY*: about a keyboard
    *KEYWORD* *MONKEY* *TURKEY* *DONKEY* *HOCKEY*: another word
    *KEYCLOAK* *KEYSTONE* *KEYBASE* *KEYDB* *VALKEY* *PASSBOLT*: a product
    *KEYCHAIN* *KEYRING* *KEYSERVER* *KEYSCAN* *KEYGEN* *KEYVAULT* *KEY_VAULT*: deals with keys, not a key
    *KEYFILE* *KEYPATH* *KEYDIR* *KEYTAB* *KEYLOG* *PASSFILE*: path of a file
    *KEYID* *KEYNAME* *KEYTYPE* *KEYSIZE* *KEYLEN* *TOKENURL: about a key or a token
    *PUBLIC_KEY* *PUBLICKEY* *KEY_PUBLIC *PUBKEY* *ID_RSA_PUB* PUB_KEY* *_PUB_KEY*: public half of a key pair
    *PUBLISHABLE_KEY* ANON_KEY* *_ANON_KEY* SITE_KEY* *_SITE_KEY* *SITEKEY* *RECAPTCHA_CLIENT_KEY *RE_CAPTCHA_CLIENT_KEY \
    *HCAPTCHA_CLIENT_KEY *SMARTCAPTCHA_CLIENT_KEY CAPTCHA_CLIENT_KEY *SENTRY_DSN* *SENTRY*_DSN *GLITCHTIP_DSN: meant for web pages
    *KEYSPACE* *PRIMARY_KEY* *FOREIGN_KEY* *PARTITION_KEY* *SORT_KEY* *CACHE_KEY* *DICT_KEY* *STATE_KEY* *OBJECT_KEY* \
    *IB_PKEY*: key of a record, a table, a file or a queue
    *JIRA_PROJECT_KEY* *SONAR*_PROJECT_KEY *_TSIG_KEY: short name of a project or a key
    *LOOK_FOR_KEYS *RECORD_HOST_KEYS *REMOVE_API_KEYS *VERIFY_JWT *CORS_CREDENTIALS* *WITH_CREDENTIALS *_WITH_TOKEN \
    *_BY_KEY *SECURE_COOKIE* *ONLY_COOKIE* *SECRET_SCAN* *FORGOT_PASSWORD* *PASSWORD_LOGIN: yes or no
    GIT_CONFIG_KEY_*: name of a setting
    STARSHIP_SESSION_KEY: random number of a shell
    *TOKENIZ* *TIKTOKEN*: splits text
    MAX_TOKEN* *_MAX_TOKEN* NUM_TOKEN* *_NUM_TOKEN* *_PER_TOKEN* *MIN_TOKENS *CHUNK_TOKENS *OVERLAP_TOKENS \
    *RESPONSE_TOKENS *STOP_TOKENS *NEW_TOKENS* *PUT_TOKENS* *TOTAL_TOKENS* *PREFILL_TOKENS* *BATCHED_TOKENS* \
    *CONTEXT_TOKENS* *PROMPT_TOKENS* *HISTORY_TOKENS* *MAP_TOKENS* *THINKING_TOKENS* *REASONING_TOKENS* \
    *COMPLETION_TOKENS*: how many, for a language model
    EOS_TOKEN* *_EOS_TOKEN* BOS_TOKEN* *_BOS_TOKEN* PAD_TOKEN* *_PAD_TOKEN* UNK_TOKEN MASK_TOKEN: special token of a \
    language model
    *CONDITIONAL_TOKENS* *STAKING_TOKEN* *REWARD_TOKEN* *TOKEN_CONTRACT* *TOKEN_MINT *TOKEN_BRIDGE* *TOKEN_TRANSFER* \
    *TOKEN_EXCHANGE*: a currency
    XDG_ACTIVATION_TOKEN: the click that started a program
    *SHORT_TOKEN: only its first characters
    *BYPASS* *COMPASS* *PASSPORT* *PASSIVE* *PASSENGER* *PASSTHR* *PASS_THR* *PASSED* *PASSES* *PASSWORDLESS* \
    *NOPASSW* *SECRETARY* *REDIRECT_URL: another word
    *ASKPASS*: program that asks for a password
    *PASSWORDMIN* *PASSWORDMAX* *PASSWORDREQ*: rules for passwords
    *RANDOM_ROOT_PASSWORD* *ONETIME_PASSWORD: makes a database image choose one
    PWD OLDPWD ORIG_PWD ORIGINAL_PWD BUILD_PWD PREV_PWD: working directory
    *PKG_LICENSE *PACKAGE_LICENSE *INIT_LICENSE: licence of a package
    *PRE_DEPLOY_HOOK* *POST_DEPLOY_HOOK* *PRE_BUILD_HOOK *POST_BUILD_HOOK: command of a deployment or a build
    REGISTRY_AUTH: how to log in at Docker's registry
    GOOGLE_APPLICATION_CREDENTIALS PGSSLKEY PULSE_COOKIE: path of a file
    JENKINS_NODE_COOKIE JENKINS_SERVER_COOKIE HUDSON_SERVER_COOKIE HUDSON_COOKIE: marks the processes of a build
    KONSOLE_DBUS_ACTIVATION_COOKIE SECURITYSESSIONID: marks a session of a desktop
    *FIREBASE_DATABASE_URL* *INFLUXDB_URL* *DYNAMODB_URL* *CHROMADB_URL* *CHROMADB_URI* *VECTOR_DB_URL* \
    *TURSO_DATABASE_URL *LIBSQL_URL *LITESTREAM_REPLICA_URL *REDIS_REST_URL: a host, without the login
    SSH_USER_AUTH: path of a file
    *MAIL_AUTH *SMTP_AUTH *LDAP_AUTH *FACTOR_AUTH *ALWAYS_AUTH *COOKIE_AUTH *SSO_AUTH *OIDC_AUTH *SAML_AUTH *UI_AUTH \
    *OPENVPN_AUTH *SSL_CLIENT_AUTH *TLS_CLIENT_AUTH *LOCAL_AUTH *MOCK_AUTH *PASSWORD_AUTH* *BASIC_AUTH_ACTIVE: how to \
    log in, or whether
    *BASIC_AUTH_USER: its first half
    *AUTO_PIN *GPIO_PIN *LED_PIN: pin of a circuit, or of a version
    *DESKTOP_SESSION *FULL_SESSION *DEMO_SESSION GDMSESSION *WT_SESSION *EXPIRE_SESSION *PER_SESSION: a desktop's or a \
    terminal's
    *CA_PEM *CERT_PEM *PUBLIC_PEM *CERTIFICATE_PEM *SAML_SIGNING_CERT*: certificate
    # tails: take away the words right before them
    *_FILE_* *_FINGERPRINT* *_ENDPOINT* *_SERVICE_PORT* *_STORE_* *_MANAGER* *_PROVIDER* *_BACKEND_* *_BUCKET* \
    *_HELPER*: where it is, or what stores it
    *_ALGORITHM* *_HASHER* *_LENGTH* *_MIN_* *_MAX_*: its kind
    *_TTL* *_EXPIR* *_LIFETIME* *_VALIDITY* *_DURATION* *_TIMEOUT* *_INTERVAL*: how long it is valid
    *_LIMIT_* *_PER_* *_RATE_LIMIT* *_RATELIMIT* *_THROTTL* *_BUDGET* *_USAGE*: how many, how often
    *_ENABLE* *_DISABLE* *_REQUIRE* *_POLICY* *_PERMISSION* *_RESET_* *_REFRESH_* *_CHANGE* *_ROTATION* *_ROTATE_* \
    *_CHECK_* *_NAME_* *_VALIDATION* *_VERIFY* *_VERIFIED* *_VERIFICATION* *_AUTHENTICAT* *_LOGIN_* *_AUTO_* *_REGEX*: \
    what may be done with it
    # ends: take away everything before them
    *_ID *_IDS *NAME *NAMES *_NAMESPACE *_ALIAS *_ALIASES *_LABEL *_LABELS *_ARN *_SYMBOL *_GROUPS *_ROLE *_ROLES \
    *_CHANNEL *_CHANNELS *_CONTRACT: which one it is
    *FILE *FILES *PATH *PATHS *DIR *_DIRS *_DIRECTORY *_FOLDER *_LOCATION *_BUCKET: where a file is
    *_URL *_URLS *_URI *_URIS *ENDPOINT *ENDPOINTS *_HOST *_HOSTS *_PORT *_PORTS *_IP *_IPS *_ADDR *_ADDRESS \
    *_ADDRESSES *_DOMAIN *_DOMAINS *_ORIGIN *_ORIGINS *_REGION *_REDIRECT *_CALLBACK *_SOURCE: where a service is, or \
    where it comes from
    *_STORE *_MANAGER *PROVIDER *PROVIDERS *_DRIVER *_HELPER *_HANDLER *_COMMAND *_CMD *_PROCESS: what stores or \
    fetches it
    *_TYPE *_TYPES *_FORMAT *_ALG *_ALGS *ALGORITHM *ALGORITHMS *_CURVE *_CLASS *_MODE *_METHOD *_METHODS \
    *_MECHANISM *_SCHEME *_SERIALIZER *_DESERIALIZER *_HASHER *_ENCODING *_CIPHER *_CIPHERS *VERSION *_LEVEL \
    *_STRATEGY *_MODEL *_ENGINE *_KIND: its kind
    *_SIZE *_BITS *_LEN *LENGTH *_STRENGTH *_COMPLEXITY *_COST *_DECIMALS *_ITERATIONS *_ROUNDS *_MIN *_MAX: how long \
    or strong it is
    *_TTL *EXPIRY *EXPIRES *EXPIRATION *_EXPIRE *LIFETIME *_LIFESPAN *_VALIDITY *_DURATION *TIMEOUT *INTERVAL *_LEEWAY \
    *_SKEW *_DELAY *_PERIOD *_WINDOW *_WITHIN *_TIME *_DATE *_AFTER *_BEFORE *_EXPIRES_AT *TIMEOUT_MS *INTERVAL_MS \
    *TTL_MS *_MAX_AGE *_SECS *SECONDS *MINUTES *HOURS *DAYS *_SCHEDULE: how long it is valid, or when
    *_COUNT *_LIMIT *_LIMITS *_RATE *_RATELIMIT *_BURST *_CONCURRENCY *_QUOTA *_BUDGET *_USAGE *_ATTEMPTS *_RETRIES \
    *_THRESHOLD *_SCORE *_AMOUNT *_PRICE *_SUPPLY *_PERCENT *_RATIO: how many, how often
    *ENABLE *ENABLED *DISABLE *DISABLED *REQUIRED *_ALLOWED *_AVAILABLE *_SUPPORTED *_OPTIONAL *_ENFORCED *_VISIBLE \
    *_EXPOSED *_CONFIGURED *_PRESENT *_EXISTS *_PROTECTED *_LOCKED *_IGNORED *_RESET *_SYNC *_LOGGING *_POLICY *_CHECK \
    *_CHECKS *_VALID *_EXPIRED *_ON_RESTART *_ON_STARTUP *_ON_LOGIN *_SAMESITE *_SAME_SITE *_SECURE *_HTTPONLY \
    *_HTTP_ONLY: whether, or what may be done with it
    *PREFIX *SUFFIX *HEADER *_FIELD *_COLUMN *_TABLE *_SCHEMA *_ATTRIBUTE *_CLAIM *_CLAIMS *ISSUER *AUDIENCE \
    *_SCOPE *_SCOPES *_PROMPT *_PATTERN *_SEPARATOR *_TEMPLATE *_MESSAGE *_SUBJECT *_TITLE *_DESCRIPTION *_ENV_VAR: \
    how it is written or asked for

    """
  }
}

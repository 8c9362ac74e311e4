import Bytes

/// The data of `@secrets`: which words in a name tell of a secret, and which of them are known to stand for none.
/// `SecretMatcher` says how they are matched.
///
/// A line is one or more patterns of the form `[*]LITERAL[*]`, `:`, and the reason that they share.  Literals are
/// capitals, digits and `_`, at least three.  `Tests/Tools/secret-names.py` makes SecretTable.swift of them: run it
/// after each change.
///
/// In doubt a name is dropped.  A rule is a word that many names have; a whole name stands here only where it has
/// no word that would tell.
enum SecretNames {
  static var text: ByteString {
    """
    # secrets: what is dropped, whatever stands before it
    *SECRET_ID: half of a login, as at Vault, and not the name of a secret
    *KEY_FILE_BASE64 *KEY_FILE_CONTENT* *STORE_FILE_BASE64 *SECRET_FILE_CONTENT* *PASSWORD_FILE_CONTENT* \
    *CREDENTIALS_FILE_JSON: what is in the file, and not its path
    *SECRET*: says so itself
    *PASS*: PASS, PASSWORD, PASSWD, PASSPHRASE, PASSCODE in any place
    *PWD *_PWD_* *PSWD* *_PW *_PW_* *BINDPW *_MDP *_PSK: short for password
    *SENHA* *CONTRASENA* *KENNWORT* *WACHTWOORD* *PAROL*: a password in other languages
    *CREDENTIAL* *CREDS*: a login of some kind
    *PHRASE* *MNEMONIC* *WALLET_SEED *MASTER_SEED: the words that a wallet or a key is made from
    *PEPPER* *_SALT: makes hashes and ids hard to guess
    *_PAT *_PAT_* PAT: personal access token
    *_OTP OTP *TOTP *TOTP_SEED *_PIN: second factor
    *_SK *_PK *ID_RSA* *ID_ED25519* *_PFX* *_P12* P12_BASE64 PFX_BASE64 *JKS_BASE64 *CSC_LINK *_HMAC: private \
    key, by itself or with its certificate
    *_JWT JWT *_JWT_V* *MACAROON*: token by another name
    *BEARER* *AUTHORIZATION *AUTH_HEADER*: what an Authorization header holds
    *OTLP_HEADERS *TRACES_HEADERS *METRICS_HEADERS *LOGS_HEADERS *CUSTOM_HEADERS *EXTRA_HEADERS: request headers, \
    with Authorization among them
    *_AUTH AUTH *BASICAUTH *BASIC_AUTH_* *AUTH_CONFIG *AUTH_IDENT GOAUTH: user and password, as npm, Composer and \
    Docker have it
    *AUTH_CODE *ACCESS_CODE *RECOVERY_CODE* *BACKUP_CODE*: lets in once
    *COOKIE *COOKIES *ERLANG_COOKIE_*: a session, or what Erlang's nodes trust each other by
    *SESSIONID *SESSID *SESSION_STRING* *STRING_SESSION* OP_SESSION_* BW_SESSION FASTLANE_SESSION \
    TELEGRAM_SESSION PYROGRAM_SESSION: a session that is logged in
    *ACCESS_KEY_ID *ACCESSKEYID: half of a key pair
    *ENABLE_PASSWORD *ENABLE_SECRET: of a switch's enable mode
    *API_HASH *APP_CERTIFICATE: an application's secret by another name, as Telegram and Agora have it
    *ACCOUNT_JSON* *_SA_JSON FIREBASE_SERVICE_ACCOUNT: service account with its private key
    *KUBECONFIG_DATA *KUBE_CONFIG_DATA *KUBECONFIG_BASE64 *DOCKERCONFIGJSON *DOCKER_CONFIG_JSON *NPMRC NPMRC_BASE64 \
    *NETRC_CONTENT DOTENV *PUBLISH_PROFILE *JAAS_CONFIG *FEED_ENDPOINTS: a whole file with logins in it
    *ROOT_TOKEN_ID: the token itself, at Vault
    DIRENV_DIFF __MISE_DIFF: all that direnv and mise have set, packed
    *SNMP_COMMUNITY PLEX_CLAIM: password by another name
    *CONNECTION_STRING* *CONNECTIONSTRING* *CONNECTION_UR* *CONN_STR* *CONNSTR* *DB_CON *DB_CONN *ALCHEMY_CONN \
    AIRFLOW_CONN_* *DATASOURCE: connection with user and password
    *DATABASE_UR* *DB_UR* *DBURL *SQL_UR* *POSTGRES_UR* PG_UR* *_PG_UR* *MONGO_UR* *MONGOLAB_UR* *REDIS_UR* *REDIS_TLS_UR* \
    *DATABASE_PRIVATE_UR* *DATABASE_PUBLIC_UR* TYPEORM_URL SQLALCHEMY_URL *DATASTORE_ENDPOINT *VALKEY_UR* \
    *PRISMA_URL* DIRECT_URL *_DIRECT_URL *NON_POOLING: password in a database's URL
    *AMQP_UR* *RABBITMQ_UR* *BROKER_UR* *RESULT_BACKEND: password in a message broker's URL
    *SMTP_UR* MAIL_URL EMAIL_URL: password in a mail server's URL
    *REDISCLOUD_URL *REDISTOGO_URL *BONSAI_URL *SEARCHBOX_URL *CLOUDINARY_URL HEROKU_POSTGRESQL_*: password in a \
    hosted service's URL
    *WEBHOOK *WEBHOOKS *HOOK_UR* *_PING_URL *_SAS_URL: URL that lets in whoever knows it
    BUNDLE_GEMS__* BUNDLE_RUBYGEMS__* BUNDLE_GITHUB__COM BUNDLE_ENTERPRISE__*: Bundler's login at a gem server
    AZUREWEBJOBSSTORAGE EDGE_CONFIG: connection string under a plain name
    # plain: what is dropped too, but not behind a prefix that is open
    *KEY*: API key, private key, signing key
    *TOKEN*: lets in whoever holds it
    *DSN *_DSN_* DSN_*: password in the name of a data source
    # leads: take away everything behind them
    *ENABLE_* *DISABLE_* ALLOW_* *_ALLOW_* *REQUIRE_* *SKIP_* *IGNORE_* *_ASK_* USE_* *_USE_* NO_* *_NO_* IS_* \
    HAS_* SHOW_* HIDE_* GENERATE_*: yes or no
    # open: take away what is plain
    NEXT_PUBLIC_* NUXT_PUBLIC_* EXPO_PUBLIC_* REACT_APP_* VUE_APP_* VITE_* GATSBY_* PUBLIC_*: a web framework puts \
    it into pages that everybody can read
    # words: take away what lies within them
    *KEYBOARD* *KEYMAP* *KEYBIND* *KEYCODE* *KEYTIMEOUT* *LESSKEY*: of a keyboard
    *KEYWORD* *MONKEY* *TURKEY* *DONKEY* *HOCKEY*: a word of its own
    *KEYCLOAK* *KEYSTONE* *KEYBASE* *KEYDB* *VALKEY* *PASSBOLT*: a product
    *KEYCHAIN* *KEYRING* *KEYSERVER* *KEYSCAN* *KEYGEN* *KEYVAULT* *KEY_VAULT*: where keys are, not a key
    *KEYFILE* *KEYPATH* *KEYDIR* *KEYTAB* *KEYLOG* *PASSFILE*: path of a file
    *KEYID* *KEYNAME* *KEYTYPE* *KEYSIZE* *KEYLEN*: about a key
    *PUBLIC_KEY* *PUBKEY* PUB_KEY* *_PUB_KEY*: public half of a key pair
    *PUBLISHABLE_KEY* ANON_KEY* *_ANON_KEY* SITE_KEY* *_SITE_KEY* *SITEKEY* *SENTRY_DSN*: made to stand in web pages
    *KEYSPACE* *PRIMARY_KEY* *FOREIGN_KEY* *PARTITION_KEY* *SORT_KEY* *CACHE_KEY* *DICT_KEY* *IB_PKEY*: of a \
    record, a table, a partition
    *JIRA_PROJECT_KEY *SONAR_PROJECT_KEY *SONARQUBE_PROJECT_KEY: short name of a project
    *LOOK_FOR_KEYS *RECORD_HOST_KEYS *CORS_CREDENTIALS* *SECURE_COOKIE*: yes or no
    GIT_CONFIG_KEY_*: name of a setting
    STARSHIP_SESSION_KEY: random number of a shell
    *TOKENIZ* *TIKTOKEN*: splits text
    MAX_TOKEN* *_MAX_TOKEN* NUM_TOKEN* *_NUM_TOKEN* *_PER_TOKEN* *MIN_TOKENS *CHUNK_TOKENS *OVERLAP_TOKENS \
    *RESPONSE_TOKENS *STOP_TOKENS *NEW_TOKENS* *PUT_TOKENS* *TOTAL_TOKENS* *PREFILL_TOKENS* *BATCHED_TOKENS* \
    *CONTEXT_TOKENS* *PROMPT_TOKENS* *HISTORY_TOKENS* *MAP_TOKENS* *THINKING_TOKENS* *REASONING_TOKENS* \
    *COMPLETION_TOKENS*: how many, for a language model
    EOS_TOKEN* *_EOS_TOKEN* BOS_TOKEN* *_BOS_TOKEN* PAD_TOKEN* *_PAD_TOKEN* UNK_TOKEN MASK_TOKEN: sign of a \
    language model's alphabet
    XDG_ACTIVATION_TOKEN: which click started a program
    *SHORT_TOKEN: its first characters only
    *BYPASS* *COMPASS* *PASSPORT* *PASSIVE* *PASSENGER* *PASSTHR* *PASS_THR* *PASSED* *PASSES* *PASSWORDLESS* \
    *NOPASSW* *SECRETARY*: a word of its own
    *ASKPASS*: program that asks for a password
    *PASSWORD_PROTECTED *PASSWORDMIN* *PASSWORDMAX* *PASSWORDREQ*: what a password must be like
    *RANDOM_ROOT_PASSWORD* *ONETIME_PASSWORD: asks a database's image to choose one
    PWD OLDPWD ORIG_PWD ORIGINAL_PWD BUILD_PWD PREV_PWD: working directory
    GOOGLE_APPLICATION_CREDENTIALS PGSSLKEY PULSE_COOKIE: path of a file
    JENKINS_NODE_COOKIE JENKINS_SERVER_COOKIE HUDSON_SERVER_COOKIE HUDSON_COOKIE: marks the processes of a build
    KONSOLE_DBUS_ACTIVATION_COOKIE SECURITYSESSIONID: marks a session of a desktop
    *FIREBASE_DATABASE_UR* *INFLUXDB_UR* *DYNAMODB_UR* *CHROMADB_UR*: a host; the login stands elsewhere
    SSH_USER_AUTH: path of a file
    *MAIL_AUTH *SMTP_AUTH *LDAP_AUTH *FACTOR_AUTH *ALWAYS_AUTH *ENABLE_AUTH USE_AUTH NO_AUTH SKIP_AUTH DISABLE_AUTH \
    *PASSWORD_AUTH*: how to log in, or whether
    *AUTO_PIN: pins a version
    # tails: take away the words right before them
    *_ID *_IDS *_NAME *_NAMES *_NAMESPACE *_ALIAS *_LABEL *_ARN *_FINGERPRINT* *_SYMBOL: which one it is
    *_FILE *_FILE_* *_FILENAME *_PATH *_PATHS *_DIR *_DIRECTORY *_LOCATION: where a file is
    *_URL *_URI *_ENDPOINT* *_HOST *_PORT *_ADDRESS *_SERVICE_HOST *_SERVICE_PORT*: where a service is
    *_STORE *_STORE_* *_MANAGER* *_PROVIDER* *_BACKEND_* *_BUCKET* *_HELPER* *_COMMAND *_CMD *_PROCESS: what keeps \
    or fetches it
    *_TYPE *_FORMAT *_ALG *_ALGORITHM* *_CLASS *_MODE *_METHOD *_MECHANISM *_SERIALIZER *_DESERIALIZER *_HASHER* \
    *_VERSION: its kind
    *_SIZE *_BITS *_LEN *_LENGTH* *_STRENGTH *_DECIMALS *_ITERATIONS *_MIN *_MIN_* *_MAX *_MAX_*: how long or \
    strong it is
    *_TTL* *_EXPIR* *_LIFETIME* *_VALIDITY* *_DURATION* *_TIMEOUT* *_INTERVAL* *_LEEWAY *_DAYS *_HOURS *_MINUTES \
    *_SECONDS: how long it is good
    *_COUNT *_LIMIT *_LIMITS *_LIMIT_* *_RATE *_RATE_LIMIT *_RATE_LIMIT_* *_PER_* *_BUDGET* *_USAGE: how many, how often
    *_ENABLE* *_DISABLE* *_REQUIRE* *_POLICY* *_PERMISSION* *_RESET_* *_REFRESH_* *_CHANGE* *_ROTATION* *_ROTATE_* \
    *_CHECK *_CHECKS *_CHECK_* *_VALIDAT* *_VERIF* *_AUTHENTI* *_LOGIN_* *_AUTO_*: what may be done with it
    *_PREFIX *_HEADER* *_FIELD *_CLAIM *_ISSUER *_AUDIENCE *_SCOPE *_SCOPES *_PROMPT *_REGEX* *_PATTERN: how it is written \
    or asked for

    """
  }
}

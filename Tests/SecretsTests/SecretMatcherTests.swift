import Bytes
@testable import Globs
@testable import Secrets
import TestSupport
import Testing

/// A name, the pattern by which it is a secret's (nil if none), and the reason.
typealias NameCase = (name: ByteString, pattern: ByteString?, why: String)

@Suite struct SecretMatcherTests {
  static let secrets: [NameCase] = [
    ("DATABASE_URL", "*DATABASE_URL*", "a URL with a password"),
    ("PGPASSWORD", "*PASS*", "no word by itself"),
    ("MYSQL_PWD", "*PWD", "short for password"),
    ("LDAP_BINDPW", "*BINDPW", "shorter still"),
    ("AWS_ACCESS_KEY_ID", "*ACCESS_KEY_ID", "KEY_ID is exempt, this whole is not"),
    ("S3ACCESSKEYID", "*ACCESSKEYID", "so is KEYID"),
    ("LOGFLARE_PUBLIC_ACCESS_TOKEN", "*TOKEN*", "PUBLIC exempts nothing by itself"),
    ("NEXT_PUBLIC_ADMIN_PASSWORD", "*PASS*", "an open prefix exempts what is plain only"),
    ("VITE_CLIENT_SECRET", "*SECRET*", "here too"),
    ("NEXT_PUBLIC_WALLET_PRIVATE_KEY", "*PRIVATE_KEY*", "whatever it stands behind"),
    ("MY_VITE_KEY", "*KEY*", "an open prefix begins the name"),
    ("KEYCLOAK_ADMIN_PASSWORD", "*PASS*", "the exemption explains KEY, not PASS"),
    ("KEYBOARD_API_TOKEN", "*TOKEN*", "it explains KEY, not TOKEN"),
    ("MONKEY_KEY", "*KEY*", "it explains the first KEY, not the second"),
    ("PUBLIC_KEY_PASSPHRASE", "*PASS*", "what protects the private one"),
    ("API_KEY_FILE_PASSWORD", "*PASS*", "a tail explains what is before it"),
    ("PASSWORD_FILE_KEY", "*KEY*", "and not what is behind it"),
    ("KEY_VAULT_ID_SECRET", "*SECRET*", "a word, a tail, and still a secret"),
    ("TOKEN_X_EXPIRES_IN", "*TOKEN*", "a tail stands right behind"),
    ("TOKENX_ID_X", "*TOKEN*", "an end ends the name"),
    ("BEARER_TOKEN_HEADER_VALUE", "*BEARER*", "what is in the header, and not its name"),
    ("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY", "*KEY*", "of no table"),
    ("MP_SMTP_AUTH", "MP_SMTP_AUTH", "name and password; *SMTP_AUTH is how to log in"),
    ("AZURE_ACCOUNT_SAS", "*_SAS", "a signature that lets in"),
    ("RENDER_DEPLOY_HOOK", "*DEPLOY_HOOK*", "deploys for whoever knows it"),
    ("MM_LICENSE", "*_LICENSE", "a licence that is a key"),
    ("DUB_SLACK_HOOK_CRON", "*SLACK_HOOK*", "the same"),
    ("EMAIL_HTTP_HEADERS", "*HTTP_HEADERS", "with Authorization among them"),
    ("RECORDS_DATABASE_READ_URL", "*DATABASE*_URL", "of a replica"),
    ("DATABASES_DEFAULT_URL", "*DATABASE*_URL", "the star in the middle stands for a piece of a word, too"),
    ("DATABASE__URL", "*DATABASE*_URL", "as nested settings are spelled"),
    ("MONGODB_ATLAS_URI", "*MONGO*_URI", "whose database it is stands in the middle"),
    ("READ_REPLICA_URL", "*REPLICA_URL*", "of a replica, whatever the database"),
    ("REDIS_CACHE_URL", "*REDIS*_URL", "which one"),
    ("HEROKU_POSTGRESQL_PINK_URL", "*POSTGRES*_URL", "as Heroku calls them"),
    ("DATA_SOURCE_NAME", "*DATA_SOURCE_NAME", "a DSN in full"),
    ("DISCORD_WEBHOOK_ALERTS", "*DISCORD_WEBHOOK*", "what it is for"),
    ("DB__URL", "DB__URL*", "as nested settings are spelled"),
    ("APP_CONFIG__DB__URL", "*_DB__URL*", "deeper"),
    ("ORDERS_DB_READ_URL", "*DB_READ_URL*", "of a replica"),
    ("DB_WRITE_URL", "*DB_WRITE_URL*", "and of the other one"),
    ("TYPEORM_URL2", "TYPEORM_URL*", "the second one"),
    ("MONGOURI2", "*MONGOURI*", "the same"),
    ("NC_DB", "NC_DB", "NocoDB's connection, with user and password"),
    ("DBT_GOOGLE_KEYFILE_JSON", "*KEYFILE_JSON", "what is in the file"),
    ("FIREBASE_CONFIG_JSON", "FIREBASE_CONFIG_JSON", "with a private key"),
    ("GOOGLE_OAUTH_CLIENT_CONFIG", "*_CLIENT_CONFIG", "with a secret"),
    ("CI_REPOSITORY_URL", "CI_REPOSITORY_URL", "with a job's token, at GitLab"),
    ("MC_HOST_backup", "MC_HOST_*", "with MinIO's keys"),
    ("UN_WEBHOOK_0_URL", "*HOOK_0_URL", "one of several"),
    ("APP__RABBITMQ__URL", "*RABBIT*_URL", "nested settings once more"),
    ("ORDERS_RABBIT_URL", "*RABBIT*_URL", "the broker's short name"),
    ("MAILER_URL", "MAILER_URL", "password in a URL, as Symfony documents it"),
    ("TRAEFIK_AUTH_USERS", "*AUTH_USERS", "lines of htpasswd"),
    ("AMQP_SERVER_URL", "*AMQP*_URL", "a word between"),
    ("TEST_SQLSERVER_CONNECTION", "*SQL*_CONNECTION", "a connection string"),
    ("BROKER__URL", "*BROKER__URL*", "the same"),
    ("Jwt__PrivateKeyPem", "*KEY*", "as .NET nests them"),
    ("MF_AUTH_DB", nil, "the database's name"),
    ("ALCHEMY_SEPOLIA_RPC_URL", "*ALCHEMY*_URL", "a node's URL with its key"),
    ("ALCHEMY_RPC_POLY", "*ALCHEMY_RPC*", "the same"),
    ("INFURA_MAINNET_URL", "*INFURA*_URL", "the same"),
    ("QUICKNODE_DEVNET_RPC_URL", "*QUICKNODE*_URL", "the same"),
    ("EMAIL_MAILGUN_API", "*MAILGUN_API", "a key: everybody knows the address"),
    ("GROQ_API", "*GROQ_API", "likewise"),
    ("FLUTTERWAVE_WEBHOOK_HASH", "*WEBHOOK_HASH", "what a webhook sends to be believed"),
    ("ECPAY_HASH_IV", "*_IV", "signs payments, together with HASH_KEY"),
    ("TELEGRAM_APP_HASH", "*TELEGRAM*_HASH", "API_HASH under the application's name"),
    ("FIREBASE_SERVICE_ACCOUNT_SHOP_1A2B", "FIREBASE_SERVICE_ACCOUNT*", "as firebase init names it, with the project"),
    ("REACT_APP_INFURA_API", "*INFURA_API", "the same"),
    ("NYM_VPN_API", nil, "an address"),
    ("ARWEAVE_WALLET_JWK", "*WALLET_JWK", "a private key in JSON"),
    ("PAYPAL_API_SIGNATURE", "*PAYPAL*_SIGNATURE", "with name and password it lets in"),
    ("EMAIL_SIGNATURE", nil, "below a letter"),
    ("FORCE_API_KEY", "*FORCE_API_KEY", "that of Salesforce, for one"),
    ("ACCEPT_API_KEY", "*ACCEPT_API_KEY", "that of Paymob's Accept"),
    ("FORCE_CLIENT_SECRET", "FORCE_CLIENT_SECRET", "Salesforce, by its old name"),
    ("FORCE_PASSWORD", "FORCE_PASSWORD", "the same"),
    ("FORCE_SECURITY_TOKEN", "FORCE_SECURITY_TOKEN", "the same"),
    ("FORCE_PASSWORD_RESET", nil, "a flag"),
    ("NATS_SEED", "*NATS_SEED", "a private key"),
    ("STELLAR_SEED", "*STELLAR_SEED", "a private key"),
    ("RANDOM_SEED", nil, "a number"),
    ("MULLVAD_ACCOUNT_NUMBER", "MULLVAD_ACCOUNT_NUMBER", "all that a login takes"),
    ("SENTRY_SECRET_DSN", "*SECRET*", "a star within an exemption covers none of the words between"),
    ("SONAR_TOKEN_PROJECT_KEY", "*TOKEN*", "the same"),
    ("VPN_AUTH", "*_AUTH", "user and password"),
    ("OAUTH_CLIENT_AUTH", "*_AUTH", "the same: only TLS has a mode of that name"),
    ("TRAEFIK_BASIC_AUTH_USERS", "*BASIC_AUTH_*", "each with its password"),
    ("TEAMS_WEB_HOOK", "*WEB_HOOK", "in two words"),
    ("NETLIFY_BUILD_HOOK", "*BUILD_HOOK", "builds for whoever knows it"),
    ("INSTAGRAM_SESSION", "*SESSION", "a session that is logged in"),
    ("GITHUB_APP_PEM", "*_PEM", "a private key in PEM"),
    ("APNS_AUTHKEY_P8", "*_P8", "Apple's private key"),
    ("IOS_CERT", "*IOS_CERT*", "with its private key"),
    ("DATASTORE_WRITE_URL", "*DATASTORE*_URL", "a database by another name"),
    ("LOGIN_OTP_CODE", "*OTP_CODE", "second factor"),
    ("SIM_PINCODE", "*PINCODE", "a PIN in full"),
    ("DATABASE_STRING", "*DATABASE_STRING*", "how to connect"),
    ("ADMIN_TOKEN_WITHIN_A", "*TOKEN*", "an end ends the name"),
    ("SECRET_ALLOWED_BY", "*SECRET*", "the same"),
    ("SHOWCASE_TOKEN", "*TOKEN*", "SHOW_ ends with its word"),
    ("SLACK_DEBUG_TOKEN", "*DEBUG*_TOKEN", "a lead begins the name, or is of the secret's"),
    ("WATCHTOWER_NOTIFICATION_URL", "*NOTIFICATION_URL*", "has a token in it, mostly"),
    ("KEY_OF_ACCESS_KEY_ID", "*ACCESS_KEY_ID", "the last word is of a secret itself"),
    ("SECRET_FOR_SLACK_WEBHOOK_URL", "*SECRET*", "so it is here"),
    ("JWT_SECRET_REFRESH", "*SECRET*", "what for, and no flag"),
    ("API_KEY_READ_ONLY", "*KEY*", "which one"),
    ("TOKEN_A2A_SERVER", "*TOKEN*", "whose"),
    ("PASSWORD_USER", "*PASS*", "whose"),
    ("SIGNING_SECRET_V2", "*SECRET*", "which one"),
    ("JWT_SECRET_RESET", "*SECRET_RESET", "*_RESET is a flag of passwords"),
    ("RESET_TOKEN_SECRET", "*RESET*_SECRET", "a lead that is part of the secret's name"),
    ("DEBUG_API_KEY", "*DEBUG*_KEY", "the same"),
    ("CLOUDFLARE_PURGE_TOKEN", "*PURGE*_TOKEN", "the same"),
    ("DEBUG_AUTH_TOKEN", "*DEBUG*_TOKEN", "with a word between"),
    ("PURGE_API_KEY", "*PURGE*_KEY", "the same"),
    ("DEBUG_KEYSTORE_BASE64", "*DEBUG_KEY*", "of the debug build"),
    ("YESCAPTCHA_CLIENT_KEY", "*KEY*", "who solves captchas is paid for by a key; those of web pages are public"),
    ("GREEN_API_TOKEN_INSTANCE", "*TOKEN*", "no currency"),
    ("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY_PREVIOUS", "*KEY*", "an older key"),
    ("AZURE_COSMOS_PRIMARY_KEY", "*KEY*", "one of two keys that give access; not a table's"),
    ("TSIG_KEY", "*KEY*", "the key itself; behind RFC2136_ it is the key's name"),
    ("KEYCLOAKPASSWORD", "*PASS*", "begins behind the word that takes KEY away"),
    ("API_KEY_DISABLE", nil, "a tail"),
    ("API_KEY_OR_DISABLE_IT", "*KEY*", "a lead explains what is behind it"),
    ("SWITCH_ENABLE_PASSWORD", "*ENABLE_PASSWORD", "begins in front of the lead's end, and is no flag"),
    ("VAULT_SECRET_ID", "*SECRET_ID", "SECRET_ID is one word"),
    ("DIRECTUS_KEY_DIRECTUS", "*KEY*", "not a directory"),
    ("PASSWORD_MINIO", "*PASS*", "not the least length"),
    ("VERIFY_TOKEN", "*TOKEN*", "of a webhook"),
    ("SECRET_KEY_BASE", "*SECRET*", "the first of the list"),
    ("KEY_OF_SECRET", "*SECRET*", "whatever the order in the name"),
    ("ADMIN_TOKEN", "*TOKEN*", "not MIN_TOKEN"),
    ("GOOGLE_ADS_DEVELOPER_TOKEN", "*TOKEN*", "PER_TOKEN stands for a count as words of its own only"),
    ("MINIMAX_TOKEN", "*TOKEN*", "so does MAX_TOKEN"),
    ("LAUNCHPAD_TOKEN", "*TOKEN*", "and PAD_TOKEN"),
    ("CANON_KEY", "*KEY*", "and ANON_KEY"),
    ("WALLET_HOTKEY", "*KEY*", "a wallet's, more often than a keyboard's"),
    ("RABBITMQ_SERVER_COOKIE", "*COOKIE", "only that of Jenkins marks a build"),
    ("STRIPE_KEY_LIMITED", "*KEY*", "a tail ends with its word"),
    ("API_TOKEN_SCOPED", "*TOKEN*", "the same"),
    ("VAULT_DEV_ROOT_TOKEN_ID", "*ROOT_TOKEN_ID", "no id, but the token"),
    ("SIGNING_KEY_FILE_BASE64", "*_FILE_BASE64", "what is in the file"),
    ("GITHUB_PAT_PROD", "*_PAT_*", "of one stage"),
    ("DB_DSN_PROD", "*_DSN_*", "of one stage"),
    ("DIRENV_DIFF", "DIRENV_DIFF", "holds what direnv set, also secrets"),
    ("SLACK_WEBHOOK_URL", "*SLACK_WEBHOOK*", "lets in whoever knows it"),
    ("OP_SESSION_my", "OP_SESSION_*", "a whole name's beginning"),
    ("OP_SESSION_my_email", "OP_SESSION_*", "the account's name, not what it is"),
    ("TF_TOKEN_registry_example_email", "TF_TOKEN_*", "a host may end with any word"),
    ("TF_TOKEN_registry_file_example", "TF_TOKEN_*", "or hold any"),
    ("POETRY_PYPI_TOKEN_NAME", "POETRY_PYPI_TOKEN_*", "the registry's name"),
    ("AIRFLOW_CONN_MY_ENDPOINT", "AIRFLOW_CONN_*", "the connection's name"),
    ("SQLCONNSTR_MyName", "SQLCONNSTR_*", "the same, of Azure's App Service"),
    ("POSTGRESQLCONNSTR_MY_HOST", "POSTGRESQLCONNSTR_*", "the same"),
    ("NuGetPackageSourceCredentials_OurName", "NUGETPACKAGESOURCECREDENTIALS_*", "the source's name"),
    ("BUNDLE_GEM__FURY__IO", "BUNDLE_*__IO", "login at Gemfury"),
    ("BUNDLE_PACKAGES__DEPOT__DEV", "BUNDLE_*__DEV", "login at Depot"),
    ("BUNDLE_GITHUB__COM", "BUNDLE_*__COM", "login at GitHub"),
    ("IDENTITY_HEADER", "IDENTITY_HEADER", "successor of Azure's MSI_SECRET"),
    ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "*CREDENTIALS_RELATIVE_URI", "its id is all that ECS asks for"),
    ("TUNNEL_CRED_CONTENTS", "TUNNEL_CRED_CONTENTS", "what is in cloudflared's file"),
    ("AzureWebJobsDashboard", "AZUREWEBJOBSDASHBOARD", "a connection string, as AzureWebJobsStorage"),
    ("IOTHUB_PRIMARY_KEY", "*KEY*", "the first of two keys, as all of Azure's services have them"),
    ("PRIMARY_KEY", "*KEY*", "more often such a key than that of a table"),
    ("COOKIE_HEADER", "*COOKIE_HEADER", "content of a header, not its name"),
    ("BEARER_HEADER", "*BEARER_HEADER", "likewise"),
    ("db_password", "*PASS*", "case"),
    ("ConnectionStrings__Default", "*CONNECTIONSTRING*", "as .NET spells it"),
    ("npm_config_//registry.example/:_authToken", "*TOKEN*", "other bytes"),
    ("\u{E9}_KEY_\u{E9}", "*KEY*", "UTF-8 around it"),
    ("COLUMN_CIPHER_IV", "*_IV", "half of what a fixed cipher takes"),
    ("OUTBOUND_HEADER_VALUE", "*HEADER_VALUE", "what is in a header, whatever its name"),
    ("EDGE_CONSUL_ENCRYPT", "*CONSUL_ENCRYPT", "the key of its gossip"),
    ("STREAM_TWITCH_OAUTH", "*TWITCH_OAUTH", "a token"),
    ("CSGO_GSLT", "*GSLT", "Steam's token of a game server"),
    ("SWITCH_SNMP_COMMUNITY_RW", "*SNMP_COMMUNITY*", "which one"),
    ("HOTP_SEED", "*OTP_SEED", "makes second factors"),
    ("QUEUE_REDIS_CONN", "*REDIS_CONN", "with its password"),
    ("SHEETS_GOOGLE_SERVICE_ACCOUNT", "*GOOGLE_SERVICE_ACCOUNT", "with its private key"),
    ("NIGHTLY_KUMA_PUSH_URL", "*KUMA_PUSH_URL*", "reports for whoever knows it"),
    ("DOORBELL_RTSP_URL_2", "*RTSP_URL*", "a camera's, with its password"),
    ("PROVIDER_QUICKNODE_1", "*QUICKNODE*", "a node's URL with its key"),
    ("BLOB_SHARED_ACCESS_SIGNATURE", "*ACCESS_SIGNATURE", "SAS in full"),
    ("KEY", "*KEY*", "no more than the word"),
    ("SALT", "SALT", "the same"),
    ("DOCKERHUB_PSW", "*_PSW*", "as Jenkins calls half of a login"),
    ("OLD_PSWD_HASH", "*_PSW*", "short for password"),
    ("LEGACY_SUPABASE_SERVICE_ROLE", "*SUPABASE_SERVICE_ROLE", "the role's key"),
    ("KV_URL", "KV_URL", "a Redis of Vercel's, with its password"),
    ("KUBE_CONFIG_B64", "*CONFIG_B64", "with a cluster's logins"),
    ("RCLONE_CONFIG_BASE64", "*CONFIG_BASE64", "with logins"),
    ("REPORTS_MONGO_READ_CONNECTION", "*MONGO*_CONNECTION", "a connection string"),
    ("LEGACY_DATABASE_CONNECTION", "*DATABASE_CONNECTION", "likewise"),
    ("BUILDER_SSH_PRIVATE", "*SSH_PRIVATE", "the private half"),
    ("CHART_GPG_PRIVATE", "*GPG_PRIVATE", "the private half"),
    ("OCI_CONFIG_CONTENTS", "*CONFIG_CONTENT*", "a whole file"),
    ("UPLOADER_BILI_JCT", "*BILI_JCT", "goes with SESSDATA"),
    ("MY_FIREBASE_ADMINSDK_JSON", "*FIREBASE_ADMIN*", "with its private key"),
    ("REPORTS_PG_CONN", "*PG_CONN", "a connection string"),
    ("LOGIN_FILE_CONTENT", "*_FILE_CONTENT*", "what is in it"),
    ("ENVELOPE_KEK", "*_KEK", "short for key encryption key"),
    ("EDITOR_UNITY_SERIAL", "*UNITY_SERIAL", "a licence"),
    ("DSN", "*DSN", "at the end"),
    ("THIS_IS_MY_TOKEN", "*TOKEN*", "IS alone leads to no yes or no"),
    ("REMOVE_BG_API_KEY", "*KEY*", "a service called remove.bg"),
    ("SALES_FORCE_PASSWORD", "*PASS*", "a service"),
  ]

  static let harmless: [NameCase] = [
    ("", nil, "no name at all"),
    ("K", nil, "shorter than any literal"),
    ("KE", nil, "so is this"),
    ("_", nil, "the shell's last argument"),
    ("PATH", nil, "a core name"),
    ("LC_ALL", nil, "another"),
    ("KEYBOARD_LAYOUT", nil, "a word with KEY in it"),
    ("MAX_TOKENS", nil, "how many"),
    ("TOKENIZERS_PARALLELISM", nil, "splits text"),
    ("SSH_AUTH_SOCK", nil, "@access, and no secret"),
    ("XAUTHORITY", nil, "AUTH is no word of the list by itself"),
    ("PWD", nil, "working directory"),
    ("OLDPWD", nil, "the last one"),
    ("PWDEBUG", nil, "PWD begins a word of its own"),
    ("OAUTH_REDIRECT_URL", nil, "not DIRECT_URL"),
    ("GRAPHQL_URL", nil, "not SQL_URL"),
    ("SHIPPING_URL", nil, "not PING_URL"),
    ("GPG_KEY_ID", nil, "id of a key"),
    ("RECAPTCHA_CLIENT_KEY", nil, "in every page"),
    ("RFC2136_TSIG_KEY", nil, "name of a key"),
    ("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY_ID", nil, "id of a key"),
    ("SECRET_KEY_FILE", nil, "a path"),
    ("AWS_SECRET_ACCESS_KEY_FILE", nil, "an end takes away everything before it"),
    ("CREDENTIALS_FETCHER_HOST", nil, "a host, whatever stands before it"),
    ("SECRETKEY_AWS_NAME", nil, "its name"),
    ("OAUTH_ID_TOKEN_SIGNED_RESPONSE_ALG", nil, "an algorithm"),
    ("KEYSTORE_PASSWORD_FILE", nil, "here too"),
    ("RESET_PASSWORD_WITHIN", nil, "a time"),
    ("ACCESS_TOKEN_EXPIRES", nil, "a time"),
    ("API_KEYS_ALLOWED", nil, "yes or no"),
    ("PASSWORD_LOGIN_DISABLED", nil, "yes or no"),
    ("KEYCLOAK_SECRET_SYNC", nil, "yes or no"),
    ("SECRET_SERVICE_AVAILABLE", nil, "yes or no"),
    ("TOKEN_REQUEST_TIMEOUT", nil, "a time"),
    ("SHOW_API_KEYS", nil, "yes or no"),
    ("DEBUG_AUTH_SECRETS", nil, "yes or no"),
    ("FORCE_PASSWORD_POLICY_UPDATE", nil, "yes or no"),
    ("PURGE_EXPIRED_TOKENS", nil, "yes or no"),
    ("RESET_ADMIN_PASSWORD_ON_STARTUP", nil, "yes or no"),
    ("TOKEN_RATE_LIMIT", nil, "how often"),
    ("API_KEY_RATE_LIMIT_PER_MINUTE", nil, "how often"),
    ("PASSWORD_RESET_RATELIMIT", nil, "how often"),
    ("OAUTH_TOKEN_THROTTLE_PERIOD", nil, "how often"),
    ("FUNCTIONS_VERIFY_JWT", nil, "yes or no"),
    ("TENCENT_VECTOR_DB_URL", nil, "a host"),
    ("JwtTokenLifetime", nil, "an end without `_`"),
    ("SECRET_KEY_EXPIRES_IN", nil, "two words, one tail"),
    ("TOKENS_EXPIRE_IN", nil, "a tail stands behind the word, and not behind the match"),
    ("SECURE_COOKIES", nil, "begins within *SECURE_COOKIE*, and is of its last word"),
    ("TOKEN*_FILE", nil, "a star in a name is no star"),
    ("DATABASE_HOST", nil, "no URL at its end"),
    ("LITESTREAM_REPLICA_URL", nil, "of a bucket"),
    ("UPSTASH_REDIS_REST_URL", nil, "its token is in a variable of its own"),
    ("REDIRECT_URL", nil, "not DIRECT_URL"),
    ("SENTRY_FRONTEND_DSN", nil, "everybody can read it"),
    ("PRE_BUILD_HOOK", nil, "a command"),
    ("SLACK_WEBHOOK_CHANNEL", nil, "a room"),
    ("DESKTOP_SESSION", nil, "which one"), ("TMUX_SESSION", nil, "a terminal's"),
    ("REDIS_CA_PEM", nil, "a certificate"),
    ("LED_PIN", nil, "of a circuit"),
    ("JIRA_PROJECT_KEYS", nil, "short names"),
    ("TF_STATE_KEY", nil, "name of a file"),
    ("DYNAMODB_TABLE_PRIMARY_KEY", nil, "of a table"),
    ("PRIMARY_KEY_COLUMN", nil, "likewise"),
    ("DASHBOARD_UI_AUTH", nil, "yes or no"),
    ("RE_CAPTCHA_CLIENT_KEY", nil, "everybody can read it"),
    ("RATE_LIMIT_BY_KEY", nil, "how often"),
    ("TOKEN_BRIDGE_CHAIN", nil, "of a currency"),
    ("SIGNED_TOKEN_CIPHER", nil, "an algorithm"),
    ("SESSION_TOKEN_SAME_SITE", nil, "who gets it"),
    ("REFRESH_TOKEN_COOKIE_SECURE", nil, "yes or no"),
    ("API_TOKEN_CACHE_TTL_MS", nil, "a time"),
    ("EXPOSE_SECRETS_IN_LOGS", nil, "yes or no"),
    ("SECRET_NAME_FOR_LOGIN", nil, "its name, in the middle"),
    ("SHOW_PASSWORD", nil, "yes or no"),
    ("NEXT_PUBLIC_FORCE_AUTH", nil, "a lead removes what begins with its `_`"),
    ("REQUIRE_OTP", nil, "here too"),
    ("API_USE_JWT", nil, "here too"),
    ("USERS_RESET_PWD_TEMPLATE", nil, "an end behind a literal's own `_`"),
    ("SMTP_BASIC_AUTH_TYPE", nil, "here too"),
    ("DB_PWD_EXPIRES_IN", nil, "a tail behind it"),
    ("N8N_BASIC_AUTH_USER", nil, "its first half"),
    ("N8N_BASIC_AUTH_ACTIVE", nil, "yes or no"),
    ("OMNIAUTH_MOCK_AUTH", nil, "yes or no"),
    ("OPENVPN_AUTH", nil, "a digest"),
    ("KAFKA_TLS_CLIENT_AUTH", nil, "whether a client needs a certificate"),
    ("PARSE_SERVER_MASTER_KEY_IPS", nil, "from where"),
    ("GPG_SERVER_KEY_PUBLIC", nil, "public half"),
    ("POLYMARKET_CONDITIONAL_TOKENS", nil, "a currency"),
    ("NEXT_STAKING_TOKEN", nil, "a currency"),
    ("SUBNET_TOKEN_SUPPLY", nil, "how many"),
    ("CHAT_HISTORY_TOKEN_RATIO", nil, "a share"),
    ("key_pair_generation_percent", nil, "a share"),
    ("Jwt__PublicKey", nil, "public half, as .NET spells it"),
    ("Keycloak__TokenEndpoint", nil, "an end without `_`"),
    ("Keycloak__TokenUrl", nil, "an address"),
    ("OpenAI__ApiKeyHeader", nil, "a header's name"),
    ("Redis__KeyPrefix", nil, "what keys begin with"),
    ("OVERLEAF_SAML_SIGNING_CERT", nil, "a certificate, without the private key"),
    ("LOCAL_PASSWORD_RESET", nil, "yes or no"),
    ("APP_FORCE_PASSWORD_CHANGE", nil, "yes or no"),
    ("PASSWORD_MIN_LENGTH", nil, "a tail in the middle"),
    ("CLAUDE_CODE_MAX_OUTPUT_TOKENS", nil, "how many"),
    ("NEXT_PUBLIC_MAP_TOKEN", nil, "everybody can read it"),
    ("PUBLIC_KEY", nil, "public half"),
    ("ENABLE_PASSWORD_LOGIN", nil, "yes or no"),
    ("HOMEBREW_NO_TOKEN", nil, "yes or no"),
    ("COOKIE_DOMAIN", nil, "COOKIE ends a name"),
    ("SECRET_KEY_BASE_DUMMY", nil, "Rails makes one, in a build"),
    ("ACCESS_TOKEN_AGE", nil, "how old it may be"),
    ("JWT_TOKEN_KID", nil, "which key signs"),
    ("SSH_KEY_PUB", nil, "the public half"),
    ("PASSBOLT_KEY_EMAIL", nil, "whose key"),
    ("GPG_KEY_EMAIL", nil, "likewise"),
    ("SSH_KEY_COMMENT", nil, "likewise"),
    ("USDC_TOKEN_ACCOUNT", nil, "where the currency is"),
    ("CA_KEY_COUNTRY", nil, "of a certificate's subject"),
    ("CA_KEY_CITY", nil, "likewise"),
    ("CREDIT_TOKEN_CURRENCY", nil, "which one"),
    ("DKIM_KEY_SELECTOR", nil, "which one"),
    ("WALLET_KEY_INDEX", nil, "which one"),
    ("SECRETS_ROTATED_TOPIC", nil, "of a message broker"),
    ("TOKEN_EVENT_TOPICS", nil, "likewise"),
    ("SIGNER_KEY_FINGERPRINTS", nil, "which ones"),
    ("CLIENT_CREDENTIAL_THUMBPRINT", nil, "which one"),
    ("VAULT_SECRET_IDENTIFIER", nil, "which one"),
    ("TOKEN_OWNER", nil, "whose"),
    ("SECRETS_OPERATOR_IMAGE", nil, "which one"),
    ("TOKEN_SCHEMA_VERSIONS", nil, "which ones"),
    ("TOKEN_DAEMON_SOCKET", nil, "where it is"),
    ("OIDC_TOKEN_CACHE", nil, "where it is"),
    ("FORGOTTEN_PASSWORD_LINK", nil, "where it is"),
    ("SESSION_TOKEN_BYTES", nil, "how long"),
    ("PASSWORDSTRENGTH", nil, "how strong, without `_`"),
    ("REFRESH_TOKEN_LIFE", nil, "how long"),
    ("SECRET_SCAN_FREQUENCY", nil, "how often"),
    ("CREDENTIAL_RULES", nil, "what may be done with them"),
    ("TOKENS_REVOKED", nil, "yes or no"),
    ("CREDENTIALS_CACHING", nil, "yes or no"),
    ("PASSWORD_REUSE", nil, "yes or no"),
    ("SIGNING_KEYS_ROTATE", nil, "yes or no"),
    ("SECRET_ACL", nil, "who may read it"),
    ("PASSWORD_HINT", nil, "how it is asked for"),
    ("KEY_DERIVATION_OPTIONS", nil, "how it is written"),
    ("TOKENS_IN_HOUSE", nil, "yes or no"),
    ("SECRET_SERVICE_BROKER", nil, "where it is"),
    ("DONT_ROTATE_KEYS", nil, "yes or no"),
    ("PLEASE_DONT_LOG_TOKENS", nil, "yes or no"),
    ("USERS_CHANGE_PASSWORD", nil, "yes or no"),
    ("STAGING_BYPASS_AUTH", nil, "yes or no"),
    ("LARAVEL_ENCRYPT_COOKIES", nil, "yes or no"),
    ("PAYMENTS_VERIFY_WEBHOOK", nil, "yes or no"),
    ("BOT_REGISTER_WEBHOOK", nil, "yes or no"),
    ("CI_RESTORE_KEYS_2", nil, "of a cache"),
    ("HORIZON_NETWORK_PASSPHRASE", nil, "which network, in Stellar"),
    ("SWAP_SUPPORTED_TOKENS", nil, "currencies"),
    ("BRIDGE_WHITELISTED_TOKENS", nil, "currencies"),
    ("DESKTOP_APP_KEYSTORE", nil, "a path; what is in it shows by its form"),
    ("PROXY_FORWARD_AUTH", nil, "how to log in"),
    ("PORTAL_SOCIAL_AUTH", nil, "yes or no"),
    ("GATEWAY_JWT_AUTH", nil, "yes or no"),
    ("PORTAL_DEV_AUTH", nil, "yes or no"),
    ("SFTP_HOST_KEY_CHECKING", nil, "yes or no"),
    ("CONNECT_VALUE_KEY_CONVERTER", nil, "its kind"),
    ("PASSWORD_ENCODER", nil, "its kind"),
    ("PASSWORD_HASHING", nil, "its kind"),
    ("PASSWORD_SALT_ROUND", nil, "how strong"),
    ("GATEWAY_AUTHORIZED_KEYS", nil, "public halves"),
    ("KONSOLE_DBUS_SESSION", nil, "a terminal's"),
    ("XDEBUG_SESSION", nil, "whose debugger"),
    ("LEGACY_DB_CONNECTION", nil, "its kind"),
    ("GCP_KMS_KEY_RING", nil, "where keys are"),
    ("SECRETS_BACKEND", nil, "what stores them"),
    ("PASSWORD_HISTORY", nil, "how many"),
    ("PASSWORD_VALIDATORS", nil, "which rules"),
    ("PROXY_REMOVE_AUTH", nil, "yes or no"),
    ("NEWS_FORCE_RESET_TOKENS", nil, "yes or no"),
    ("SITE_FORCE_AUTH", nil, "yes or no"),
    ("KEY_ORG", nil, "in easy-rsa, whose certificate"),
    ("KEY_PROVINCE", nil, "likewise"),
    ("FIREBASE_ADMIN_PROJECT_ID", nil, "which one"),
    ("ENABLE_OPENAI_API", nil, "yes or no"),
    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", nil, "where it is; AWS_CONTAINER_AUTHORIZATION_TOKEN opens it"),
    ("IDENTITY_ENDPOINT", nil, "where it is"),
    ("BUNDLE_GEM__TEST", nil, "a setting of Bundler, not a host"),
    ("API_KEY_HEADER", nil, "the name of a header"),
    ("FIREBASE_SERVICE_ACCOUNT_PATH", nil, "path of a file"),
    ("DISABLE_TOKEN_AUTH", nil, "yes or no"),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", nil, "yes or no"),
    ("ANSIBLE_ASK_VAULT_PASS", nil, "yes or no"),
    ("GIT_ASKPASS", nil, "a program: @injection"),
    ("GOOGLE_APPLICATION_CREDENTIALS", nil, "a path: @access"),
    ("SSLKEYLOGFILE", nil, "a path"),
    ("\u{212A}EY", nil, "the Kelvin sign is no K"),
    ("TO\u{130}KEN", nil, "bytes between"),
  ]

  @Test(arguments: secrets + harmless)
  func decides(name: ByteString, pattern: ByteString?, why: String) {
    #expect(SecretMatcher.match(name)?.glob == pattern, "\(why)")
    #expect(SecretMatcher.match(name).map(\.place) == slowMatch(name).map(\.place), "\(why)")
  }

  /// a name that is kept, the exemption that removed its match
  static let exempted: [(ByteString, ByteString?)] = [
    ("TOKENIZERS_PARALLELISM", "*TOKENIZ*"),
    ("VAULT_TOKEN_FILE", "*FILE"),
    ("VAULT_TOKEN_EXPIRES_IN", "*_EXPIR*"),
    ("DISABLE_KEY_CHECKS", "*DISABLE_*"),
    ("VITE_MAP_KEY", "VITE_*"),
    ("HOME", nil),
  ]

  @Test(arguments: exempted)
  func saysWhatTookAMatchAway(name: ByteString, exemption: ByteString?) {
    #expect(SecretMatcher.find(name).secret == nil)
    #expect(SecretMatcher.find(name).exemption?.glob == exemption)
  }

  @Test func bytesThatAreNotUTF8AreOrdinary() {
    #expect(SecretMatcher.match(ByteString(copying: [0xFF] + Array("_TOKEN".utf8) + [0xC3]))?.glob == "*TOKEN*")
    // The lower five bits of these are those of KEY.
    #expect(SecretMatcher.match(ByteString(copying: [0xCB, 0xC5, 0xD9])) == nil)
    #expect(SecretMatcher.match(ByteString(copying: [0x2B, 0x45, 0x39])) == nil)
  }

  // The data.

  static var patterns: [SecretPattern] { Array(SecretPattern.all) }

  @Test func everyRowIsWellFormed() {
    let globs = Self.patterns.map(\.glob.text)
    #expect(Set(globs).count == globs.count)
    for pattern in Self.patterns {
      let literal = pattern.literal
      #expect(literal.count >= 3, "\(pattern.glob)")
      #expect(literal.utf8.allSatisfy { $0.isASCIIDigit || $0 == 0x5F || (0x41...0x5A).contains($0) }, "\(pattern.glob)")
      let glob = pattern.glob.text
      #expect(
        [literal, "*\(literal)", "\(literal)*", "*\(literal)*"].contains(glob)
          || glob.wholeMatch(of: /\*?[A-Z0-9_]{3,}\*_[A-Z0-9_]+/) != nil, "\(glob)")
      if pattern.kind == .tail { #expect(glob.hasPrefix("*_")) }
      if pattern.kind == .lead { #expect(glob.hasSuffix("_*")) }
      if pattern.kind == .open { #expect(!glob.hasPrefix("*")) }
      if pattern.kind == .end { #expect(glob.hasPrefix("*") && !glob.hasSuffix("*")) }
      #expect(!pattern.reason.isEmpty && !pattern.reason.text.contains("\n"))
    }
    #expect(Self.patterns.count { $0.isSecret } <= 360)
    #expect(Self.patterns[0].reason == "half of a login, as in Vault")
    #expect(Self.patterns.last?.glob == "*_ENV_VAR")
  }

  /// `--list-groups` shows what a person would write, not a fragment of it.
  @Test func noPatternIsHalfAWord() {
    for pattern in Self.patterns {
      #expect(!pattern.glob.text.contains("DATABASE_UR*") && !pattern.glob.text.hasSuffix("_UR"), "\(pattern.glob)")
    }
  }

  /// A pattern would never decide if an earlier one matched everything that it matches.
  @Test(arguments: patterns.filter(\.isSecret))
  func everyPatternDecidesSomething(pattern: SecretPattern) {
    let name = pattern.glob.text.hasPrefix("*") ? "X" + pattern.literal : pattern.literal
    #expect(SecretMatcher.match(ByteString(name)) == pattern)
  }

  @Test(arguments: patterns.filter { !$0.isSecret })
  func everyExemptionTakesSomethingAway(pattern: SecretPattern) {
    let (before, literal) = (pattern.glob.text.hasPrefix("*") ? "X" : "", pattern.literal)
    // After a star no end, which might remove it too; some words end a name.
    let behind = pattern.glob.text.hasSuffix("*") ? ["9", "S", "_X"] : [""]
    let names = behind.map { end in
      switch pattern.kind {
      case .tail: ByteString("TOKEN" + literal + end)
      case .end: ByteString("TOKEN_X" + literal)
      case .lead, .open: ByteString(literal + "X_TOKENS")
      default: ByteString(before + literal + end)
      }
    }
    #expect(
      names.contains { name in
        let finding = SecretMatcher.find(name)
        return finding.secret == nil && finding.exemption == pattern && slowMatch(name, without: pattern) != nil
      }, "\(pattern.glob)")
  }

  /// The list is what is done: one case for each glob, with neutral texts in place of its stars.
  @Test(arguments: patterns)
  func whatIsListedIsDone(pattern: SecretPattern) throws {
    let glob = pattern.glob.text
    let (before, behind) = (glob.hasPrefix("*") ? ["", "X", "X_", "x9_"] : [""], glob.hasSuffix("*") ? ["", "S", "X", "_X"] : [""])
    let matcher = ListMatcher(try Pattern(pattern.glob))
    for start in before {
      for end in behind {
        var name = start + pattern.literal + end
        switch pattern.kind {
        case .secret, .plain:
          // If an exemption removes it, that exemption is another listed pattern.
          if SecretMatcher.match(ByteString(name)) == nil { #expect(try !Self.exemptions(of: name).isEmpty, "\(name)") }
        case .lead, .open:
          #expect(SecretMatcher.match(ByteString(name + (name.hasSuffix("_") ? "" : "_") + "ITS_TOKENS")) == nil, "\(name)")
        case .word:
          #expect(SecretMatcher.match(ByteString(name)) == nil, "\(name)")
        case .tail:
          name = "ITS_TOKEN" + pattern.literal + end
          #expect(SecretMatcher.match(ByteString(name)) == nil, "\(name)")
        case .end:
          for word in ["TOKEN", "SMTP_URL", "CLIENT_SECRET_OF_IT", "SECRET_X_KEY_Y", "PASSWORDS"] {
            name = word + (start == "X_" ? "" : start) + pattern.literal
            #expect(SecretMatcher.match(ByteString(name)) == nil, "\(name)")
          }
          name = start + pattern.literal
        }
        #expect(matcher.matches(ByteString(name)), "\(name)")
      }
    }
  }

  /// The listed exemptions that match a name.
  private static func exemptions(of name: String) throws -> [String] {
    try patterns.filter { !$0.isSecret }.filter {
      ListMatcher(try Pattern($0.glob)).matches(ByteString(name))
    }.map(\.glob.text)
  }

  /// No end is or contains a secret's word: it couldn't remove that word, but would claim to.
  @Test(arguments: patterns.filter { $0.kind == .end })
  func noEndHoldsASecret(pattern: SecretPattern) {
    #expect(SecretMatcher.match(ByteString(pattern.literal)) == nil)
    #expect(SecretMatcher.match(ByteString("X" + pattern.literal)) == nil)
  }

  /// Compares the index with the patterns as written: names are made of their literals, cut and joined.
  @Test func theIndexFindsWhatThePatternsSay() {
    var random = SeededGenerator(seed: 6)
    let literals = Self.patterns.map { Array($0.literal.utf8) }
    for _ in 0..<1_000 {
      var name: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        var part = literals.randomElement(using: &random)!
        switch UInt8.random(in: 0..<8, using: &random) {
        case 0: part.removeFirst()
        case 1: part.removeLast()
        case 2: part = part.map { $0 | 0x20 }
        case 3: part = [UInt8.random(in: 1...255, using: &random)]
        default: break
        }
        name += part
        if Bool.random(using: &random) { name.append(UInt8(ascii: "_")) }
      }
      let string = ByteString(copying: name)
      #expect(SecretMatcher.match(string)?.glob == slowMatch(string)?.glob, "\(string)")
    }
  }

  /// A name 32 times as long: quadratic work would take 1,024 times as long.
  @Test(arguments: [
    "KEY", "KEY_", "KEYBOARD", "TOKEN_ID_", "_PAT", "DISABLE_", "K", "SECRET_KEY_FILE_", "KEYLOGPASSED", "CONN_STR",
    "SECURE_COOKIES", "TOKEN_FILE", "KEYFILE", "SENTRY_DSN_",
  ])
  func aLongNameTakesLinearTime(piece: String) {
    func time(_ length: Int) -> Duration {
      var name = ByteBuffer()
      for _ in 0..<length / piece.utf8.count { name.write(ByteString(piece)) }
      let string = name.finish()
      return threadTime { _ = SecretMatcher.find(string) }
    }
    #expect(time(1 << 17) < time(1 << 12) * 160)
  }
}

extension SecretPattern {
  /// What is between its stars; with a piece of a word in place of a star in the middle.
  var literal: String { glob.text.split(separator: "*").joined(separator: "Q") }
}

/// The definition in `SecretMatcher`'s comment, applied pattern by pattern.
private func slowMatch(_ name: ByteString, without exemption: SecretPattern? = nil) -> SecretPattern? {
  let bytes = name.array.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
  typealias Place = (start: Int, end: Int, pattern: SecretPattern)
  let places = allPatterns.filter { $0.pattern != exemption }.flatMap { row in
    occurrences(of: row.parts, row.glob, in: bytes).map { Place($0.lowerBound, $0.upperBound, row.pattern) }
  }
  func of(_ kind: SecretPattern.Kind) -> [Place] { places.filter { $0.pattern.kind == kind } }
  let words = of(.word).map { word in
    let glob = word.pattern.glob.text
    let end = bytes[word.end...].firstIndex(of: UInt8(ascii: "_")) ?? bytes.count
    // With a star in the middle it is about the name's end only.
    let first = glob.split(separator: "*").count > 1 ? bytes.count : 0
    return (start: word.start, end: word.end, first: first, last: glob.hasSuffix("*") ? end + 1 : word.end)
  }
  let tails = Set(of(.tail).map(\.start))
  let lead = of(.lead).map(\.end).min() ?? Int.max
  let isOpen = !of(.open).isEmpty

  var runs: [(end: Int, first: SecretPattern, reach: Int)] = []
  for match in (of(.secret) + of(.plain)).sorted(by: { $0.start < $1.start }) {
    let isCovered = words.contains { word in
      word.start <= match.start && match.start < word.end && (word.first...word.last).contains(match.end)
    }
    if match.start >= lead - 1 || isCovered { continue }
    if isOpen, match.pattern.kind == .plain { continue }
    var last = match.end
    if bytes[last - 1] == UInt8(ascii: "_") {
      let isBeginning = match.pattern.kind == .secret && !match.pattern.glob.text.hasPrefix("*")
      last = isBeginning ? bytes.count : last - 1
    }
    let end = bytes[last...].firstIndex(of: UInt8(ascii: "_")) ?? bytes.count
    if let run = runs.last, match.start <= run.end + 1, !(match.start >= run.end && tails.contains(run.end)) {
      let first = run.first.place < match.pattern.place ? run.first : match.pattern
      runs[runs.count - 1] = (max(run.end, end), first, max(run.reach, last))
    } else {
      runs.append((end, match.pattern, last))
    }
  }
  let left = runs.filter { !tails.contains($0.end) }
  guard let reach = left.map(\.reach).max(), !of(.end).contains(where: { reach <= $0.start }) else { return nil }
  return left.map(\.first).min { $0.place < $1.place }
}

private let allPatterns = SecretMatcherTests.patterns.map {
  (pattern: $0, glob: $0.glob.array, parts: $0.glob.array.split(separator: UInt8(ascii: "*")).map(Array.init))
}

private func occurrences(of parts: [[UInt8]], _ glob: [UInt8], in name: [UInt8]) -> [Range<Int>] {
  let (literal, rest, star) = (parts[0], parts.count > 1 ? parts[1] : [], UInt8(ascii: "*"))
  if name.count < literal.count + rest.count || !name.suffix(rest.count).elementsEqual(rest) { return [] }
  return (0...name.count - literal.count - rest.count).filter { start in
    (start == 0 || glob.first == star) && (start + literal.count == name.count || glob.last == star || !rest.isEmpty)
      && name[start..<start + literal.count].elementsEqual(literal)
  }.map { $0..<(rest.isEmpty ? $0 + literal.count : name.count) }
}

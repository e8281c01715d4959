/**
 * Made-up credentials, put together from parts so that no scanner of this
 * repository takes them for real ones.
 */
const chars = (n: number) => 'aB3dE5gH7jK9mN1pQ2sT4vW6xY8z0cF'.repeat(9).slice(0, n);

export const PASSWORD = ['correct', 'horse', 'battery'].join('-');
export const AWS_KEY = 'AK' + 'IA' + 'IOSFODNN7EXAMPLE';
export const JWT = ['eyJ' + chars(20), 'eyJ' + chars(30), chars(40)].join('.');

/** Credentials that are found whatever they are called. */
export const SHAPES: [what: string, value: string, told: string][] = [
  ['an AWS access key', AWS_KEY, 'an AWS access key'],
  ['a temporary AWS access key', 'AS' + 'IA' + 'IOSFODNN7EXAMPLE', 'an AWS access key'],
  ['an AWS access key inside a text', `aws configure set key ${AWS_KEY}`, 'an AWS access key'],
  ['a GitHub token', 'gh' + 'p_' + chars(36), 'a GitHub token'],
  ['a GitHub app token', 'gh' + 's_' + chars(36), 'a GitHub token'],
  ['a fine-grained GitHub token', 'github' + '_pat_' + chars(22) + '_' + chars(59), 'a GitHub token'],
  ['a GitLab token', 'glp' + 'at-' + chars(20), 'a GitLab token'],
  ['a Hugging Face token', 'h' + 'f_' + chars(34), 'a Hugging Face token'],
  ['a Slack token', 'xo' + 'xb-' + '123456789012-' + chars(24), 'a Slack token'],
  ['a Google API key', 'AI' + 'za' + chars(35), 'a Google API key'],
  ['an OpenAI key', 's' + 'k-proj-' + chars(40), 'an API key'],
  ['a JSON web token', JWT, 'a JSON web token'],
  ['a JSON web token in a header', `Authorization: Bearer ${JWT}`, 'a JSON web token'],
  ['an RSA key', ['-----BEGIN RSA PRIV', 'ATE KEY-----\n', chars(64), '\n'].join(''), 'a private key'],
  ['a key of no kind', ['-----BEGIN PRIV', 'ATE KEY-----\n', chars(64), '\n'].join(''), 'a private key'],
  ['a service account of Google', JSON.stringify({ private_key: ['-----BEGIN PRIV', 'ATE KEY-----'].join('') }), 'a private key'],
  ['a database URI', `postgresql+psycopg2://mlflow:${PASSWORD}@db:5432/mlflow`, 'a URI with a password'],
  ['a URI with a password alone', `redis://:${PASSWORD}@cache:6379/0`, 'a URI with a password'],
];

/** Names under which any literal is taken for a credential. */
export const NAMES = [
  'PASSWORD', 'password', 'DB_PASSWORD', 'MYSQL_PWD', 'PGPASSWORD', 'DB_PASSWD', 'KEY_PASSPHRASE', 'API_KEY', 'api-key', 'apikey', 'WANDB_API_KEY',
  'AWS_SECRET_ACCESS_KEY', 'AZURE_CLIENT_SECRET', 'HF_TOKEN', 'auth.token', 'GITHUB_TOKEN', 'JWT_SIGNING_KEY', 'AZURE_STORAGE_KEY', 'BEARER', 'credentials',
];

/** What looks alike and is none: [name, value]. */
export const HARMLESS: [name: string, value: string][] = [
  ['tokenizer.json', '{"version":"1.0","model":{"type":"BPE"}}'],
  ['tokenizer_config.json', '{"pad_token":"[PAD]"}'],
  ['TOKENIZER', 'bert-base-uncased'],
  ['TOKENIZERS_PARALLELISM', 'maybe'],
  ['MAX_TOKENS', '512'],
  ['MAX_TOKEN_COUNT', '1000000000'],
  ['NUM_TOKENS', 'all of them'],
  ['API_KEY_FILE', '/run/secrets/api-key'],
  ['API_KEY', '/run/secrets/api-key'],
  ['PASSWORD_FILE', 'db-password.txt'],
  ['SECRET_NAME', 'mlflow-db'],
  ['SECRET_ARN', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:mlflow'],
  ['TOKEN_TTL', '15 minutes'],
  ['TOKEN_URL', 'https://login.example.com/oauth/token'],
  ['TOKEN_ENDPOINT', 'https://login.example.com/oauth/token'],
  ['API_KEY_HEADER', 'X-API-Key'],
  ['AWS_ACCESS_KEY_ID', ''],
  ['PASSWORD', '$(DB_PASSWORD)'],
  ['PASSWORD', '{{ .Values.password }}'],
  ['USE_PASSWORD', 'true'],
  ['MLFLOW_TRACKING_USERNAME', 'iris-api'],
  ['PAD_TOKEN', '[PAD]'],
  ['EOS_TOKEN', '<|endoftext|>'],
  ['COMPASS', 'north by north-west'],
  ['MONKEY', 'see, monkey do'],
  ['SECRETARY', 'office of the secretary'],
  ['DATABASE_URL', 'postgresql://db:5432/mlflow'],
  ['DATABASE_URL', 'postgresql://mlflow:$(PASSWORD)@db:5432/mlflow'],
  ['IMAGE', 'europe-west1-docker.pkg.dev/acme/ml/churn@sha256:0123456789abcdef'],
  ['MODEL_URI', 's3://acme-models/iris@production'],
  ['NOTE', 'a task-force risk-assessment-of-everything'],
];

#!/usr/bin/env bash
# Writes the Secret from the environment. The values reach kubectl on stdin:
# they are in no argument list, no file and no output.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# shellcheck disable=SC2016 # the commands are for the reader to run
[ -n "${API_KEY:-}" ] || die 'API_KEY is not set. Choose a key without it showing up in your shell history:
  read -rs API_KEY && export API_KEY      # type or paste it
  export API_KEY="$(openssl rand -hex 32)"   # or make one'
# Unset means the in-cluster server; set but empty means "no MLflow".
tracking_uri=${MLFLOW_TRACKING_URI-http://mlflow-server-service:5000}
need base64
need_cluster
ensure_namespace

# printf is part of the shell, so its arguments are in no process list.
encoded() { printf '%s' "$1" | base64 | tr -d '\n'; }

# Quoted, because a bare empty value would be null: the key would be missing.
# Server-side, because client-side apply would copy the values into an annotation.
# Forced, because setting these values is what was asked for, whoever set them before.
printf '%s\n' \
  'apiVersion: v1' \
  'kind: Secret' \
  'type: Opaque' \
  'metadata:' \
  "  name: $SECRET" \
  "  namespace: $NAMESPACE" \
  'data:' \
  "  API_KEY: '$(encoded "$API_KEY")'" \
  "  MLFLOW_TRACKING_URI: '$(encoded "$tracking_uri")'" |
  kubectl apply --server-side --force-conflicts --field-manager=iris-secrets -f - >/dev/null ||
  die "kubectl could not write Secret $SECRET"
say "Secret $SECRET holds API_KEY and MLFLOW_TRACKING_URI"

if kubectl -n "$NAMESPACE" get deployment iris-api >/dev/null 2>&1; then
  say "running pods keep the old values until: kubectl -n $NAMESPACE rollout restart deployment/iris-api"
fi

#!/usr/bin/env bash
# Asks a running iris-api the questions that matter: does it answer, and does it
# refuse what it should? The key reaches curl as a config on stdin, never as an
# argument, which every user of the machine could read.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

URL=${IRIS_URL:-http://127.0.0.1:8000}
URL=${URL%/}
FLOWER='{"instances": [[5.1, 3.5, 1.4, 0.2]]}'
need curl

key=${API_KEY:-}
if [ -z "$key" ]; then
  command -v kubectl >/dev/null 2>&1 ||
    die "no API key: set API_KEY (or install kubectl, which can read it from Secret $SECRET)"
  key=$(kubectl -n "$NAMESPACE" get secret "$SECRET" -o 'jsonpath={.data.API_KEY}' 2>/dev/null | base64 --decode) ||
    die "no API key: set API_KEY; Secret $SECRET could not be read in namespace $NAMESPACE"
  [ -n "$key" ] || die "no API key: set API_KEY; Secret $SECRET in namespace $NAMESPACE has none"
  say "using the API key in Secret $SECRET"
fi
case $key in *[[:cntrl:]]*) die 'the API key holds line breaks or control characters, which no HTTP header can carry' ;; esac

body=$(mktemp)
trap 'rm -f "$body"' EXIT
failures=0

# A proxy of the environment is not meant for this machine.
proxy=()
case $URL in http://127.0.0.1* | http://localhost*) proxy=(--noproxy '*') ;; esac

# request KEY PATH [CURL OPTION...]: prints the status, leaves the answer in $body.
request() {
  local sent=$1 path=$2
  shift 2
  : >"$body"
  {
    if [ -n "$sent" ]; then
      sent=${sent//\\/\\\\}
      printf 'header = "X-API-Key: %s"\n' "${sent//\"/\\\"}"
    fi
  } | curl --config - --silent --max-time 15 ${proxy[@]+"${proxy[@]}"} \
    --output "$body" --write-out '%{http_code}' "$@" "$URL$path" || true
}

# expect WHAT STATUS TEXT GOT: the answer must have that status and contain the text.
expect() {
  if [ "$4" = "$2" ] && grep -qF -- "$3" "$body"; then
    printf 'ok    %s\n' "$1"
    return
  fi
  failures=$((failures + 1))
  printf 'FAIL  %s: expected %s with %s, got %s: %s\n' "$1" "$2" "$3" "$4" "$(head -c 300 "$body")"
}

post=(--header 'Content-Type: application/json' --data)

say "testing $URL"
status=$(request '' /live)
[ "$status" != 000 ] || die "nothing answers at $URL. Run \"make k8s-port-forward\" in another terminal, or set IRIS_URL"
expect 'the process is alive' 200 '"alive"' "$status"
expect 'the model is loaded' 200 '"model_loaded":true' "$(request '' /health)"
expect 'a flower is recognised' 200 '"setosa"' "$(request "$key" /predict "${post[@]}" "$FLOWER")"
expect 'no key is refused' 401 'X-API-Key' "$(request '' /predict "${post[@]}" "$FLOWER")"
expect 'a wrong key is refused' 403 'wrong API key' "$(request "not-$key" /predict "${post[@]}" "$FLOWER")"
expect 'three features are refused' 422 'instances' "$(request "$key" /predict "${post[@]}" '{"instances": [[1, 2, 3]]}')"
expect 'no instances are refused' 422 'instances' "$(request "$key" /predict "${post[@]}" '{"instances": []}')"
expect 'broken JSON is refused' 422 'instances' "$(request "$key" /predict "${post[@]}" '{')"
expect 'metrics are served' 200 'http_requests_total' "$(request '' /metrics)"

[ "$failures" -eq 0 ] || die "$failures of 9 checks failed"
say 'all 9 checks passed'

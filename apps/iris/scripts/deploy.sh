#!/usr/bin/env bash
# Synthesizes, applies and waits: everything, or with "mlflow" the tracking server alone.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

WHAT=${1:-all}
TIMEOUT=${ROLLOUT_TIMEOUT:-300s}

wait_for() {
  say "waiting up to $TIMEOUT for $1"
  kubectl -n "$NAMESPACE" rollout status "deployment/$1" --timeout="$TIMEOUT" && return
  printf '\n' >&2
  kubectl -n "$NAMESPACE" get pods >&2 || true
  die "$1 is not ready. $2"
}

apply() {
  kubectl apply --server-side "$@" || die 'kubectl could not apply everything; its messages above say what.
  "no matches for kind" means that the cluster lacks that kind: install the operator that defines it, or synthesize without it.'
}

case $WHAT in
  all | mlflow) ;;
  *) die 'usage: deploy.sh [mlflow]' ;;
esac
need npm npx
need_cluster
[ -d "$ROOT/node_modules" ] || die "the packages are not installed. Run: npm ci --prefix $ROOT"
if [ "$WHAT" = all ]; then
  kubectl -n "$NAMESPACE" get secret "$SECRET" >/dev/null 2>&1 ||
    die "Secret $SECRET is missing in namespace $NAMESPACE. Set API_KEY and run: make k8s-secrets"
fi

say "synthesizing with image ${IRIS_IMAGE:-(the app decides)}"
(cd "$ROOT" && npx cdk8s synth) || die 'cdk8s synth failed; its message above says why'
need_manifests 'cdk8s synth wrote nothing there'
ensure_namespace

if [ "$WHAT" = mlflow ]; then
  apply -l app.kubernetes.io/instance=mlflow-server "${MANIFESTS[@]}"
  wait_for mlflow-server "See: kubectl -n $NAMESPACE logs deployment/mlflow-server"
  say 'MLflow is ready; make k8s-mlflow-ui opens a port to it'
  exit
fi

apply "${MANIFESTS[@]}"
if kubectl -n "$NAMESPACE" get deployment mlflow-server >/dev/null 2>&1; then
  wait_for mlflow-server "See: kubectl -n $NAMESPACE logs deployment/mlflow-server"
  say 'iris-api becomes ready once MLflow has a model with the right alias; if there is none yet, run "make k8s-train" in another terminal'
fi
wait_for iris-api 'Its log says what it waits for: make k8s-logs. For the first model: make k8s-train'
say 'iris-api is ready; next: make k8s-port-forward, and in another terminal make k8s-test'

# shellcheck shell=bash disable=SC2034
# Sourced by the other scripts: messages and checks that end in a sentence, not a stack of errors.

# Names that the synthesized manifests use as well.
NAMESPACE=mlops
SECRET=iris-api-secrets
IRIS_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ROOT=${ROOT:-$(cd "$IRIS_DIR/../.." && pwd)}
DIST=${DIST:-$ROOT/dist}

say() { printf '==> %s\n' "$*"; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# need TOOL...: all of them must be on PATH.
need() {
  local tool where
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 && continue
    case $tool in
      kubectl) where=https://kubernetes.io/docs/tasks/tools/ ;;
      minikube) where=https://minikube.sigs.k8s.io/docs/start/ ;;
      kind) where=https://kind.sigs.k8s.io/docs/user/quick-start/ ;;
      docker) where=https://docs.docker.com/get-docker/ ;;
      npm | npx) where='https://nodejs.org/ (npm and npx come with Node.js)' ;;
      *) where='the package manager of your system' ;;
    esac
    die "$tool is not installed, or not on PATH. Get it from $where"
  done
}

# The cluster that kubectl talks to, named before anything is changed there.
need_cluster() {
  need kubectl
  local context
  context=$(kubectl config current-context 2>/dev/null) ||
    die 'kubectl has no current context. Create a local cluster with "make k8s-setup" or "make k8s-setup-kind"'
  kubectl version --request-timeout=10s >/dev/null 2>&1 ||
    die "the cluster of kubectl context $context does not answer. Is it running? (make k8s-setup, make k8s-setup-kind)"
  say "cluster: kubectl context $context, namespace $NAMESPACE"
}

ensure_namespace() {
  kubectl get namespace "$NAMESPACE" >/dev/null 2>&1 || kubectl create namespace "$NAMESPACE"
}

# Fills MANIFESTS with -f options for every file in DIST.
MANIFESTS=()
need_manifests() {
  local file
  for file in "$DIST"/*.yaml; do
    if [ -e "$file" ]; then MANIFESTS+=(-f "$file"); fi
  done
  [ ${#MANIFESTS[@]} -gt 0 ] || die "no *.yaml in $DIST. $1"
}

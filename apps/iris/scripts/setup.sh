#!/usr/bin/env bash
# A local cluster with the iris-api image in it. Safe to run again: it starts
# only what is not running, and loads the image as it is now.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

IMAGE=${IRIS_IMAGE:-iris-api:dev}
CLUSTER=${1:-}

setup_minikube() {
  local profile=${MINIKUBE_PROFILE:-minikube}
  if minikube status -p "$profile" >/dev/null 2>&1; then
    say "minikube profile $profile is already running"
  else
    say "starting minikube profile $profile"
    minikube start -p "$profile" || die 'minikube did not start; its message above says why'
  fi
  # The profile's kubectl context carries its name.
  use_context "$profile"
  minikube addons enable metrics-server -p "$profile" ||
    die "could not enable the minikube addon metrics-server; see: minikube addons list -p $profile"
  build_image
  say "loading $IMAGE into minikube"
  minikube image load "$IMAGE" -p "$profile" || die "minikube could not load $IMAGE"
}

setup_kind() {
  local name=${KIND_CLUSTER:-mlops}
  # Asked first: kind reports "no such cluster" and "docker is not running" alike.
  if kind get clusters 2>/dev/null | grep -qxF "$name"; then
    say "kind cluster $name already exists"
    kind export kubeconfig --name "$name" || die "kind has the cluster $name but no credentials for it; kind delete cluster --name $name removes it"
  else
    say "creating kind cluster $name"
    kind create cluster --name "$name" || die 'kind could not create the cluster; its message above says why'
  fi
  use_context "kind-$name"
  build_image
  say "loading $IMAGE into kind"
  kind load docker-image "$IMAGE" --name "$name" || die "kind could not load $IMAGE"
  say 'note: kind brings no metrics-server; without it the autoscaler shows <unknown>'
}

# So that the make targets that follow act on this cluster and on no other.
use_context() {
  kubectl config use-context "$1" >/dev/null || die "there is no kubectl context $1 for the cluster that was just set up"
  say "kubectl context is now $1"
}

build_image() {
  say "building $IMAGE"
  docker build -t "$IMAGE" "$IRIS_DIR/api" || die "docker could not build $IMAGE"
}

case $CLUSTER in
  minikube | kind) ;;
  *) die 'usage: setup.sh minikube|kind' ;;
esac
need "$CLUSTER" kubectl docker
docker info >/dev/null 2>&1 || die 'docker is installed but its daemon does not answer. Start Docker and try again'
"setup_$CLUSTER"

if kubectl -n "$NAMESPACE" get deployment iris-api >/dev/null 2>&1; then
  say "iris-api is deployed already; to run the new image: kubectl -n $NAMESPACE rollout restart deployment/iris-api"
else
  say 'next: export API_KEY, then make k8s-secrets k8s-deploy'
fi

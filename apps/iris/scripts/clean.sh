#!/usr/bin/env bash
# Deletes what deploy.sh and secrets.sh applied, after asking.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_cluster
need_manifests 'Nothing says what to delete; synthesize first: npx cdk8s synth'

if [ "${YES:-}" != 1 ]; then
  printf 'Delete everything in %s/*.yaml and Secret %s from this cluster, with all data in its volumes? [y/N] ' "$DIST" "$SECRET"
  answer=
  read -r answer || true
  case $answer in
    y | Y | yes) ;;
    *) die 'nothing was deleted (YES=1 skips the question)' ;;
  esac
fi

# The Secret first: the manifests may contain its namespace.
kubectl -n "$NAMESPACE" delete secret "$SECRET" --ignore-not-found || die "kubectl could not delete Secret $SECRET"
kubectl delete --ignore-not-found "${MANIFESTS[@]}" ||
  die 'kubectl could not delete everything; its messages above say what. "no matches for kind" is harmless here: such an object cannot exist.'
say 'deleted'

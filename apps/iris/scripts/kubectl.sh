#!/usr/bin/env bash
# kubectl in the stack's namespace, after checking that there is a cluster to ask.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_cluster
exec kubectl -n "$NAMESPACE" "$@"

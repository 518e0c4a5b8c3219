#!/usr/bin/env bash
# The schemas before ajv, as order-entry systems have it: run.sh PROGRAM REPOSITORY_ROOT FOLDER
# The pinned package is put into FOLDER once.
set -euo pipefail
program=$1 root=$2 folder=$3
source "$root/examples/packages.sh"
need_node_package "$root/tests/schema/ajv" "$folder"
exec /usr/bin/python3 "$root/tests/schema/check.py" "$program" "$root" "$folder"

#!/usr/bin/env bash
# The Node example, with the pinned koffi put into FOLDER once: node.sh REPOSITORY_ROOT FOLDER
set -euo pipefail
root=$1 folder=$2
source "$root/examples/packages.sh"
need_node_package "$root/examples/embed" "$folder"
python3 "$root/tests/embed/examples.py" "$root" node "$folder/plan.mjs"

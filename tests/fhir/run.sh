#!/usr/bin/env bash
# The FHIR face before what others have: run.sh PROGRAM REPOSITORY_ROOT FOLDER
#
# Every bundle against the official definitions of R4, out and in again, and through a server. The
# pinned packages are put into FOLDER once; after that nothing is asked of the network.
set -euo pipefail
program=$1 root=$2 folder=$3
source "$root/examples/packages.sh"
need_node_package "$root/tests/fhir" "$folder"
/usr/bin/python3 "$root/tests/fhir/round_trip.py" "$program" "$root" "$folder"
node "$folder/router.mjs" "$program" "$root"
node "$folder/units.mjs" "$program" "$root"

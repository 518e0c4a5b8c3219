#!/usr/bin/env bash
# Installs what is missing, builds the program, and plans the example patient.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}"
mkdir -p build
echo "building" >&2
if ! { cmake --preset release -D NKDOSE_TESTS=OFF && cmake --build --preset release; } \
  >build/quickstart.log 2>&1; then
  cat build/quickstart.log >&2
  exit 1
fi
build/release/nkdose plan examples/cases/adult-sle.toml --site examples/site.toml

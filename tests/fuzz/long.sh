#!/usr/bin/env bash
# Fuzzes every reader with libFuzzer and sanitizers: long.sh SECONDS [TARGET ...]
#
# What each target has learnt stays in build/fuzz/corpus; an input that breaks one is left in build/fuzz,
# under the name that the fuzzer prints, and ends the run with its exit code.
set -euo pipefail
cd "$(dirname "$0")/../.."
source examples/packages.sh
need_packages "${build_packages[@]}" "${test_packages[@]}" clang libclang-rt-dev
seconds=$1
shift
targets=("${@:-batch case order quantity_text data_file fhir holidays}")
sanitizers="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all"
cmake -S . -B build/fuzz -G Ninja -D CMAKE_CXX_COMPILER=clang++ -D CMAKE_BUILD_TYPE=RelWithDebInfo \
  -D CMAKE_CXX_FLAGS="$sanitizers" -D NKDOSE_LIBFUZZER=ON >/dev/null
declare -A seeds=(
  [batch]="examples/patients.csv examples/order-entry/queue.ndjson"
  [case]="examples/cases/*.toml tests/fuzz/seeds/*.json"
  [order]="examples/orders/*"
  [quantity_text]="tests/fuzz/seeds/*.quantity"
  [data_file]="examples/*.toml dosing/*/*.toml schedule/*/*.toml"
  [fhir]="examples/fhir/*.json"
  [holidays]="tests/fuzz/seeds/*.ics"
)
for target in ${targets[*]}; do
  cmake --build build/fuzz --target "fuzz_$target" >/dev/null
  mkdir -p "build/fuzz/corpus/$target"
  # shellcheck disable=SC2086 # a list of patterns
  cp ${seeds[$target]} "build/fuzz/corpus/$target"
  (cd build/fuzz && "./fuzz_$target" -max_total_time="$seconds" -max_len=20000 -timeout=10 \
    -print_final_stats=1 -verbosity=0 "corpus/$target")
done

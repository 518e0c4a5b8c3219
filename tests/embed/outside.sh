#!/usr/bin/env bash
# Installs nkdose into a folder, moves the folder, and builds the examples against it by
# find_package and by pkg-config: outside.sh BUILD_FOLDER REPOSITORY_ROOT C++_COMPILER
set -euo pipefail
build=$1 root=$2 compiler=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/installed"
installed=$folder/installed
libraries=$(dirname "$(find "$installed" -name libnkdose.a)")

# The README's patient under the default site: a draft of 49 mg and 486 mg a day.
check() {
  diff - <("$1" | grep -v ' is open$') <<<"draft
fludarabine 49 mg daily
cycloPHOSphamide 486 mg daily"
  LD_LIBRARY_PATH=$libraries python3 "$root/tests/embed/examples.py" "$root" "$2"
}

cmake -S "$root/tests/embed/outside" -B "$folder/cmake" -G Ninja \
  -D EXAMPLES="$root/examples" -D CMAKE_PREFIX_PATH="$installed" \
  -D CMAKE_CXX_COMPILER="$compiler" >/dev/null
cmake --build "$folder/cmake" >/dev/null
check "$folder/cmake/forty_lines" "$folder/cmake/plan"

export PKG_CONFIG_PATH=$libraries/pkgconfig
"$compiler" -std=c++20 "$root/examples/forty_lines.cpp" -o "$folder/forty_lines" \
  $(pkg-config --cflags --libs nkdose)
cc -std=c11 "$root/examples/embed/plan.c" -o "$folder/plan" \
  $(pkg-config --cflags --libs nkdose-c)
check "$folder/forty_lines" "$folder/plan"

# Every header stands on its own where it was installed, and nothing else came with them.
cd "$installed/include"
[ "$(ls)" = $'nkdose\nnkdose.h' ]
[ -z "$(find nkdose -type f ! -name '*.hpp')" ]
find nkdose -name '*.hpp' | sed 's/.*/#include <&>/' |
  "$compiler" -std=c++20 -fsyntax-only -I. -Inkdose -x c++ -
"$installed/bin/nkdose" --version

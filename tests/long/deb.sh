#!/usr/bin/env bash
# The Debian packages: deb.sh REPOSITORY_ROOT. They are left in build/deb.
set -euo pipefail
root=$1
source "$root/examples/packages.sh"
source "$root/tests/long/clean_debian.sh"
need_packages file dpkg-dev lintian

# The same sources for both builds, whatever is committed while they run.
mkdir "$work/first"
copy_tracked "$root" "$work/first"
cp -r "$work/first" "$work/a-second-with-a-longer-name"
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
export SOURCE_DATE_EPOCH

# Debian's own flags for hardening. A folder's name must not be in the bytes.
build() { # SOURCE_FOLDER
  export DEB_BUILD_MAINT_OPTIONS=hardening=+all DEB_CXXFLAGS_STRIP=-g
  cd "$1"
  cmake -S . -B build/deb -G Ninja -D CMAKE_BUILD_TYPE=Release -D NKDOSE_TESTS=OFF \
    -D CMAKE_INSTALL_PREFIX=/usr -D CMAKE_BUILD_RPATH_USE_ORIGIN=ON \
    -D CMAKE_CXX_FLAGS="$(dpkg-buildflags --get CPPFLAGS) $(dpkg-buildflags --get CXXFLAGS)" \
    -D CMAKE_EXE_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)" \
    -D CMAKE_SHARED_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)" &&
    cmake --build build/deb && cd build/deb && umask 022 && cpack
}

for name in first a-second-with-a-longer-name; do
  (build "$work/$name") >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
  (cd "$work/$name/build/deb" && sha256sum ./*.deb) >"$work/$name.sums"
done
cat "$work/first.sums"
diff "$work/first.sums" "$work/a-second-with-a-longer-name.sums"
[ "$(wc -l <"$work/first.sums")" = 3 ]
mkdir -p "$root/build/deb"
rm -f "$root"/build/deb/*.deb
cp "$work"/first/build/deb/*.deb "$root/build/deb"
lintian --fail-on error,warning "$root"/build/deb/*.deb

# With what the packages ask for, and nothing else of ours.
make_clean_debian
cp "$root"/build/deb/*.deb "$clean/try"
cp -r "$root/examples" "$root/tests/embed" "$clean/try"
try() { inside env DEBIAN_FRONTEND=noninteractive sh -ec "$1"; }
try 'apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends ./nkdose_*.deb >/dev/null'
try 'nkdose plan examples/cases/adult-sle.toml --site examples/site.toml | grep -F "49 mg daily"'
try 'apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends ./lib*.deb g++ pkg-config \
  python3 >/dev/null'
try '
  cc -std=c11 examples/embed/plan.c -o plan $(pkg-config --cflags --libs nkdose-c)
  python3 embed/examples.py . ./plan
  python3 embed/examples.py . python3 examples/embed/plan.py
  g++ -std=c++20 examples/forty_lines.cpp -o forty_lines $(pkg-config --cflags --libs nkdose)
  ./forty_lines | grep -Fx "fludarabine 49 mg daily"
  apt-get purge -qq -y -o Dpkg::Use-Pty=0 nkdose libnkdose-c1 libnkdose-dev >/dev/null
  [ -z "$(find / -xdev -iname "*nkdose*" -not -path "/try/*" -not -path "/proc/*" -not -path "/var/l*")" ]'

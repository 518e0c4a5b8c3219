# Sourced. What stands before a command that only root may run: nothing, for root.
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

# Installs from Debian what is missing, and does nothing when nothing is.
need_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" = "install ok installed" ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null
}

# Node.js: Debian's, unless there is one already, which then has an npm of its own.
need_node() {
  command -v npm >/dev/null || need_packages nodejs npm
}

# Puts the pinned packages of a folder with a package.json and its lock, and its scripts, into
# another folder, once; the lock's checksums are verified.
need_node_package() {
  local from=$1 to=$2 installed=$2/node_modules/.package-lock.json
  if [ ! -e "$installed" ] || [ "$from/package-lock.json" -nt "$installed" ]; then
    mkdir -p "$to"
    cp "$from"/package.json "$from"/package-lock.json "$to"
    (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund >/dev/null)
  fi
  cp "$from"/*.mjs "$to"
}

build_packages=(g++ cmake ninja-build libboost-dev libfmt-dev libcli11-dev nlohmann-json3-dev
  rapidjson-dev libtomlplusplus-dev libabsl-dev libical-dev pkg-config)
test_packages=(doctest-dev locales tzdata python3 python3-jsonschema python3-icalendar
  python3-vobject khal jq sqlite3 openssl time)

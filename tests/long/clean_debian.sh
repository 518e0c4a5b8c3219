# Sourced, after examples/packages.sh: a Debian 12 of its own in the folder $clean, with nothing of
# the host's but how it reaches packages and whom it trusts there; $work is for what else is kept.
need_packages debootstrap git
work=$(mktemp -d)
clean=$work/clean
trap '"${as_root[@]}" rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' HUP INT TERM # once what runs inside has ended, which would write into what is removed

# Copies the files that git tracks: copy_tracked ROOT FOLDER
copy_tracked() {
  git -C "$1" ls-files -z | (cd "$1" && xargs -0 cp --parents -t "$2")
}

# A base system, with an empty folder /try in which we may write.
make_clean_debian() {
  local mirror file
  umask 022 # apt reads as another user
  # Its mirror, but none of the host's other sources: they may have what Debian has not.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Release: bookworm' \
    'Component: main' 'Created-By: Packages' | grep -m 1 '^http' || true)
  "${as_root[@]}" unshare --mount debootstrap --variant=minbase bookworm "$clean" \
    ${mirror:+"$mirror"} >"$work/debootstrap.log" || { cat "$work/debootstrap.log" >&2; exit 1; }
  apt-config dump Acquire | "${as_root[@]}" tee "$clean/etc/apt/apt.conf.d/host" >/dev/null
  for file in /etc/hosts /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates; do
    [ ! -e "$file" ] || "${as_root[@]}" cp -rL --parents -t "$clean" "$file"
  done
  for file in /etc/npmrc /usr/etc/npmrc /usr/local/etc/npmrc ~/.npmrc; do
    [ ! -e "$file" ] || { cat "$file" && echo; }
  done | "${as_root[@]}" tee "$clean/root/.npmrc" >/dev/null # what the later ones say, counts
  "${as_root[@]}" install -d -o "$(id -u)" "$clean/try"
}

# Runs a command in /try as root, with the environment of a fresh login: inside COMMAND...
# What it mounts and starts is its own, so that the kernel ends both with it, however it ends.
inside() {
  local name environment=(HOME=/root PATH=/usr/sbin:/usr/bin)
  for name in {http,https,no}_proxy {HTTP,HTTPS,NO}_PROXY; do
    [ -z "${!name:-}" ] || environment+=("$name=${!name}")
  done
  "${as_root[@]}" unshare --mount --pid --fork --kill-child --root="$clean" --wd=/try --mount-proc \
    env -i "${environment[@]}" sh -c 'mount -t devpts devpts /dev/pts && exec "$@"' sh "$@"
}

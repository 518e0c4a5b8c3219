#!/usr/bin/env bash
# The README's two commands in a Debian that has nothing else, as they must not live on what another
# machine happens to have; and how long each of them took: fresh.sh REPOSITORY_ROOT
set -euo pipefail
root=$1
source "$root/examples/packages.sh"
source "$root/tests/long/clean_debian.sh"
make_clean_debian
copy_tracked "$root" "$clean/try"

for command in "bash examples/quickstart.sh" "bash tests/run.sh"; do
  begin=$SECONDS
  inside sh -c "$command" >"$work/command.log" 2>&1 || { cat "$work/command.log" >&2; exit 1; }
  echo "$command: $((SECONDS - begin)) s"
done

#!/usr/bin/env bash
# The antivirus against Debian's clamav-daemon, with a signature of our own: no list is fetched. Run by hand, as root or
# with clamav-daemon installed:  e2e/clamav.sh [PREAU]
set -euo pipefail
preau=${1:-target/debug/preau}
command -v clamd >/dev/null || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends clamav-daemon; }
work=$(mktemp -d)
trap 'kill $(cat "$work/pid" 2>/dev/null) 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/db"
# name:kind:offset:bytes — « VERMINE-DE-PREAU », in any file, anywhere.
printf 'Essai.Preau:0:*:%s\n' "$(printf 'VERMINE-DE-PREAU' | od -An -tx1 | tr -d ' \n')" >"$work/db/essai.ndb"
cat >"$work/clamd.conf" <<CONF
LocalSocket $work/clamd.ctl
PidFile $work/pid
DatabaseDirectory $work/db
TCPSocket 3399
TCPAddr 127.0.0.1
User $(id -un)
CONF
clamd --config-file="$work/clamd.conf" >"$work/log" 2>&1
for _ in $(seq 50); do [ -S "$work/clamd.ctl" ] && break; sleep 0.2; done
for address in "$work/clamd.ctl" 127.0.0.1:3399; do
  printf 'data_folder = "%s"\nantivirus = "%s"\n' "$work/data" "$address" >"$work/preau.toml"
  printf 'un mot' >"$work/sain.txt"
  printf 'avant VERMINE-DE-PREAU derriere' >"$work/malade.txt"
  "$preau" --config "$work/preau.toml" examine "$work/sain.txt" | grep -q '"antivirus":"rien"' || { echo "sain.txt: not clean"; exit 1; }
  "$preau" --config "$work/preau.toml" examine "$work/malade.txt" | grep -q 'Essai.Preau' || { echo "malade.txt: not found"; exit 1; }
  echo "ok: $address"
done

#!/usr/bin/env bash
# Runs what docs/sweeps.md says about GNU parallel: shards of one sweep on this machine, the same broken off by a kill
# and called again, and over ssh (to this machine, by an ssh server of its own). Each time the merged rows must be, byte
# for byte, those of one sweep. Needs root where parallel, ssh or rsync are not installed yet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=$PWD

need() {
  local program=$1 package=$2
  [[ -x $(command -v "$program" || true) ]] || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends "$package"; } >&2
}
say() { echo "sweep-parallel: $*"; }
lab() { npm run --silent lab -- "$@"; }

PATH=$PATH:/usr/sbin
need parallel parallel
need ssh openssh-client
need sshd openssh-server
need rsync rsync
export PARALLEL_HOME
work=$(mktemp -d)
PARALLEL_HOME=$work
touch "$work/will-cite"
server=
trap '[[ -z $server ]] || kill "$server"; rm -rf "$work"' EXIT

scenario=$work/class.swarm.json
lab new textbook-10-peers >"$scenario"
sweep=(sweep "$scenario" --vary 'peerGroups[0].count=5..20..5' --vary protocol.pieceSelection=rarest-first,random --repeats 3)
lab "${sweep[@]}" >"$work/whole.json" 2>"$work/log"
say "one sweep: $(grep -o '"run"' "$work/whole.json" | wc -l) runs"

check() {
  lab merge "$work/$1"-*.rows >"$work/$1.json"
  cmp "$work/whole.json" "$work/$1.json"
  say "$2: merged rows equal those of one sweep"
}

parallel --quote --jobs 2 npm run --silent lab -- "${sweep[@]}" --jobs 1 --shard {}/4 --out "$work/local-{}.rows" ::: 1 2 3 4 >/dev/null
check local 'GNU parallel, 4 shards, 2 at a time'

# Each shard gets 5 seconds, then a SIGKILL; the second call finishes what was begun.
parallel --quote --jobs 2 timeout --signal KILL 5 node --import tsx src-main/cli/lab.ts "${sweep[@]}" --jobs 1 --shard {}/4 --out "$work/killed-{}.rows" \
  ::: 1 2 3 4 >/dev/null 2>&1 || true
kept=$(cat "$work"/killed-*.rows | grep -c '^{"run"' || true)
if lab merge "$work"/killed-*.rows >/dev/null 2>"$work/missing"; then say 'nothing was missing: the kill came too late' && exit 1; fi
say "killed after $kept runs; merge says: $(cat "$work/missing")"
parallel --quote --jobs 2 npm run --silent lab -- "${sweep[@]}" --jobs 1 --shard {}/4 --out "$work/killed-{}.rows" ::: 1 2 3 4 >/dev/null
check killed 'killed and called again'

ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
mkdir -p /run/sshd
"$(command -v sshd)" -D -f /dev/null -p 24722 -h "$work/host" -E "$work/sshd.log" -o ListenAddress=127.0.0.1 -o AuthorizedKeysFile="$work/key.pub" \
  -o StrictModes=no -o PermitRootLogin=yes -o PidFile=none &
server=$!
export PARALLEL_SSH="ssh -p 24722 -i $work/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=$work/known -o LogLevel=ERROR"
for _ in $(seq 50); do $PARALLEL_SSH 127.0.0.1 true 2>/dev/null && break || sleep 0.1; done
printf '2/127.0.0.1\n' >"$work/machines"
# As with lab machines: the scenario is sent there, the rows are fetched back, and both are removed over there.
cd "$work"
parallel --quote --sshloginfile machines --workdir ... --transferfile class.swarm.json --return 'ssh-{}.rows' --cleanup \
  sh -c 'here=$PWD; cd "$0" && npm run --silent lab -- sweep "$here/class.swarm.json" "$@" --shard {}/4 --out "$here/ssh-{}.rows"' \
  "$project" "${sweep[@]:2}" --jobs 1 ::: 1 2 3 4 >/dev/null
cd "$project"
check ssh 'GNU parallel over ssh, 4 shards'

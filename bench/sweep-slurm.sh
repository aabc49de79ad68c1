#!/usr/bin/env bash
# Runs what docs/sweeps.md says about Slurm: a one-node Slurm from Debian's packages, with ports, state and keys of its
# own in a temporary folder; the sweep as a job array; one part lost and submitted again. The merged rows must be, byte
# for byte, those of one sweep. Needs root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PATH=$PATH:/usr/sbin
say() { echo "sweep-slurm: $*"; }
lab() { npm run --silent lab -- "$@"; }

for program in slurmctld slurmd sbatch munged; do
  if ! command -v "$program" >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends slurmctld slurmd slurm-client munge; } >&2
    break
  fi
done

work=$(mktemp -d)
daemons=()
finish() {
  # The node first: the controller must not wait for it.
  for ((at = ${#daemons[@]} - 1; at >= 0; at--)); do kill "${daemons[at]}" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT
mkdir "$work/state" "$work/spool"
node=$(hostname -s)

head -c 1024 /dev/urandom >"$work/munge.key"
chmod 400 "$work/munge.key"
munged --foreground --force --socket "$work/munge.socket" --key-file "$work/munge.key" --log-file "$work/munge.log" --pid-file "$work/munge.pid" --seed-file "$work/munge.seed" 2>"$work/munged.out" &
daemons+=($!)

export SLURM_CONF=$work/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=lab
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=lab Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
slurmctld -D -i 2>"$work/slurmctld.out" &
daemons+=($!)
slurmd -D -N "$node" 2>"$work/slurmd.out" &
daemons+=($!)
for _ in $(seq 100); do sinfo --noheader --format %t 2>/dev/null | grep -q idle && break || sleep 0.2; done
say "$(sinfo --version), node $(sinfo --noheader --format '%t, %c CPUs')"

scenario=$work/class.swarm.json
lab new textbook-10-peers >"$scenario"
sweep=(sweep "$scenario" --vary 'peerGroups[0].count=5..20..5' --vary protocol.pieceSelection=rarest-first,random --repeats 3)
lab "${sweep[@]}" >"$work/whole.json" 2>"$work/log"
say "one sweep: $(grep -o '"run"' "$work/whole.json" | wc -l) runs"

# The script of docs/sweeps.md.
cat >"$work/sweep.sbatch" <<'JOB'
#!/bin/bash
#SBATCH --cpus-per-task=1
npm run --silent lab -- "$@" --jobs "$SLURM_CPUS_PER_TASK" --shard "$SLURM_ARRAY_TASK_ID/4" --out "$ROWS-$SLURM_ARRAY_TASK_ID.rows" >/dev/null
JOB
submit() { ROWS=$work/part sbatch --quiet --wait --array="$1" --output="$work/job-%a.txt" "$work/sweep.sbatch" "${sweep[@]}"; }
check() {
  lab merge "$work"/part-*.rows >"$work/merged.json"
  cmp "$work/whole.json" "$work/merged.json"
  say "$1: merged rows equal those of one sweep"
}

submit 1-4 || { cat "$work"/job-*.txt; tail -n 20 "$work"/slurm*.log "$work"/*.out; exit 1; }
check 'job array 1-4'

# A node that went down in the middle of a row: the part is submitted again and does what is missing.
truncate --size=-100 "$work/part-3.rows"
if lab merge "$work"/part-*.rows >/dev/null 2>"$work/missing"; then say 'nothing was missing' && exit 1; fi
say "part 3 cut off; merge says: $(cat "$work/missing")"
submit 3
check 'part 3 again'

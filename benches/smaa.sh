#!/usr/bin/env bash
# The sampling behind `compare` (SMAA-2) against vectorised numpy: same scores, same weights, same counts; one run.
#
#   benches/smaa.sh [ROLES GROUPS DRAWS]        without numbers: 10 6 10000 and 1000 25 10000
#
# Ours is the median of 7 runs, numpy's that of 3 (a run takes seconds). PYTHON names another interpreter.
# Numpy is timed twice: with its own random numbers, and with those of the method, where all shares must be equal.
# Numpy works on one core and we on all, so the ratio means something only while the machine has nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
if ! "$python" -c "import numpy" 2>/dev/null; then
  echo "numpy is missing; install it with: $python -m pip install numpy" >&2
  exit 1
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }

measure() {
  local ours own same difference
  ours="$(cargo bench --quiet --locked --bench smaa -- "$@" 7 "$folder" | awk '{ print $(NF - 1) }')"
  read -r own _ < <("$python" benches/smaa_numpy.py "$folder" "$@" 3)
  read -r same difference < <("$python" benches/smaa_numpy.py "$folder" "$@" 3 --numbers ours)
  echo "$1 roles, $2 groups, $3 draws"
  echo "  skiplevel                        $ours s"
  echo "  numpy, its own random numbers    $own s   ratio $(ratio "$own" "$ours")"
  echo "  numpy, the same random numbers   $same s   ratio $(ratio "$same" "$ours"), greatest difference of a share $difference"
}

[ -r /proc/loadavg ] && echo "$(getconf _NPROCESSORS_ONLN) cores, load before $(cut -d' ' -f1 /proc/loadavg)"
"$python" -c "import numpy, sys; print('python', sys.version.split()[0] + ', numpy', numpy.__version__)"
if [ "$#" -eq 3 ]; then
  measure "$@"
else
  measure 10 6 10000
  measure 1000 25 10000
fi

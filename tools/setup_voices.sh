# Makes the voices that are missing; when there are new ones, writes the learner pages again, with them. bin/serve runs it behind.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
said=$(mktemp)
trap 'rm -f "$said"' EXIT
trap 'kill $(jobs -p) 2>/dev/null; wait; exit 143' TERM INT
run() { # a foreground command would keep bash from hearing TERM
  PYTHONPATH=$root setpriv --pdeathsig TERM -- "$python" -P -m hocvuso "$@" &
  wait "$!"
}
run voice build --json >"$said"
grep -q '"made": 0,' "$said" || run publish -v 0

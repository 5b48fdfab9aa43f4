# Sourced by bin/hocvuso, bin/serve and bin/test: sets up .venv and says what only root can install.
# Everything printed here goes to stderr, because stdout belongs to the command (`--json`).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=$root/.venv/bin/python
pg_bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)
PATH=$PATH:/usr/sbin${pg_bin:+:$pg_bin}

say() { printf '%s\n' "$*" >&2; }

# set_up_python requirements|requirements-test: installs the locked packages once; a stamp makes the next start free.
set_up_python() {
  local list=$1 stamp want
  stamp=$root/.venv/stamp-$list
  want=$(sha256sum "$root/$list.txt" | cut -d' ' -f1)
  [[ -f $stamp && $(<"$stamp") == "$want" ]] && "$python" -c '' 2>/dev/null && return
  (
    flock 9 # two starts at once: the second waits and finds the work done
    [[ -f $stamp && $(<"$stamp") == "$want" ]] && "$python" -c '' 2>/dev/null && exit
    say "Đang chuẩn bị lần đầu, chừng một phút / first set-up, about a minute …"
    install_packages "$list" && printf '%s' "$want" >"$stamp"
  ) 9>"$root/.setup-stamp.lock"
}

install_packages() {
  local base
  base=$(find_python) || return 1
  "$python" -c '' 2>/dev/null || rm -rf "$root/.venv" # made by a Python that is gone
  # Without pip inside: Debian has no ensurepip unless python3-venv is installed, and nobody needs it here.
  [[ -x $python ]] || "$base" -m venv --without-pip "$root/.venv" >&2
  if ! "$base" -m pip --python "$python" install --quiet --disable-pip-version-check --require-hashes -r "$root/$1.txt" \
    >"$root/.venv/pip.log" 2>&1 </dev/null; then
    tail -15 "$root/.venv/pip.log" >&2
    say "pip không cài được gói, xem ở trên / pip failed, see above (all of it: .venv/pip.log)"
    return 1
  fi
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if "$name" -c 'import sys, venv, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  if ((EUID == 0)) && install_as_root python3 python3-pip; then
    command -v python3
    return
  fi
  say "Cần Python 3.11 trở lên và pip / Python 3.11 and pip are needed:  sudo apt-get install -y python3 python3-pip"
  return 1
}

install_as_root() {
  say "apt-get install $* …"
  local log
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if { apt-get update -q && apt-get install -yq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return
  fi
  tail -15 "$log" >&2
  rm -f "$log"
  return 1
}

# Which Debian package brings which program.
declare -A package_of=(
  [chromium]=chromium [msgfmt]=gettext [initdb]=postgresql [espeak-ng]=espeak-ng [ffmpeg]=ffmpeg [pdftoppm]=poppler-utils
  [soffice]="libreoffice-writer-nogui libreoffice-calc-nogui" [nginx]=nginx-light [wrk]=wrk [git]=git
)

# missing_packages PROGRAM…: the packages of the programs that are not here, on one line.
missing_packages() {
  local program missing=()
  for program; do command -v "$program" >/dev/null || missing+=("${package_of[$program]}"); done
  printf '%s' "${missing[*]-}"
}

# need PROGRAM…: installs what is missing when root; otherwise prints the one command and fails.
need() {
  local missing
  missing=$(missing_packages "$@")
  [[ -z $missing ]] && return
  # shellcheck disable=SC2086  # several packages on purpose
  if ((EUID == 0)) && install_as_root $missing; then
    pg_bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)
    PATH=$PATH${pg_bin:+:$pg_bin}
    return
  fi
  say "Thiếu chương trình. Chạy lệnh này rồi thử lại / run this and try again:"
  say "    sudo apt-get install -y --no-install-recommends $missing"
  return 1
}

# has_command NAME: whether the program knows `bin/hocvuso NAME`.
has_command() { compgen -G "$root/hocvuso/*/management/commands/$1.py" >/dev/null; }

# hocvuso COMMAND…: the program's command line, wherever the caller stands. -P: a folder named like ours is not ours.
hocvuso() { PYTHONPATH=$root "$python" -P -m hocvuso "$@"; }

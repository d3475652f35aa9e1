# Installing what is missing, from Debian and npm, and saying so.

packages_build=(g++ cmake ninja-build ccache libssl-dev libboost1.81-dev libboost-json1.81-dev libcli11-dev
  libfmt-dev libspdlog-dev libipsec-mb-dev libsodium-dev)
packages_wasm=(clang-19 lld-19 wasi-libc libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32)
packages_test=(libgtest-dev libgmock-dev libsrtp2-dev python3 binutils)
packages_bench=(libbenchmark-dev)
packages_sanitize=(clang-19 libclang-rt-19-dev)
packages_crowd=(pkg-config libvpx-dev libopus-dev)
packages_browser=(chromium firefox-esr iproute2 tesseract-ocr xvfb xterm evilwm)
packages_look=(fonts-noto-core fonts-wqy-microhei fonts-noto-color-emoji)
packages_kept=(strace)
packages_tidy=(clang-tidy-19 clang-format-19 python3)

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# need GROUP...: installs the packages of these groups that are missing.
need() {
  local group missing=() package
  for group in "$@"; do
    local -n packages=packages_$group
    for package in "${packages[@]}"; do
      dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

install_packages() {
  command -v apt-get >/dev/null || die "This needs Debian 12 (apt-get); missing: $*"
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "Run this as root or install sudo; missing: $*"
    sudo=(sudo)
  fi
  say "Installing $# Debian packages: $*"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >build/install.log 2>&1 ||
    { tail -n 20 build/install.log >&2; die "apt-get could not install them; the whole log is build/install.log"; }
}

# Node is looked for by its command: people get it from more places than Debian.
need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages nodejs npm; fi
}

# need_modules FOLDER: npm packages of FOLDER, when its lock file is newer than what is there.
need_modules() {
  need_node
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  say "Installing npm packages for $1"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) && touch "$1/node_modules/.package-lock.json"
}

mkdir -p build

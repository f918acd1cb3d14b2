#!/bin/sh
# Installs what the build needs from the system, and says what it cannot install.
#
#     Tools/install_prerequisites.sh            for building: ncurses, SQLite, libpng
#     Tools/install_prerequisites.sh tests      for the tests too: tmux, terminfo entries
#
# Does nothing where everything is there already.
set -eu

fail() {
    echo "$1" >&2
    exit 1
}

# Swift 6.2 or newer.
get_swift="Swift 6.2 or newer is needed. https://www.swift.org/install has it for this system; then try again."
command -v swift >/dev/null 2>&1 || fail "Swift is missing. $get_swift"
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
[ -n "$version" ] || fail "swift --version says nothing understood. $get_swift"
set -- "${1:-}" $version
if [ "$2" -lt 6 ] || { [ "$2" -eq 6 ] && [ "$3" -lt 2 ]; }; then
    fail "Swift $2.$3 is too old. $get_swift"
fi

has_ncurses() {
    printf '#include <ncurses.h>\nint main(void) { return 0; }\n' |
        ${CC:-clang} -x c -D_XOPEN_SOURCE_EXTENDED=1 -o /dev/null - -lncursesw "$@" 2>/dev/null
}

has_sqlite() {
    printf '#include <sqlite3.h>\nint main(void) { return 0; }\n' |
        ${CC:-clang} -x c -o /dev/null - -lsqlite3 2>/dev/null
}

has_png() {
    printf '#include <png.h>\nint main(void) { return 0; }\n' |
        ${CC:-clang} -x c -o /dev/null - -lpng "$@" 2>/dev/null
}

missing=""
case "$(uname -s)" in
Darwin)
    # ncurses and SQLite are part of the system.
    [ "$1" != tests ] || command -v tmux >/dev/null 2>&1 || missing="tmux"
    # Homebrew's own folder is where its libraries are, if it is there at all.
    prefix=$(brew --prefix 2>/dev/null || echo /opt/homebrew)
    has_png "-I$prefix/include" "-L$prefix/lib" || missing="$missing libpng"
    [ -n "$missing" ] || exit 0
    command -v brew >/dev/null 2>&1 || fail "Missing: $missing. Install Homebrew (https://brew.sh) or the package itself."
    brew install $missing
    ;;
*)
    has_ncurses -ltinfo || missing="libncurses-dev"
    has_sqlite || missing="$missing libsqlite3-dev"
    has_png || missing="$missing libpng-dev"
    if [ "$1" = tests ]; then
        command -v tmux >/dev/null 2>&1 || missing="$missing tmux"
        command -v tic >/dev/null 2>&1 || missing="$missing ncurses-bin"
    fi
    [ -n "$missing" ] || exit 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "Missing: $missing (names in Debian). Install them with this system's package manager, then try again."
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "Missing: $missing. As root: apt-get install $missing"
        sudo="sudo"
    fi
    echo "Installing: $missing" >&2
    # The lists may be missing altogether, as in a container, or be too old to find anything.
    install="env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing"
    $sudo $install >/dev/null 2>&1 || {
        $sudo apt-get update >&2
        $sudo $install >&2
    }
    ;;
esac

#!/bin/sh
# Compares the kernels' versions with the plain loops, also those for processors that are not at hand.
#
#     Tools/check_kernels.sh                    all of them
#     Tools/check_kernels.sh neon avx512        these
#
# A version that this processor cannot run is run in an emulator: `neon` in QEMU, as a program; those for x86-64 in Bochs, as
# the only program of a Linux (some minutes). What is missing for that is named; nothing is installed. What is built lies in
# .build/check-kernels.
#
# CC names another clang, LINUX another kernel (vmlinuz) than the one that apt-get downloads.
set -eu
cd "$(dirname "$0")/.."
tools=$PWD/Tools kernels=$PWD/Sources/Kernels build=$PWD/.build/check-kernels
mkdir -p "$build"
cd "$build"

compile() {
    output=$1
    shift
    ${CC:-clang} -O2 "$@" -I"$kernels/include" -o "$output" "$tools/check_kernels.c" "$kernels"/*.c -lm
}

# missing VERSION WHAT PACKAGES
missing() {
    echo "$1: $2 is missing. In Debian: apt-get install $3" >&2
    exit 2
}

in_qemu() {
    packages="qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
    qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static) || missing "$1" "qemu-aarch64" "$packages"
    ls /usr/aarch64-linux-gnu/lib/libc.a >/dev/null 2>&1 || missing "$1" "a C library for 64-bit Arm" "$packages"
    compile check-arm --target=aarch64-linux-gnu -static
    $qemu ./check-arm "$1"
}

download_linux() {
    package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-[^ ]*\)/\1/p')
    apt-get download "$package" &&
        dpkg-deb --fsys-tarfile "$package"_*.deb | tar -xO --wildcards './boot/vmlinuz-*' >vmlinuz.part &&
        rm "$package"_*.deb &&
        mv vmlinuz.part vmlinuz
}

in_bochs() {
    [ "$(uname -m)" = x86_64 ] || {
        echo "$1: is checked on x86-64 only." >&2
        exit 2
    }
    packages="bochs bochsbios isolinux syslinux-common xorriso cpio"
    for command in bochs-bin xorriso cpio; do
        command -v $command >/dev/null || missing "$1" $command "$packages"
    done
    bios=/usr/share/bochs/BIOS-bochs-latest screen=/usr/share/bochs/VGABIOS-lgpl-latest
    loader=/usr/lib/ISOLINUX/isolinux.bin library=/usr/lib/syslinux/modules/bios/ldlinux.c32
    for file in $bios $screen $loader $library; do
        [ -e $file ] || missing "$1" $file "$packages"
    done
    if [ -z "${LINUX:-}" ]; then
        [ -e vmlinuz ] || download_linux >&2 || {
            echo "$1: no Linux could be downloaded. Name one: LINUX=/boot/vmlinuz-… (with a serial console built in)." >&2
            exit 2
        }
        LINUX=$build/vmlinuz
    fi

    # A disk that starts the program as the first process.
    rm -rf disk root serial.txt
    mkdir -p disk root
    compile root/init -static
    (cd root && echo init | cpio --quiet -o -H newc | gzip) >disk/initrd.gz
    cp "$LINUX" disk/vmlinuz
    cp $loader $library disk
    # Bochs reports wrong sizes for XSAVES and protection keys, which makes Linux do without vectors, hangs in fast string operations,
    # and rounds ties to half precision upwards. A panic ends the machine.
    cat >disk/isolinux.cfg <<END
default check
label check
kernel vmlinuz
append initrd=initrd.gz console=ttyS0 quiet mitigations=off clearcpuid=xsavec,xsaves,pku,fsrm,erms panic=-1 reboot=t -- $1 any-tie
END
    xorriso -as mkisofs -quiet -o disk.iso -b isolinux.bin -c boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table disk
    # Few instructions to a second make waiting short. Debian's Bochs has a debugger, which has to be told to go on.
    cat >bochsrc <<END
cpu: model=corei7_icelake_u, ips=10000000, reset_on_triple_fault=0
memory: guest=256, host=256
romimage: file=$bios
vgaromimage: file=$screen
ata0-master: type=cdrom, path=disk.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=serial.txt
display_library: rfb, options="timeout=0"
plugin_ctrl: speaker=0
clock: sync=none
panic: action=fatal
log: bochs.txt
END
    printf 'continue\nquit\n' >commands
    timeout 1800 bochs-bin -q -f bochsrc -rc commands >bochs-output.txt 2>&1 || true
    tr -d '\r' <serial.txt | sed -n '/^'"$1"'$/,/^'"$1"':/p'
    grep -q "^$1: .* 0 wrong" serial.txt
}

check() {
    compile check
    status=0
    ./check "$1" || status=$?
    # 3: not on this processor.
    [ $status -eq 3 ] || return $status
    case $1 in
    neon) in_qemu "$1" ;;
    avx512bf16)
        echo "$1: is checked on processors that have it only." >&2
        return 2
        ;;
    *) in_bochs "$1" ;;
    esac
}

[ $# -gt 0 ] || set -- avx2 avx512 avx512vnni $(grep -o -m 1 -w avx512_bf16 /proc/cpuinfo 2>/dev/null | tr -d _) neon
result=0
for version; do
    # Not in a condition, where errors would be ignored.
    set +e
    (
        set -e
        check "$version"
    )
    status=$?
    set -e
    [ $status -eq 0 ] || result=$status
done
exit $result

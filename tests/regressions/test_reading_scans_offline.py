"""The first page that a fresh process recognises is read without a try at the network, in Python or below it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "corpus" / "scans" / "samples" / "coarse.pdf"
MACHINES = {  # its name for the kernel; connect, sendto, sendmsg, sendmmsg
    "x86_64": (0xC000003E, (42, 44, 46, 307)),
    "aarch64": (0xC00000B7, (203, 206, 211, 269)),
}
KERNEL, CALLS = MACHINES.get(platform.machine(), (0, ()))
NATIVE = sys.platform == "linux" and bool(CALLS)
REFUSED = "reached for the network"
GUARD = f"""
import ctypes, os, struct, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname", "urllib.Request"):
        os.write(2, b"{REFUSED}: " + event.encode())
        os._exit(9)

def shut_natively():
    # seccomp: a process that asks the kernel to send anything anywhere is killed
    step = lambda code, to, other, value: struct.pack("HBBI", code, to, other, value)
    calls = {CALLS}
    rules = step(0x20, 0, 0, 4) + step(0x15, 0, len(calls) + 1, {KERNEL}) + step(0x20, 0, 0, 0)
    rules += b"".join(step(0x15, len(calls) - at, 0, call) for at, call in enumerate(calls))
    rules += step(0x06, 0, 0, 0x7FFF0000) + step(0x06, 0, 0, 0x80000000)
    kept = ctypes.create_string_buffer(rules)
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(rules) // 8, ctypes.addressof(kept)))
    libc = ctypes.CDLL(None)
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.addressof(program), 0, 0):
        os._exit(77)

sys.addaudithook(refuse)
if {NATIVE}:
    shut_natively()
"""
READ = """
from pathlib import Path
from extractors.reading import load_reader, read_file
document = read_file(Path(sys.argv[1]), reader=load_reader())
sys.stdout.buffer.write(document.text.encode())
"""
REACH = {
    "by Python": "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "by name": "import urllib.request; urllib.request.urlopen('http://example.invalid', timeout=1)",
    "below Python": "c = ctypes.CDLL(None); c.connect(c.socket(2, 2, 0), bytes((2, 0, 0, 9, 192, 0, 2, 1)) * 2, 16)",
}


def run(code: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    homes = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, "-c", f"{GUARD}{code}", str(SAMPLE)]
    done = subprocess.run(command, env=kept | homes, capture_output=True, check=False)
    if done.returncode == 77:
        pytest.skip("this kernel has no seccomp")
    return done


@pytest.mark.parametrize("way", sorted(REACH))
def test_the_guard_bites(way: str, tmp_path: Path) -> None:
    if way == "below Python" and not NATIVE:
        pytest.skip("only Linux lets a process shut its own way out")
    done = run(REACH[way], tmp_path)
    assert done.returncode not in (0, 1) and (REFUSED.encode() in done.stderr or done.returncode < 0)


def test_a_page_is_read_with_the_network_shut(tmp_path: Path) -> None:
    done = run(READ, tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "某财农函" in done.stdout.decode() and "750,000.00" in done.stdout.decode()
    assert not list(tmp_path.iterdir())  # nothing was fetched, and nothing left behind

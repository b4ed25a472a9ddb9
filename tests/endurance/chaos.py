"""An archive with bad files in it, runs that are killed, and what became of them."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bad_files import BAD

from flows.typeset import typeset

CITIES = (
    "广州",
    "深圳",
    "珠海",
    "汕头",
    "佛山",
    "韶关",
    "河源",
    "梅州",
    "惠州",
    "汕尾",
    "东莞",
    "中山",
    "江门",
    "阳江",
)
NOTICE = """粤财工〔{year}〕{number}号
广东省财政厅关于下达{year}年{fund}专项资金的通知

{city}市财政局：
根据《广东省{fund}专项资金管理办法》（粤府令第{law}号）和粤市监财函〔{year}〕{other}号，现下达你市{fund}专项资金{amount}万元，其中市本级{part}万元。
请于{year}年12月{day}日前将资金下达到项目单位。

广东省财政厅
{year}年{month}月{day}日
"""
LETTER = """{city}市财政局关于{fund}专项资金使用情况的函
省财政厅：
你厅《关于下达{year}年{fund}专项资金的通知》（粤财工〔{year}〕{number}号）收悉。我市收到资金{amount}万元，已支出{part}万元。
{city}市财政局
{year}年{month}月{day}日
"""
FUNDS = ("知识产权", "工业发展", "乡村振兴", "就业补助", "科技创新")


def make_documents(folder: Path, count: int, *, different: int = 150) -> None:
    """Write notices and letters that can be read; beyond some that are different, copies with other bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [
        typeset(make_text(number), style=("notice", "letter")[number % 2]) for number in range(min(count, different))
    ]
    for number in range(count):
        data = made[number % len(made)]
        (folder / f"{number:05}.pdf").write_bytes(data + b"%% %d\n" % number)


def make_text(seed: int) -> str:
    """Give the text of a document: even ones are notices, odd ones answer a notice."""
    draw = random.Random(seed)
    amount = draw.randrange(100, 9000)
    said = {
        "year": draw.randrange(2016, 2024),
        "number": draw.randrange(1, 300),
        "other": draw.randrange(1, 2000),
        "law": draw.randrange(200, 300),
        "fund": draw.choice(FUNDS),
        "city": draw.choice(CITIES),
        "amount": amount,
        "part": draw.randrange(50, amount),
        "month": draw.randrange(1, 12),
        "day": draw.randrange(1, 29),
    }
    return (NOTICE, LETTER)[seed % 2].format(**said)


def make_bad(folder: Path, count: int, kinds: dict = BAD) -> list[str]:
    """Write bad files, the kinds in turn; give their names."""
    names = []
    for number in range(count):
        kind = list(kinds)[number % len(kinds)]
        names.append(f"bad-{number:02}-{kind}")
        (folder / names[-1]).write_bytes(kinds[kind](number))
    return names


@dataclass
class Run:
    """One `gongwen run` in a session of its own."""

    inputs: Path
    out: Path
    options: tuple[str, ...] = ()
    process: subprocess.Popen = field(init=False)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "flows.cli", "run", str(self.inputs), "--out", str(self.out), *self.options]
        with (self.out.parent / f"{self.out.name}.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def workers(self) -> list[int]:
        """Give the processes that do the files."""
        return [pid for pid in children_of(self.process.pid) if "spawn_main" in command_of(pid)]

    def done(self) -> int:
        """Give how many contents are settled, by the states on disk."""
        return sum(1 for path in self.out.glob("state/??/*") if not path.name.startswith("."))

    def memory(self) -> tuple[int, int]:
        """Give the MiB of the parent, and of the greatest worker."""
        return resident(self.process.pid), max(map(resident, self.workers()), default=0)

    def kill(self) -> None:
        """Kill the parent alone, as the system does."""
        self.process.kill()
        self.process.wait()


def kill_one_worker(run: Run, draw: random.Random) -> bool:
    """Kill a worker; say whether there was one."""
    workers = run.workers()
    if not workers:
        return False
    with suppress(ProcessLookupError):
        os.kill(draw.choice(sorted(workers)), signal.SIGKILL)
    return True


def sessions_left(session: int) -> list[str]:
    """Give the processes of a session that are still there."""
    left = []
    for pid in all_processes():
        with suppress(OSError):
            if os.getsid(pid) == session and state_of(pid) != "Z":
                left.append(command_of(pid))
    return left


def all_processes() -> Iterator[int]:
    """Give every process."""
    yield from (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())


def children_of(parent: int) -> list[int]:
    """Give the children of a process."""
    found = []
    for pid in all_processes():
        with suppress(OSError, IndexError):
            if int(_stat(pid)[1]) == parent:
                found.append(pid)
    return found


def state_of(pid: int) -> str:
    """Give the state of a process, a letter."""
    return _stat(pid)[0]


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def command_of(pid: int) -> str:
    """Give the command line of a process, empty where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""


def resident(pid: int) -> int:
    """Give the MiB that a process holds."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    return 0


def wait_for_more(run: Run, more: int, *, seconds: float = 120) -> bool:
    """Wait until a run has settled some more contents; say whether it is still going on."""
    goal, end = run.done() + more, time.monotonic() + seconds
    while run.process.poll() is None and run.done() < goal and time.monotonic() < end:
        time.sleep(0.02)
    return run.process.poll() is None


def results(out: Path) -> dict[str, bytes]:
    """Give all that is promised to be the same."""
    places = (out / "graph.json", *sorted(out.glob("tables/*")), *sorted(out.glob("documents/*")))
    return {str(path.relative_to(out)): path.read_bytes() for path in places}

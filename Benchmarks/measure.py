"""What perf.py, growth.py and bench.py share: the machine in words, a network namespace, builds, and the cost of a command."""
import ctypes
import datetime
import os
import platform
import shutil
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILT = os.path.join(ROOT, ".build", "release")
SWIFT = os.environ.get("SWIFT", "swift")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def fail(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(2)


def number(name, otherwise):
    """A number from the environment."""
    return int(os.environ.get(name) or otherwise)


def numbers(name, otherwise):
    """Numbers from the environment, separated by commas."""
    return [int(n) for n in (os.environ.get(name) or otherwise).split(",")]


def output_of(*command):
    """The first line that a command prints, or an empty text where it cannot run."""
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return (result.stdout.strip().splitlines() or [""])[0]


def build(*products, benchmarks=False):
    """Builds these products for release, and says where they are."""
    environment = dict(os.environ, **({"SKITTER_BENCHMARKS": "1"} if benchmarks else {}))
    for product in products:
        command = [SWIFT, "build", "-c", "release", "--product", product]
        print("building:", " ".join(command), flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment).returncode != 0:
            fail(f"{product} could not be built; the messages are above.")
    return BUILT


def skitter_program():
    """The program to measure: SKITTER, where it is set, or one that is built now."""
    given = os.environ.get("SKITTER")
    if given:
        if not os.access(given, os.X_OK):
            fail(f"SKITTER names {given}, which is no program.")
        return os.path.abspath(given)
    return build("skitter", "skitter-fetch-worker") + "/skitter"


def machine(load):
    """What a reader needs to judge figures by: names and texts. `load` is the average before anything ran."""
    model = "unknown"
    try:
        with open("/proc/cpuinfo") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
            model = (names or [model])[0]
    except OSError:
        pass
    cores = os.cpu_count() or 1
    state = output_of("git", "status", "--porcelain", "--untracked-files=no")
    return {
        "CPU": f"{model}, {cores} core" + ("s" if cores != 1 else ""),
        "Kernel": f"{platform.system()} {platform.release()}",
        "Load before": f"{load:.2f}"
        + (" (BUSY: more than 0.5 a core; figures of such a run mean little)" if load > 0.5 * cores else ""),
        "Date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "Swift": output_of(SWIFT, "--version") or "unknown",
        "Tree": (output_of("git", "rev-parse", "--short=12", "HEAD") or "unknown") + (" with changes" if state else ""),
    }


def load_average():
    return os.getloadavg()[0]


def enter_namespace():
    """Moves this process into a network of its own that has loopback only, where it may (root); says whether it did.

    Ports are then free whatever else runs, all of 127.0.0.0/8 is there, and nothing leaves the machine."""
    if os.geteuid() != 0:
        return False
    clone_newnet = 0x40000000
    if ctypes.CDLL(None, use_errno=True).unshare(clone_newnet) != 0:
        return False
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    return True


def allow_files(count=20_000):
    """A thousand connections need more files than the default allows."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def tree(pid):
    """A process and all its descendants."""
    found, rest = [], [pid]
    while rest:
        pid = rest.pop()
        found.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children") as file:
                    rest += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return found


def peak_megabytes(pid):
    """The most memory that a process and its descendants have had resident so far, summed."""
    total = 0
    for process in tree(pid):
        try:
            with open(f"/proc/{process}/status") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))
        except OSError:
            pass
    return total * 1024 / 1e6


def cost(command, folder, timeout, accepted=(0,)):
    """Runs a command in `folder`; its wall time, CPU time (its children's included) and peak memory."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    errors = folder + ".err"
    with open(errors, "w") as file:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file, cwd=folder, start_new_session=True
        )
        peak = 0
        while True:
            # Sampled before it is waited for: VmHWM is gone with the process.
            peak = max(peak, peak_megabytes(process.pid))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - start
            if pid:
                break
            if seconds > timeout:
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.005 if seconds < 1 else 0.02)
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code not in accepted:
        with open(errors) as file:
            said = file.read().strip()
        fail(f"{' '.join(command)} ended with {code}" + (f" after {timeout} s" if seconds > timeout else "") + f": {said}")
    os.unlink(errors)
    shutil.rmtree(folder, ignore_errors=True)
    return {"seconds": seconds, "cpuSeconds": usage.ru_utime + usage.ru_stime, "peakMB": peak}


def table(rows, right=()):
    """Rows of text as a markdown table, the first of them its head; the columns of `right` are numbers."""
    head = rows[0]
    marks = ["--:" if index in right else "---" for index in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, marks] + list(rows[1:]))

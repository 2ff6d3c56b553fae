"""Runs Python's clients and `skitter bench` in turns, and prints what they took as a table in Markdown.

`compare.py SKITTER ROUNDS`. A round goes through all clients, the next one backward. Processor time is what wait4 says of
each client's process, children included; for skitter's strategies it is what skitter says, which is the same.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
WAYS = {
    "sync": "Python, requests, one after another",
    "threads": "Python, requests, 5 threads with a session each",
    "aiohttp": "Python, aiohttp, 5 in flight",
    "multiprocessing": "Python, requests, 5 processes",
}
STRATEGIES = ["sync", "threads", "async", "processes"]
TRANSPORTS = ["urlsession", "curl"]
# So many downloads from a server that answers so much later.
TASKS = [(80, "20ms"), (10_000, "0")]


class Server:
    """`skitter serve`, for as long as the block takes."""

    def __init__(self, skitter, latency):
        self.process = subprocess.Popen(
            [skitter, "serve", "-p", "0", "--latency", latency], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def __enter__(self):
        return self.url

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def run_python(way, url, copies):
    """(seconds, processor seconds, digest) of one of Python's clients."""
    reading, writing = os.pipe()
    arguments = [sys.executable, str(HERE / "clients.py"), way, url, str(copies)]
    process = os.posix_spawn(
        sys.executable, arguments, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1)])
    os.close(writing)
    with os.fdopen(reading) as output:
        text = output.read()
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{WAYS[way]} failed")
    seconds, digest = text.split()
    return float(seconds), usage.ru_utime + usage.ru_stime, digest


def run_skitter(skitter, strategy, transport, url, copies):
    """The same of a strategy of skitter's."""
    output = subprocess.run(
        [skitter, "bench", url, "-n", str(copies), "-c", "5", "--strategies", strategy, "--transport", transport,
         "--json", "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    result = json.loads(output)
    rounds = result["cells"][0]["rounds"][0]
    return (rounds["seconds"], rounds["user_s"] + rounds["system_s"],
            result["bodies"]["urls"][0]["bodies"][0]["sha256"])


def main():
    skitter, rounds = sys.argv[1], int(sys.argv[2])
    clients = [(name, lambda url, copies, way=way: run_python(way, url, copies)) for way, name in WAYS.items()]
    for transport in TRANSPORTS:
        for strategy in STRATEGIES:
            clients.append((
                f"skitter, {strategy}, {transport}",
                lambda url, copies, s=strategy, t=transport: run_skitter(skitter, s, t, url, copies)))
    figures = {}
    load = os.getloadavg()[0]
    for copies, latency in TASKS:
        with Server(skitter, latency) as url:
            digests = set()
            for number in range(rounds):
                for name, run in clients if number % 2 == 0 else reversed(clients):
                    seconds, processor, digest = run(url, copies)
                    digests.add(digest)
                    figures.setdefault((name, copies), []).append((seconds, processor))
                    print(f"{copies} {name}: {seconds:.3f} s", file=sys.stderr)
            if len(digests) != 1:
                sys.exit("the clients did not all read the same")
    heads = ["client"]
    for copies, latency in TASKS:
        place = "at once" if latency == "0" else f"after {latency}"
        heads += [f"{copies:,} times, answered {place}: s", "pages/s", "cpu s"]
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for name, _ in clients:
        cells = [name]
        for copies, _ in TASKS:
            seconds = statistics.median(value[0] for value in figures[name, copies])
            processor = statistics.median(value[1] for value in figures[name, copies])
            cells += [f"{seconds:.3f}", f"{copies / seconds:,.0f}", f"{processor:.2f}"]
        print("| " + " | ".join(cells) + " |")
    print(f"\n{rounds} rounds, medians; {os.cpu_count()} cores, load {load:.2f} before the start; "
          f"Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}.")


if __name__ == "__main__":
    main()

"""Generated sites, and nginx in front of them: what growth.py crawls. What it serves is the same on every machine."""
import os
import random
import re
import shutil
import subprocess
import time

import measure

WORDS = (
    "harbour lantern orchard granite meadow compass timber velvet copper willow summit cinder falcon juniper marble nectar "
    "pebble quarry saffron thistle engine signal window ledger margin vessel pattern archive station harvest"
).split()
ROBOTS = 'location = /robots.txt { default_type text/plain; return 200 "User-agent: *\\nDisallow:\\n"; }'
LINKS = 12
CHILDREN = 8


def address(host):
    """The address of a host, none of which shares it with another: 127.1.0.1, 127.1.0.2, …"""
    return f"127.1.{host // 250}.{host % 250 + 1}"


def page(number, hrefs, dice, least=1_900, most=3_900):
    """Some 3.7 KB, with each link in a paragraph of its own."""
    title = f"Page {number}"
    parts = [f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n']
    room = dice.randrange(least, most) // len(hrefs)
    for href in hrefs:
        text = " ".join(dice.choices(WORDS, k=max(1, room // 8)))
        parts.append(f'<p class="t">{text} <a href="{href}" class="x" title="{dice.choice(WORDS)}">{dice.choice(WORDS)}</a>.</p>\n')
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def make(folder, pages, hosts=1, port=None):
    """A tree of eight children a page that names every page, filled up to twelve links with links to any; page n lies on host
    n modulo `hosts`. Made once: a folder that is there is complete."""
    if os.path.isdir(folder):
        return
    dice = random.Random(7)
    draft = folder + ".draft"
    shutil.rmtree(draft, ignore_errors=True)
    made = set()
    for number in range(pages):
        targets = list(range(CHILDREN * number + 1, min(pages, CHILDREN * number + CHILDREN + 1)))
        targets += [dice.randrange(pages) for _ in range(LINKS - len(targets))]
        dice.shuffle(targets)
        host = number % hosts
        hrefs = [
            path(target) if target % hosts == host else f"http://{address(target % hosts)}:{port}{path(target)}"
            for target in targets
        ]
        file = draft + (f"/{address(host)}" if hosts > 1 or port else "") + path(number)
        parent = os.path.dirname(file)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        with open(file, "w") as stream:
            stream.write(page(number, hrefs, dice))
    os.rename(draft, folder)


def path(number):
    # The seed is page 0, wherever it lies.
    return f"/p/{number % 100:02d}/{number:06d}.html"


class Server:
    """nginx, with one server a port; counts what was asked for in its log. `servers` are (listen, root, lines)."""

    def __init__(self, folder, servers, modules=()):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.log = folder + "/access.log"
        loads = "".join(f"load_module {module};\n" for module in modules)
        blocks = "\n".join(f"  server {{ listen {listen} backlog=4096; root {root}; {lines} }}" for listen, root, lines in servers)
        with open(folder + "/nginx.conf", "w") as file:
            file.write(
                f"""{loads}worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{ worker_connections 9000; }}
http {{
  log_format short '$status $connection $host $uri';
  access_log {self.log} short buffer=1m flush=10s;
  types {{ text/html html; }}
  sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000; keepalive_timeout 65;
{blocks}
}}
"""
            )

    def __enter__(self):
        command = ["nginx", "-c", self.folder + "/nginx.conf", "-g", "daemon off;"]
        if os.path.exists(self.folder + "/nginx.pid"):
            os.unlink(self.folder + "/nginx.pid")
        self.process = subprocess.Popen(command)
        for _ in range(100):
            time.sleep(0.05)
            if self.process.poll() is not None:
                measure.fail("growth: nginx does not start; its message is above.")
            if os.path.exists(self.folder + "/nginx.pid"):
                break
        time.sleep(0.2)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    def counted(self):
        """Pages that were answered with 200, how many of them more than once, robots.txt files and connections, since last
        asked."""
        old = self.log + ".taken"
        os.rename(self.log, old)
        self.process.send_signal(10)  # SIGUSR1: it writes what it has to the old file, and begins a new one
        while not os.path.exists(self.log):
            time.sleep(0.02)
        size = -1
        while size != os.path.getsize(old):
            size = os.path.getsize(old)
            time.sleep(0.2)
        pages, robots, connections, requests = set(), 0, set(), 0
        with open(old) as file:
            for line in file:
                match = re.fullmatch(r"(\d+) (\d+) (\S+) (\S+)\n", line)
                if not match:
                    continue
                status, connection, host, uri = match.groups()
                connections.add(connection)
                if uri == "/robots.txt":
                    robots += 1
                elif status == "200":
                    requests += 1
                    pages.add((host, uri))
        os.unlink(old)
        return {"pages": len(pages), "twice": requests - len(pages), "robots": robots, "connections": len(connections)}

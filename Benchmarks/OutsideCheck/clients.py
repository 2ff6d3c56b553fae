"""Downloads one URL many times, as Python programs do it: `clients.py WAY URL COPIES`.

Prints one line: the seconds from the beginning of the strategy to its last download, and the SHA-256 of the body, which
must have been the same each time.
"""

import asyncio
import hashlib
import multiprocessing
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

IN_FLIGHT = 5


def digest(body):
    return hashlib.sha256(body).hexdigest()


def sync(url, copies):
    import requests

    with requests.Session() as session:
        return {digest(session.get(url).content) for _ in range(copies)}


def threads(url, copies):
    """Five threads, each with a session of its own: a session of requests is not to be shared."""
    import requests

    local = threading.local()

    def download(_):
        if not hasattr(local, "session"):
            local.session = requests.Session()
        return digest(local.session.get(url).content)

    with ThreadPoolExecutor(max_workers=IN_FLIGHT) as pool:
        return set(pool.map(download, range(copies)))


def aiohttp_tasks(url, copies):
    import aiohttp

    async def run():
        places = asyncio.Semaphore(IN_FLIGHT)

        async def download(session):
            async with places:
                async with session.get(url) as response:
                    return digest(await response.read())

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as session:
            return set(await asyncio.gather(*(download(session) for _ in range(copies))))

    return asyncio.run(run())


_session = None


def _begin():
    global _session
    import requests

    _session = requests.Session()


def _download(url):
    return digest(_session.get(url).content)


def processes(url, copies):
    """Five processes, each with a session of its own."""
    with multiprocessing.Pool(IN_FLIGHT, initializer=_begin) as pool:
        return set(pool.map(_download, [url] * copies, chunksize=max(1, copies // (IN_FLIGHT * 16))))


WAYS = {"sync": sync, "threads": threads, "aiohttp": aiohttp_tasks, "multiprocessing": processes}

if __name__ == "__main__":
    way, url, copies = WAYS[sys.argv[1]], sys.argv[2], int(sys.argv[3])
    if sys.argv[1] == "aiohttp":
        import aiohttp  # noqa: F401  Loading it is no part of the strategy.
    else:
        import requests  # noqa: F401
    start = time.monotonic()
    bodies = way(url, copies)
    seconds = time.monotonic() - start
    if len(bodies) != 1:
        sys.exit("the bodies were not all equal")
    print(seconds, bodies.pop())

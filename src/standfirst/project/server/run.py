"""From a publication to ``ready``, and from a signal to a clean end."""

from __future__ import annotations

import asyncio
import gc
import http.client
import logging
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections
from granian.constants import HTTPModes
from granian.http import HTTP1Settings
from granian.server.embed import Server

from standfirst.bake import lock
from standfirst.bake.worker import Baking
from standfirst.project import schedule
from standfirst.project.folder import Folder
from standfirst.project.server.bridge import Bridge
from standfirst.project.server.files import files
from standfirst.project.server.lock import Lock
from standfirst.project.server.site import Site
from standfirst.project.server.worker import BackgroundWork, put_back_interrupted
from standfirst.terminal import DONE, FAILED, CommandFailed
from standfirst.wire.polling.thread import Watching

log = logging.getLogger("standfirst.serve")

BACKLOG = 4096
CONNECTIONS = 8192
"""At once. A slow client costs a connection and no thread, so there may be many (the system's limit is raised to this)."""
HEADER_TIME = 10_000
"""Milliseconds a client has for its request's head, and a kept connection for its next request."""
LISTENING, LOOK = 10.0, 0.02
"""Seconds until the server must listen, and between looks whether it does."""
FIRST_ANSWER = 60.0
LAST_ANSWERS = 20.0
"""Seconds that requests under way have left after a signal."""


def shown_address(host: str, port: int) -> str:
    """Return the address to type into a browser on this machine."""
    if host in {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::"}:  # noqa: S104 (only compared)
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _ask(host: str, port: int, name: str) -> int:
    """Ask for the first page as a browser would, and return the status of the answer."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (only compared)
    for _ in range(int(LISTENING / LOOK)):
        try:
            socket.create_connection((target, port), timeout=FIRST_ANSWER).close()
            break
        except ConnectionRefusedError:
            time.sleep(LOOK)
    connection = http.client.HTTPConnection(target, port, timeout=FIRST_ANSWER)
    try:
        connection.request("GET", "/", headers={"Host": name, "Connection": "close"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _first_answer(host: str, port: int, name: str, address: str) -> int:
    """Ask until the server listens, and return the status of its first answer."""
    patience = time.monotonic() + FIRST_ANSWER
    while True:
        try:
            return _ask(host, port, name)
        except ConnectionRefusedError as error:
            if time.monotonic() > patience:
                raise CommandFailed(f"The server at {address} does not answer: {error}.") from error
            time.sleep(0.05)
        except OSError as error:
            raise CommandFailed(f"The server at {address} does not answer: {error}.") from error


def _allow_connections() -> int:
    """Raise this process's limit of open files as far as it may be, and return how many connections that allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 512
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(64, min(CONNECTIONS, soft - 512))


async def _serve(server: Server, bridge: Bridge, ready: Callable[[], None]) -> int:
    loop = asyncio.get_running_loop()
    ending = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ending.set)
    serving = asyncio.create_task(server.serve())
    # Ready is said from a thread of its own: it asks the server, which this loop must be free to answer.
    saying = asyncio.create_task(asyncio.to_thread(ready))
    waiting = asyncio.create_task(ending.wait())
    await asyncio.wait({serving, saying, waiting}, return_when=asyncio.FIRST_COMPLETED)
    failed = saying.done() and saying.exception() is not None
    if not failed and not serving.done():
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    broken = serving.done()
    server.stop()
    done, _ = await asyncio.wait({serving}, timeout=LAST_ANSWERS)
    waiting.cancel()
    if failed:
        saying.result()
    if broken or not done:
        log.error("The web server %s.", "ended by itself" if broken else "did not end in time")
        if broken and serving.exception() is not None:
            log.error("%s", serving.exception())
        return FAILED
    return DONE


def run(folder: Folder, host: str, port: int, served: Lock) -> int:
    """Serve until SIGINT or SIGTERM and return the exit status. Django is set up and the lock is held.

    Raises:
        CommandFailed: the database is not as this version needs it, or the server does not answer.
    """
    from standfirst.project.making import pending_migrations
    from standfirst.project.wsgi import application

    if pending := pending_migrations():
        raise CommandFailed(
            f"The database is older than this version: {len(pending)} change(s) to make, the first is {pending[0]}. "
            f"Back it up, then: standfirst upgrade {folder.path}"
        )
    put_back_interrupted()
    schedule.make_good()
    connections.close_all()
    address = shown_address(host, port)
    with _baking(folder) as baking:
        answers = (Site(folder.public, lambda: baking is not None and baking.whole), files(folder.media))
        bridge = Bridge(application, answers, folder.proxies if folder.secure else ())
        server = Server(
            bridge,
            address=host,
            port=port,
            http=HTTPModes.http1,
            websockets=False,
            backlog=BACKLOG,
            backpressure=_allow_connections(),
            http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIME),
            log_enabled=False,
        )
        server_name = f"localhost:{port}" if "localhost" in folder.hosts else folder.hosts[0]

        def ready() -> None:
            status = _first_answer(host, port, server_name, address)
            if status >= http.client.INTERNAL_SERVER_ERROR:
                sys.stderr.write(f"The first page answers with status {status}; see the messages above.\n")
            # What is loaded by now stays: looking through all of it for cycles would hold up a request now and then.
            gc.collect()
            gc.freeze()
            served.note(address)
            print(f"ready {address}", flush=True)  # noqa: T201 (what the operator and programs wait for)

        background: list[BackgroundWork | schedule.Schedule | Watching | Baking] = [
            BackgroundWork(),
            schedule.Schedule(),
            Watching(),
            *([baking] if baking is not None else []),
        ]
        for thread in background:
            thread.start()
        try:
            return asyncio.run(_serve(server, bridge, ready))
        finally:
            for thread in background:
                thread.stop()
            bridge.pool.shutdown(wait=True, cancel_futures=True)
            for thread in background:
                thread.join()
            connections.close_all()
            # The connections of threads that have ended go with these: the database is left as one file.
            gc.unfreeze()
            gc.collect()


@contextmanager
def _baking(folder: Folder) -> Iterator[Baking | None]:
    """Hold the right to bake, and make good what is owed. None where another process bakes this publication."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(lock.baking(folder.path))
        except lock.Taken as taken:
            log.warning("Process %s bakes this publication; this one only serves it.", taken.process)
            yield None
            return
        baking = Baking(held)
        baking.make_good()
        connections.close_all()
        yield baking

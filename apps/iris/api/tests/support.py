"""Helpers of the tests: a loaded app, a real uvicorn process, a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient

API_DIR = Path(__file__).resolve().parents[1]
KEY = "correct-horse-battery-staple"
SETOSA = [5.1, 3.5, 1.4, 0.2]
VIRGINICA = [6.7, 3.0, 5.2, 2.3]


def wait_until_ready(client: TestClient, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while client.get("/health").status_code != 200:
        assert time.monotonic() < deadline, f"no model after {seconds} s"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def clean_env(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a container: nothing of the developer's own settings."""
    return {"PATH": os.environ["PATH"], "HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1", **extra}


def status_of(url: str) -> int:
    # Without proxies: the address is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@dataclass
class Server:
    url: str
    process: subprocess.Popen[str]
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text()

    def wait_for(self, path: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while status_of(self.url + path) != 200:
            assert self.process.poll() is None, f"the process ended: {self.log}"
            assert time.monotonic() < deadline, f"{path} never answered 200: {self.log}"
            time.sleep(0.05)


@contextmanager
def running(arguments: list[str], port: int, env: Mapping[str, str], log_file: Path, cwd: Path) -> Iterator[Server]:
    with log_file.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], env=clean_env(env), cwd=cwd, stdout=log, stderr=log, text=True
        )
    try:
        yield Server(f"http://127.0.0.1:{port}", process, log_file)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def running_api(env: Mapping[str, str], log_file: Path) -> Iterator[Server]:
    port = free_port()
    arguments = ["uvicorn", "app.main:app", "--host", "127.0.0.1", "--port", str(port)]
    with running(arguments, port, env, log_file, API_DIR) as server:
        yield server

"""`make k8s-test` against the real service."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from support import Server, free_port, running_api

# What a curl config and a shell would both like to interpret.
KEY = "pass \"word\" \\ $HOME * 'quoted'"
CHECKS = 9


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory = tmp_path_factory.mktemp("server")
    with running_api({"API_KEY": KEY, "MODEL_DIR": str(directory)}, directory / "log") as server:
        server.wait_for("/health")
        yield server


@pytest.fixture
def machine(tmp_path: Path) -> Sandbox:
    machine = Sandbox(tmp_path)
    # Records what every user of the machine could see, then does the real thing.
    machine.stub("curl", {"*": f'exec {shutil.which("curl")} "$@"'})
    return machine


def test_all_checks_pass_and_the_key_is_in_no_argument_list(server: Server, machine: Sandbox) -> None:
    ended = machine.make("k8s-test", env={"IRIS_URL": server.url + "/", "API_KEY": KEY})
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.count("ok    ") == CHECKS
    assert f"all {CHECKS} checks passed" in ended.stdout
    assert sum(call.startswith("curl ") for call in machine.calls) == CHECKS
    assert "word" not in ended.stdout + "\n".join(machine.calls)


def test_the_key_comes_from_the_cluster_when_it_is_not_in_the_environment(server: Server, machine: Sandbox) -> None:
    encoded = base64.b64encode(KEY.encode()).decode()
    machine.stub("kubectl", {"*'get secret iris-api-secrets'*": f"printf %s {encoded}"})
    ended = machine.make("k8s-test", env={"IRIS_URL": server.url})
    assert ended.returncode == 0, ended.stdout
    assert "using the API key in Secret iris-api-secrets" in ended.stdout


def test_a_wrong_key_fails_the_checks_that_need_the_right_one(server: Server, machine: Sandbox) -> None:
    ended = machine.make("k8s-test", env={"IRIS_URL": server.url, "API_KEY": "wrong"})
    assert ended.returncode != 0
    assert "FAIL  a flower is recognised: expected 200" in ended.stdout
    assert f"4 of {CHECKS} checks failed" in ended.stdout


def test_a_proxy_in_the_environment_is_not_asked_for_this_machine(server: Server, machine: Sandbox) -> None:
    proxies = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    ended = machine.make("k8s-test", env={"IRIS_URL": server.url, "API_KEY": KEY, **proxies})
    assert ended.returncode == 0, ended.stdout


def test_nothing_at_the_address_is_one_sentence(machine: Sandbox) -> None:
    ended = machine.make("k8s-test", env={"IRIS_URL": f"http://127.0.0.1:{free_port()}", "API_KEY": KEY})
    assert ended.returncode != 0
    assert "nothing answers at http://127.0.0.1:" in ended.stdout
    assert "make k8s-port-forward" in ended.stdout


@pytest.mark.parametrize("answer", ["exit 1", "true"])
def test_no_key_anywhere_is_one_sentence(machine: Sandbox, answer: str) -> None:
    machine.stub("kubectl", {"*": answer})
    ended = machine.make("k8s-test")
    assert ended.returncode != 0
    assert "no API key: set API_KEY" in ended.stdout
    assert not any(call.startswith("curl") for call in machine.calls)


def test_no_key_and_no_kubectl_is_one_sentence(machine: Sandbox) -> None:
    machine.remove("kubectl")
    ended = machine.make("k8s-test")
    assert ended.returncode != 0
    assert "no API key: set API_KEY (or install kubectl" in ended.stdout


def test_a_key_with_line_breaks_cannot_smuggle_in_curl_options(machine: Sandbox) -> None:
    ended = machine.make("k8s-test", env={"API_KEY": 'x"\noutput = "/tmp/elsewhere'})
    assert ended.returncode != 0
    assert "line breaks" in ended.stdout
    assert not any(call.startswith("curl") for call in machine.calls)

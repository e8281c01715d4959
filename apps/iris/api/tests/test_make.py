"""The make targets, with kubectl, minikube, kind, docker, npm and npx replaced by recording stubs."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sandbox import IRIS_DIR, Sandbox
from support import KEY

TARGETS = [
    "help", "k8s-setup", "k8s-setup-kind", "k8s-secrets", "k8s-deploy", "k8s-deploy-mlflow", "k8s-train", "k8s-status",
    "k8s-logs", "k8s-port-forward", "k8s-mlflow-ui", "k8s-test", "k8s-clean",
]  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def changes(machine: Sandbox) -> list[str]:
    """The calls that change something, in order."""
    words = ("apply", "delete", "create", "start", "enable", "build", "load", "use-context", "synth", "restart")
    return [call for call in machine.calls if any(word in call.split() for word in words)]


def test_make_alone_lists_every_target(machine: Sandbox) -> None:
    ended = machine.make()
    assert ended.returncode == 0
    assert [line.split()[0] for line in ended.stdout.splitlines()] == TARGETS
    assert machine.calls == []


@pytest.mark.parametrize("target", TARGETS)
def test_a_dry_run_runs_nothing(machine: Sandbox, target: str) -> None:
    assert machine.make("-n", target).returncode == 0
    assert machine.calls == []


@pytest.mark.parametrize(
    ("target", "tool"),
    [
        ("k8s-setup", "minikube"),
        ("k8s-setup", "kubectl"),
        ("k8s-setup", "docker"),
        ("k8s-setup-kind", "kind"),
        ("k8s-setup-kind", "docker"),
        ("k8s-secrets", "kubectl"),
        ("k8s-deploy", "kubectl"),
        ("k8s-deploy", "npm"),
        ("k8s-deploy", "npx"),
        ("k8s-deploy-mlflow", "kubectl"),
        ("k8s-train", "kubectl"),
        ("k8s-status", "kubectl"),
        ("k8s-logs", "kubectl"),
        ("k8s-port-forward", "kubectl"),
        ("k8s-mlflow-ui", "kubectl"),
        ("k8s-test", "curl"),
        ("k8s-clean", "kubectl"),
    ],
)
def test_a_missing_tool_is_named_with_its_source(machine: Sandbox, target: str, tool: str) -> None:
    machine.remove(tool)
    ended = machine.make(target, env={"API_KEY": KEY, "YES": "1"})
    assert ended.returncode != 0
    assert f"error: {tool} is not installed, or not on PATH. Get it from " in ended.stdout
    assert changes(machine) == []


@pytest.mark.parametrize("target", ["k8s-secrets", "k8s-deploy", "k8s-status", "k8s-logs", "k8s-clean"])
def test_without_a_cluster_the_way_to_one_is_shown(machine: Sandbox, target: str) -> None:
    machine.stub("kubectl", {"'config current-context'": "exit 1"})
    ended = machine.make(target, env={"API_KEY": KEY, "YES": "1"})
    assert ended.returncode != 0
    assert 'kubectl has no current context. Create a local cluster with "make k8s-setup"' in ended.stdout
    assert changes(machine) == []


def test_a_cluster_that_does_not_answer_is_named(machine: Sandbox) -> None:
    machine.stub("kubectl", {"'config current-context'": "echo faraway", "version*": "exit 1"})
    ended = machine.make("k8s-status")
    assert ended.returncode != 0
    assert "the cluster of kubectl context faraway does not answer" in ended.stdout


# --- setup


def test_minikube_is_started_when_it_does_not_run(machine: Sandbox) -> None:
    machine.stub("minikube", {"status*": "exit 85"})
    machine.stub("kubectl", {"*get*": "exit 1"})
    ended = machine.make("k8s-setup")
    assert ended.returncode == 0, ended.stdout
    assert changes(machine) == [
        "minikube start -p minikube",
        "kubectl config use-context minikube",
        "minikube addons enable metrics-server -p minikube",
        f"docker build -t iris-api:dev {IRIS_DIR}/api",
        "minikube image load iris-api:dev -p minikube",
    ]
    assert "next: export API_KEY, then make k8s-secrets k8s-deploy" in ended.stdout


def test_a_running_minikube_is_not_started_again(machine: Sandbox) -> None:
    ended = machine.make("k8s-setup", "IRIS_IMAGE=registry.example/iris:1", env={"MINIKUBE_PROFILE": "other"})
    assert ended.returncode == 0, ended.stdout
    assert "minikube profile other is already running" in ended.stdout
    assert not any("minikube start" in call for call in machine.calls)
    assert "minikube image load registry.example/iris:1 -p other" in machine.calls
    assert "rollout restart deployment/iris-api" in ended.stdout


def test_kind_gets_a_cluster_when_it_has_none(machine: Sandbox) -> None:
    machine.stub("kind", {"'get clusters'": "echo mlops-other"})
    ended = machine.make("k8s-setup-kind")
    assert ended.returncode == 0, ended.stdout
    assert changes(machine) == [
        "kind create cluster --name mlops",
        "kubectl config use-context kind-mlops",
        f"docker build -t iris-api:dev {IRIS_DIR}/api",
        "kind load docker-image iris-api:dev --name mlops",
    ]


def test_an_existing_kind_cluster_is_used(machine: Sandbox) -> None:
    machine.stub("kind", {"'get clusters'": "printf 'other\\nmlops\\n'"})
    ended = machine.make("k8s-setup-kind")
    assert ended.returncode == 0, ended.stdout
    assert "kind cluster mlops already exists" in ended.stdout
    assert not any("create cluster" in call for call in machine.calls)


def test_a_stopped_docker_is_reported_before_anything_starts(machine: Sandbox) -> None:
    machine.stub("docker", {"info": "exit 1"})
    ended = machine.make("k8s-setup")
    assert ended.returncode != 0
    assert "its daemon does not answer. Start Docker" in ended.stdout
    assert changes(machine) == []


def test_a_failed_image_build_ends_the_setup(machine: Sandbox) -> None:
    machine.stub("docker", {"build*": "exit 1"})
    ended = machine.make("k8s-setup")
    assert ended.returncode != 0
    assert "docker could not build iris-api:dev" in ended.stdout
    assert not any("image load" in call for call in machine.calls)


# --- secrets


def secret_values(machine: Sandbox) -> dict[str, str]:
    manifest = machine.stdin_file.read_text()
    assert "kind: Secret\n" in manifest
    assert "  name: iris-api-secrets\n  namespace: mlops\n" in manifest
    found = re.findall(r"^  ([A-Z_]+): '(.*)'$", manifest, flags=re.MULTILINE)
    return {name: base64.b64decode(value).decode() for name, value in found}


def test_the_secret_is_written_from_the_environment_and_shown_nowhere(machine: Sandbox) -> None:
    key = KEY + ' "quoted" $HOME ' + "long " * 40
    uri = "https://user:hunter2@mlflow.example"
    ended = machine.make("k8s-secrets", env={"API_KEY": key, "MLFLOW_TRACKING_URI": uri})
    assert ended.returncode == 0, ended.stdout
    assert secret_values(machine) == {"API_KEY": key, "MLFLOW_TRACKING_URI": uri}
    assert any(call.startswith("kubectl apply --server-side") for call in machine.calls)
    everywhere = ended.stdout + "\n".join(machine.calls)
    for text in (KEY, "hunter2"):
        assert text not in everywhere
        assert base64.b64encode(text.encode()).decode()[:12] not in everywhere


def test_the_tracking_uri_is_the_in_cluster_server_unless_told_otherwise(machine: Sandbox) -> None:
    assert machine.make("k8s-secrets", env={"API_KEY": KEY}).returncode == 0
    assert secret_values(machine)["MLFLOW_TRACKING_URI"] == "http://mlflow-server-service:5000"


def test_an_empty_tracking_uri_means_no_mlflow(machine: Sandbox) -> None:
    assert machine.make("k8s-secrets", env={"API_KEY": KEY, "MLFLOW_TRACKING_URI": ""}).returncode == 0
    assert secret_values(machine)["MLFLOW_TRACKING_URI"] == ""


@pytest.mark.parametrize("env", [{}, {"API_KEY": ""}])
def test_no_secret_without_a_key(machine: Sandbox, env: dict[str, str]) -> None:
    ended = machine.make("k8s-secrets", env=env)
    assert ended.returncode != 0
    assert "API_KEY is not set" in ended.stdout
    assert machine.calls == []


@pytest.mark.parametrize("variable", ["API_KEY", "MLFLOW_TRACKING_URI"])
def test_values_of_the_secret_are_refused_as_arguments_of_make(machine: Sandbox, variable: str) -> None:
    ended = machine.make("k8s-secrets", f"{variable}=hunter2")
    assert ended.returncode != 0
    assert f"Pass {variable} in the environment" in ended.stdout
    assert "hunter2" not in ended.stdout
    assert machine.calls == []


def test_a_missing_namespace_is_created_first(machine: Sandbox) -> None:
    machine.stub("kubectl", {"'get namespace'*": "exit 1"})
    assert machine.make("k8s-secrets", env={"API_KEY": KEY}).returncode == 0
    assert changes(machine)[0] == "kubectl create namespace mlops"


def test_a_refused_secret_is_a_failure(machine: Sandbox) -> None:
    machine.stub("kubectl", {"apply*": "exit 1"})
    ended = machine.make("k8s-secrets", env={"API_KEY": KEY})
    assert ended.returncode != 0
    assert "kubectl could not write Secret iris-api-secrets" in ended.stdout


# --- deploy


def test_deploy_synthesizes_applies_every_file_and_waits(machine: Sandbox) -> None:
    (machine.dist / "more.yaml").write_text("# synthesized\n")
    (machine.dist / "notes.txt").write_text("not a manifest\n")
    machine.stub("npx", {"*": 'echo "image=$IRIS_IMAGE in $PWD"'})
    ended = machine.make("k8s-deploy")
    assert ended.returncode == 0, ended.stdout
    assert f"image=iris-api:dev in {machine.root}" in ended.stdout
    assert changes(machine) == [
        "npx cdk8s synth",
        f"kubectl apply --server-side -f {machine.dist}/iris.k8s.yaml -f {machine.dist}/more.yaml",
    ]
    rollouts = [call for call in machine.calls if "rollout status" in call]
    assert rollouts == [
        "kubectl -n mlops rollout status deployment/mlflow-server --timeout=300s",
        "kubectl -n mlops rollout status deployment/iris-api --timeout=300s",
    ]


@pytest.mark.parametrize("way", ["environment", "argument"])
def test_the_image_can_be_chosen(machine: Sandbox, way: str) -> None:
    machine.stub("npx", {"*": 'echo "image=$IRIS_IMAGE"'})
    image = "registry.example/iris@sha256:0"
    if way == "environment":
        ended = machine.make("k8s-deploy", env={"IRIS_IMAGE": image})
    else:
        ended = machine.make("k8s-deploy", f"IRIS_IMAGE={image}")
    assert f"image={image}\n" in ended.stdout


def test_deploy_without_the_secret_says_how_to_make_it(machine: Sandbox) -> None:
    machine.stub("kubectl", {"*'get secret'*": "exit 1"})
    ended = machine.make("k8s-deploy")
    assert ended.returncode != 0
    assert (
        "Secret iris-api-secrets is missing in namespace mlops. Set API_KEY and run: make k8s-secrets" in ended.stdout
    )
    assert changes(machine) == []


def test_deploy_without_packages_says_how_to_install_them(machine: Sandbox) -> None:
    (machine.root / "node_modules").rmdir()
    ended = machine.make("k8s-deploy")
    assert ended.returncode != 0
    assert "Run: npm ci" in ended.stdout
    assert changes(machine) == []


def test_a_failed_synth_applies_nothing(machine: Sandbox) -> None:
    machine.stub("npx", {"*": "exit 1"})
    ended = machine.make("k8s-deploy")
    assert ended.returncode != 0
    assert "cdk8s synth failed" in ended.stdout
    assert changes(machine) == ["npx cdk8s synth"]


def test_a_synth_that_writes_nothing_is_noticed(machine: Sandbox) -> None:
    (machine.dist / "iris.k8s.yaml").unlink()
    ended = machine.make("k8s-deploy")
    assert ended.returncode != 0
    assert f"no *.yaml in {machine.dist}" in ended.stdout


def test_a_refused_apply_explains_missing_kinds(machine: Sandbox) -> None:
    machine.stub("kubectl", {"apply*": "exit 1"})
    ended = machine.make("k8s-deploy")
    assert ended.returncode != 0
    assert "install the operator that defines it" in ended.stdout
    assert not any("rollout" in call for call in machine.calls)


def test_a_rollout_that_hangs_points_to_the_log_and_to_training(machine: Sandbox) -> None:
    machine.stub("kubectl", {"*'rollout status deployment/iris-api'*": "exit 1"})
    ended = machine.make("k8s-deploy", "ROLLOUT_TIMEOUT=5s")
    assert ended.returncode != 0
    assert "waiting up to 5s for iris-api" in ended.stdout
    assert "iris-api is not ready. Its log says what it waits for: make k8s-logs" in ended.stdout
    assert "make k8s-train" in ended.stdout


def test_mlflow_alone_is_applied_by_its_label_and_needs_no_secret(machine: Sandbox) -> None:
    machine.stub("kubectl", {"*'get secret'*": "exit 1"})
    ended = machine.make("k8s-deploy-mlflow")
    assert ended.returncode == 0, ended.stdout
    selector = "-l app.kubernetes.io/instance=mlflow-server"
    assert changes(machine)[-1] == f"kubectl apply --server-side {selector} -f {machine.dist}/iris.k8s.yaml"
    rollouts = [call for call in machine.calls if "rollout status" in call]
    assert rollouts == ["kubectl -n mlops rollout status deployment/mlflow-server --timeout=300s"]


# --- everyday


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (["k8s-train"], "kubectl -n mlops exec deployment/iris-api -- python train.py --output-dir /tmp/model"),
        (["k8s-logs"], "kubectl -n mlops logs deployment/iris-api --tail=200 --follow"),
        (["k8s-logs", "FOLLOW=0"], "kubectl -n mlops logs deployment/iris-api --tail=200"),
        (["k8s-port-forward"], "kubectl -n mlops port-forward service/iris-api-service 8000:8000"),
        (["k8s-port-forward", "PORT=9000"], "kubectl -n mlops port-forward service/iris-api-service 9000:8000"),
        (["k8s-mlflow-ui"], "kubectl -n mlops port-forward service/mlflow-server-service 5000:5000"),
    ],
)
def test_everyday_targets_call_kubectl(machine: Sandbox, arguments: list[str], call: str) -> None:
    # Names that a shell may well use for something else change nothing.
    ended = machine.make(*arguments, env={"PORT": "1", "NAMESPACE": "other", "FOLLOW": "x", "DIST": "/x"})
    assert ended.returncode == 0, ended.stdout
    assert machine.calls[-1] == call


def test_status_shows_the_objects_of_the_stack(machine: Sandbox) -> None:
    assert machine.make("k8s-status").returncode == 0
    assert machine.calls[-1].startswith("kubectl -n mlops get deployments,pods,services,")


# --- clean


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "no\n", "perhaps\n"])
def test_clean_deletes_nothing_without_a_yes(machine: Sandbox, answer: str) -> None:
    machine.stub("kubectl", {"'config current-context'": "echo precious"})
    ended = machine.make("k8s-clean", stdin=answer)
    assert ended.returncode != 0
    assert "kubectl context precious" in ended.stdout
    assert "nothing was deleted" in ended.stdout
    assert changes(machine) == []


@pytest.mark.parametrize(("arguments", "answer"), [([], "y\n"), ([], "yes\n"), (["YES=1"], "")])
def test_clean_deletes_what_was_applied(machine: Sandbox, arguments: list[str], answer: str) -> None:
    ended = machine.make("k8s-clean", *arguments, stdin=answer)
    assert ended.returncode == 0, ended.stdout
    assert changes(machine) == [
        "kubectl -n mlops delete secret iris-api-secrets --ignore-not-found",
        f"kubectl delete --ignore-not-found -f {machine.dist}/iris.k8s.yaml",
    ]


def test_clean_without_manifests_says_how_to_get_them(machine: Sandbox) -> None:
    (machine.dist / "iris.k8s.yaml").unlink()
    ended = machine.make("k8s-clean", "YES=1")
    assert ended.returncode != 0
    assert "synthesize first" in ended.stdout
    assert changes(machine) == []


# --- all scripts


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_the_scripts_satisfy_shellcheck() -> None:
    scripts = sorted(str(file) for file in (IRIS_DIR / "scripts").glob("*.sh"))
    ended = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, cwd=IRIS_DIR / "scripts")
    assert ended.returncode == 0, ended.stdout

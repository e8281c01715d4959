"""A machine made for one test: its PATH holds nothing but plain tools and recording stubs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

IRIS_DIR = Path(__file__).resolve().parents[2]
PLAIN_TOOLS = (
    "awk", "base64", "bash", "cat", "curl", "dirname", "env", "grep", "head", "make", "mktemp", "rm", "sh", "tr",
)  # fmt: skip


class Sandbox:
    def __init__(self, directory: Path) -> None:
        self.bin = directory / "bin"
        self.bin.mkdir(parents=True)
        self.calls_file = directory / "calls"
        self.stdin_file = directory / "stdin"
        # Stands for the repository, so that no Node.js packages are needed.
        self.root = directory / "root"
        (self.root / "node_modules").mkdir(parents=True)
        self.dist = self.root / "dist"
        self.dist.mkdir()
        (self.dist / "iris.k8s.yaml").write_text("# synthesized\n")
        for tool in PLAIN_TOOLS:
            found = shutil.which(tool)
            assert found, f"{tool} is needed by the tests"
            (self.bin / tool).symlink_to(found)
        for tool in ("kubectl", "minikube", "kind", "docker", "npm", "npx"):
            self.stub(tool)

    def stub(self, tool: str, answers: Mapping[str, str] | None = None) -> None:
        """Records every call; a call matching a shell pattern runs the commands given for it."""
        cases = "".join(f"  {pattern}) {commands} ;;\n" for pattern, commands in (answers or {}).items())
        file = self.bin / tool
        file.unlink(missing_ok=True)
        file.write_text(
            "#!/bin/bash\n"
            f"printf '%s\\n' \"{tool} $*\" >>'{self.calls_file}'\n"
            f"case \"$*\" in *'-f -') cat >'{self.stdin_file}' ;; esac\n"
            f'case "$*" in\n{cases}  *) ;;\nesac\n'
        )
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def remove(self, tool: str) -> None:
        (self.bin / tool).unlink()

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines() if self.calls_file.exists() else []

    def run(
        self, command: list[str], env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=IRIS_DIR,
            env={"PATH": str(self.bin), "HOME": os.environ.get("HOME", "/tmp"), **(env or {})},
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )

    def make(
        self, *arguments: str, env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return self.run(["make", f"ROOT={self.root}", *arguments], env, stdin)

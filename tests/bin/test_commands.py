"""bin/serve and bin/hocvuso as a person uses them: from any folder, with what goes wrong said plainly."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("HOCVUSO_", "DATABASE_URL", "DJANGO_", "PYTEST_"))}


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, text=True, timeout=120)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """bin/serve --empty in a folder of its own."""

    def __init__(self, folder: Path, port: int):
        self.address, self.log, began = f"http://127.0.0.1:{port}", folder.parent / "serve.log", time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [ROOT / "bin/serve", "--empty", "--data", folder, "--port", str(port)],
                env=CLEAN,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # Tests may have been started in the background, where Ctrl-C is ignored and a script cannot ask for it again.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        while "Ctrl-C" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - began < 120, self.log.read_text()
            time.sleep(0.1)

    def family(self) -> list[int]:
        """Every living process of its group."""
        return [int(each) for each in run("pgrep", "-g", str(self.process.pid)).stdout.split()]

    def is_gone(self) -> bool:
        """Whether no process of its group is left, a few seconds after the script itself: grandchildren end on a signal of their own."""
        until = time.monotonic() + 20
        while self.family() and time.monotonic() < until:
            time.sleep(0.2)
        return self.family() == []

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture
def serve(tmp_path, port):
    started = []

    def start() -> Server:
        started.append(Server(tmp_path / "data", port))
        return started[-1]

    yield start
    for server in started:
        if server.family():
            os.killpg(server.process.pid, signal.SIGKILL)


def test_it_starts_answers_and_stops_whole(serve, port):
    server = serve()
    with urllib.request.urlopen(f"{server.address}/healthz", timeout=10) as answer:
        assert (answer.status, json.load(answer)["writable"]) == (200, True)
    printed = server.log.read_text()
    assert f"{server.address}/vp/" in printed
    assert "Traceback" not in printed
    assert len(server.family()) >= 4  # the script, gunicorn, its two workers

    taken = run("bin/serve", "--empty", "--port", str(port))
    assert taken.returncode == 1
    assert f"--port {port + 1}" in taken.stderr
    assert "Traceback" not in taken.stderr

    assert server.stop(signal.SIGINT) == 130
    assert server.is_gone()
    assert server.log.read_text() == printed  # no flood at the end either

    again = serve()
    assert again.stop(signal.SIGTERM) == 143
    assert again.is_gone()


def test_children_end_even_when_the_script_is_killed_outright(serve):
    server = serve()
    server.stop(signal.SIGKILL)
    assert server.is_gone()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{server.address}/healthz", timeout=2)


@pytest.mark.parametrize("arguments", [["--port", "abc"], ["--port"], ["--port", "70000"], ["--wrong"]])
def test_wrong_arguments_are_refused_with_words(arguments):
    done = run("bin/serve", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()


def test_the_command_line_works_from_any_folder_and_keeps_stdout_clean(tmp_path):
    (tmp_path / "hocvuso.py").write_text("raise SystemExit('a file of the user is not the program')")
    done = run(str(ROOT / "bin/hocvuso"), "--data", "here", "verify", "--json", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"seals": 0, "faults": []})
    assert (tmp_path / "here" / "hocvuso.sqlite3").exists()

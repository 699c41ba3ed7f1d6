"""A real site and a real browser: what `make run` starts, and the distribution's headless Chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running newsdesk: its address, its folder, and what it printed."""

    address: str
    data: Path
    log: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the sample dump as `make run` does, with server and worker, until the tests are over."""
    data = tmp_path_factory.mktemp("site")
    port = free_port()
    log = data / "site.log"
    environment = {**os.environ, "NEWSDESK_DEBUG": "1", "NEWSDESK_DATA_DIR": str(data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_served(f"{address}/login/", process, log)
            yield Site(address, data, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once. Its absence is a failure that names the cure, not a skip."""
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        pytest.fail("Browser tests need Chromium. Install it: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Open a fresh profile at desktop width."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1360, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a page that fails the test on any script error or blocked resource."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    yield page
    assert complaints == []


def is_complaint(message: ConsoleMessage) -> bool:
    """Tell errors of ours from the browser's report of a 4xx answer, which tests provoke on purpose."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text


def log_in(page: Page, name: str) -> None:
    """Log in with one of the demo's names."""
    page.goto("/login/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("newsdesk-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?#]*://[^/]+/$"))


def free_port() -> int:
    """Return a port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the address answers; raise with what the site printed if it ends first or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"The site did not start. It printed:\n{log.read_text()}")

"""Whom the bot believes to be Telegram's server, and what it makes of a refusal."""

import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from bot.chat.request import AiohttpRequest, call

NAMED = ("-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate that no authority has signed, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    made = (openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path, "-out", "-", *NAMED)
    signed = subprocess.run(made, check=True, capture_output=True).stdout
    path.write_bytes(path.read_bytes() + signed)
    return path


@asynccontextmanager
async def served(certificate: Path) -> AsyncIterator[str]:
    """The address of a server that shows this certificate."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)

    async def here(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": True})

    application = web.Application()
    application.router.add_post("/", here)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0, ssl_context=tls)
    await site.start()
    yield f"https://localhost:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_a_server_whose_certificate_nobody_signed_is_told_nothing(certificate: Path) -> None:
    async with served(certificate) as address, AiohttpRequest() as request:
        with pytest.raises(NetworkError, match="Certificate"):
            await request.post(address)


async def test_a_server_is_believed_whose_certificate_the_machine_knows(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with served(certificate) as address, AiohttpRequest() as request:
        assert await request.post(address)


async def test_what_is_too_large_is_refused_for_good_and_not_tried_again() -> None:
    async def too_large(_: web.Request) -> web.Response:
        return web.Response(status=413, text="<h1>413 Request Entity Too Large</h1>")

    application = web.Application()
    application.router.add_post("/", too_large)
    async with TestServer(application) as server, AiohttpRequest() as request:
        with pytest.raises(BadRequest):
            await request.post(str(server.make_url("/")))


async def test_a_yes_without_a_result_is_a_fault_of_the_line() -> None:
    async def yes(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    application = web.Application()
    application.router.add_post("/{method:.*}", yes)
    async with TestServer(application) as server, AiohttpRequest() as request:
        bot = Bot("1:yes", base_url=str(server.make_url("/bot")), request=request)
        with pytest.raises(NetworkError, match="without a result"):
            await call(bot, "getUpdates", {})

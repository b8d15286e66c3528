"""What every test may ask for: an empty house, made once, and a stage on a copy of it."""

import gc
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import typed
from tests.stage import Stage, prepare, set_up


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at head and its keys, with nobody in it; copied, never opened."""
    folder = tmp_path_factory.mktemp("empty") / "house"
    prepare(folder)
    return folder


@pytest.fixture
async def stage(empty_house: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot of one's own, at ten on Monday 2 February 2026."""
    async with set_up(empty_house, tmp_path / "house") as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_typed_in_temporary_files(temporary: Path) -> Iterator[None]:
    """Each test begins with nothing typed; what is typed in it never lies in a temporary file, whoever made that."""
    typed.TYPED.clear()
    yield
    assert not typed.lying_in(temporary, typed.TYPED), "what somebody typed lies in a temporary file"


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where everything that runs in these tests puts its temporary files, and the processes they start as well."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


def pytest_collection_finish() -> None:
    """What was read to find the tests stays to the end: it is not looked through again and again for what may go."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test in which something typed was printed or logged has failed."""
    report = yield
    printed = typed.said_in("\n".join(said for _, said in report.sections), typed.TYPED) if report.passed else []
    if printed:
        report.outcome, report.longrepr = "failed", f"{item.nodeid}: printed or logged what was typed: {printed}"
    return report

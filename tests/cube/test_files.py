"""The cube's file is written whole or not at all, and believed only when every byte is as it was written."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from chungtay.cube.files import keep, kept, kept_about
from tests.house.source import ROOT

ABOUT = {"posting": 7, "hash": "ab", "maps": "1"}
PIECES = np.arange(7, dtype=np.int64)
PARTS = {
    "amounts": np.arange(12, dtype=np.int64).reshape(3, 4),
    "none yet": np.zeros((0, 5), dtype=np.int32),
    "days": np.array([3, 1, 2], dtype=np.int16),
    "big-endian": np.array([1, 2], dtype=">i4"),
    "slanted": np.arange(12, dtype=np.int32).reshape(3, 4).T,
    "pieces": PIECES,
    "names": "Đăk Blô ອັດຕະປື".encode(),
    "nothing": b"",
}


def same(parts: dict[str, np.ndarray | bytes]) -> bool:
    return parts.keys() == PARTS.keys() and all(
        part == PARTS[name] if isinstance(part, bytes) else np.array_equal(part, PARTS[name])
        for name, part in parts.items()
    )


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    pieces = [PIECES[:3], PIECES[3:3], PIECES[3:]]
    assert keep(tmp_path / "cube", ABOUT, PARTS | {"pieces": pieces})
    found = kept(tmp_path / "cube")
    assert found and found.about == ABOUT and same(found.parts)
    assert kept_about(tmp_path / "cube") == ABOUT


def test_nothing_is_kept_before_it_was_written(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    assert kept_about(tmp_path / "cube") is None


def test_what_a_process_writes_into_its_arrays_stays_its_own(tmp_path: Path) -> None:
    keep(tmp_path, ABOUT, PARTS)
    mine, other = kept(tmp_path), kept(tmp_path)
    assert mine and other and isinstance(mine.parts["amounts"], np.ndarray)
    mine.parts["amounts"][:] = -1
    later = kept(tmp_path)
    assert same(other.parts) and later and same(later.parts)


def test_whoever_reads_the_old_file_keeps_it_when_a_new_one_takes_its_place(tmp_path: Path) -> None:
    keep(tmp_path, ABOUT, PARTS)
    old = kept(tmp_path)
    keep(tmp_path, ABOUT | {"posting": 8}, {"amounts": np.zeros(2)})
    new = kept(tmp_path)
    assert old and same(old.parts)
    assert new and new.about["posting"] == 8 and list(new.parts) == ["amounts"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "lock"]


def test_any_flipped_bit_and_any_cut_is_noticed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    keep(tmp_path, ABOUT, PARTS)
    file = tmp_path / "base"
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        assert kept(tmp_path) is None, place
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert kept(tmp_path) is None, length
    file.write_bytes(whole + b"\0")
    assert kept(tmp_path) is None
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    file.write_bytes(whole)
    assert kept(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a cube at all, though long enough to be one", b"\0" * 4096])
def test_a_stranger_in_its_place_is_not_believed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "base").write_bytes(content)
    assert kept(tmp_path) is None and kept_about(tmp_path) is None
    assert keep(tmp_path, ABOUT, PARTS) and kept(tmp_path)


def test_a_folder_that_cannot_be_read_is_as_good_as_empty(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    assert kept(tmp_path) is None and kept_about(tmp_path) is None


def test_what_a_failed_writing_leaves_is_what_stood_before(tmp_path: Path) -> None:
    keep(tmp_path, ABOUT, PARTS)
    with pytest.raises(TypeError):
        keep(tmp_path, ABOUT | {"posting": object()}, PARTS)
    found = kept(tmp_path)
    assert found and found.about == ABOUT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "lock"]


# Without the rest of the cube, which takes a second to begin.
WRITES_FOR_EVER = """
import runpy, sys
from pathlib import Path
import numpy as np
keep = runpy.run_path("chungtay/cube/files.py")["keep"]
for number in range(1, 10**9):
    keep(Path(sys.argv[1]), {"posting": number}, {"all": np.full(400_000, number), "more": np.full(9, number)})
    print(number, flush=True)
"""


def test_a_process_killed_while_it_writes_leaves_a_good_file_and_stands_in_nobodys_way(
    tmp_path: Path,
) -> None:
    for after in (0.0, 0.003, 0.007, 0.011, 0.02):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout
        written = int(writer.stdout.readline())
        time.sleep(after)
        os.kill(writer.pid, signal.SIGKILL)
        written = int((writer.stdout.read().split() or [written])[-1])
        writer.wait()
        found = kept(tmp_path)
        assert found and found.about["posting"] >= written
        assert {int(number) for part in found.parts.values() for number in np.unique(part)} == {
            found.about["posting"]
        }
        assert keep(tmp_path, ABOUT, PARTS)
        assert not (tmp_path / "base.new").exists()


def test_two_processes_never_write_at_the_same_time(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout and writer.stdout.readline()
        for _ in range(200):
            found = kept(tmp_path)
            assert found and int(np.ptp(np.asarray(found.parts["all"]))) == 0
            assert np.asarray(found.parts["all"])[0] == found.about["posting"]
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()

"""Files: what is read, what is refused in words, and that a reader finds the old or the new text."""

import io
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from events_console import paths
from events_console.domain.json_value import Object
from events_console.services import files

MIB = 1024**2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Zürich 😀\r\n".encode(), "Zürich 😀\r\n"),
        ("ü".encode("utf-8-sig"), "ü"),
        ("ü😀".encode("utf-16"), "ü😀"),
        (b"\xfe\xff" + "ü😀".encode("utf-16-be"), "ü😀"),
        (b"a\x00b", "a\x00b"),
    ],
)
def test_text_is_read_from_a_file_and_from_standard_input(
    data: bytes, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a name with ü"
    path.write_bytes(data)
    assert files.read_text(str(path)) == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert files.read_text("-") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"abc\xff", "byte 4 is not valid UTF-8; save the file as UTF-8"),
        (b"x" * 1233 + b"\xed\xa0\x80", "byte 1,234 is not valid UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfab\xff", "byte 6 is not valid UTF-8; save the file as UTF-8"),
        (b"\xff\xfea", "byte 3 is not valid UTF-16-LE; save the file as UTF-8"),
        (b"\xfe\xff\xd8\x00", "byte 3 is not valid UTF-16-BE; save the file as UTF-8"),
        (b"x" * (16 * MIB + 1), "it is larger than 16 MiB; split it"),
    ],
)
def test_what_cannot_be_text_is_refused_in_words(
    data: bytes, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    for name in (str(path), "-"):
        with pytest.raises(ValueError) as caught:  # noqa: PT011  # the words are compared below
            files.read_text(name)
        assert str(caught.value) == words


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 16 * MIB)
    assert len(files.read_text(str(path))) == files.LARGEST == 16 * MIB


@pytest.mark.parametrize("head", ['\ufeff {"eventList": [', "\n[", "USER_ID;ITEM_ID;OWN\n"])
def test_json_and_csv_may_be_larger_than_code(
    head: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(head.encode() + b" " * files.LARGEST)
    data, text = files.read_document(str(path))
    assert data == path.read_bytes()
    assert text.startswith(head.removeprefix("\ufeff"))
    path.write_bytes(b"curl " + b"x" * files.LARGEST)
    with pytest.raises(ValueError, match="larger than 16 MiB"):
        files.read_document(str(path))
    monkeypatch.setattr(files, "LARGEST_DOCUMENT", files.LARGEST + 1)
    path.write_bytes(head.encode() + b" " * files.LARGEST)
    with pytest.raises(ValueError, match="larger than 16 MiB"):
        files.read_document(str(path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file_is_not_read_to_its_end() -> None:
    with pytest.raises(ValueError, match="larger than 16 MiB"):
        files.read_text("/dev/zero")


def test_what_is_not_there_or_no_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.read_text(str(tmp_path / "none"))
    with pytest.raises(OSError):  # noqa: PT011  # Windows says "permission", others "directory"
        files.read_text(str(tmp_path))


def test_text_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "draft.json"
    files.write_atomically(path, "ü\n😀")
    assert path.read_bytes() == "ü\n😀".encode()
    files.write_atomically(path, "second")
    assert path.read_text(encoding="utf-8") == "second"
    assert [found.name for found in path.parent.iterdir()] == ["draft.json"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_while_writing_leaves_the_old_text_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "draft.json"
    files.write_atomically(path, "old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left"):
        files.write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_text_that_cannot_be_encoded_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    files.write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        files.write_atomically(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_always_finds_a_whole_text(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    texts = [letter * 300_000 for letter in "ab"]
    files.write_atomically(path, texts[0])
    done = threading.Event()

    def write() -> None:
        for number in range(40):
            files.write_atomically(path, texts[number % 2])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while not done.is_set():
        seen.add(files.read_text(str(path)))
    writer.join()
    assert seen <= {*texts}


def test_an_object_is_read_from_a_file_of_our_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert files.read_object(path) is None
    path.write_text('{"window": {"a": [1]}, "theme": "dark"}', encoding="utf-8")
    assert files.read_object(path, "window") == {"window": {"a": (1,)}, "theme": "dark"}
    assert isinstance(files.read_object(path), Object)


def test_a_file_of_our_own_that_cannot_be_read_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011  # Windows says "permission", others "directory"
        files.read_object(tmp_path)
    assert tmp_path.is_dir()


def test_a_file_is_known_by_what_was_saved_to_it(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    saved = files.save(path, "ü\n")
    assert saved == files.fingerprint(files.read_bytes(str(path)))
    path.write_text("u\n", encoding="utf-8")
    assert saved != files.fingerprint(files.read_bytes(str(path)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b'"text"',
        b'{"theme": "dark"}',
        b'{"window": []}',
        b"[" * 100_000,
        b"9" * 5000,
    ],
)
def test_a_damaged_file_of_our_own_is_set_aside_and_kept(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for times in (1, 2):
        path.write_bytes(data)
        with pytest.raises(ValueError, match="is damaged; it is kept as settings"):
            files.read_object(path, "window")
        assert not path.exists()
        kept = sorted(tmp_path.iterdir())
        assert len(kept) == times
        assert all(one.name.startswith("settings.json.") and one.suffix == ".damaged" for one in kept)
        assert all(one.read_bytes() == data for one in kept)


# What a person exports ------------------------------------------------------------------------------------


def test_an_export_is_written_through_links_for_its_owner_alone(tmp_path: Path) -> None:
    real, link = tmp_path / "real.har", tmp_path / "link.har"
    real.write_text("old")
    real.chmod(0o644)
    link.symlink_to(real)
    files.export(link, [b"n", b"ew"])
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    files.export(tmp_path / "other.har", [b"x"])
    assert {found.name for found in tmp_path.iterdir()} == {"real.har", "link.har", "other.har"}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
def test_an_export_is_written_into_pipes(tmp_path: Path) -> None:
    path, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()), daemon=True)
    reader.start()
    files.export(path, [b"a", b"b"])
    reader.join(5)
    assert (got, stat.S_ISFIFO(path.stat().st_mode)) == ([b"ab"], True)


@pytest.mark.usefixtures("console_home")
def test_an_export_replaces_nothing_of_the_program(tmp_path: Path) -> None:
    own = [paths.history_file(), paths.settings_file(), paths.replaced_drafts() / "1.json"]
    link = tmp_path / "link.json"
    link.symlink_to(own[0])
    for path in own:
        path.parent.mkdir(exist_ok=True)
        path.write_text("own")
    for path in (*own, link):
        with pytest.raises(
            ValueError, match="Events Console itself keeps something in it; choose another name"
        ):
            files.export(path, [b"x"])
    assert {path.read_text() for path in own} == {"own"}
    files.export(own[0].with_name("new.har"), [b"x"])


def test_an_export_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"there is no folder .*new; make it first"):
        files.export(tmp_path / "new" / "x.har", [b"x"])
    assert [*tmp_path.iterdir()] == []

"""What files are called on a disk."""

from datetime import UTC, datetime

import pytest

from letters.attachments import ending_of, numbered, safe_name
from letters.chats import Chat
from letters.letter import KeptPart, Part, PartKind, PartRole


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (PartKind.PHOTO, "photo.jpg"),
        (PartKind.VOICE, "voice.ogg"),
        (PartKind.VIDEO, "video.mp4"),
        (PartKind.VIDEO_NOTE, "video_note.mp4"),
        (PartKind.ANIMATION, "animation.mp4"),
        (PartKind.AUDIO, "audio.mp3"),
        (PartKind.STICKER, "sticker.webp"),
        (PartKind.DOCUMENT, "document"),
    ],
)
def test_a_file_without_a_name_is_called_after_what_it_is(kind: PartKind, named: str) -> None:
    assert safe_name(Part(kind)) == named


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("路灯.JPG", "路灯.JPG"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\王\\a.txt", "a.txt"),
        ("a<b>?.txt", "a_b_.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        (" ._.. ", "document"),
        ("a" * 76 + ".txt", "a" * 76 + ".txt"),
        ("a" * 77 + ".txt", "a" * 76 + ".txt"),
        ("a" * 81, "a" * 80),
        ("a." + "b" * 15, "a." + "b" * 15),
        ("a." + "b" * 16, "a." + "b" * 15),
    ],
)
def test_a_name_is_safe_on_any_disk_and_keeps_its_ending(sent: str, named: str) -> None:
    assert safe_name(Part(PartKind.DOCUMENT, file_name=sent)) == named


def test_a_sticker_has_no_name_of_its_own() -> None:
    assert safe_name(Part(PartKind.STICKER, file_name="a.txt")) == "sticker.webp"


def test_an_ending_is_small() -> None:
    endings = [ending_of(Part(PartKind.DOCUMENT, file_name=name)) for name in ("a.EXE", "a")]
    assert endings == [".exe", ""]


def test_files_of_a_letter_are_numbered_in_their_order() -> None:
    parts = (Part(PartKind.PHOTO), Part(PartKind.DOCUMENT, file_name="a.txt"))
    files = [
        KeptPart(id_, PartRole.LETTER, 1, 1, 7, datetime(2026, 3, 2, tzinfo=UTC), part)
        for id_, part in zip((5, 9), parts, strict=True)
    ]
    assert numbered("SZ-2026-000001", files) == {
        5: "SZ-2026-000001-01-photo.jpg",
        9: "SZ-2026-000001-02-a.txt",
    }


def test_people_are_numbered_upwards_groups_downwards_and_nobody_is_0() -> None:
    kinds = [(Chat(n).is_persons, Chat(n).is_groups) for n in (-2, -1, 0, 1, 2)]
    assert kinds == [(False, True), (False, True), (False, False), (True, False), (True, False)]

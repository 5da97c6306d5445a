"""What one citizen may send."""

import pytest

from letters.letter import Part, PartKind
from letters.limits import MEGABYTE, NO_FILES, Limits, is_file, is_refused, is_too_large

LIMITS = Limits(megabytes=2)


def test_what_is_a_file_is_what_is_neither_words_nor_a_place_nor_a_person() -> None:
    assert {kind for kind in PartKind if not is_file(Part(kind))} == NO_FILES
    assert {str(kind) for kind in NO_FILES} == {"text", "location", "contact", "sticker"}


@pytest.mark.parametrize(
    ("size", "too_large"), [(None, False), (2 * MEGABYTE, False), (2 * MEGABYTE + 1, True)]
)
def test_a_file_is_too_large_from_the_first_byte_over_on(size: int | None, too_large: bool) -> None:
    assert is_too_large(Part(PartKind.DOCUMENT, file_size=size), LIMITS) is too_large


def test_only_files_are_refused_or_too_large() -> None:
    words = Part(PartKind.TEXT, "setup.exe", file_size=3 * MEGABYTE, file_name="setup.exe")
    program = Part(PartKind.DOCUMENT, file_name="setup.EXE")
    picture = Part(PartKind.DOCUMENT, file_name="lamp.jpg")
    assert [is_refused(part, LIMITS) for part in (words, program, picture)] == [False, True, False]
    assert not is_too_large(words, LIMITS)
    assert MEGABYTE == 1_048_576


@pytest.mark.parametrize(
    "ending", ["apk", "bat", "cmd", "com", "exe", "jar", "js", "msi", "ps1", "scr", "vbs"]
)
def test_what_runs_when_it_is_opened_is_refused_unless_the_office_says_otherwise(
    ending: str,
) -> None:
    program = Part(PartKind.DOCUMENT, file_name=f"letter.{ending}")
    assert is_refused(program, Limits())
    assert not is_refused(program, Limits(refused_files=(".iso",)))


def test_an_office_that_says_nothing_has_these_limits() -> None:
    defaults = {name: getattr(Limits(), name) for name in Limits.__slots__}
    assert defaults | {"refused_files": None} == {
        "letters_a_day": 10,
        "messages_an_hour": 100,
        "files_a_letter": 20,
        "megabytes": 20,
        "same_letter_hours": 24,
        "refused_files": None,
    }

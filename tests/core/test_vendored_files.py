"""The files of others in this repository are exactly the ones that were released."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = json.loads((ROOT / "static/vendor/MANIFEST.json").read_text())["files"]
FOLDERS = ("static/vendor", "tests/vendor", "renkei/reporting/fonts")


def in_the_folders() -> set[str]:
    files = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*"))
    return {str(file.relative_to(ROOT)) for file in files if file.is_file()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_copied_file_still_has_the_hash_of_its_release(folder):
    listed = {row["file"]: row["sha256"] for row in MANIFEST if row["file"].startswith(folder)}

    found = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in listed}

    assert found == listed


def test_the_manifest_lists_every_copied_file_and_no_other():
    ours = {"static/vendor/MANIFEST.json"}

    assert {row["file"] for row in MANIFEST} == in_the_folders() - ours


def test_the_copied_versions_are_those_of_the_lock_file():
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    # What these packages were built from comes inside their files, not beside them.
    ours = [*lock[""]["dependencies"], *lock[""]["devDependencies"]]
    locked = {name: lock[f"node_modules/{name}"]["version"] for name in ours}

    copied = {row["package"]: row["version"] for row in MANIFEST}

    assert {name: copied[name] for name in locked} == locked


def test_each_package_brings_its_licence_and_stands_in_the_notices():
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text()
    packages = {row["package"] for row in MANIFEST}

    with_licence = {
        row["package"] for row in MANIFEST if row["file"].endswith(("LICENSE.txt", "OFL.txt"))
    }

    assert with_licence == packages
    assert {name for name in packages if f"| {name} |" in notices} == packages

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Kept files of a test lie in its own folder."""
    default = settings.STORAGES["default"]
    folder = {**default, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": folder}

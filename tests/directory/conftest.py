"""The directory's desk at work."""

from tests.directory.office import desk as desk


@pytest.fixture
def town(db: None) -> Town:
    """The invented neighbourhood to search in."""
    return Town()

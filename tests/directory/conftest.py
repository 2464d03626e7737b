"""The directory's desk at work, and a neighbourhood to search in."""

from tests.directory.office import desk as desk
from tests.directory.searching import town as town

"""The office at work."""

from tests.programme.office import office as office

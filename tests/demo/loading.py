"""Loading the demo once for many tests: each test's own changes are rolled back."""

from io import StringIO

from django.core.management import call_command


def seed() -> str:
    """Run the command; what it said."""
    said = StringIO()
    call_command("seed_demo", stdout=said, stderr=said)
    return said.getvalue()


def loaded_demo():
    """Commit the demo, and empty the tables when the tests are done."""
    seed()
    yield
    call_command("flush", interactive=False, verbosity=0)

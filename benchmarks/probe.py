"""What only Django itself can tell: asked once per case, in a process of its own.

``python -m benchmarks.probe PATH[+]...`` prints JSON: the cookie of a signed-in coordinator
and the number of SQL queries of each path (asked as that coordinator where a + follows).
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the set-up above
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.region import coordinator  # noqa: E402


def visitor() -> Client:
    """A client that shows the page of an error instead of raising it."""
    return Client(raise_request_exception=False, SERVER_NAME="localhost")


def signed_in() -> Client:
    """A client of the region's coordinator, past the second factor."""
    client = visitor()
    client.force_login(coordinator())
    return client


def queries_of(client: Client, path: str) -> int | str:
    """Queries of the second visit: the first one fills what is kept between requests.

    A sentence instead when the page does not answer with 200.
    """
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        return f"{path} answered {response.status_code}"
    return len(queries)


def main(asked: list[str]) -> None:
    insider, stranger = signed_in(), visitor()
    session = insider.cookies[settings.SESSION_COOKIE_NAME].value
    told = {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session}",
        "queries": {
            path: queries_of(insider if path.endswith("+") else stranger, path.rstrip("+"))
            for path in asked
        },
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])

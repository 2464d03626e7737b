"""What the log leaves out."""

import logging

from django.core.exceptions import PermissionDenied


class OneLinePerRefusal(logging.Filter):
    """A refused page is an answer and no fault: it is told in a line, without its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
        return True

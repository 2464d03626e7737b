"""What somebody typed while the session ended: kept until the same person is back.

A form carries the signed id of its writer. When it arrives without a session,
``KeepTypedWork`` lays the fields aside in the new anonymous session; the page
that had asked for them takes them out again after sign-in, for that person only.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

from renkei.core.actors import Actor

AUTHOR_FIELD = "author"
_SESSION_KEY = "typed"
_SALT = "renkei.typed"
_LONGEST_S = 24 * 60 * 60


def sign_author(actor: Actor) -> str:
    """The value of the hidden field: who was writing, and since when."""
    return signing.dumps(actor.public_id, salt=_SALT)


def lay_aside(request: HttpRequest) -> bool:
    """Keep the posted fields for their writer; False when the form names none."""
    try:
        author = signing.loads(request.POST.get(AUTHOR_FIELD, ""), salt=_SALT, max_age=_LONGEST_S)
    except signing.BadSignature:
        return False
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    request.session[_SESSION_KEY] = {
        "author": author,
        "path": request.get_full_path(),
        "fields": fields.urlencode(),
    }
    return True


def take_back(request: HttpRequest, actor: Actor) -> QueryDict | None:
    """The fields this person typed for this page before the session ended; once."""
    kept = request.session.get(_SESSION_KEY)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[_SESSION_KEY]
    return QueryDict(kept["fields"]) if kept["author"] == actor.public_id else None

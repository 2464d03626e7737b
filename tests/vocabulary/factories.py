"""Words of code lists."""

import factory

from renkei.vocabulary.models import Scheme, Term
from tests.clock import NOW


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    scheme = Scheme.PROFESSION
    code = factory.Sequence(lambda n: f"mihon-{n}")
    label = factory.Sequence(lambda n: f"見本職{n}")
    created_at = updated_at = NOW

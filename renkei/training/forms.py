"""The form of a training."""

from __future__ import annotations

from typing import Any

from renkei.core.fields import TidyCharField
from renkei.events.forms import GatheringForm
from renkei.programme.models import Item
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme


class TrainingForm(GatheringForm[Training]):
    """A training with its group and its practical part."""

    KINDS = Scheme.TRAINING
    group = TidyCharField(
        label="実施するグループ", max_length=80, required=False, help_text="例：医療連携グループ"
    )
    practice = TidyCharField(
        label="実地の内容",
        max_length=200,
        required=False,
        help_text="同行や体験があるときに書きます。",
    )

    SECTIONS = (
        ("いつ・どこで", "when", ("title", "kind", *GatheringForm.WHEN)),
        ("会場と主催", "where", (*GatheringForm.WHERE, "group")),
        ("事業のどこに当たるか", "tags", GatheringForm.TAGS),
        ("内容", "content", (*GatheringForm.CONTENT, "practice")),
        ("対象と申込み", "application", GatheringForm.APPLYING),
        ("参加者", "attendance", GatheringForm.RESULT),
        ("公開", "publication", ("is_public",)),
    )

    class Meta:
        model = Training
        fields = [*GatheringForm.MODEL_FIELDS, "group", "practice"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("item", Item.KA)

"""The three tags of every activity: item, PDCA step and scene (domain.md 7.9)."""

from django.db import models


class Item(models.TextChoices):
    """The eight items ア–ク of the handbook up to Ver.2; the value is the anchor on pages."""

    A = "a", "地域の医療・介護の資源の把握"
    I = "i", "在宅医療・介護連携の課題の抽出と対応策の検討"  # noqa: E741 -- イ is called so
    U = "u", "切れ目のない在宅医療と介護の提供体制の構築推進"
    E = "e", "医療・介護関係者の情報共有の支援"
    O = "o", "在宅医療・介護連携に関する相談支援"  # noqa: E741 -- オ is called so
    KA = "ka", "医療・介護関係者の研修"
    KI = "ki", "地域住民への普及啓発"
    KU = "ku", "在宅医療・介護連携に関する関係市区町村の連携"

    @property
    def letter(self) -> str:
        """The letter people call the item by: ア–ク."""
        return "アイウエオカキク"[list(type(self)).index(self)]

    @property
    def usual_step(self) -> "Step":
        """The PDCA step an item mostly belongs to; a proposal the person may change [K]."""
        return _USUAL_STEP[self]


class Step(models.TextChoices):
    """The PDCA step of the handbook since Ver.3 (2020) [K]."""

    PLAN = "plan", "現状分析・課題抽出・施策立案"
    DO = "do", "対応策の実施"
    CHECK = "check", "対応策の評価・改善"


class Scene(models.TextChoices):
    """The four scenes of home care, or all of them [K]."""

    ALL = "all", "4つの場面すべて"
    DAILY = "daily", "日常の療養支援"
    DISCHARGE = "discharge", "入退院支援"
    EMERGENCY = "emergency", "急変時の対応"
    LAST_DAYS = "last-days", "看取り"


_USUAL_STEP = {
    Item.A: Step.PLAN,
    Item.I: Step.PLAN,
    Item.U: Step.PLAN,
    Item.E: Step.DO,
    Item.O: Step.DO,
    Item.KA: Step.DO,
    Item.KI: Step.DO,
    Item.KU: Step.DO,
}

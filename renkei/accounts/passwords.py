"""Django's rules for passwords, with what to do instead as the answer."""

from django.contrib.auth import password_validation as rules


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return (
            f"{self.min_length}文字以上にしてください。"
            "いくつかの言葉をつなげると、長くて覚えやすくなります"
        )


class UnlikeThePerson(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "名前やメールアドレスに似ていない言葉にしてください"


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "よく使われる言葉なので、ほかの人に当てられます。別の言葉にしてください"

"""Reading a form off a page as a browser would send it."""

from html.parser import HTMLParser


class _Sheet(HTMLParser):
    """Collects what the biggest form of a page would post."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag == "input":
            self._input(told, "checked" in told)
        elif tag == "textarea":
            self._area = told["name"]
            self._put(self._area, "")
        elif tag == "select":
            self._select = told["name"]
        elif tag == "option" and "selected" in told:
            self._put(self._select, told["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area] = [data.removeprefix("\n")]

    def _input(self, told: dict[str, str], is_checked: bool) -> None:
        is_choice = told.get("type") in ("radio", "checkbox")
        if not is_choice or is_checked:
            self._put(told.get("name", ""), told.get("value", "on" if is_choice else ""))

    def _put(self, name: str, value: str) -> None:
        if name and self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def sheet_of(response) -> dict[str, list[str]]:
    """What pressing 記録する would send, without the CSRF token."""
    reader = _Sheet()
    reader.feed(response.content.decode())
    biggest = max(reader.forms, key=len)
    biggest.pop("csrfmiddlewaretoken", None)
    return biggest

"""The words: Fluent messages by language. Every sentence for a person stands in a .ftl file."""

from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"


class Words:
    """The messages of one language: `words("message-id", name=value)` is the text."""

    def __init__(self, language: str) -> None:
        room = files(__name__)
        if not room.joinpath(language).is_dir():
            language = FALLBACK
        self.language = language
        # Isolation marks around variables would end up in what people copy and machines read.
        self._bundle = FluentBundle([language], use_isolating=False)
        for entry in sorted(room.joinpath(language).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".ftl"):
                self._bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))

    def __call__(self, message_id: str, **variables: str | int) -> str:
        """The message with its variables filled in. An unknown id or variable is an error."""
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise KeyError(message_id)
        text, errors = self._bundle.format_pattern(pattern, variables)
        if errors:
            raise errors[0]
        return str(text)

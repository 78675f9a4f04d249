"""Django's makemessages, which also reads the labels of Jinja2's templates."""

from pathlib import Path

from django.core.management.commands import makemessages
from django.template import engines


def in_code(source):
    """Return Python code that asks for each label of a Jinja2 template, one in a line."""
    asked = []
    for _line, function, said in engines["jinja2"].env.extract_translations(source):
        texts = [repr(text) for text in ([said] if isinstance(said, str) else said) if text]
        asked.append(f"{function}({', '.join(texts)})")
    return "\n".join(asked)


class BuildFile(makemessages.BuildFile):
    def preprocess(self):
        """Turn a template into code, from which GNU gettext collects."""
        if "pages" not in Path(self.path).parts:
            return super().preprocess()
        return Path(self.work_path).write_text(in_code(Path(self.path).read_text()))


class Command(makemessages.Command):
    build_file_class = BuildFile

"""What our commands share: JSON alone on stdout, exit 0, 1 (some refused) or 2 (usage), Vietnamese errors."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Refused(CommandError):
    """The command was understood and cannot be done; exit 2, the message on stderr."""

    def __init__(self, message: str):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    """A command of ours: subclasses give `add_arguments` and `run(**options) -> data`; `--json` prints the data."""

    requires_system_checks: list = []
    _called_from_command_line: bool  # set by Django; its stubs do not know it

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if not any(action.dest == "json" for action in parser._actions):
            parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON alone")
        return parser

    def handle(self, *args, **options):
        try:
            data = self.run(**options)
        except Refused as refusal:
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(refusal))  # in its own words, without the name of the class before it
            sys.exit(refusal.returncode)
        if options["json"]:
            json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=str)
            sys.stdout.write("\n")
        else:
            self.say(data)
        if code := self.exit_code(data):
            sys.exit(code)

    def run(self, *args: Any, **options: Any) -> Any:
        """Does it and returns the data to print; a subclass names the options it takes."""
        raise NotImplementedError

    def say(self, data) -> None:
        """Shows the result to a person."""
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str))

    def exit_code(self, data) -> int:
        return 0

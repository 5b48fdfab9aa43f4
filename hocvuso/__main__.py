"""The command line: `bin/hocvuso [--data DIR] COMMAND …`."""

import os
import signal
import sys
from pathlib import Path


def take_data_folder(arguments: list[str]) -> list[str]:
    """Takes `--data DIR` out of the arguments, wherever it stands, and puts it in HOCVUSO_DATA."""
    rest = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--data":
            folder = next(waiting, None)
            if folder is None:
                raise SystemExit("--data: cần tên thư mục dữ liệu / a folder must follow")
            os.environ["HOCVUSO_DATA"] = folder
        elif argument.startswith("--data="):
            os.environ["HOCVUSO_DATA"] = argument.removeprefix("--data=")
        else:
            rest.append(argument)
    return rest


def begin_sample_folder() -> None:
    """Makes the folder that `sample` fills (data/sample, or the one named) a sample folder, with a "today" of its own."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.setdefault("HOCVUSO_DATA", str(root / "data" / "sample")))
    day = folder / "sample-today"
    if not day.exists():
        if (folder / "hocvuso.sqlite3").exists():
            raise SystemExit(f"{folder} có dữ liệu thật. Dữ liệu mẫu cần một thư mục trống / the sample needs an empty folder.")
        folder.mkdir(parents=True, exist_ok=True)
        day.write_text("2025-07-20\n", encoding="utf-8")


# These run before there is a database, or make it themselves.
NEED_NO_DATABASE = {"migrate", "makemigrations", "makemessages", "compilemessages", "help", "version", "check", "collectstatic", "restore"}


def main(arguments: list[str]) -> None:
    arguments = take_data_folder(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hocvuso.settings")
    if arguments[:1] == ["sample"]:
        begin_sample_folder()
    from django.core.management import ManagementUtility

    if arguments and arguments[0] not in NEED_NO_DATABASE and not {"-h", "--help"} & set(arguments):
        import django

        django.setup()
        from hocvuso.web.setup import prepare_data_folder

        prepare_data_folder()
    ManagementUtility(["hocvuso", *arguments]).execute()


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends quietly
    main(sys.argv[1:])

"""The command line: `bin/hocvuso [--data DIR] COMMAND …`."""

import os
import sys


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


# These run before there is a database, or make it themselves.
NEED_NO_DATABASE = {"migrate", "makemigrations", "makemessages", "compilemessages", "help", "version", "check", "collectstatic", "restore"}


def main(arguments: list[str]) -> None:
    arguments = take_data_folder(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hocvuso.settings")
    from django.core.management import ManagementUtility

    if arguments and arguments[0] not in NEED_NO_DATABASE and not {"-h", "--help"} & set(arguments):
        import django

        django.setup()
        from hocvuso.web.setup import prepare_data_folder

        prepare_data_folder()
    ManagementUtility(["hocvuso", *arguments]).execute()


if __name__ == "__main__":
    main(sys.argv[1:])

"""`hocvuso verify`: checks that no sealed fact was changed or removed. Exit 1 when one was."""

import json
import sys

from django.core.management import BaseCommand

from hocvuso.journal.models import Seal
from hocvuso.journal.queries import broken_seals


class Command(BaseCommand):
    help = "Kiểm tra sổ ghi đã niêm phong còn nguyên vẹn / checks that the sealed journal is untouched"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="JSON alone on stdout")

    def handle(self, *args, **options):
        faults, seals = broken_seals(), Seal.objects.count()
        if options["json"]:
            self.stdout.write(json.dumps({"seals": seals, "faults": [{**vars(fault), "day": str(fault.day)} for fault in faults]}))
        else:
            for fault in faults:
                self.stdout.write(f"{fault.day:%d/%m/%Y}: {fault.kind}: {fault.detail}")
            self.stdout.write(f"{seals} niêm phong, {'nguyên vẹn' if not faults else f'{len(faults)} chỗ hỏng'}.")
        if faults:
            sys.exit(1)

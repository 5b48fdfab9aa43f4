"""How much of a file is read. Above the largest real lists by far, below what would hurt a small computer."""

FILE_BYTES = 25 * 1024 * 1024
ROWS = 20_000  # rows with something in them, in the whole workbook
COLUMNS = 60  # columns with something in them
SHEETS = 200
LAST_ROW = 100_000  # blank rows between are kept, so that row numbers are Excel's; one word in the far corner costs memory
BLANK_ROWS = 2_000_000  # Excel writes up to 1,048,576 empty ones after a list; more take long to pass over
LAST_COLUMN = 600
GRID_CELLS = 4_000_000  # last row x last column: what one sheet takes in the reading child, full or not
CELL_CHARACTERS = 32_767  # Excel's own limit for one cell
LINE_CHARACTERS = 2_000_000  # one line of a text file
TEXT_CHARACTERS = 30_000_000  # all cells together: one long shared string may be used by every cell

ZIP_ENTRIES = 2_000
ZIP_DIRECTORY_BYTES = 1024 * 1024
UNPACKED_BYTES = 100 * 1024 * 1024
RATIO = 200  # a real sheet packs 10 to 40 times, a bomb 1,000 times
RATIO_FROM_BYTES = 5 * 1024 * 1024  # small parts may pack as well as they like

CHILD_MEMORY = 256 * 1024 * 1024
CHILD_CPU_SECONDS = 20
CHILD_SECONDS = 60

"""What the pages call how far an item of the shelf is, and each of its readers."""


def shelf_mark(state: str) -> str:
    return f"shelf_{state}"


def reader_mark(state: str) -> str:
    return f"shelf_reader_{state}"


FILTERS = (shelf_mark, reader_mark)

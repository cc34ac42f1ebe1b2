"""What a process of the server answers with: Django, for as long as the server that began it lives.

A server that is killed cannot end its processes. Left alone they would go on answering with yesterday's code and hold
the port, so that it cannot be begun anew.
"""

import os
import signal
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

PATIENCE = 10  # seconds for what is being answered


def application() -> Callable[..., Any]:
    from django.core.wsgi import get_wsgi_application

    Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    return get_wsgi_application()


def end_with(server: int) -> None:
    while os.getppid() == server:
        sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(PATIENCE)
    os._exit(1)

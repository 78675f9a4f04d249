"""The portal for gunicorn, at whatever moment a request names in `X-Moment` (Unix time).

For one worker with one thread: the clock is the process's.
"""

import time_machine

from nuklid.wsgi import application as portal


def application(environ, start_response):
    with time_machine.travel(float(environ["HTTP_X_MOMENT"]), tick=False):
        return portal(environ, start_response)

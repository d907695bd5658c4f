"""What every test may rely on."""

import signal

from hypothesis import settings

# A shell starts background jobs with Ctrl-C ignored, and children inherit that; the tests that
# interrupt a command need it to listen, however pytest itself was started.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes is the machine's business: speed lives in benchmarks/.
settings.register_profile("triptych", deadline=None)
settings.load_profile("triptych")

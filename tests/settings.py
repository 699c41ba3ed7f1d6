"""The site's settings as tests want them: a data folder of their own, plain HTTP, quick password hashing."""

import os
import tempfile
from pathlib import Path

os.environ["NEWSDESK_DEBUG"] = "1"
os.environ["NEWSDESK_DATA_DIR"] = tempfile.mkdtemp(prefix="newsdesk-tests-")

from newsdesk.settings import *  # noqa: F403 - after the variables it reads

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
Path(STATIC_ROOT).mkdir(exist_ok=True)  # noqa: F405 - where collected files would stand; its absence is warned of

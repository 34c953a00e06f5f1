"""`make test`: installs what is missing, compiles the catalogues, goes on as pytest.

Several processes share the tests unless told otherwise: make test ARGS="-n 0".
"""

import os
import subprocess
import sys

import environment

if __name__ == "__main__":
    python = environment.ensure()
    compile_all = "from core import catalogues; catalogues.compile_all()"
    subprocess.run([python, "-c", compile_all], cwd=environment.ROOT / "site", check=True)
    os.chdir(environment.ROOT)
    shared = ["-n", "auto", "--maxprocesses", "4"]
    os.execv(python, [str(python), "-m", "pytest", *shared, *sys.argv[1:]])

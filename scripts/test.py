"""`make test`: installs what is missing, compiles the catalogues, goes on as pytest."""

import os
import subprocess
import sys

import environment

if __name__ == "__main__":
    python = environment.ensure()
    compile_all = "from core import catalogues; catalogues.compile_all()"
    subprocess.run([python, "-c", compile_all], cwd=environment.ROOT / "site", check=True)
    os.chdir(environment.ROOT)
    os.execv(python, [str(python), "-m", "pytest", *sys.argv[1:]])

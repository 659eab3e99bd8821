#!/usr/bin/env python3
# Usage: tools/packages/zip.py FOLDER FILE.zip [PREFIX]
#
# Packs all files below a folder into a zip file whose bytes depend on their names and contents only: entries are
# sorted, their time is the first that the format knows, and all have the same permissions. PREFIX/ is put in front of
# every name. A package for a learning management system has none, because its manifest must be at the root.

import os
import sys
import zipfile

FIRST_TIME = (1980, 1, 1, 0, 0, 0)
REGULAR_FILE = 0o100644 << 16


def main(folder, target, prefix=""):
    names = []
    for at, folders, files in os.walk(folder):
        folders.sort()
        names += [os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/") for name in files]
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(names):
            entry = zipfile.ZipInfo(f"{prefix}/{name}" if prefix else name, FIRST_TIME)
            entry.create_system = 3  # Unix, on every system, so that the permissions mean something
            entry.external_attr = REGULAR_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(os.path.join(folder, name), "rb") as file:
                archive.writestr(entry, file.read(), compresslevel=9)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: zip.py FOLDER FILE.zip [PREFIX]")
    main(*sys.argv[1:])

"""The same decisions with the typst of PyPI: one compiler, data written anew for each. Prints one line of JSON."""
import json
import pathlib
import resource
import sys

import typst

root, fonts, many = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
size = 0
for n in range(many):
    (root / "data.json").write_bytes((root / "data" / f"{n}.json").read_bytes())
    pdf = typst.compile(str(root / "main.typ"), root=str(root), font_paths=[fonts], ignore_system_fonts=True,
                        pdf_standards=["a-2b"])
    size += len(pdf)
used = resource.getrusage(resource.RUSAGE_SELF)
spent = int((used.ru_utime + used.ru_stime) * 1000)
print(json.dumps({"documents": many, "milliseconds": spent, "bytes": size}))

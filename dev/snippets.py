#!/usr/bin/env python3
"""Compiles each block of Swift in Markdown files, and each Swift file named, as a program of its own.

    dev/snippets.py COMPILER-ARGUMENT... -- FILE.md|FILE.swift...

What a block needs and its reader does not is a comment before it:

    <!-- swift:
    let index = Index()
    -->

A block without imports has `import Skitter`. One that begins with `.package(` is of a manifest. What fails names the line in the file.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SWIFTC = os.environ.get("SWIFTC", "swiftc")
FENCE = re.compile(r"^( *)```swift *$")
# Every program of documentation has to be clean in the mode that its reader has: warnings are faults.
ARGUMENTS = ["-swift-version", "6", "-warnings-as-errors", "-emit-sil", "-o", os.devnull]


def blocks(path):
    """(line of the first line, what stands before it unseen, the text) of each block of Swift in a file."""
    if path.suffix == ".swift":
        yield 1, "", path.read_text()
        return
    lines = path.read_text().splitlines()
    unseen, at = [], 0
    while at < len(lines):
        if lines[at].strip() == "<!-- swift:":
            end = lines.index("-->", at)
            unseen, at = lines[at + 1 : end], end
        elif fence := FENCE.match(lines[at]):
            end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
            text = [line.removeprefix(fence[1]) for line in lines[at + 1 : end]]
            yield at + 2, "\n".join(unseen), "\n".join(text) + "\n"
            unseen, at = [], end
        elif lines[at].strip():
            # A comment is of the block behind it alone.
            unseen = []
        at += 1
    if unseen:
        sys.exit(f"{path}: a comment 'swift:' with no block behind it")


def program(path, line, unseen, text):
    """What is compiled: whether it is of a manifest, and the source."""
    is_manifest = "import PackageDescription" in text
    if text.startswith(".package("):
        is_manifest = True
        unseen, text, line = "import PackageDescription", f"let dependencies: [Package.Dependency] = [\n{text}]\n", line - 1
    elif not re.search(r"^import ", unseen + "\n" + text, re.MULTILINE):
        unseen = "import Skitter\n" + unseen
    return is_manifest, f'{unseen}\n#sourceLocation(file: "{path}", line: {line})\n{text}'


def compile_block(path, block, arguments, manifest_arguments):
    is_manifest, source = program(path, *block)
    with tempfile.TemporaryDirectory() as folder:
        main = pathlib.Path(folder, "main.swift")
        main.write_text(source)
        command = [SWIFTC, *ARGUMENTS, *(manifest_arguments if is_manifest else arguments), str(main)]
        done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode == 0, done.stderr


def main():
    split = sys.argv.index("--")
    arguments = sys.argv[1:split]
    tools = pathlib.Path("Package.swift").read_text().partition("\n")[0].rpartition(" ")[2]
    info = json.loads(subprocess.run([SWIFTC, "-print-target-info"], capture_output=True, text=True, check=True).stdout)
    manifest_arguments = ["-I", info["paths"]["runtimeResourcePath"] + "/pm/ManifestAPI", "-package-description-version", tools]
    found = [(path, block) for path in map(pathlib.Path, sys.argv[split + 1 :]) for block in blocks(path)]
    if not found:
        sys.exit("snippets: no Swift in the files named")
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(lambda each: compile_block(*each, arguments, manifest_arguments), found)
        for (path, (line, _, _)), (is_fine, said) in zip(found, done):
            if not is_fine:
                failures += 1
                print(f"snippets: {path}:{line} does not compile\n{said}", file=sys.stderr)
    if failures:
        sys.exit(f"snippets: {failures} of {len(found)} do not compile")
    print(f"snippets: {len(found)} compiled")


main()

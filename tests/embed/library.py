#!/usr/bin/env python3
"""The shared C library, called as Python calls it: library.py LIBRARY PROGRAM REPOSITORY_ROOT

It answers byte for byte as the program does; it shows four functions and asks for nothing that
could open a file; no request, however hostile, ends the process; and eight threads at once get
what one gets. All this in a process that has a comma for a decimal point.
"""

import ctypes
import json
import locale
import os
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FUNCTIONS = ["nkdose_free", "nkdose_plan_json", "nkdose_verify_json", "nkdose_version"]
# What would read a file, the environment, a clock or the locale, or would print.
WORLD = re.compile(r"^(f?open(at)?(64)?|creat|fdopen|freopen|read|fread|mmap|(secure_)?getenv|time"
                   r"|clock(_gettime)?|gettimeofday|(new|use|set)locale|f?printf|puts|fputs|fwrite"
                   r"|write|perror|exit|abort|rand|random|dlopen|socket)$")
WORLD_OF_CXX = re.compile(r"filebuf|fstream|filesystem|_clock|random_device|locale6global"
                          r"|St4(cout|cerr|clog)|St3cin")


class Library:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.library.nkdose_version.restype = ctypes.c_char_p
        self.library.nkdose_free.argtypes = [ctypes.c_void_p]
        for function in ("plan", "verify"):
            getattr(self.library, f"nkdose_{function}_json").argtypes = [
                ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]

    def ask(self, function, request, size=None):
        """(exit code, answer) for a request as bytes, or None for NULL."""
        answer = ctypes.c_void_p()
        call = getattr(self.library, f"nkdose_{function}_json")
        exit_code = call(request, len(request or b"") if size is None else size,
                         ctypes.byref(answer))
        assert answer.value, "out is always set"
        try:
            return exit_code, ctypes.string_at(answer.value)
        finally:
            self.library.nkdose_free(answer)


def names_of(library, what):
    listed = subprocess.run(["nm", "-D", what, library], capture_output=True, text=True, check=True)
    return [line.split()[-1].split("@")[0] for line in listed.stdout.splitlines()
            if line.split()[-2] in "TBDRVWUwvu"]


def shows_four_functions(library):
    assert sorted(names_of(library, "--defined-only")) == FUNCTIONS
    if "asan" in os.environ.get("LD_PRELOAD", ""):
        return  # a sanitizer prints what it finds
    asked = names_of(library, "--undefined-only")
    assert "malloc" in asked and len(asked) > 20, "the list could be read"
    world = [name for name in asked if WORLD.match(name) or WORLD_OF_CXX.search(name)]
    assert not world, f"the library could see the world: {world}"


def as_json(path):
    """A case or an order, as JSON has it: dates are texts."""
    return json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str)


def answers_as_the_program(library, program, root):
    """Every example's case, under every site, by both functions; returns the requests."""
    requests = []
    examples = root / "examples"
    cases = sorted(examples.glob("cases/*.toml"))
    sites = [None, examples / "site.toml", examples / "pharmacy.toml"]
    order = as_json(examples / "orders/adult-sle.toml")
    seen = set()
    environment = {name: value for name, value in os.environ.items() if name != "NKDOSE_SITE"}
    with tempfile.TemporaryDirectory() as folder:
        case_file, order_file = Path(folder) / "case.json", Path(folder) / "order.json"
        order_file.write_text(order, encoding="utf-8")

        def compare(function, case, site, protocol=None, on=None, acknowledge=None):
            case_file.write_text(case, encoding="utf-8")
            command = [program, function, case_file, "--format", "json"]
            rest = {}
            if site:
                command += ["--site", site]
                rest["site"] = site.read_text(encoding="utf-8")
            if protocol:
                command += ["--protocol", protocol]
                is_file = isinstance(protocol, Path)
                rest["protocol"] = protocol.read_text(encoding="utf-8") if is_file else protocol
            if on:
                command += ["--on", on]
                rest["on"] = on
            if acknowledge:
                command += ["--acknowledge", f"{acknowledge['code']}={acknowledge['reason']}",
                            "--by", acknowledge["by"]]
                rest["acknowledge"] = [acknowledge]
            if function == "verify":
                command += ["--order", order_file]
            run = subprocess.run(command, capture_output=True, env=environment)
            # The texts of case and order as they are, each with white space around it.
            text = json.dumps(rest)[:-1] + (", " if rest else "") + f'"case" :\n {case} \n'
            text += f',"order":{order}' if function == "verify" else ""
            request = (text + "}").encode()
            exit_code, answer = library.ask(function, request)
            assert exit_code == run.returncode, (command, exit_code, answer, run.stderr)
            if exit_code < 2:
                assert answer == run.stdout, (command, answer, run.stdout)
            else:  # another file's name
                codes = [[one["code"] for one in json.loads(text)["findings"]]
                         for text in (answer, run.stdout)]
                assert codes[0] == codes[1], (command, answer, run.stdout)
            requests.append((function, request, exit_code, answer))
            seen.add(exit_code)

        own = examples / "protocols/weight-tiered.toml"
        for case in cases:
            for site in sites:
                for function in ("plan", "verify"):
                    compare(function, as_json(case), site)
            compare("plan", as_json(case), sites[1], protocol="f01")
            compare("plan", as_json(case), sites[1], protocol=own)
            compare("plan", as_json(case), sites[1], on="2027-01-04")
        unusual = json.loads(as_json(cases[0]))
        unusual["patient"]["id"] = 'F01 "{é\\"'
        unusual["patient"]["height"] = "200 cm"
        for text in (json.dumps(unusual), json.dumps(unusual, ensure_ascii=False, indent=3)):
            compare("plan", text, sites[1])
        seen_it = {"code": "P002", "by": "J Doe", "reason": "measured twice"}
        light = json.loads(as_json(cases[0]))
        light["patient"]["weight"] = "41 kg"
        compare("plan", json.dumps(light), sites[1])
        compare("plan", json.dumps(light), sites[1], acknowledge=seen_it)
        assert requests[-1][2:] != requests[-2][2:], "an acknowledgement changes the plan"
    assert seen == {0, 1, 2}, f"every exit code was asked for: {seen}"
    return requests


def keeps_its_word(function, exit_code, answer):
    """Whether an answer is JSON of the schema that goes with the exit code."""
    schema = json.loads(answer)["schema"]
    version = {"plan": 1, "verify": 2}[function]
    return (exit_code in (0, 1) and schema == f"nkdose/{function}/{version}" or
            exit_code == 2 and schema == "nkdose/error/1" and json.loads(answer)["findings"])


def survives(library, requests):
    """NULL, random, cut, nested, huge and changed requests."""
    assert library.library.nkdose_plan_json(b"{}", 2, None) == 2
    library.library.nkdose_free(None)
    whole = requests[0][1]
    hostile = [b"", b"\0", b"{}", b"[]", b"null", b'"', b"{" * 100_000, b"[" * 100_000,
               b'{"case":' * 5_000, b'{"case":{}}\0', b"\xff\xfe", b"\xef\xbb\xbf" + whole + b"x",
               b'{"a": "' + b"x" * (17 << 20) + b'"}', whole.replace(b'"case"', b'"case":{},"case"'),
               json.dumps({"case": {}, "site": "x.\0y"}).encode(),
               json.dumps({"case": {}, "site": "a = " + "[" * 100_000}).encode(),
               json.dumps({"case": {}, "protocol": "a." * 100_000 + "b = 1\n"}).encode()]
    chance = random.Random(2026)
    hostile += [chance.randbytes(chance.randrange(1, 400)) for _ in range(500)]
    hostile += [whole[:end] for end in range(0, len(whole) - 1, 7)]
    for request in hostile:
        for function in ("plan", "verify"):
            exit_code, answer = library.ask(function, request)
            assert exit_code == 2 and keeps_its_word(function, exit_code, answer), request[:80]
    for size in (0, 10, ctypes.c_size_t(-1).value):
        assert library.ask("plan", None, size)[0] == 2
    # One byte past the largest is refused before a byte is looked at.
    assert library.ask("plan", b"{}", ctypes.c_size_t(-1).value)[0] == 2
    for _ in range(3000):
        function, request, _, _ = chance.choice(requests)
        changed = bytearray(request)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(changed))
            changed[at:at + chance.randrange(3)] = chance.choice(
                [b"", b'"', b"{", b"}", b"9", b"\\", b",", b"[", b"\n", chance.randbytes(1)])
        exit_code, answer = library.ask(function, bytes(changed))
        assert keeps_its_word(function, exit_code, answer), bytes(changed)


def agrees_with_itself_in_threads(library, requests):
    """Eight threads, each with all requests in an order of its own."""
    def work(seed):
        mine = requests * 3
        random.Random(seed).shuffle(mine)
        return [request for function, request, exit_code, answer in mine
                if library.ask(function, request) != (exit_code, answer)]
    with ThreadPoolExecutor(8) as threads:
        assert not [wrong for wrongs in threads.map(work, range(8)) for wrong in wrongs]


class MallocInformation(ctypes.Structure):
    """struct mallinfo2 of the C library."""
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
        "keepcost")]


def allocated_bytes():
    """What is allocated and not freed: exact, where the pages of a process also hold what was freed.
    A sanitizer counts itself, for it stands in for the C library's allocator."""
    process = ctypes.CDLL(None)
    if hasattr(process, "__sanitizer_get_current_allocated_bytes"):
        count = process.__sanitizer_get_current_allocated_bytes
        count.restype = ctypes.c_size_t
        return count()
    process.mallinfo2.restype = MallocInformation
    information = process.mallinfo2()
    return information.uordblks + information.hblkhd


def gives_back_its_memory(library, requests):
    def bytes_after(times):
        for _ in range(times):
            for function, request, _, _ in requests:
                library.ask(function, request)
        return allocated_bytes()
    before = bytes_after(5)  # what is made once, is made now
    grown = bytes_after(20) - before
    assert grown < 20 * 16 * len(requests), f"{grown} bytes more: not all of an answer is freed"


def speak_german(folder):
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", f"{folder}/de_DE.UTF-8"], check=True)
    os.environ["LOCPATH"] = folder
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
    assert locale.localeconv()["decimal_point"] == ","


def main():
    path, program, root = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        speak_german(folder)
    os.environ["NKDOSE_SITE"] = "/nowhere/site.toml"  # not the library's business
    library = Library(path)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"nkdose {library.library.nkdose_version().decode()}\n"
    shows_four_functions(path)
    requests = answers_as_the_program(library, program, Path(root))
    agrees_with_itself_in_threads(library, requests)
    gives_back_its_memory(library, requests)
    survives(library, requests)
    print(f"{len(requests)} requests answered as the program does")


if __name__ == "__main__":
    main()

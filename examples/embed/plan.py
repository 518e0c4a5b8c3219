"""Plans a patient by nkdose's C library: python3 plan.py < request.json"""
import ctypes
import json
import sys

library = ctypes.CDLL("libnkdose-c.so.1")
library.nkdose_plan_json.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p]
library.nkdose_free.argtypes = [ctypes.c_void_p]


def plan(request):
    """The exit code and the answer."""
    text, answer = json.dumps(request).encode(), ctypes.c_void_p()
    exit_code = library.nkdose_plan_json(text, len(text), ctypes.byref(answer))
    try:
        return exit_code, json.loads(ctypes.string_at(answer.value))
    finally:
        library.nkdose_free(answer)


exit_code, answer = plan(json.load(sys.stdin))
if exit_code >= 2:  # nothing was computed
    for one in answer["findings"]:
        print(f"{one['where']}: {one['detail']}", file=sys.stderr)
    sys.exit(exit_code)
print(answer["status"])  # ready, draft or refused
for drug in answer["lymphodepletion"]:  # a refusal has no doses: None
    print(drug["drug"], drug["dose_mg_per_day"], "mg daily")
sys.exit(exit_code)

/* nkdose as a C library: one request in, one answer out, both JSON.

   A request is one JSON object, in UTF-8, of at most 16 MiB:

     {"case": {},         the case, with the keys of a case's file (required)
      "site": "",         the text of the site's file (TOML); without it: the default site, which
                          closes no day and adopts nothing
      "protocol": "",     a built-in protocol's id, or the text of a protocol's file (TOML);
                          without it: the one that the case names
      "on": "",           the day of the calculation; without it: the first drug day
      "utc_offset": "",   the ward's offset from UTC, such as "+08:00", by which the
                          times in a bundle are of a day
      "zone_rules": [],   instead, where it changes: {"from", "utc_offset"}, in the order of time,
                          such as "2026-11-01T06:00:00Z" and "-05:00"
      "acknowledge": [],  {"code", "subject", "by", "reason"}: warnings that have been seen
      "order": {}}        for nkdose_verify_json only, and required there: nkdose/order/1

   The answer is, byte for byte, what the program prints for the same case, site and protocol.
   "case_sha256" and "order_sha256" are of the bytes of the object in the request, from its opening
   to its closing brace.

   The functions return the program's exit code:

     0  ready; the order agrees, and our own plan is ready
     1  draft or refused (a refusal holds no dose); the order differs
     2  the request cannot be used: nothing was computed, the answer is nkdose/error/1
     3  out of memory, or an internal error: nothing is released, the answer is nkdose/error/1
        without findings

   Only the exit code says whether there is something to use. The functions read no file, no
   environment variable, no clock and no locale, print nothing, keep nothing between two calls, and
   may be called from many threads at once. */
#ifndef NKDOSE_H
#define NKDOSE_H

#include <stddef.h>

#if defined(__GNUC__)
#define NKDOSE_API __attribute__((visibility("default")))
#else
#define NKDOSE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The plan of a case: nkdose/plan/1.

   `request` has `size` bytes and needs no zero byte at its end; one inside it is an error. `*out`
   becomes the answer, a text that ends with a zero byte, whatever the exit code: give it to
   nkdose_free. Where `out` is NULL nothing is done, and the exit code is 2. */
NKDOSE_API int nkdose_plan_json(const char* request, size_t size, char** out);

/* An order held against the plan of a case: nkdose/verify/2. Otherwise as nkdose_plan_json. */
NKDOSE_API int nkdose_verify_json(const char* request, size_t size, char** out);

/* Frees an answer; NULL is allowed. */
NKDOSE_API void nkdose_free(char* answer);

/* The version of the library, such as "1.0.0": not to be freed. */
NKDOSE_API const char* nkdose_version(void);

#ifdef __cplusplus
}
#endif

#endif

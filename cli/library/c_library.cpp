// The C library: nothing but texts comes in, and nothing is thrown out.
#include "cli/data/error_json.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/data/plan/verification_json.hpp"
#include "cli/library/nkdose.h"
#include "cli/library/request.hpp"
#include "cli/outcome/version.hpp"

#include <cstdlib>
#include <cstring>

namespace nkdose {
namespace {

// What is handed out where there is no memory for a copy; nkdose_free knows it.
constexpr char nothing_released[] =
    "{\n  \"schema\": \"nkdose/error/1\",\n  \"status\": \"error\",\n  \"findings\": []\n}\n";

Reply plan(std::string_view text) {
  const Request request = read_request(text, RequestKind::plan);
  return answer_on_plan(request.admission, [](const Plan& plan) { return plan_json(plan); });
}

Reply verification(std::string_view text) {
  const Request request = read_request(text, RequestKind::verify);
  return answer_on_order(request.admission, request.order, verification_json);
}

Reply answer(const char* request, std::size_t size, Reply (*answer_to)(std::string_view)) {
  try {
    return answer_to(request ? std::string_view(request, size) : std::string_view());
  } catch (const Invalid& invalid) {
    return {error_json(invalid.problems), exit_invalid};
  }
}

int deliver(const char* request, std::size_t size, char** out,
            Reply (*answer_to)(std::string_view)) noexcept {
  if (!out) return exit_invalid;
  *out = const_cast<char*>(nothing_released); // nobody writes to it
  try {
    const Reply reply = answer(request, size, answer_to);
    const std::size_t length = reply.text.size() + 1;
    char* copy = static_cast<char*>(std::malloc(length));
    if (!copy) return exit_file;
    *out = static_cast<char*>(std::memcpy(copy, reply.text.c_str(), length));
    return reply.exit_code;
  } catch (...) {
    return exit_file;
  }
}

} // namespace
} // namespace nkdose

int nkdose_plan_json(const char* request, size_t size, char** out) {
  return nkdose::deliver(request, size, out, nkdose::plan);
}

int nkdose_verify_json(const char* request, size_t size, char** out) {
  return nkdose::deliver(request, size, out, nkdose::verification);
}

void nkdose_free(char* answer) {
  if (answer != nkdose::nothing_released) std::free(answer);
}

const char* nkdose_version() {
  return nkdose::program_version().data(); // a literal, so a zero byte follows
}

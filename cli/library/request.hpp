// A request of the C library: one JSON object with a case, and everything else as texts.
#pragma once

#include "cli/admit/case_answers.hpp"
#include "dosing/text/table.hpp"

namespace nkdose {

enum class RequestKind { plan, verify };

/// The fields of a request.
Fields request_fields(RequestKind kind);

/// A request, read: what the program takes from files and options. A checksum is of the bytes of
/// the object in the request, braces included.
struct Request {
  Admission admission;
  OrderInput order; ///< of a verification
};

/// Throws Invalid.
Request read_request(std::string_view text, RequestKind kind);

} // namespace nkdose

// Only this file knows nlohmann-json, which says what it has read and what it expected; the reader
// of JSON (dosing/text/json.cpp) is faster and says less.
#include "dosing/text/json_fault.hpp"

#include "dosing/text/document.hpp"
#include "dosing/text/wording.hpp"

#include <nlohmann/json.hpp>

namespace nkdose {
namespace {

using Json = nlohmann::json;

class FaultFinder : public nlohmann::json_sax<Json> {
public:
  FaultFinder(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }

  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: the message", or without a
    // colon; only the message is for people.
    std::string_view what = error.what();
    for (const std::string_view mark : {"] ", ": "})
      if (const auto at = what.find(mark); at != what.npos) what.remove_prefix(at + 2);
    fault = {Fault::syntax,
             {std::string(name_), position_of(text_, byte == 0 ? 0 : byte - 1)},
             printable(what),
             "correct the JSON at this place"};
    return false;
  }

  std::optional<Problem> fault;

private:
  std::string_view text_;
  std::string_view name_;
};

} // namespace

std::optional<Problem> json_fault(std::string_view text, std::string_view name) {
  FaultFinder finder(text, name);
  Json::sax_parse(text.begin(), text.end(), &finder);
  return std::move(finder.fault);
}

} // namespace nkdose

#include "cli/data/calendar/ics_writer.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t longest_line = 75; // octets, RFC 5545 3.1

// RFC 5545 3.3.11.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',' || c == '\n') result += '\\';
    result += c == '\n' ? 'n' : c;
  }
  return result;
}

} // namespace

std::string basic_date(Day day) {
  std::string date = iso_date(day);
  std::erase(date, '-');
  return date;
}

void IcsWriter::line(std::string_view text) {
  std::size_t room = longest_line;
  while (text.size() > room) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u) // within a character
      --end;
    ics_ += std::string(text.substr(0, end)) + "\r\n ";
    text.remove_prefix(end);
    room = longest_line - 1; // the blank is one
  }
  ics_ += std::string(text) + "\r\n";
}

void IcsWriter::property(std::string_view name, std::string_view text) {
  line(fmt::format("{}:{}", name, escaped(text)));
}

} // namespace nkdose

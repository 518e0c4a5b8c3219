#include "cli/fhir/read/remarks.hpp"

#include "cli/case/case_fields.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::size_t longest = Content().longest; // characters of a text of a case

std::string shortened(std::string_view text) {
  return std::string(text.substr(0, bytes_of_characters(text, longest)));
}

class Row {
public:
  explicit Row(Document& document) : document_(document) { row_.type = Value::Type::table; }

  Row& text(std::string_view key, std::string text) {
    return add(key, Value::Type::text, std::move(text));
  }
  Row& number(std::string_view key, int number) {
    return add(key, Value::Type::number, std::to_string(number));
  }
  Value built() { return std::move(row_); }

private:
  static constexpr Position somewhere{1, 1}; // a problem with it would be ours
  Row& add(std::string_view key, Value::Type type, std::string text) {
    row_.members.push_back(
        {key, somewhere, Value{type, document_.keep(std::move(text)), somewhere, {}, {}}});
    return *this;
  }

  Document& document_;
  Value row_{Value::Type::table, "", somewhere, {}, {}};
};

Value& list_of(std::string_view key, Document& document) {
  std::vector<Member>& members = document.root.members;
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  if (found != members.end()) return found->value;
  members.push_back({key, {1, 1}, Value{Value::Type::list, "", {1, 1}, {}, {}}});
  return members.back().value;
}

} // namespace

void Remarks::add_unread(const FhirElement& at, Name about, std::string text) {
  unread_.push_back({shortened(printable(at.path())), shortened(text), about, false});
}

void Remarks::add_note(const FhirElement& at, Name about, std::string text) {
  add_unread(at, about, std::move(text));
  unread_.back().is_remark = true;
}

void Remarks::into(Document& the_case) const {
  for (const Unread& one : unread_) {
    Row row(the_case);
    row.text("place", one.place)
        .text("text", one.text)
        .text("about", std::string(one.about.text()));
    if (one.is_remark) row.text("severity", std::string(unread_severities[1]));
    list_of("unread", the_case).items.push_back(row.built());
  }
  const int counts[] = {left_out_.older, left_out_.taken_back, left_out_.another_thing};
  for (std::size_t i = 0; i < std::size(counts); ++i)
    if (counts[i] > 0)
      list_of("left_out", the_case)
          .items.push_back(Row(the_case)
                               .text("reason", std::string(left_out_reasons[i]))
                               .number("count", counts[i])
                               .built());
}

} // namespace nkdose

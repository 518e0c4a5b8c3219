// A table of a document, read through its field table.
//
// A reader states once, in a table of fields, which keys exist, what they hold and what they mean.
// From that table come the errors (unknown, missing, wrong type), "did you mean", and the key
// lists that `nkdose` prints. The reader then asks for each value by its key and gets it typed, or
// nothing and one more problem on the list: all that is wrong is said at once.
#pragma once

#include "dosing/text/document.hpp"
#include "dosing/text/name.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/reference.hpp"

namespace nkdose {

/// What a field holds. A scalar may also be written as a text.
enum class Shape { text, flag, number, whole, date, quantity, choice, list, table, tables };
std::string_view name_of(Shape shape);

/// Of the alternatives of a table, exactly one is to be there.
enum class Need { optional, required, alternative };

/// What the value of a field may be, where its shape leaves that open.
struct Content {
  std::array<const Measure*, 2> measures{};     ///< of a quantity, or of a list's quantities
  std::span<const std::string_view> words = {}; ///< of a choice, or of a text that is one of them
  std::string_view listed = {};                 ///< of a text: an id of this `nkdose list` topic
  std::size_t longest = 400;                    ///< of a text, or of a list's texts, in characters
  Shape items = Shape::text;                    ///< of a list
  std::size_t fewest = 0, most = 0;             ///< of a list's items; most 0: no limit here
};

constexpr Content measured_in(const Measure& measure) {
  return {.measures = {&measure}};
}
constexpr Content measured_in(const Measure& measure, const Measure& other) {
  return {.measures = {&measure, &other}};
}
constexpr Content one_of(std::span<const std::string_view> words) {
  return {.words = words};
}
constexpr Content listed_in(std::string_view topic, std::span<const std::string_view> words = {}) {
  return {.words = words, .listed = topic};
}
constexpr Content up_to(std::size_t characters) {
  return {.longest = characters};
}
constexpr Content list_of(Shape items, std::size_t fewest = 0, std::size_t most = 0) {
  return {.items = items, .fewest = fewest, .most = most};
}
constexpr Content list_of(const Measure& measure, std::size_t fewest, std::size_t most) {
  return {.measures = {&measure}, .items = Shape::quantity, .fewest = fewest, .most = most};
}

struct Field {
  std::string_view key;
  Shape shape;
  Need need;
  std::string_view meaning;      ///< one line for people
  std::string_view example = {}; ///< a value as TOML writes it
  Content content = {};

  /// "in cm, m, mm or in, such as "162 cm"".
  std::string hint() const;
};
using Fields = std::span<const Field>;

/// The problems of one file, and its name. A file with a thousand problems is the wrong file: the
/// thousandth says so, and is the last.
struct FileProblems {
  static constexpr std::size_t most_problems = 1000;
  std::string file;
  Problems problems;
  const Document* document = nullptr;                 ///< where its values may come from elsewhere
  std::vector<std::string_view> of_two_readings = {}; ///< keys of which that is said already

  bool is_full() const { return problems.size() >= most_problems; }
};

class Table {
public:
  /// Checks the keys and the shapes of a table against its fields. `path` is its JSON pointer.
  Table(const Value& table, Fields fields, std::string path, FileProblems& reader);

  bool has(std::string_view key) const { return value(key) != nullptr; }
  /// 1 to `longest` printable characters; without a number, as many as the field may have.
  std::optional<std::string> text(std::string_view key, std::size_t longest) const;
  std::optional<std::string> text(std::string_view key) const;
  /// A name of lower-case letters, digits and hyphens, at most `Name::limit` long.
  std::optional<Name> name(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<int> whole(std::string_view key, int least, int most) const;
  /// A quantity or a number, by one of the readers of quantity_text.
  template <class Q>
  std::optional<Q> quantity(std::string_view key, Reading<Q> (*read)(std::string_view)) const;
  /// The index of the text among `choices`, or among the words of its field.
  std::optional<std::size_t> choice(std::string_view key,
                                    std::span<const std::string_view> choices) const;
  std::optional<std::size_t> choice(std::string_view key) const;
  /// Each as `text` takes it.
  std::vector<std::string> texts(std::string_view key) const;
  std::vector<int> wholes(std::string_view key, int least, int most) const;
  /// Two quantities, the second not below the first.
  template <class Q>
  std::optional<std::pair<Q, Q>> range(std::string_view key,
                                       Reading<Q> (*read)(std::string_view)) const;
  std::optional<Table> table(std::string_view key, Fields fields) const;
  std::vector<Table> tables(std::string_view key, Fields fields) const;

  /// The value as it stands, for readers of other types (dates); null where there is none.
  const Value* value(std::string_view key) const;
  /// How many problems the file has so far: the same before and after a part that is sound.
  std::size_t problem_count() const { return reader_->problems.size(); }
  /// Reports a problem with the value of a key, or with the whole table when the key is empty.
  void report(std::string_view key, Fault fault, std::string detail, std::string action) const;
  void report(std::string_view key, const TextFault& fault) const;

private:
  const Field& field(std::string_view key) const;
  bool is_sound(std::string_view key, std::string_view text, std::size_t longest) const;
  void report_unknown(const Member& member) const;
  void report_misfit(const Member& member, const Field& field) const;
  void report_missing() const;
  void report_at(Position position, std::string_view pointer, Fault fault, std::string detail,
                 std::string action) const;

  const Value* table_;
  Fields fields_;
  std::string path_;
  FileProblems* reader_;
  bool all_fit_ = false; ///< otherwise a value of another shape than its field counts as none
};

/// Reads `[[source]]` tables, and the `source` key of a record against them.
class References {
public:
  static const Fields fields;
  References() = default;
  explicit References(const std::vector<Table>& records);
  /// The reference that the record's key `source` names; a problem where there is none.
  const Reference* of(const Table& record) const;
  const std::vector<Reference>& all() const { return references_; }

private:
  std::vector<Reference> references_;
};

template <class Q>
std::optional<Q> Table::quantity(std::string_view key, Reading<Q> (*read)(std::string_view)) const {
  const Value* found = value(key);
  if (found == nullptr) return std::nullopt;
  const Reading<Q> reading = read(found->literal);
  if (reading) return *reading;
  report(key, reading.reason());
  return std::nullopt;
}

template <class Q>
std::optional<std::pair<Q, Q>> Table::range(std::string_view key,
                                            Reading<Q> (*read)(std::string_view)) const {
  const std::vector<std::string> ends = texts(key);
  if (!has(key)) return std::nullopt;
  if (ends.size() != 2) {
    report(key, Fault::wrong_type, "a range has two ends", "write [\"lowest\", \"highest\"]");
    return std::nullopt;
  }
  const Reading<Q> low = read(ends[0]), high = read(ends[1]);
  if (!low) report(key, low.reason());
  if (!high) report(key, high.reason());
  if (!low || !high) return std::nullopt;
  if (*high < *low) {
    report(key, Fault::data, "the range ends below its beginning", "write the lower end first");
    return std::nullopt;
  }
  return std::pair(*low, *high);
}

} // namespace nkdose

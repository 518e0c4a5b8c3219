// The house keeps its floors: who may include what, and who may look at the world outside. Reads
// the source tree.
#include "tests/unit/printed.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <vector>

namespace {

struct Line {
  std::string file; // "dosing/body/surface.cpp"
  std::string text; // without its comment
};

bool has_ending(const std::filesystem::path& path, std::string_view ending) {
  return path.extension() == ending;
}

// Every line of code of the three folders.
const std::vector<Line>& source_lines() {
  static const std::vector<Line> lines = [] {
    const std::filesystem::path root(NKDOSE_SOURCE_FOLDER);
    std::vector<Line> all;
    for (const char* folder : {"dosing", "schedule", "cli"})
      for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        if (!has_ending(entry.path(), ".cpp") && !has_ending(entry.path(), ".hpp") &&
            !has_ending(entry.path(), ".h"))
          continue;
        std::ifstream file(entry.path());
        const std::string name = std::filesystem::relative(entry.path(), root).generic_string();
        for (std::string text; std::getline(file, text);)
          all.push_back({name, text.substr(0, text.find("//"))});
      }
    return all;
  }();
  return lines;
}

// What an #include line names, with its quotes or brackets gone; "" for any other line.
std::string included(const std::string& text) {
  if (!text.starts_with("#include")) return "";
  const auto open = text.find_first_of("\"<");
  const auto close = text.find_last_of("\">");
  return text.substr(open + 1, close - open - 1);
}

std::vector<std::string> files_that(auto matches) {
  std::vector<std::string> files;
  for (const Line& line : source_lines())
    if (matches(line) && (files.empty() || files.back() != line.file)) files.push_back(line.file);
  std::ranges::sort(files);
  files.erase(std::ranges::unique(files).begin(), files.end());
  return files;
}

std::string listed(const std::vector<std::string>& files) {
  std::string all;
  for (const std::string& file : files)
    all += (all.empty() ? "" : " ") + file;
  return all;
}

std::string includers(std::string_view folder_of_includer, std::string_view included_start) {
  return listed(files_that([&](const Line& line) {
    return line.file.starts_with(folder_of_includer) &&
           included(line.text).starts_with(included_start);
  }));
}

TEST_CASE("layering: the source tree is there") {
  CHECK(source_lines().size() > 3'000);
  CHECK(includers("schedule/", "dosing/") != "");
  CHECK(includers("cli/", "schedule/") != "");
}

// Every folder of source files, from the ground up. A file includes its own folder and those above
// it in this list: never one further down.
constexpr std::string_view folders[] = {
    // dosing: a patient and a rule become doses
    "dosing/number",
    "dosing/text",
    "dosing/identity",
    "dosing/body",
    "dosing/drug",
    "dosing/cells",
    "dosing",
    "dosing/review",
    // schedule: a protocol and a day zero become dates, a plan becomes an order
    "schedule/days",
    "schedule/criteria",
    "schedule/instruction",
    "schedule/protocol",
    "schedule/order_words", // makes a table for the build
    "schedule/calendar",
    "schedule/cohort",
    "schedule/plan",
    "schedule/verify",
    "schedule",
    // cli: what people and programs see
    "cli/outcome",
    "cli/answer",
    "cli/words",
    "cli/words/dates",
    "cli/sheet",
    "cli/sheet/dates",
    "cli/data",
    "cli/data/calendar",
    "cli/data/plan",
    "cli/case",
    "cli/fhir",
    "cli/fhir/read",
    "cli/fhir/patient",
    "cli/fhir/case",
    "cli/fhir/write",
    "cli/row",
    "cli/admit",
    "cli/holidays",
    "cli/options",
    "cli/cds",
    "cli/library",
    "cli/batch",
    "cli/schema",
    "cli/command/patient",
    "cli/command",
    "cli",
};

std::string folder_of(const std::string& file) {
  return file.substr(0, file.rfind('/'));
}

std::size_t place_of(const std::string& folder) {
  return static_cast<std::size_t>(std::ranges::find(folders, folder) - std::begin(folders));
}

TEST_CASE("layering: a folder includes those before it and never one after it") {
  for (const Line& line : source_lines()) {
    INFO(line.file, ": ", line.text);
    CHECK(place_of(folder_of(line.file)) < std::size(folders));
    const std::string name = included(line.text);
    if (name.find('/') == name.npos || line.text.find('"') == line.text.npos) continue;
    CHECK(place_of(folder_of(name)) <= place_of(folder_of(line.file)));
  }
}

// A room: a header and its source file.
std::string room_of(const std::string& file) {
  return file.substr(0, file.rfind('.'));
}

// What each room includes of the house, itself left out.
std::map<std::string, std::set<std::string>> includes_of_rooms() {
  std::map<std::string, std::set<std::string>> rooms;
  for (const Line& line : source_lines()) {
    std::set<std::string>& includes = rooms[room_of(line.file)];
    const std::string name = included(line.text);
    const bool is_ours = line.text.find('"') != line.text.npos && !name.empty();
    if (is_ours && room_of(name) != room_of(line.file)) includes.insert(room_of(name));
  }
  return rooms;
}

// A room that includes nothing is on no circle. It is taken away, and so is what then includes
// nothing, and so on: what stays includes each other in a circle.
TEST_CASE("layering: no room includes itself by way of others") {
  auto rooms = includes_of_rooms();
  CHECK(rooms.size() > 100);
  for (bool found = true; found;) {
    const auto leaf =
        std::ranges::find_if(rooms, [](const auto& one) { return one.second.empty(); });
    found = leaf != rooms.end();
    if (!found) break;
    const std::string name = leaf->first;
    rooms.erase(leaf);
    for (auto& [_, includes] : rooms)
      includes.erase(name);
  }
  for (const auto& [room, includes] : rooms) {
    INFO("on a circle, or above one: ", room);
    CHECK(includes.empty());
  }
}

// The reader of a file, x_file, stands beside its type, x.
constexpr std::string_view of_reader = "_file";
std::string without_reader(std::string room) {
  if (room.ends_with(of_reader)) room.resize(room.size() - of_reader.size());
  return room;
}

TEST_CASE("layering: rooms have room, and stand in a folder that says what they are") {
  std::map<std::string, std::set<std::string>> rooms;
  for (const Line& line : source_lines())
    rooms[folder_of(line.file)].insert(without_reader(room_of(line.file))); // a pair is one
  for (const auto& [folder, inside] : rooms) {
    INFO(folder);
    const bool is_floor = folder.find('/') == folder.npos;
    CHECK(inside.size() <= (is_floor ? 3 : folder == "cli" ? 1 : 14));
  }
  for (const char* floor : {"dosing/", "schedule/", "cli/"})
    CHECK(includers(floor, "tests/") == "");
}

TEST_CASE("layering: a sheet for people and data for programs know nothing of each other") {
  CHECK(includers("cli/sheet/", "cli/words/") != "");
  CHECK(includers("cli/sheet/", "cli/data/") == "");
  CHECK(includers("cli/data/", "cli/sheet/") == "");
}

TEST_CASE("layering: each parser is known to one file") {
  CHECK(includers("", "CLI/") == "cli/options/parser.cpp");
  CHECK(includers("", "CLI11") == "");
  CHECK(includers("", "toml++/") == "dosing/text/toml.cpp");
  CHECK(includers("", "nlohmann/") == "dosing/text/json_fault.cpp");
  CHECK(includers("", "absl/") == "cli/options/zone_data.cpp");
  CHECK(includers("", "libical/") == "cli/holidays/holiday_file.cpp");
  CHECK(includers("", "rapidjson/") == "dosing/text/json.cpp");
}

TEST_CASE("layering: the second derivation shares nothing with the first") {
  for (const Line& line : source_lines()) {
    const std::string name = included(line.text);
    if (name.empty()) continue;
    INFO(line.file, ": ", line.text);
    if (line.file == "schedule/plan/second_derivation.cpp")
      CHECK(name == "schedule/plan/second_derivation.hpp");
    if (line.file == "schedule/plan/second_derivation.hpp") // the standard library only
      CHECK(name.find('/') == name.npos);
  }
  // Neither does it reach the others by a declaration of its own.
  for (const Line& line : source_lines()) {
    if (!line.file.starts_with("schedule/plan/second_derivation.")) continue;
    INFO(line.text);
    for (const char* word :
         {"Decimal", "round_half_up", "round_dose", "compute(", "double", "float"})
      CHECK(line.text.find(word) == line.text.npos);
  }
}

// design.md part 1: compute has no clock and no file, dates are injected; only the faces' own two
// files touch the world.
TEST_CASE("layering: one place each for the clock, files and environment") {
  struct Row {
    const char* word;
    const char* allowed; // the only file that may have it; "" for none
  };
  const Row rows[] = {
      {"system_clock", ""},
      {"steady_clock", ""},
      {"high_resolution_clock", ""},
      {"localtime", "cli/options/day_of_calculation.cpp"}, // --on today
      {"gmtime", ""},
      {"<ctime>", "cli/options/day_of_calculation.cpp"},
      {"<random>", ""},
      {"random_device", ""},
      {"setlocale", ""},
      {"std::locale", ""},
      {"<thread>", "cli/batch/jobs.cpp"},
      {"setenv", ""},
      {"fopen", "cli/outcome/files.cpp"},
      {"ifstream", "cli/outcome/files.cpp"},
      {"ofstream", "cli/outcome/files.cpp"},
      {"<fstream>", "cli/outcome/files.cpp"},
      {"<filesystem>", "cli/outcome/files.cpp"},
      {"getenv", "cli/options/treatment_files.cpp"}, // NKDOSE_SITE, TZDIR
  };
  for (const Row& row : rows) {
    INFO(row.word);
    for (const std::string& file :
         files_that([&](const Line& line) { return line.text.find(row.word) != line.text.npos; }))
      CHECK(file == row.allowed);
  }
}

// dosing: "a patient and a rule become doses; knows no calendar but a birth date".
TEST_CASE("layering: dosing knows no calendar") {
  CHECK(includers("dosing/", "chrono") == "");
}

// design.md part 2: doubles only behind the one door of the power formulas.
TEST_CASE("layering: no dose passes through a double") {
  const auto is_code = [](const Line& line, std::string_view word) {
    const auto at = line.text.find(word);
    if (at == line.text.npos) return false;
    return line.text.find('"') == line.text.npos || line.text.find('"') > at; // not in a text
  };
  const auto files = files_that([&](const Line& line) {
    return (line.file.starts_with("dosing/") || line.file.starts_with("schedule/")) &&
           (is_code(line, "double ") || is_code(line, "float ") || is_code(line, "std::round"));
  });
  CHECK(listed(files) == "dosing/body/surface.cpp dosing/fmt.cpp"); // fmt: instances, no calls
}

TEST_CASE("layering: every header can be read once and every folder is a glossary") {
  for (const char* folder : {"dosing/", "schedule/", "cli/"}) {
    const auto guarded = files_that([&](const Line& line) {
      return line.file.starts_with(folder) && line.text.starts_with("#pragma once");
    });
    const auto headers = files_that([&](const Line& line) {
      return line.file.starts_with(folder) && line.file.ends_with(".hpp");
    });
    CHECK(listed(guarded) == listed(headers));
    for (const std::string& header : headers) {
      INFO(header);
      for (const char* vague : {"util", "common", "misc", "helper", "all.hpp", "faces"})
        CHECK(header.find(vague) == header.npos);
    }
  }
}

// Who wants a type does not get the parser: what reading takes comes into no header but a reader's.
TEST_CASE("layering: a type comes without its reader") {
  const std::set<std::string> for_reading{"dosing/text/document", "dosing/text/quantity_text",
                                          "dosing/text/table"};
  const auto is_for_readers = [&](const std::string& room) {
    return room.ends_with(of_reader) || for_reading.contains(room);
  };
  for (const Line& line : source_lines()) {
    if (line.file.starts_with("cli/") || !line.file.ends_with(".hpp")) continue;
    INFO(line.file, ": ", line.text);
    CHECK((is_for_readers(room_of(line.file)) || !is_for_readers(room_of(included(line.text)))));
  }
  const auto rooms = includes_of_rooms();
  int readers = 0;
  for (const auto& [room, _] : rooms) {
    if (room.starts_with("cli/") || !room.ends_with(of_reader)) continue;
    INFO(room, " without its type beside it");
    CHECK(rooms.contains(without_reader(room)));
    ++readers;
  }
  CHECK(readers > 10);
}

} // namespace

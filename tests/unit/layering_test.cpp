// The house keeps its floors: who may include what, and who may look at the world outside. Reads
// the source tree.
#include "tests/unit/printed.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

namespace {

struct Line {
  std::string file; // "dosing/bsa.cpp"
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
        if (!has_ending(entry.path(), ".cpp") && !has_ending(entry.path(), ".hpp")) continue;
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

TEST_CASE("layering: cli uses schedule uses dosing and never back") {
  CHECK(includers("dosing/", "schedule/") == "");
  CHECK(includers("dosing/", "cli/") == "");
  CHECK(includers("schedule/", "cli/") == "");
  for (const char* folder : {"dosing/", "schedule/", "cli/"})
    CHECK(includers(folder, "tests/") == "");
}

TEST_CASE("layering: each parser is known to one file") {
  CHECK(includers("", "CLI/") == "cli/options.cpp");
  CHECK(includers("", "CLI11") == "");
  CHECK(includers("", "toml++/") == "dosing/toml.cpp");
  CHECK(includers("", "nlohmann/") == "dosing/json_fault.cpp");
  CHECK(includers("", "rapidjson/") == "dosing/json.cpp");
}

TEST_CASE("layering: the second derivation shares nothing with the first") {
  for (const Line& line : source_lines()) {
    const std::string name = included(line.text);
    if (name.empty()) continue;
    INFO(line.file, ": ", line.text);
    if (line.file == "schedule/second_derivation.cpp")
      CHECK(name == "schedule/second_derivation.hpp");
    if (line.file == "schedule/second_derivation.hpp") // the standard library only
      CHECK(name.find('/') == name.npos);
  }
  // Neither does it reach the others by a declaration of its own.
  for (const Line& line : source_lines()) {
    if (!line.file.starts_with("schedule/second_derivation.")) continue;
    INFO(line.text);
    for (const char* word :
         {"Decimal", "round_half_up", "round_dose", "compute(", "double", "float"})
      CHECK(line.text.find(word) == line.text.npos);
  }
}

// design.md part 1: compute has no clock and no file, dates are injected; only the faces' own two
// files touch the world.
TEST_CASE("layering: no clock anywhere and one place each for files and environment") {
  struct Row {
    const char* word;
    const char* allowed; // the only file that may have it; "" for none
  };
  const Row rows[] = {
      {"system_clock", ""},
      {"steady_clock", ""},
      {"high_resolution_clock", ""},
      {"localtime", ""},
      {"gmtime", ""},
      {"<ctime>", ""},
      {"<random>", ""},
      {"random_device", ""},
      {"setlocale", ""},
      {"std::locale", ""},
      {"<thread>", "cli/batch_jobs.cpp"},
      {"setenv", ""},
      {"fopen", "cli/files.cpp"},
      {"ifstream", "cli/files.cpp"},
      {"ofstream", "cli/files.cpp"},
      {"<fstream>", "cli/files.cpp"},
      {"<filesystem>", "cli/files.cpp"},
      {"getenv", "cli/treatment_files.cpp"}, // NKDOSE_SITE
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
  CHECK(listed(files) == "dosing/bsa.cpp");
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
      for (const char* vague : {"util", "common", "misc", "helper", "all.hpp"})
        CHECK(header.find(vague) == header.npos);
    }
  }
}

} // namespace

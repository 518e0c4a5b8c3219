// What people are told about the columns, and what the table of columns says.
#include "cli/command/command_table.hpp"
#include "cli/outcome/files.hpp"
#include "cli/row/columns.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

std::string document(const std::string& name) {
  const auto text = read_whole_file(std::string(NKDOSE_SOURCE_FOLDER) + "/docs/how-to/" + name);
  REQUIRE(text);
  return *text;
}

TEST_CASE("columns: the manual has the table, and nothing that the table has not") {
  const std::string manual = document("batch.md"), table = table_of_columns();
  INFO(table);
  CHECK(manual.find(table) != manual.npos);
  CHECK(std::count(manual.begin(), manual.end(), '|') ==
        std::count(table.begin(), table.end(), '|'));
}

// The help names the drugs of f01, which is the protocol where nobody names one.
TEST_CASE("columns: a file with the columns of the help is read") {
  const Command* batch = find_command(commands(), "batch");
  REQUIRE(batch != nullptr);
  std::string help = batch->examples;
  const std::string begin = "The columns of a CSV, in any order: ";
  REQUIRE(help.find(begin) != help.npos);
  help = help.substr(help.find(begin) + begin.size());
  for (char& c : help)
    if (c == '\n') c = ' ';
  help = help.substr(0, help.find("; and, if wanted"));
  const auto treatment =
      load_treatment(*built_in("protocols", "f01"), *built_in("sites", "default"));
  REQUIRE(treatment);
  for (const bool last_name : {false, true}) { // "age_years or birth_date"
    std::vector<CsvCell> header;
    for (std::size_t at = 0; at < help.size();) {
      const std::size_t end = std::min(help.find(", ", at), help.size());
      const std::string names = help.substr(at, end - at);
      const std::size_t either = names.find(" or ");
      header.push_back(
          {last_name && either != names.npos ? names.substr(either + 4) : names.substr(0, either),
           {1, 1}});
      at = end + 2;
    }
    const auto columns = read_batch_columns(header, "in", treatment->protocol, false);
    CHECK(columns);
    CHECK(header.size() == 10);
  }
}

} // namespace

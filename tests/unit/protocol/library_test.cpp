// The files that are built into the program: each is proved here, so that no start has to.
#include "dosing/text/sha256.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/ordinary.hpp"

#include <fstream>
#include <sstream>

namespace {
using namespace nkdose;
using test::Containing;

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(NKDOSE_SOURCE_FOLDER) + "/" + path, std::ios::binary);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string printed(const Problems& problems) {
  std::string all;
  for (const Problem& one : problems)
    all += to_text(one.place) + ": " + one.detail + "\n";
  return all;
}

TEST_CASE("library: every built-in file passes its own check") {
  REQUIRE(built_in_files().size() >= 4);
  for (const DataFile& file : built_in_files()) {
    INFO(file.name);
    const auto checked = check_file(file);
    INFO((checked ? "" : printed(checked.reason())));
    REQUIRE(checked);
    CHECK(checked->sha256 == sha256(file.text));
    // The name of a file is the id in it, in a folder of its kind.
    const std::string kind(checked->kind);
    CHECK(file.name == (kind == "criteria"    ? "protocols/" + checked->id + ".criteria"
                        : kind == "design"    ? "escalation/" + checked->id
                        : kind.ends_with('s') ? kind + "/" + checked->id
                                              : kind + "s/" + checked->id) +
                           ".toml");
  }
}

TEST_CASE("library: the built-in bytes are those of the source tree") {
  for (const DataFile& file : built_in_files()) {
    INFO(file.name);
    const std::string folder =
        file.name.starts_with("protocols/") || file.name.starts_with("sites/") ||
                file.name.starts_with("escalation/") || file.name.starts_with("order_words/")
            ? "schedule/"
            : "dosing/";
    CHECK((file.text == file_text(folder + std::string(file.name)))); // not printed whole
  }
}

TEST_CASE("library: files are found by folder and id") {
  CHECK(std::ranges::is_sorted(built_in_files(), {}, &DataFile::name));
  REQUIRE(built_in("protocols", "f01").has_value());
  CHECK(built_in("protocols", "f01")->name == "protocols/f01.toml");
  CHECK_FALSE(built_in("protocols", "f02").has_value());
  CHECK_FALSE(built_in("drugs", "f01").has_value());
  CHECK_FALSE(built_in("protocols", "../drugs/fludarabine").has_value());
  const auto drugs = built_in_ids("drugs");
  CHECK(std::ranges::find(drugs, "fludarabine") != drugs.end());
  CHECK(std::ranges::find(drugs, "cyclophosphamide") != drugs.end());
  for (const std::string_view protocol : built_in_ids("protocols")) {
    INFO(protocol);
    CHECK(load_treatment(*built_in("protocols", protocol), *built_in("sites", "default")));
  }
}

TEST_CASE("library: the site of the examples adopts the shipped f01") {
  const std::string text = file_text("examples/site.toml");
  const auto treatment = load_treatment(*built_in("protocols", "f01"), {"site.toml", text});
  REQUIRE(treatment);
  CHECK(adoption_of(treatment->site, treatment->protocol) == Adopted::yes);
}

TEST_CASE("library: a protocol that needs a drug without a file is refused") {
  std::string text(built_in("protocols", "f01")->text);
  const auto at = text.find("id = \"fludarabine\"");
  REQUIRE(at != text.npos);
  text.replace(at, 18, "id = \"fludarabin\"");
  const auto treatment = load_treatment({"my.toml", text}, *built_in("sites", "default"));
  REQUIRE_FALSE(treatment);
  REQUIRE(treatment.reason().size() == 1);
  CHECK(treatment.reason()[0].fault == Fault::unknown_name);
  CHECK(treatment.reason()[0].action == Containing{"fludarabine"});
}

TEST_CASE("library: a file is checked as what its top table says it is") {
  struct Row {
    const char* text;
    const char* says;
  };
  const Row rows[] = {
      {"[patient]\nid = \"x\"\n", "none of the tables [protocol], [criteria], [drug], [bands], "},
      {"", "empty"},
      {"not = = toml", ""},
      {"[site]\nid = \"x\"\n", "title"},
      {"[drug]\nid = \"x\"\n", "name"},
      {"[protocol]\nid = \"x\"\n", "version"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto checked = check_file({"x.toml", row.text});
    REQUIRE_FALSE(checked);
    CHECK(printed(checked.reason()) == Containing{row.says});
  }
  // A name from outside is printed without what could move a cursor.
  const auto checked = check_file({"\x1b[2J.toml", "[x]\n"});
  REQUIRE_FALSE(checked);
  CHECK(printed(checked.reason()).find('\x1b') == std::string::npos);
}

} // namespace

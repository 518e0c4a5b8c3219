// The limits of a cell product, and those of a site laid over a protocol's.
#include "schedule/protocol/cell_limits_file.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

constexpr Field file_fields[] = {
    cell_limit_field,
    {"source", Shape::tables, Need::required, "sources"},
};

struct ReadLimits {
  CellLimitTable table;
  Problems problems;
};

ReadLimits read(std::string tables, bool of_site = false) {
  tables += "[[source]]\nid = \"seen\"\ntext = \"seen\"\nverified = true\n"
            "[[source]]\nid = \"told\"\ntext = \"told\"\nverified = false\n";
  const auto document = read_toml(tables, "limits.toml");
  FileProblems reader{document->name, {}};
  const Table file(document->root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  ReadLimits result{read_cell_limits(file, references, of_site), {}};
  result.problems = reader.problems;
  return result;
}

std::string limit(std::string_view kind, std::string_view ends, std::string_view source) {
  return std::string("[[cell_limit]]\nkind = \"")
      .append(kind)
      .append("\"\n")
      .append(ends)
      .append("\nsource = \"")
      .append(source)
      .append("\"\n");
}

TEST_CASE("cell limits: every kind, in its own unit") {
  const ReadLimits found = read(
      limit("residual-t-cells", "highest = \"2e5 cells/kg\"", "seen") +
      limit("endotoxin", "highest = \"5 EU/kg/h\"", "seen") +
      limit("dmso", "highest = \"1 g/kg\"\ndensity = \"1.1 g/mL\"", "told") +
      limit("viability", "lowest = \"80 %\"", "seen") +
      limit("nk-purity", "lowest = \"70 %\"", "seen") +
      limit("concentration", "lowest = \"3.5e7 cells/mL\"\nhighest = \"6.5e7 cells/mL\"", "told") +
      limit("infusion-rate", "lowest = \"2 mL/min\"\nhighest = \"5 mL/min\"", "told") +
      limit("thaw-expiry", "highest = \"0.5 h\"", "seen"));
  REQUIRE(found.problems.empty());
  const CellLimits& limits = found.table.limits;
  CHECK(of(limits.t_cells->value) == 0.2_d);
  CHECK(of(limits.endotoxin->value) == 5_d);
  CHECK(of(limits.dmso->value) == 1000_d);
  CHECK(of(limits.dmso_density) == 1100_d);
  CHECK(limits.viability->value == 80_d);
  CHECK(limits.nk_purity->value == 70_d);
  CHECK(of(limits.thinnest->value) == 35_d);
  CHECK(of(limits.densest->value) == 65_d);
  CHECK(of(limits.slowest->value) == 2_d);
  CHECK(of(limits.fastest->value) == 5_d);
  CHECK(of(limits.thaw_expiry->value) == 30_d);
  CHECK(limits.t_cells->standing == Standing::established);
  CHECK(limits.dmso->standing == Standing::unverified);
  CHECK(limits.fastest->standing == Standing::unverified);
  CHECK(found.table.source_of("dmso") == Containing{"told"});
  CHECK(found.table.source_of("glycerol").empty());
}

TEST_CASE("cell limits: a site makes its own what it writes") {
  const ReadLimits found = read(limit("viability", "lowest = \"80 %\"", "told"), true);
  CHECK(found.table.limits.viability->standing == Standing::established);
}

TEST_CASE("cell limits: a site's replace the protocol's of the same kind, a range as a whole") {
  const CellLimitTable protocol =
      read(limit("concentration", "lowest = \"3.5e7 cells/mL\"\nhighest = \"6.5e7 cells/mL\"",
                 "told") +
           limit("infusion-rate", "lowest = \"2 mL/min\"\nhighest = \"5 mL/min\"", "told") +
           limit("dmso", "highest = \"1 g/kg\"\ndensity = \"1.1 g/mL\"", "told") +
           limit("endotoxin", "highest = \"5 EU/kg/h\"", "seen"))
          .table;
  const CellLimitTable site =
      read(limit("infusion-rate", "highest = \"4 mL/min\"", "told") +
               limit("dmso", "highest = \"500 mg/kg\"\ndensity = \"1.2 g/mL\"", "told"),
           true)
          .table;
  const CellLimitTable both = laid_over(protocol, site);
  CHECK_FALSE(both.limits.slowest.has_value()); // half a site's and half a protocol's is nobody's
  CHECK(of(both.limits.fastest->value) == 4_d);
  CHECK(both.limits.fastest->standing == Standing::established);
  CHECK(of(both.limits.thinnest->value) == 35_d);
  CHECK(both.limits.thinnest->standing == Standing::unverified);
  CHECK(of(both.limits.dmso->value) == 500_d);
  CHECK(of(both.limits.dmso_density) == 1200_d);
  CHECK(of(both.limits.endotoxin->value) == 5_d);
  CHECK(both.sources.size() == 4);
  CHECK(laid_over(protocol, {}).limits.slowest.has_value());
}

TEST_CASE("cell limits: of a protocol's and a site's the stricter holds") {
  const CellLimitTable protocol =
      read(limit("viability", "lowest = \"80 %\"", "seen") +
           limit("nk-purity", "lowest = \"90 %\"", "told") +
           limit("endotoxin", "highest = \"5 EU/kg/h\"", "seen") +
           limit("thaw-expiry", "highest = \"30 min\"", "seen") +
           limit("infusion-rate", "lowest = \"2 mL/min\"\nhighest = \"5 mL/min\"", "seen") +
           limit("dmso", "highest = \"1 g/kg\"\ndensity = \"1.1 g/mL\"", "seen"))
          .table;
  const auto site_with = [](const std::string& limits) { return read(limits, true).table; };

  const CellLimitTable laxer = stricter_of(
      protocol,
      site_with(limit("viability", "lowest = \"70 %\"", "told") +
                limit("endotoxin", "highest = \"6 EU/kg/h\"", "told") +
                limit("thaw-expiry", "highest = \"60 min\"", "told") +
                limit("infusion-rate", "lowest = \"1 mL/min\"\nhighest = \"6 mL/min\"", "told")));
  CHECK(laxer.limits.viability->value == 80_d);
  CHECK(of(laxer.limits.endotoxin->value) == 5_d);
  CHECK(of(laxer.limits.thaw_expiry->value) == 30_d);
  CHECK(of(laxer.limits.slowest->value) == 2_d);
  CHECK(of(laxer.limits.fastest->value) == 5_d);
  CHECK(laxer.source_of("viability") == protocol.source_of("viability"));

  const CellLimitTable site =
      site_with(limit("viability", "lowest = \"85 %\"", "told") +
                limit("nk-purity", "lowest = \"70 %\"", "told") +
                limit("infusion-rate", "highest = \"4 mL/min\"", "told") +
                limit("dmso", "highest = \"950 mg/kg\"\ndensity = \"1 g/mL\"", "told"));
  const CellLimitTable both = stricter_of(protocol, site);
  CHECK(both.limits.viability->value == 85_d);
  CHECK(both.source_of("viability") == site.source_of("viability"));
  CHECK(both.limits.nk_purity->value == 70_d); // the protocol's was told by somebody
  CHECK(of(both.limits.slowest->value) == 2_d);
  CHECK(of(both.limits.fastest->value) == 4_d);
  // 1,000 mg/kg at 1.1 g/mL are 0.909 mL/kg; 950 at 1 g/mL are 0.95, which is more.
  CHECK(of(both.limits.dmso->value) == 1000_d);
  CHECK(of(both.limits.dmso_density) == 1100_d);
  // Nothing in common: the protocol's.
  const CellLimitTable apart = stricter_of(
      protocol,
      site_with(limit("infusion-rate", "lowest = \"6 mL/min\"\nhighest = \"9 mL/min\"", "told")));
  CHECK(of(apart.limits.slowest->value) == 2_d);
  CHECK(of(apart.limits.fastest->value) == 5_d);
}

TEST_CASE("cell limits: what cannot be meant is a problem") {
  struct Row {
    std::string_view kind, ends, problem;
  };
  const Row rows[] = {
      {"endotoxin", "", "has a highest end"},
      {"endotoxin", "lowest = \"5 EU/kg/h\"", "has a highest end"},
      {"viability", "highest = \"80 %\"", "has a lowest end"},
      {"viability", "lowest = \"100.000001 %\"", "can be meant"},
      {"infusion-rate", "", "neither a lowest nor a highest end"},
      {"infusion-rate", "lowest = \"5 mL/min\"\nhighest = \"2 mL/min\"", "the highest is below"},
      {"infusion-rate", "lowest = \"0 mL/min\"", "can be meant"},
      {"residual-t-cells", "highest = \"1000000001 cells/kg\"", "can be meant"},
      {"dmso", "highest = \"1 g/kg\"", "a density is needed"},
      {"dmso", "highest = \"1 g/kg\"\ndensity = \"2.1 g/mL\"", "outside 0.5 to 2"},
      {"thaw-expiry", "highest = \"30 min\"\ndensity = \"1.1 g/mL\"", "only the limit of DMSO"},
  };
  for (const Row& row : rows) {
    INFO(row.kind, ": ", row.ends);
    const ReadLimits found = read(limit(row.kind, row.ends, "seen"));
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems[0].detail == Containing{row.problem});
  }
  const ReadLimits twice = read(limit("viability", "lowest = \"80 %\"", "seen") +
                                limit("viability", "lowest = \"70 %\"", "told"));
  REQUIRE(twice.problems.size() == 1);
  CHECK(twice.problems[0].detail == Containing{"stands twice"});
}

} // namespace

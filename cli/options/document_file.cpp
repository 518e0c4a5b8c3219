#include "cli/options/document_file.hpp"

#include "cli/outcome/failure.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {

Document document_of(const std::string& path, const std::string& text, CsvReader read_csv) {
  const std::string name = printable(path);
  auto document = path.ends_with(".csv")    ? read_csv(text, name)
                  : path.ends_with(".toml") ? read_toml(text, name)
                                            : read_json(text, name);
  return std::move(must(document));
}

} // namespace nkdose

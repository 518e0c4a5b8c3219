#include "cli/sheet/dates/cohort_months.hpp"

#include "cli/sheet/month_names.hpp"
#include "cli/words/dates/cohort_clash_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr char nothing = '.', closed_mark = '#', unknown_mark = '?', clash_mark = '!';
constexpr char marks[] = {'D', 'I', 'w', 'W'}; // by CohortDayKind

class MonthsPage {
public:
  explicit MonthsPage(const CohortMonths& months)
      : months_(months), site_(months.treatment->site) {}

  Sheet write() && {
    const Protocol& protocol = months_.treatment->protocol;
    sheet_.add(block::Title{
        fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
        fmt::format("{} patients of the cohort", months_.cohort->patients.size())});
    sheet_.line(fmt::format("{}; site: {}", protocol.title, site_.title));
    std::optional<year_month> last;
    for (const CohortDay& one : months_.days) { // in the order of dates
      const year_month month = month_of(one.date);
      if (last != month) write(month);
      last = month;
    }
    legend();
    clashes();
    return std::move(sheet_);
  }

private:
  static year_month month_of(Day day) {
    const year_month_day date{day};
    return date.year() / date.month();
  }

  // A column a day of the month.
  template <class MarkOf>
  static std::string columns(year_month month, MarkOf mark_of) {
    std::string text;
    for (Day day{month / 1}; month_of(day) == month; day += std::chrono::days(1))
      text += mark_of(day);
    return text;
  }

  void write(year_month month) {
    sheet_.add(block::Blank{});
    const auto row = [&](std::string_view label, const std::string& text) {
      sheet_.row(label, text, Depth::entry);
    };
    row(month_name(month), columns(month, [](Day day) { return weekday_name(day).front(); }));
    row("day", columns(month, [](Day day) {
          return static_cast<char>('0' + unsigned{year_month_day{day}.day()} % 10);
        }));
    for (const CohortPatient& patient : months_.cohort->patients) {
      const std::string text = columns(month, [&](Day day) { return mark_of(patient, day); });
      if (text.find_first_not_of(nothing) != text.npos) row(patient.id.text(), text);
    }
    row("closed", columns(month, [&](Day day) { return mark_of_site(day); }));
    const std::string clash =
        columns(month, [&](Day day) { return holds_date(day) ? clash_mark : nothing; });
    if (clash.find(clash_mark) != clash.npos) row("clash", clash);
  }

  char mark_of(const CohortPatient& patient, Day day) const {
    for (const CohortDay& one : months_.days)
      if (one.patient == &patient && one.date == day)
        return marks[static_cast<std::size_t>(one.kind)];
    return nothing;
  }

  char mark_of_site(Day day) const {
    if (site_.closed.holds(day)) return closed_mark;
    return site_.closed.is_known(day) ? nothing : unknown_mark;
  }

  bool holds_date(Day day) const {
    return find_in(months_.clashes, day, &CohortClash::date) != months_.clashes.end();
  }

  void legend() {
    sheet_.add(block::Blank{});
    sheet_.line("D  lymphodepletion, by the protocol's days from the first infusion");
    sheet_.line("I  infusion");
    sheet_.line("w  window open; W  its last day");
    sheet_.line("#  closed day of the site; ?  whether it is a holiday is not known; !  clash");
  }

  void clashes() {
    sheet_.heading("CLASHES");
    if (months_.clashes.empty()) sheet_.line("none");
    for (const CohortClash& one : months_.clashes)
      sheet_.row(weekday_date(one.date),
                 fmt::format("{}: {}", clash_words(one, site_), patients_words(one)), Depth::entry);
  }

  const CohortMonths& months_;
  const Site& site_;
  Sheet sheet_;
};

} // namespace

Sheet cohort_months_sheet(const CohortMonths& months) {
  return MonthsPage(months).write();
}

} // namespace nkdose

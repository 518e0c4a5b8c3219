#include "cli/sheet/calendar_grid.hpp"

#include "cli/sheet/month_names.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using std::chrono::months;
using std::chrono::year_month_day;

struct Mark {
  EventKind kind;
  char letter;
  std::string_view meaning;
};
// In the order in which they stand on a day.
constexpr Mark marks[] = {
    {EventKind::infusion, 'I', "infusion"},
    {EventKind::drug, 'D', "lymphodepletion"},
    {EventKind::rest, 'r', "rest"},
    {EventKind::check, 'c', "check"},
    {EventKind::visit, 'v', "visit"},
    {EventKind::last_permitted, 'x', "last permitted day of something"},
    {EventKind::reached_by, 'b', "something is reached by this day"},
    {EventKind::until, 'u', "something ends"},
    {EventKind::next_cycle, 'n', "day zero of the next cycle"},
};
constexpr char closed_mark = '#', unknown_mark = '?';

class Grid {
public:
  Grid(Sheet& sheet, const Calendar& calendar, const ClosedDays& closed)
      : sheet_(sheet), calendar_(calendar), closed_(closed) {}

  void write() {
    std::optional<std::chrono::year_month> last;
    for (const Event& event : calendar_) { // in the order of dates
      const year_month_day date{event.date};
      const auto month = date.year() / date.month();
      if (last != month) write(month);
      last = month;
    }
    for (const Mark& mark : marks)
      if (holds(calendar_, mark.kind, &Event::kind))
        sheet_.line(fmt::format("{}  {}", mark.letter, mark.meaning));
    sheet_.line(fmt::format("{}  closed day of the site", closed_mark));
    if (closed_.has_unknown_days())
      sheet_.line(fmt::format("{}  whether it is a holiday is not known", unknown_mark));
  }

private:
  void write(std::chrono::year_month month) {
    block::Month grid{month_name(month), {}};
    const Day first = month / 1, end = (month + months(1)) / 1;
    const auto from_monday = std::chrono::weekday(first).iso_encoding() - 1;
    for (Day monday = first - std::chrono::days(from_monday); monday < end;
         monday += std::chrono::days(7)) {
      auto& week = grid.weeks.emplace_back();
      for (std::size_t i = 0; i < week.size(); ++i) {
        const Day day = monday + std::chrono::days(i);
        const year_month_day date{day};
        if (date.year() / date.month() == month) week[i] = {unsigned{date.day()}, marks_of(day)};
      }
    }
    sheet_.add(std::move(grid));
  }

  std::string marks_of(Day day) const {
    std::string letters;
    if (closed_.holds(day))
      letters += closed_mark;
    else if (!closed_.is_known(day))
      letters += unknown_mark;
    for (const Mark& mark : marks)
      if (any_of(calendar_,
                 [&](const Event& event) { return event.date == day && event.kind == mark.kind; }))
        letters += mark.letter;
    return letters;
  }

  Sheet& sheet_;
  const Calendar& calendar_;
  const ClosedDays& closed_;
};

} // namespace

void add_grid(Sheet& sheet, const Calendar& calendar, const ClosedDays& closed) {
  Grid(sheet, calendar, closed).write();
}

} // namespace nkdose

// The floor: what nkdose batch writes for ordinary rows, as fast as one can write it by hand.
// floor PATIENTS.csv > doses.csv
//
// Memory-mapped, fixed point, the columns in the order of rows.cpp, no validation, no findings but
// R004, no second derivation: it may not be used for anything but to measure against.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

const char* at;

std::int64_t tenths() { // "162", "58.4"
  std::int64_t value = 0;
  while (*at >= '0' && *at <= '9')
    value = value * 10 + (*at++ - '0');
  value *= 10;
  if (*at == '.') {
    value += at[1] - '0';
    at += 2;
  }
  ++at;
  return value;
}

char* put_whole(std::int64_t value, char* to) {
  char digits[20];
  int count = 0;
  do
    digits[count++] = static_cast<char>('0' + value % 10);
  while ((value /= 10) != 0);
  while (count > 0)
    *to++ = digits[--count];
  return to;
}

char* put_hundredths(std::int64_t value, char* to) {
  to = put_whole(value / 100, to);
  const auto rest = value % 100;
  if (rest == 0) return to;
  *to++ = '.';
  *to++ = static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) *to++ = static_cast<char>('0' + rest % 10);
  return to;
}

char* put_text(const char* text, std::size_t size, char* to) {
  std::memcpy(to, text, size);
  return to + size;
}

int two(const char* digits) {
  return (digits[0] - '0') * 10 + digits[1] - '0';
}

// The date so many days (at most 5) before another.
char* put_earlier(const char* date, int days, char* to) {
  constexpr int lengths[] = {31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30}; // of the month before
  std::memcpy(to, date, 10);
  int year = two(date) * 100 + two(date + 2), month = two(date + 5), day = two(date + 8) - days;
  if (day < 1) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    day += lengths[month - 1] + (month == 3 && leap ? 1 : 0);
    if (--month == 0) {
      month = 12;
      --year;
    }
    to[0] = static_cast<char>('0' + year / 1000);
    to[1] = static_cast<char>('0' + year / 100 % 10);
    to[2] = static_cast<char>('0' + year / 10 % 10);
    to[3] = static_cast<char>('0' + year % 10);
    to[5] = static_cast<char>('0' + month / 10);
    to[6] = static_cast<char>('0' + month % 10);
  }
  to[8] = static_cast<char>('0' + day / 10);
  to[9] = static_cast<char>('0' + day % 10);
  return to + 10;
}

// sqrt(H W / 3600) in hundredths, half up: the largest n with (6 n - 3)^2 at most the product of
// tenths.
std::int64_t area(std::int64_t height, std::int64_t weight) {
  const std::int64_t product = height * weight;
  auto n = static_cast<std::int64_t>((std::sqrt(static_cast<double>(product)) + 3) / 6);
  while ((6 * n - 3) * (6 * n - 3) > product)
    --n;
  while ((6 * n + 3) * (6 * n + 3) <= product)
    ++n;
  return n;
}

std::int64_t dose(std::int64_t ten_thousandths) { // mg, half up; below 10 mg is not ordinary
  return (ten_thousandths + 5000) / 10000;
}

char* row(char* to) {
  const char* id = at;
  while (*at != ',')
    ++at;
  to = put_text(id, static_cast<std::size_t>(at - id), to);
  const bool female = at[1] == 'f';
  at += female ? 8 : 6;
  const std::int64_t age = tenths() / 10, height = tenths(), weight = tenths();
  const std::int64_t creatinine = tenths(), fludarabine = tenths(), cyclophosphamide = tenths();
  const char* cells = at;
  while (*at != ',')
    ++at;
  const auto cells_size = static_cast<std::size_t>(at - cells);
  const char* day_zero = ++at;
  at += 10;
  while (*at++ != '\n') // of the other columns it knows nothing
    ;

  const std::int64_t surface = area(height, weight);
  const std::int64_t clearance =
      (140 - age) * weight * 884 * (female ? 85 : 100) / (720 * creatinine);
  const bool full = clearance >= 8000;
  const std::int64_t first = dose(fludarabine * surface * (full ? 10 : 8));
  const std::int64_t second = dose(cyclophosphamide * surface * 10);
  to = full ? put_text(",ready,", 7, to) : put_text(",draft,", 7, to);
  to = put_hundredths(surface, to);
  *to++ = ',';
  to = put_hundredths(clearance, to);
  to = full ? put_text(",1,", 3, to) : put_text(",0.8,", 5, to);
  for (const std::int64_t value : {first, 3 * first, second, 3 * second}) {
    to = put_whole(value, to);
    *to++ = ',';
  }
  to = put_text(cells, cells_size, to);
  for (const int days : {5, 4, 3}) {
    *to++ = ',';
    to = put_earlier(day_zero, days, to);
  }
  *to++ = ',';
  to = put_text(day_zero, 10, to);
  return full ? put_text(",\n", 2, to) : put_text(",R004\n", 6, to);
}

} // namespace

int main(int, char** values) {
  const int file = ::open(values[1], O_RDONLY);
  struct stat status {};
  ::fstat(file, &status);
  const auto size = static_cast<std::size_t>(status.st_size);
  at = static_cast<const char*>(::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0));
  const char* end = at + size;
  at = static_cast<const char*>(std::memchr(at, '\n', size)) + 1;
  constexpr std::size_t block = 1 << 18;
  static char out[block + 1024];
  constexpr char header[] =
      "id,status,bsa_m2,clearance_ml_per_min,renal_fraction,fludarabine_mg_per_day,"
      "fludarabine_course_mg,cyclophosphamide_mg_per_day,cyclophosphamide_course_mg,cells,"
      "day_minus_5,day_minus_4,day_minus_3,day_zero,findings\n";
  char* to = put_text(header, sizeof header - 1, out);
  const auto flush = [&] {
    for (const char* from = out; from < to;)
      from += ::write(STDOUT_FILENO, from, static_cast<std::size_t>(to - from));
    to = out;
  };
  while (at < end) {
    to = row(to);
    if (to > out + block) flush();
  }
  flush();
}

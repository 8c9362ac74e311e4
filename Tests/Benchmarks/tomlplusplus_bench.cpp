// The same measurement as `toml-bench measure`, of toml++: standard input, parsed again and again; the
// best of 15 rounds of about 16 MB, in MB/s, then how many members were seen.
#include <toml++/toml.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

int main() {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const std::size_t repeats = std::max<std::size_t>(16000000 / std::max<std::size_t>(text.size(), 1), 1);
  double best = 1e6;
  std::size_t members = 0;
  for (int round = 0; round < 15; round++) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < repeats; i++) members += toml::parse(std::string_view{text}).size();
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count());
  }
  std::printf("%f %zu\n", static_cast<double>(repeats * text.size()) / best / 1e6, members);
}

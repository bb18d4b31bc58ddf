// The example events, for benchmarks: in memory, with the padding that the JSON reader wants.
#pragma once

#include <string_view>
#include <vector>

namespace karst::bench {

/// The lines of examples/events/cloudtrail.ndjson. They live as long as the program.
const std::vector<std::string_view>& sample_events();

/// Their bytes together.
std::size_t sample_bytes();

}  // namespace karst::bench

// Logarithmic spans of bin, chart and timechart: span=2log10 has the edges 0.2, 2, 20, 200 … (Search Reference, bin,
// "log-span").
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace karst {

struct LogSpan {
    double coefficient = 1;
    double base = 10;
};

/// [<coefficient>]log[<base>], where base > 1 and 1 <= coefficient < base. Nothing for any other text.
std::optional<LogSpan> parse_log_span(std::string_view text);

/// The edge at or below `number`, which is greater than 0.
double log_bucket_start(double number, const LogSpan& span);
/// The edge after the bucket that begins at `start`.
double log_bucket_end(double start, const LogSpan& span);
/// The edges from the bucket of `first` to that of `last`, both greater than 0. Nothing when they are more than `most`.
std::optional<std::vector<double>> log_bucket_starts(double first, double last, const LogSpan& span, std::size_t most);

/// `number` without what arithmetic leaves in its last digits: 0.3 for 0.30000000000000004.
double tidy_edge(double number);

}  // namespace karst

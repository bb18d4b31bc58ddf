#include "engine/aggregate/log_span.h"

#include "engine/value/number.h"

#include <cmath>

namespace karst {

namespace {

double edge(double exponent, const LogSpan& span) {
    return span.coefficient * std::pow(span.base, exponent);
}

// Of the edge at or below a number. The logarithm of an edge itself may come out a little too small or too large.
double exponent_of(double number, const LogSpan& span) {
    double exponent = std::floor(std::log(number / span.coefficient) / std::log(span.base));
    exponent += edge(exponent + 1, span) <= number ? 1 : 0;
    exponent -= edge(exponent, span) > number ? 1 : 0;
    return exponent;
}

}  // namespace

std::optional<LogSpan> parse_log_span(std::string_view text) {
    const auto at = text.find("log");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto coefficient = at == 0 ? std::optional(ParsedNumber{1, 0}) : parse_number(text.substr(0, at));
    const auto base = at + 3 == text.size() ? std::optional(ParsedNumber{10, 0}) : parse_number(text.substr(at + 3));
    const bool right =
        coefficient && base && base->number > 1 && coefficient->number >= 1 && coefficient->number < base->number;
    return right ? std::optional(LogSpan{coefficient->number, base->number}) : std::nullopt;
}

double log_bucket_start(double number, const LogSpan& span) {
    return edge(exponent_of(number, span), span);
}

double log_bucket_end(double start, const LogSpan& span) {
    return tidy_edge(edge(exponent_of(start, span) + 1, span));
}

std::optional<std::vector<double>> log_bucket_starts(double first, double last, const LogSpan& span, std::size_t most) {
    const double begin = exponent_of(first, span);
    const double end = exponent_of(last, span);
    if (end - begin >= static_cast<double>(most)) {
        return std::nullopt;
    }
    std::vector<double> starts;
    for (double exponent = begin; exponent <= end; ++exponent) {
        starts.push_back(edge(exponent, span));
    }
    return starts;
}

double tidy_edge(double number) {
    return round_significant(number, 15) + 0.0;
}

}  // namespace karst

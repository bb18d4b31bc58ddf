#include "parser/commands/common/series_options.h"

#include "base/ascii.h"
#include "base/number_text.h"

namespace karst {

namespace {

constexpr std::string_view kTop = "top";
constexpr std::string_view kBottom = "bottom";

// The N of top5 or `top 5`; the word that begins with `side` has been taken.
double read_rank(CommandReader& reader, const CommandReader::Word& word, std::string_view side) {
    auto digits = word.text.substr(side.size());
    auto span = word.span;
    if (digits.empty()) {
        const auto next = reader.expect_word("a number of series");
        digits = next.text;
        span = next.span;
    }
    const auto number = whole_number(digits);
    if (!number || *number < 0) {
        reader.fail("spl-bad-option", span, "expected a number of series, found '" + digits + "'");
    }
    return static_cast<double>(*number);
}

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

void take_limit(CommandReader& reader, const CommandReader::Option& option, SeriesChoice& choice) {
    auto word = option.value;
    word.text = lower_case(word.text);
    choice.span = option.span;
    choice.kind = SeriesChoice::Kind::Top;
    if (begins_with(word.text, kBottom)) {
        choice.kind = SeriesChoice::Kind::Bottom;
        choice.number = read_rank(reader, word, kBottom);
    } else {
        choice.number = read_rank(reader, word, begins_with(word.text, kTop) ? kTop : "");
    }
    if (choice.number == 0) {
        choice.kind = SeriesChoice::Kind::All;
    }
}

// The name of the function in agg=max or agg=max(…).
std::string read_function(CommandReader& reader, const CommandReader::Word& word) {
    if (reader.take('(')) {
        if (reader.peek_char() != ')') {
            reader.field_name();
        }
        reader.expect(')', "')'");
    }
    return lower_case(word.text);
}

std::size_t read_bins(CommandReader& reader, const CommandReader::Option& option) {
    const auto bins = reader.integer(option);
    if (bins < 1) {
        reader.fail("spl-bad-option", option.value.span, "there must be at least one bin");
    }
    return static_cast<std::size_t>(bins);
}

}  // namespace

const std::vector<std::string_view>& series_option_names() {
    static const std::vector<std::string_view> kNames = {"limit",    "agg",     "useother", "usenull",
                                                         "otherstr", "nullstr", "sep",      "format"};
    return kNames;
}

const std::vector<std::string_view>& bucket_option_names() {
    static const std::vector<std::string_view> kNames = {"span", "bins", "start", "end", "minspan", "aligntime"};
    return kNames;
}

bool take_series_option(CommandReader& reader, const CommandReader::Option& option, SeriesOptions& series) {
    if (option.is("limit")) {
        take_limit(reader, option, series.choice);
    } else if (option.is("agg")) {
        series.choice.function = read_function(reader, option.value);
        series.choice.span = option.span;
    } else if (option.is("useother")) {
        series.use_other = reader.boolean(option);
    } else if (option.is("usenull")) {
        series.use_null = reader.boolean(option);
    } else if (option.is("otherstr")) {
        series.other = option.value.text;
    } else if (option.is("nullstr")) {
        series.null = option.value.text;
    } else if (option.is("sep")) {
        series.separator = option.value.text;
    } else if (option.is("format")) {
        series.format = option.value.text;
    } else {
        return false;
    }
    return true;
}

bool take_bucket_option(CommandReader& reader, const CommandReader::Option& option, BucketOptions& buckets) {
    if (option.is("span")) {
        buckets.span = option.value.text;
        buckets.span_place = option.value.span;
    } else if (option.is("bins")) {
        buckets.bins = read_bins(reader, option);
    } else if (option.is("start")) {
        buckets.start = reader.number(option);
    } else if (option.is("end")) {
        buckets.end = reader.number(option);
    } else if (option.is("minspan")) {
        buckets.least_span = option.value.text;
    } else if (option.is("aligntime")) {
        buckets.align = option.value.text;
    } else {
        return false;
    }
    buckets.place = option.span;
    return true;
}

bool take_series_where(CommandReader& reader, SeriesChoice& choice) {
    const auto begin = reader.mark();
    if (!reader.take_keyword("where")) {
        return false;
    }
    // `count>5` is one word, so the name ends where a comparison begins.
    auto name = reader.expect_word("a function such as sum or max");
    if (const auto end = name.text.find_first_of("<>"); end != std::string::npos) {
        reader.rewind(name.span.begin + static_cast<std::uint32_t>(end));
        name.text.resize(end);
    }
    choice.function = read_function(reader, name);
    const bool outside = reader.peek_keyword("notin");
    if (outside || reader.peek_keyword("in")) {
        reader.word();
        auto side = reader.expect_word("top<N> or bottom<N>");
        side.text = lower_case(side.text);
        const bool bottom = begins_with(side.text, kBottom);
        if (!bottom && !begins_with(side.text, kTop)) {
            reader.fail("spl-syntax", side.span, "expected top<N> or bottom<N>, found '" + side.text + "'");
        }
        using Kind = SeriesChoice::Kind;
        choice.kind = outside ? (bottom ? Kind::NotBottom : Kind::NotTop) : (bottom ? Kind::Bottom : Kind::Top);
        choice.number = read_rank(reader, side, bottom ? kBottom : kTop);
    } else {
        auto word = reader.expect_word("in, notin, < or >");
        const char sign = word.text.empty() ? '\0' : word.text.front();
        if (sign != '<' && sign != '>') {
            reader.fail("spl-syntax", word.span, "expected in, notin, < or >, found '" + word.text + "'");
        }
        choice.kind = sign == '<' ? SeriesChoice::Kind::Below : SeriesChoice::Kind::Above;
        auto digits = word.text.substr(1);
        if (digits.empty()) {
            word = reader.expect_word("a number");
            digits = word.text;
        }
        const auto number = decimal_number(digits);
        if (!number) {
            reader.fail("spl-syntax", word.span, "expected a number, found '" + digits + "'");
        }
        choice.number = *number;
    }
    choice.span = reader.span_from(begin);
    return true;
}

}  // namespace karst

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

void take_limit(CommandReader& reader, const CommandReader::Option& option, SeriesOptions& series) {
    auto& choice = series.choice;
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

void take_agg(CommandReader& reader, const CommandReader::Option& option, SeriesOptions& series) {
    series.choice.function = read_function(reader, option.value);
    series.choice.span = option.span;
}

// A row of the table of buckets, which notes where the last option stands.
OptionValue<BucketOptions> placed(OptionValue<BucketOptions> value) {
    value.read = [read = std::move(value.read)](CommandReader& reader, const CommandReader::OptionName& name,
                                                BucketOptions& buckets) {
        read(reader, name, buckets);
        buckets.place = reader.span_from(name.span.begin);
    };
    return value;
}

}  // namespace

const OptionTable<SeriesOptions>& series_options() {
    static const OptionTable<SeriesOptions> kTable = {
        {"limit", takes::custom("<int>|top<int>|bottom<int>", "5", take_limit, "10"),
         "How many series are shown: those with the highest scores, or the lowest. 0 shows all."},
        {"agg", takes::custom("<function>", "max", take_agg, "sum"), "The statistical function that gives a series its score."},
        {"useother", takes::boolean(&SeriesOptions::use_other), "Adds a series for all values that are not shown."},
        {"usenull", takes::boolean(&SeriesOptions::use_null), "Adds a series for results without the split field."},
        {"otherstr", takes::text(&SeriesOptions::other), "The name of the series for values that are not shown."},
        {"nullstr", takes::text(&SeriesOptions::null), "The name of the series for results without the split field."},
        {"sep", takes::text(&SeriesOptions::separator).bare(),
         "What stands between function and value in the name of a series, when there are several functions."},
        {"format", takes::text(&SeriesOptions::format),
         "The name of a series, with $AGG$ for the function and $VAL$ for the value; it replaces sep."},
    };
    return kTable;
}

const OptionTable<BucketOptions>& bucket_options() {
    static const OptionTable<BucketOptions> kTable = {
        {"span", placed(takes::text(&BucketOptions::span, &BucketOptions::span_place, "<span>", "10")),
         "The size of a bucket: a number, a span of time such as 5m, or a logarithm such as log10."},
        {"bins", placed(takes::integer(&BucketOptions::bins, 1)), "How many buckets there are at most."},
        {"start", placed(takes::number(&BucketOptions::start)), "Where the buckets of numbers begin at the latest."},
        {"end", placed(takes::number(&BucketOptions::end)), "Where the buckets of numbers end at the earliest."},
        {"minspan", placed(takes::text(&BucketOptions::min_span, "<span>", "10s")),
         "The smallest span that is chosen when no span is given."},
        {"aligntime", placed(takes::text(&BucketOptions::align, "earliest|latest|<time>", "earliest")),
         "The time at which a bucket of time begins."},
    };
    return kTable;
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

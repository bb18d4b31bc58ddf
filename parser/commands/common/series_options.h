// Options of series, which chart and timechart share: which values of the split field become series, and how series are named.
#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/option_table.h"

#include <optional>
#include <string>

namespace karst {

/// Which series are shown: the N best by a score (limit=…, where … in …), or those whose score is above or below a number
/// (where … > …). The score of a series is a statistical function of its values, sum unless said otherwise.
struct SeriesChoice {
    enum class Kind { All, Top, Bottom, NotTop, NotBottom, Above, Below };
    Kind kind = Kind::Top;
    double number = 10;
    std::string function = "sum";
    Span span;
};

struct SeriesOptions {
    SeriesChoice choice;
    bool use_other = true;  // a series for all that are not chosen
    bool use_null = true;   // a series for rows without the split field
    std::string other = "OTHER";
    std::string null = "NULL";
    std::string separator = ": ";       // between function and value in a series' name, when there are several functions
    std::optional<std::string> format;  // the name of a series, with $AGG$ and $VAL$
};

/// How an axis is cut into buckets.
struct BucketOptions {
    std::string span;  // empty: none given
    Span span_place;
    std::optional<std::size_t> bins;
    std::optional<double> start;
    std::optional<double> end;
    std::string min_span;  // minspan
    std::string align;     // aligntime
    Span place;            // of the last option, for messages
    bool given() const { return !span.empty() || bins || start || end; }
};

/// limit=, agg=, useother= and their like. `limit=top 5` takes the number as well.
const OptionTable<SeriesOptions>& series_options();
const OptionTable<BucketOptions>& bucket_options();

/// Takes `where <function> (in|notin) (top|bottom)<N>` or `where <function> (<|>) <number>`, when WHERE stands here.
bool take_series_where(CommandReader& reader, SeriesChoice& choice);

}  // namespace karst

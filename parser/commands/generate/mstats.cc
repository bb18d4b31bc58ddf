#include "parser/commands/generate/mstats.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

UnusedOption unfinished_statistics() {
    return takes::refused_when_true("mstats cannot hand unfinished statistics on", "unsupported",
                                    "leave prestats out and use its results");
}

const OptionTable<MstatsCommand> kMstatsOptions = {
    {"span", takes::text(&MstatsCommand::span, "<span>", "1h"), "The span of time of each result; without it there is one."},
    {"prestats", unfinished_statistics(), "Leaves it to the command that follows to calculate the results."},
    {"append", unfinished_statistics(), "Adds the results behind those that are there."},
    {"chart", takes::ignored_boolean(), "Shows results as a chart while the search runs."},
    {"update_period", takes::ignored_integer(), "How often a real-time search is shown anew, in milliseconds."},
    {"backfill", takes::ignored_boolean(), "Fills the time window of a real-time search with earlier results."},
    {"include_reduced_buckets", takes::ignored_boolean(), "Reads reduced buckets of an index."},
    {"chunk_size", takes::ignored_integer(), "How many events Splunk works on at a time."},
};

void read_by(CommandReader& reader, MstatsCommand& mstats) {
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (!kMstatsOptions.take(reader, mstats)) {
            mstats.by.push_back(reader.field_name());
        }
    }
    if (mstats.by.empty()) {
        reader.fail_here("a field after BY");
    }
}

}  // namespace

const OptionList& mstats_options() {
    return kMstatsOptions;
}

std::unique_ptr<Command> parse_mstats(CommandReader& reader) {
    auto mstats = std::make_unique<MstatsCommand>();
    const auto written = [&](std::uint32_t begin) { return reader.source().text().substr(begin, reader.position() - begin); };
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (reader.take_keyword("where")) {
            const auto begin = reader.mark();
            reader.search_expression(true, {"by", "groupby", "span"});
            mstats->where = written(begin);
        } else if (reader.take_keyword("by") || reader.take_keyword("groupby")) {
            read_by(reader, *mstats);
        } else if (!kMstatsOptions.take(reader, *mstats)) {
            const auto begin = reader.mark();
            reader.aggregate();
            mstats->aggregates += written(begin) + " ";
        }
    }
    if (mstats->aggregates.empty()) {
        reader.fail_here("a function such as avg(metric)");
    }
    return mstats;
}

}  // namespace karst

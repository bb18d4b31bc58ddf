#include "parser/commands/generate/mstats.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

// About indexers, or about how charts are drawn while a search runs.
const std::vector<std::string_view> kWithoutBearing = {"chart", "update_period", "backfill", "include_reduced_buckets",
                                                       "chunk_size"};

void take_option(CommandReader& reader, const CommandReader::Option& option, MstatsCommand& mstats) {
    if (option.is("span")) {
        mstats.span = option.value.text;
    } else if (option.is("prestats") || option.is("append")) {
        if (reader.boolean(option)) {
            reader.fail("spl-unsupported-option", option.span, "mstats cannot hand unfinished statistics on", "unsupported",
                        "leave prestats out and use its results");
        }
    } else if (std::find(kWithoutBearing.begin(), kWithoutBearing.end(), option.name) == kWithoutBearing.end()) {
        reader.unknown_option(option, {"span", "prestats", "append", "chart", "backfill", "chunk_size"});
    }
}

void read_by(CommandReader& reader, MstatsCommand& mstats) {
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (const auto option = reader.option()) {
            take_option(reader, *option, mstats);
        } else {
            mstats.by.push_back(reader.field_name());
        }
    }
    if (mstats.by.empty()) {
        reader.fail_here("a field after BY");
    }
}

}  // namespace

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
        } else if (const auto option = reader.option()) {
            take_option(reader, *option, *mstats);
        } else {
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

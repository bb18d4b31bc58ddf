#include "parser/commands/datamodel/tstats.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

// Summaries and indexers have no bearing here: every event goes through the model.
const OptionTable<TstatsCommand> kTstatsOptions = {
    {"prestats", takes::boolean(&TstatsCommand::partial), "Leaves it to the command that follows to calculate the results."},
    {"append", takes::boolean(&TstatsCommand::append), "Adds the results behind those that are there; needs prestats=true."},
    {"fillnull_value", takes::text(&TstatsCommand::fill_null), "What stands for fields of BY that are missing."},
    {"summariesonly", takes::ignored_boolean(), "Reads summaries only; here there is none to read."},
    {"allow_old_summaries", takes::ignored_boolean(), "Reads summaries of an earlier version of the data model, too."},
    {"include_reduced_buckets", takes::ignored_boolean(), "Reads reduced buckets of an index."},
    {"use_summary_index_values", takes::ignored_boolean(), "Reads the values of a summary index."},
    {"local", takes::ignored_boolean(), "Runs on the search head only."},
    {"chunk_size", takes::ignored_integer(), "How many events Splunk works on at a time."},
};

// Those that stand among the fields of BY.
const OptionTable<TstatsCommand> kTstatsByOptions = {
    {"span", takes::text(&TstatsCommand::span, &TstatsCommand::span_place, "<span>", "1h"),
     "The span of time of a bucket of _time, among the fields of BY; without it one is chosen."},
};

void read_from(CommandReader& reader, TstatsCommand& tstats) {
    const auto reference = read_dataset_reference(reader);
    if (reference.kind != "datamodel") {
        reader.fail("spl-unsupported-namespace", reference.kind_span,
                    "tstats reads data models and events only, not '" + reference.kind + "'", "unsupported",
                    "namespaces and jobs are kept by a Splunk installation");
    }
    tstats.from = split_dataset_name(reference.name);
}

void read_by(CommandReader& reader, TstatsCommand& tstats) {
    for (reader.skip_commas(); !reader.at_end() && !reader.peek_keyword("where"); reader.skip_commas()) {
        if (kTstatsByOptions.take(reader, tstats)) {
            continue;
        }
        auto field = reader.field_name();
        if (reader.peek_char() == '(') {
            reader.fail("spl-unsupported-prefix", field.span, "PREFIX() reads segments of an index", "unsupported",
                        "name a field instead");
        }
        tstats.by.push_back(std::move(field));
    }
    if (tstats.by.empty()) {
        reader.fail_here("a field after BY");
    }
}

}  // namespace

const OptionList& tstats_options() {
    static const auto kAll = OptionTable(kTstatsOptions).including(kTstatsByOptions);
    return kAll;
}

std::unique_ptr<Command> parse_tstats(CommandReader& reader) {
    auto tstats = std::make_unique<TstatsCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (reader.take_keyword("from")) {
            read_from(reader, *tstats);
        } else if (reader.take_keyword("where")) {
            tstats->where = reader.search_expression(true, {"by", "groupby"});
        } else if (reader.take_keyword("by") || reader.take_keyword("groupby")) {
            read_by(reader, *tstats);
        } else if (!kTstatsOptions.take(reader, *tstats)) {
            tstats->aggregates.push_back(reader.aggregate());
        }
    }
    return tstats;
}

}  // namespace karst

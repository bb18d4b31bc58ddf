#include "parser/commands/datamodel/tstats.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

const std::vector<std::string_view> kTstatsOptions = {"prestats",
                                                      "local",
                                                      "append",
                                                      "summariesonly",
                                                      "include_reduced_buckets",
                                                      "allow_old_summaries",
                                                      "use_summary_index_values",
                                                      "chunk_size",
                                                      "fillnull_value"};

// Options about summaries and indexers have no bearing here: every event goes through the model.
void take_option(CommandReader& reader, const CommandReader::Option& option, TstatsCommand& tstats) {
    if (option.is("prestats")) {
        tstats.partial = reader.boolean(option);
    } else if (option.is("append")) {
        tstats.append = reader.boolean(option);
    } else if (option.is("fillnull_value")) {
        tstats.fill_null = option.value.text;
    } else if (option.is("chunk_size")) {
        reader.integer(option);
    } else if (std::find(kTstatsOptions.begin(), kTstatsOptions.end(), option.name) != kTstatsOptions.end()) {
        reader.boolean(option);
    } else {
        reader.unknown_option(option, kTstatsOptions);
    }
}

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
        if (const auto option = reader.option()) {
            if (!option->is("span")) {
                reader.unknown_option(*option, {"span"});
            }
            tstats.span = option->value.text;
            tstats.span_place = option->value.span;
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

std::unique_ptr<Command> parse_tstats(CommandReader& reader) {
    auto tstats = std::make_unique<TstatsCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (reader.take_keyword("from")) {
            read_from(reader, *tstats);
        } else if (reader.take_keyword("where")) {
            tstats->where = reader.search_expression(true, {"by", "groupby"});
        } else if (reader.take_keyword("by") || reader.take_keyword("groupby")) {
            read_by(reader, *tstats);
        } else if (const auto option = reader.option()) {
            take_option(reader, *option, *tstats);
        } else {
            tstats->aggregates.push_back(reader.aggregate());
        }
    }
    return tstats;
}

}  // namespace karst

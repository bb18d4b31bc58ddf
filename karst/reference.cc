#include "karst/reference.h"

#include "base/ascii.h"
#include "base/diagnostic.h"
#include "base/spl_text.h"
#include "engine/aggregate/aggregate.h"
#include "engine/eval/compile/function_table.h"
#include "karst/engine_impl.h"
#include "karst/error.h"
#include "parser/commands/command_table.h"
#include "parser/grammar/option_list.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace karst::api {

namespace {

template <class Items, class Name>
std::string joined(const Items& items, Name name) {
    std::string text;
    for (const auto& item : items) {
        text += (text.empty() ? "" : ", ") + std::string(name(item));
    }
    return text;
}

ReferenceEntry entry_of(const Pack& pack) {
    std::string match;
    for (const auto& [key, value] : {std::pair{"sourcetype", pack.match.sourcetype}, std::pair{"source", pack.match.source},
                                     std::pair{"host", pack.match.host}}) {
        match += value.empty() ? "" : (match.empty() ? "" : " ") + std::string(key) + "=" + value;
    }
    const auto name = [](const auto& named) { return named.name; };
    const auto macros = joined(pack.macros, name);
    const auto tables = joined(pack.tables, name);
    return {pack.name, match.empty() ? "macros and lookups" : match, pack.origin,
            pack.description + (macros.empty() ? "" : " (macros: " + macros + ")") +
                (tables.empty() ? "" : " (lookups: " + tables + ")")};
}

}  // namespace

namespace {

std::vector<ReferenceOption> options_of(const CommandSpec& command) {
    std::vector<ReferenceOption> options;
    for (const auto& option : command.options().specs()) {
        options.push_back({std::string(option.name), option.value, std::string(option.summary), option.default_value,
                           option.required, std::string(name_of(option.effect))});
    }
    return options;
}

}  // namespace

std::vector<ReferenceEntry> list_commands() {
    std::vector<ReferenceEntry> entries;
    for (const auto& command : all_commands()) {
        const std::string aliases = command.aliases.empty() ? "" : " Also: " + std::string(command.aliases) + ".";
        entries.push_back({std::string(command.name), command.generating ? "generating command" : "command", syntax_of(command),
                           std::string(command.summary) + aliases, options_of(command)});
    }
    for (const auto& command : unsupported_commands()) {
        entries.push_back(
            {std::string(command.name), "unsupported", std::string(command.name),
             "Not supported: " + std::string(command.reason) + ". Instead: " + std::string(command.advice) + "."});
    }
    return entries;
}

std::vector<ReferenceEntry> list_functions() {
    std::vector<ReferenceEntry> entries;
    for (const auto* function : all_functions()) {
        entries.push_back({std::string(function->name), "eval: " + std::string(function->family),
                           std::string(function->signature), std::string(function->summary)});
    }
    for (const auto* aggregate : all_aggregates()) {
        entries.push_back({std::string(aggregate->name), "stats: " + std::string(aggregate->family),
                           std::string(aggregate->signature), std::string(aggregate->summary)});
    }
    return entries;
}

std::vector<ReferenceEntry> list_packs(const Engine& engine) {
    const auto& knowledge = *engine.impl()->knowledge();
    std::vector<ReferenceEntry> entries;
    for (const auto& pack : knowledge.packs()) {
        entries.push_back(entry_of(pack));
    }
    for (const auto name : knowledge.models()->names()) {
        if (const auto model = knowledge.models()->find(name)) {
            const auto datasets = joined(model->datasets, [](const auto& dataset) { return dataset.lineage; });
            entries.push_back(
                {std::string(name), "data model", model->origin, model->description + " Datasets: " + datasets + "."});
        }
    }
    return entries;
}

std::vector<ReferenceEntry> entries_named(const std::string& name, const std::vector<ReferenceEntry>& entries,
                                          const std::string& what) {
    std::vector<ReferenceEntry> chosen;
    const auto wanted = lower_case(name);
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(chosen),
                 [&](const ReferenceEntry& entry) { return wanted.empty() || lower_case(entry.name) == wanted; });
    if (chosen.empty()) {
        std::vector<std::string_view> known;
        for (const auto& entry : entries) {
            known.push_back(entry.name);
        }
        const auto help = did_you_mean(name, known);
        throw ArgumentError("", "no " + what + " '" + name + "'" + (help.empty() ? "" : "; " + help));
    }
    return chosen;
}

}  // namespace karst::api

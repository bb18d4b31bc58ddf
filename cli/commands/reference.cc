// karst commands, karst functions, karst packs: what is supported, from the engine's own tables.
#include "base/spl_text.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "engine/aggregate/aggregate.h"
#include "engine/eval/function_table.h"
#include "parser/commands/command_table.h"
#include "parser/grammar/option_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace karst::cli {

namespace {

struct ReferenceOptions {
    CommonOptions common;
    std::string name;
};

// One line of a listing: name, kind, syntax, summary; and the options of a command.
struct Entry {
    std::string name;
    std::string kind;
    std::string syntax;
    std::string summary;
    const OptionList* options = nullptr;
};

// The sentence of an option with what else is to be known about it.
std::string described(const OptionSpec& option) {
    std::string text(option.summary);
    if (option.default_value) {
        const auto& value = *option.default_value;
        const bool quoted = value.find_first_not_of(' ') == std::string::npos || value.back() == ' ';
        text += quoted ? " Default: \"" + value + "\"." : " Default: " + value + ".";
    }
    if (option.required) {
        text += " It must be given.";
    }
    if (option.effect == OptionEffect::Ignored) {
        text += " Accepted, and without effect here.";
    }
    if (option.effect == OptionEffect::Refused) {
        text += " Not supported.";
    }
    return text;
}

void write_options(std::ostream& out, const OptionList& options) {
    std::size_t widest = 0;
    for (const auto& option : options.specs()) {
        widest = std::max(widest, option.name.size() + 1 + option.value.size());
    }
    for (const auto& option : options.specs()) {
        const auto name = std::string(option.name) + "=" + option.value;
        out << "    " << name << std::string(widest - name.size() + 2, ' ') << described(option) << "\n";
    }
}

nlohmann::ordered_json options_json(const OptionList& options) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& option : options.specs()) {
        nlohmann::ordered_json one = {{"name", option.name}, {"value", option.value}, {"summary", option.summary}};
        if (option.default_value) {
            one["default"] = *option.default_value;
        }
        one["required"] = option.required;
        one["effect"] = name_of(option.effect);
        list.push_back(std::move(one));
    }
    return list;
}

void write_text(std::ostream& out, const std::vector<Entry>& entries, bool with_syntax) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& entry : entries) {
        if (with_syntax) {
            out << entry.name << " (" << entry.kind << ")\n  " << entry.syntax << "\n  " << entry.summary << "\n";
            if (entry.options != nullptr && !entry.options->empty()) {
                out << "  Options:\n";
                write_options(out, *entry.options);
            }
        }
        rows.push_back({entry.name, entry.kind, entry.summary});
    }
    if (!with_syntax) {
        write_table(out, {"name", "kind", "summary"}, rows, 100);
    }
}

int write_entries(const ReferenceOptions& options, const std::vector<Entry>& all, const char* what) {
    std::vector<Entry> chosen;
    const auto wanted = lower_case(options.name);
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                 [&](const Entry& entry) { return wanted.empty() || lower_case(entry.name) == wanted; });
    if (chosen.empty()) {
        std::vector<std::string_view> known;
        for (const auto& entry : all) {
            known.push_back(entry.name);
        }
        const auto help = did_you_mean(options.name, known);
        throw UsageError(std::string("no ") + what + " '" + options.name + "'" + (help.empty() ? "" : "; " + help));
    }
    auto targets = open_targets(options.common);
    auto list = nlohmann::ordered_json::array();
    for (const auto& entry : chosen) {
        list.push_back({{"name", entry.name}, {"kind", entry.kind}, {"syntax", entry.syntax}, {"summary", entry.summary}});
        if (entry.options != nullptr) {
            list.back()["options"] = options_json(*entry.options);
        }
    }
    write_report(targets, options.common,
                 {list, list, [&](std::ostream& out, bool) { write_text(out, chosen, !wanted.empty()); }});
    return 0;
}

std::vector<Entry> command_entries() {
    std::vector<Entry> entries;
    for (const auto& command : all_commands()) {
        const std::string aliases = command.aliases.empty() ? "" : " Also: " + std::string(command.aliases) + ".";
        entries.push_back({std::string(command.name), command.generating ? "generating command" : "command", syntax_of(command),
                           std::string(command.summary) + aliases, &command.options()});
    }
    for (const auto& command : unsupported_commands()) {
        entries.push_back(
            {std::string(command.name), "unsupported", std::string(command.name),
             "Not supported: " + std::string(command.reason) + ". Instead: " + std::string(command.advice) + "."});
    }
    return entries;
}

std::vector<Entry> function_entries() {
    std::vector<Entry> entries;
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

int run_packs(const ReferenceOptions& options) {
    const Session session(options.common);
    std::vector<Entry> entries;
    for (const auto& pack : session.knowledge()->packs()) {
        std::string match;
        for (const auto& [key, value] : {std::pair{"sourcetype", pack.match.sourcetype}, std::pair{"source", pack.match.source},
                                         std::pair{"host", pack.match.host}}) {
            match += value.empty() ? "" : (match.empty() ? "" : " ") + std::string(key) + "=" + value;
        }
        std::string macros;
        for (const auto& macro : pack.macros) {
            macros += (macros.empty() ? "" : ", ") + macro.name;
        }
        std::string tables;
        for (const auto& table : pack.tables) {
            tables += (tables.empty() ? "" : ", ") + table.name;
        }
        entries.push_back({pack.name, match.empty() ? "macros and lookups" : match, pack.origin,
                           pack.description + (macros.empty() ? "" : " (macros: " + macros + ")") +
                               (tables.empty() ? "" : " (lookups: " + tables + ")")});
    }
    for (const auto name : session.knowledge()->models()->names()) {
        if (const auto model = session.knowledge()->models()->find(name)) {
            std::string datasets;
            for (const auto& dataset : model->datasets) {
                datasets += (datasets.empty() ? "" : ", ") + dataset.lineage;
            }
            entries.push_back(
                {std::string(name), "data model", model->origin, model->description + " Datasets: " + datasets + "."});
        }
    }
    return write_entries(options, entries, "pack");
}

std::shared_ptr<ReferenceOptions> add_options(Arguments& arguments) {
    auto options = std::make_shared<ReferenceOptions>();
    arguments.text("NAME", options->name, "show only this one, with its syntax and options");
    add_common_options(arguments, options->common);
    return options;
}

}  // namespace

CommandRunner add_commands(Arguments& arguments) {
    return [options = add_options(arguments)] { return write_entries(*options, command_entries(), "command"); };
}

CommandRunner add_functions(Arguments& arguments) {
    return [options = add_options(arguments)] { return write_entries(*options, function_entries(), "function"); };
}

CommandRunner add_packs(Arguments& arguments) {
    return [options = add_options(arguments)] { return run_packs(*options); };
}

}  // namespace karst::cli

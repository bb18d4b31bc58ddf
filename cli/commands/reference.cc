// karst commands, karst functions, karst packs: what is supported, from the engine's own tables.
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/terminal_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace karst::cli {

namespace {

constexpr std::size_t kMaxCell = 100;

struct ReferenceArguments {
    CommonOptions common;
    std::string name;
};

// The sentence of an option with what else is to be known about it.
std::string described(const ReferenceOption& option) {
    std::string text = option.summary;
    if (option.default_value) {
        const auto& value = *option.default_value;
        const bool quoted = value.find_first_not_of(' ') == std::string::npos || value.back() == ' ';
        text += quoted ? " Default: \"" + value + "\"." : " Default: " + value + ".";
    }
    if (option.required) {
        text += " It must be given.";
    }
    if (option.effect == "ignored") {
        text += " Accepted, and without effect here.";
    }
    if (option.effect == "refused") {
        text += " Not supported.";
    }
    return text;
}

void write_options(std::ostream& out, const std::vector<ReferenceOption>& options) {
    std::size_t widest = 0;
    for (const auto& option : options) {
        widest = std::max(widest, option.name.size() + 1 + option.value.size());
    }
    for (const auto& option : options) {
        const auto name = option.name + "=" + option.value;
        out << "    " << name << std::string(widest - name.size() + 2, ' ') << described(option) << "\n";
    }
}

void write_text(std::ostream& out, const std::vector<ReferenceEntry>& entries, bool with_syntax) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& entry : entries) {
        if (with_syntax) {
            out << entry.name << " (" << entry.kind << ")\n  " << entry.syntax << "\n  " << entry.summary << "\n";
            if (entry.options && !entry.options->empty()) {
                out << "  Options:\n";
                write_options(out, *entry.options);
            }
        }
        rows.push_back({entry.name, entry.kind, entry.summary});
    }
    if (!with_syntax) {
        write_table(out, {"name", "kind", "summary"}, rows, kMaxCell);
    }
}

int write_entries(const ReferenceArguments& arguments, const std::vector<ReferenceEntry>& all, const char* what) {
    const auto chosen = entries_named(arguments.name, all, what);
    auto targets = open_targets(arguments.common.output, Shown::Lists);
    write_report(targets, arguments.common.output, Shown::Lists, to_json(chosen),
                 [&](std::ostream& out, bool) { write_text(out, chosen, !arguments.name.empty()); });
    return 0;
}

std::shared_ptr<ReferenceArguments> add_options(Arguments& arguments) {
    auto options = std::make_shared<ReferenceArguments>();
    arguments.text("NAME", options->name, "show only this one, with its syntax and options");
    add_common_options(arguments, options->common);
    return options;
}

}  // namespace

CommandRunner add_commands(Arguments& arguments) {
    return [options = add_options(arguments)] { return write_entries(*options, list_commands(), "command"); };
}

CommandRunner add_functions(Arguments& arguments) {
    return [options = add_options(arguments)] { return write_entries(*options, list_functions(), "function"); };
}

CommandRunner add_packs(Arguments& arguments) {
    return [options = add_options(arguments)] {
        const Session session(options->common);
        return write_entries(*options, list_packs(session.engine()), "pack");
    };
}

}  // namespace karst::cli

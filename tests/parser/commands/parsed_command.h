// A command as its parser reads it.
#pragma once

#include "parser/parser.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace karst {

/// The one command of a search, which must be right and of this type.
template <class C>
class ParsedCommand {
public:
    explicit ParsedCommand(const std::string& spl) {
        Diagnostics diagnostics;
        pipeline_ = parse_spl(SourceText::whole("test", "| " + spl), diagnostics);
        if (!pipeline_) {
            throw std::runtime_error(spl + ": " + diagnostics.all().front().message);
        }
        command_ = dynamic_cast<const C*>(pipeline_->commands.front().get());
        if (command_ == nullptr) {
            throw std::runtime_error(spl + ": another command");
        }
    }

    const C* operator->() const { return command_; }

private:
    PipelinePtr pipeline_;
    const C* command_ = nullptr;
};

/// What the parser finds wrong with a command.
struct ParseError {
    std::string code;    // empty: nothing
    std::string marked;  // the text that the message marks
    std::string message;
    std::string help;
};

inline ParseError parse_error(const std::string& spl) {
    Diagnostics diagnostics;
    const auto text = "| " + spl;
    const auto pipeline = parse_spl(SourceText::whole("test", text), diagnostics);
    if (diagnostics.all().empty()) {
        return {};
    }
    const auto& first = diagnostics.all().front();
    const auto begin = std::min<std::size_t>(first.where.column - 1, text.size());
    return {std::string(first.code.text()), text.substr(begin, first.where.end_column - first.where.column), first.message,
            first.help};
}

/// "<code>: <marked text>"; "" when nothing is wrong.
inline std::string parse_failure(const std::string& spl) {
    const auto error = parse_error(spl);
    return error.code.empty() ? "" : error.code + ": " + error.marked;
}

inline std::vector<std::string> names_of(const std::vector<FieldName>& fields) {
    std::vector<std::string> names;
    for (const auto& field : fields) {
        names.push_back(field.name);
    }
    return names;
}

using Names = std::vector<std::string>;

}  // namespace karst

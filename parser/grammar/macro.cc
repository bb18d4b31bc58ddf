#include "parser/grammar/macro.h"

#include "base/ascii.h"
#include "base/spl_text.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::string_view kComment = "```";

struct MacroCall {
    std::string name;
    std::vector<std::string> arguments;
    bool has_parentheses = false;
    Span span;  // with the backticks
};

// Position of the backtick that closes a call, looking past quoted arguments.
std::uint32_t closing_backtick(const SourceText& source, std::uint32_t open) {
    const std::string_view text = source.text();
    for (auto at = open + 1; at < text.size(); ++at) {
        if (text[at] == '"') {
            at = read_quoted(source, at, '"').end - 1;
        } else if (text[at] == '`') {
            return at;
        }
    }
    source.fail("spl-unbalanced-backtick", {open, open + 1}, "unbalanced backtick", "no closing backtick follows this macro");
}

// An argument in quotation marks stands for the text within: definitions put their own quotation marks around it.
std::string unquoted(const std::string& argument) {
    if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"') {
        return undo_escapes(std::string_view(argument).substr(1, argument.size() - 2));
    }
    return argument;
}

std::vector<std::string> split_arguments(std::string_view text) {
    std::vector<std::string> arguments;
    std::string current;
    std::size_t parentheses = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\' && at + 1 < text.size()) {
            current += c;
            current += text[++at];
            continue;
        }
        quoted = c == '"' ? !quoted : quoted;
        if (!quoted && c == '(') {
            ++parentheses;
        } else if (!quoted && c == ')' && parentheses > 0) {
            --parentheses;
        } else if (!quoted && parentheses == 0 && c == ',') {
            arguments.push_back(unquoted(std::string(trimmed(current, kSpaces))));
            current.clear();
            continue;
        }
        current += c;
    }
    if (!arguments.empty() || !trimmed(current, kSpaces).empty()) {
        arguments.push_back(unquoted(std::string(trimmed(current, kSpaces))));
    }
    return arguments;
}

MacroCall read_call(const SourceText& source, std::uint32_t open) {
    const auto close = closing_backtick(source, open);
    const auto inner = trimmed(std::string_view(source.text()).substr(open + 1, close - open - 1), kSpaces);
    MacroCall call;
    call.span = {open, close + 1};
    const auto parenthesis = inner.find('(');
    call.name = trimmed(inner.substr(0, parenthesis), kSpaces);
    if (parenthesis != std::string::npos) {
        if (inner.back() != ')') {
            source.fail("spl-unbalanced-parenthesis", call.span,
                        "the arguments of the macro '" + call.name + "' have no closing ')'");
        }
        call.has_parentheses = true;
        call.arguments = split_arguments(std::string_view(inner).substr(parenthesis + 1, inner.size() - parenthesis - 2));
    }
    if (call.name.empty()) {
        source.fail("spl-unknown-macro", call.span, "a macro without a name");
    }
    return call;
}

std::string fill_in(const Macro& macro, const MacroCall& call) {
    std::string filled;
    const std::string& definition = macro.definition;
    for (std::size_t at = 0; at < definition.size();) {
        bool replaced = false;
        if (definition[at] == '$') {
            for (std::size_t argument = 0; argument < macro.arguments.size() && !replaced; ++argument) {
                const auto token = "$" + macro.arguments[argument] + "$";
                if (definition.compare(at, token.size(), token) == 0) {
                    filled += call.arguments[argument];
                    at += token.size();
                    replaced = true;
                }
            }
        }
        if (!replaced) {
            filled += definition[at++];
        }
    }
    return filled;
}

}  // namespace

// One pass over the text replaces the calls that stand in it; passes are repeated until no call is left, so that macros in
// definitions are found by the same code and a cycle shows in the chain of expansions.
class MacroExpander {
public:
    MacroExpander(const MacroSource& macros, const EvalMacro& evaluate, std::vector<MacroUse>* uses,
                  const ExpansionLimits& limits)
        : macros_(macros), evaluate_(evaluate), uses_(uses), limits_(limits) {}

    SourceText expand(const SourceText& text) {
        SourceText current = text;
        for (std::size_t pass = 0; pass_over(current); ++pass) {
            if (pass >= limits_.depth) {
                current.fail("spl-macro-depth", {0, 1},
                             "macros are nested deeper than " + std::to_string(limits_.depth) + " levels");
            }
            current = std::move(result_);
            if (current.text().size() > limits_.text_bytes) {
                current.fail("spl-too-long", {0, 1},
                             "the search is longer than " + std::to_string(limits_.text_bytes) +
                                 " bytes after macro expansion");
            }
        }
        return std::move(result_);
    }

private:
    // Leaves the outcome in result_; true when a macro was replaced.
    bool pass_over(const SourceText& source) {
        const std::string_view text = source.text();
        result_.start_like(source);
        std::uint32_t kept = 0;
        bool replaced = false;
        for (std::uint32_t at = 0; at < text.size();) {
            const char c = text[at];
            if (c == '\\' && at + 1 < text.size()) {
                at += 2;
            } else if (c == '"') {
                at = read_quoted(source, at, '"').end;
            } else if (text.substr(at, kComment.size()) == kComment) {
                const auto close = text.find(kComment, at + kComment.size());
                if (close == std::string_view::npos) {
                    source.fail("spl-unbalanced-comment", {at, at + 3}, "a comment that is not closed",
                                "no closing ``` follows");
                }
                result_.append(source, {kept, at});
                kept = at = static_cast<std::uint32_t>(close + kComment.size());
            } else if (c == '`') {
                const auto call = read_call(source, at);
                result_.append(source, {kept, at});
                replace(source, call);
                replaced = true;
                kept = at = call.span.end;
            } else {
                ++at;
            }
        }
        result_.append(source, {kept, static_cast<std::uint32_t>(text.size())});
        return replaced;
    }

    void replace(const SourceText& source, const MacroCall& call) {
        const Macro* macro = macros_.find(call.name, call.arguments.size());
        if (macro == nullptr && call.name == "comment" && call.arguments.size() <= 1) {
            return;  // the comment macro of older rules
        }
        if (macro == nullptr) {
            fail_unknown(source, call);
        }
        check_cycle(source, call, *macro);
        auto text = fill_in(*macro, call);
        if (macro->is_eval) {
            if (!evaluate_) {
                source.fail("spl-eval-macro", call.span,
                            "the macro '" + call.name + "' is an eval expression, which cannot be evaluated here");
            }
            text = evaluate_(SourceText::whole("the macro " + call.name, text));
        }
        if (uses_ != nullptr) {
            uses_->push_back({macro, call.name});
        }
        result_.append_expansion(source, call.span, text, {macro->name, macro->origin, -1, macro->arguments.size()});
    }

    void check_cycle(const SourceText& source, const MacroCall& call, const Macro& macro) const {
        for (auto index = source.segment_at(call.span.begin).expansion; index >= 0;
             index = source.expansions_[static_cast<std::size_t>(index)].parent) {
            const auto& expansion = source.expansions_[static_cast<std::size_t>(index)];
            // Macros of one name with different numbers of arguments are different macros.
            if (expansion.macro == macro.name && expansion.arguments == macro.arguments.size()) {
                source.fail("spl-macro-cycle", call.span, "the macro '" + call.name + "' contains itself");
            }
        }
    }

    [[noreturn]] void fail_unknown(const SourceText& source, const MacroCall& call) const {
        const auto names = macros_.names();
        if (std::find(names.begin(), names.end(), call.name) != names.end()) {
            source.fail("spl-macro-arguments", call.span,
                        "no macro '" + call.name + "' takes " + std::to_string(call.arguments.size()) +
                            (call.arguments.size() == 1 ? " argument" : " arguments"));
        }
        source.fail("spl-unknown-macro", call.span, "unknown macro '" + call.name + "'", "not defined",
                    did_you_mean(call.name, names));
    }

    const MacroSource& macros_;
    const EvalMacro& evaluate_;
    std::vector<MacroUse>* uses_;
    const ExpansionLimits& limits_;
    SourceText result_;
};

SourceText expand_macros(const SourceText& text, const MacroSource& macros, const EvalMacro& evaluate,
                         std::vector<MacroUse>* uses, const ExpansionLimits& limits) {
    return MacroExpander(macros, evaluate, uses, limits).expand(text);
}

}  // namespace karst

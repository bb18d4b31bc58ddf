#include "engine/operators/fields/foreach_body.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

// `eval <<ITEM>>=…` and `eval a=1, <<ITEM>>=…`, but not `if(<<ITEM>>=…`.
bool is_assigned_to(std::string_view body, std::size_t begin, std::size_t end) {
    const auto sign = skip_blanks(body, static_cast<std::uint32_t>(end));
    if (body.substr(sign, 1) != "=" || body.substr(sign, 2) == "==") {
        return false;
    }
    auto before = body.substr(0, begin);
    while (!before.empty() && is_space(before.back())) {
        before.remove_suffix(1);
    }
    if (!before.empty() && before.back() == ',') {
        return std::count(before.begin(), before.end(), '(') == std::count(before.begin(), before.end(), ')');
    }
    return before.size() >= 4 && equal_caseless(before.substr(before.size() - 4), "eval");
}

// Follows the quotation marks of an eval expression from its beginning.
class QuoteState {
public:
    void read(char c) {
        if (escaping_) {
            escaping_ = false;
        } else if (quote_ != '\0') {
            escaping_ = c == '\\';
            quote_ = c == quote_ ? '\0' : quote_;
        } else if (c == '"' || c == '\'') {
            quote_ = c;
        }
    }
    char quote() const { return quote_; }

private:
    char quote_ = '\0';
    bool escaping_ = false;
};

}  // namespace

std::string with_text(std::string body, std::string_view placeholder, std::string_view text) {
    for (auto at = body.find(placeholder); at != std::string::npos && !placeholder.empty();
         at = body.find(placeholder, at + text.size())) {
        body.replace(at, placeholder.size(), text);
    }
    return body;
}

std::string with_value(std::string_view body, std::string_view placeholder, std::string_view item) {
    std::string made;
    QuoteState state;
    for (std::size_t at = 0; at < body.size();) {
        if (placeholder.empty() || body.substr(at, placeholder.size()) != placeholder) {
            state.read(body[at]);
            made += body[at++];
            continue;
        }
        const auto end = at + placeholder.size();
        const bool in_name = (at > 0 && is_identifier(body[at - 1])) || (end < body.size() && is_identifier(body[end]));
        if (state.quote() == '"') {
            made += with_escapes(item);
        } else if (state.quote() == '\'' || in_name || is_assigned_to(body, at, end)) {
            made += item;
        } else if (parse_number(item)) {
            made += "(" + std::string(item) + ")";
        } else {
            made += "\"" + with_escapes(item) + "\"";
        }
        at = end;
    }
    return made;
}

}  // namespace karst

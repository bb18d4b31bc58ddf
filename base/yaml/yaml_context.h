// Open brackets and quotes at a place of a broken YAML text. Only messages are made from it, so it may be wrong about rare
// constructs; what a file means is decided by the parser alone.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace karst {

struct YamlContext {
    static constexpr std::size_t kNone = std::string_view::npos;

    std::vector<std::size_t> brackets;  // offsets of those that are open, the innermost last
    std::size_t open_quote = kNone;     // of a quoted text that is not closed before the place
    std::size_t quote_begin = kNone;    // the last quoted text that is closed before the place
    std::size_t quote_end = kNone;      // one past its closing quote
};

/// Reads the text up to `place`.
YamlContext read_yaml_context(std::string_view text, std::size_t place);

/// One past the closing quote of the text that opens at `open`; kNone when it is not closed before `end`.
std::size_t read_yaml_quote_end(std::string_view text, std::size_t open, std::size_t end);

}  // namespace karst

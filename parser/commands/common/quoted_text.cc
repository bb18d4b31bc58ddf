#include "parser/commands/common/quoted_text.h"

namespace karst {

std::size_t find_unescaped(std::string_view text, std::string_view mark, std::size_t from) {
    for (; from + mark.size() <= text.size(); ++from) {
        if (text[from] == '\\') {
            ++from;
        } else if (text.compare(from, mark.size(), mark) == 0) {
            return from;
        }
    }
    return std::string_view::npos;
}

std::shared_ptr<const SourceText> unquote(const SourceText& source, Span span) {
    auto text = std::make_shared<SourceText>(SourceText::like(source));
    auto kept = span.begin;
    for (auto at = span.begin; at + 1 < span.end; ++at) {
        if (source.text()[at] == '\\') {
            if (source.text()[at + 1] == '"') {
                text->append(source, {kept, at});
                kept = at + 1;
            }
            ++at;
        }
    }
    text->append(source, {kept, span.end});
    return text;
}

std::shared_ptr<const SourceText> part_of(const SourceText& source, Span span) {
    auto text = std::make_shared<SourceText>(SourceText::like(source));
    text->append(source, span);
    return text;
}

}  // namespace karst

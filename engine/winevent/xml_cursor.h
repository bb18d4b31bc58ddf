// Goes over the tags of a Windows event. No tree is built: names, attributes and values are parts of the text, with entities as
// they are written.
#pragma once

#include "base/ascii.h"
#include "engine/value/short_scan.h"

#include <cstddef>
#include <cstring>
#include <string_view>

namespace karst {

struct XmlTag {
    std::string_view name;
    std::size_t begin = 0;  // of the tag
    bool closing = false;   // </name>
    bool empty = false;     // <name/>
};

/// The text must be readable kReadPadding past its end, as that of an EventBatch is.
class XmlCursor {
public:
    XmlCursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::string_view text() const { return text_; }
    std::size_t at() const { return at_; }

    /// Goes behind the next tag, over text, comments and declarations, and calls `each(name, value)` for its attributes. False
    /// when there is none.
    template <class Each>
    bool read_tag(XmlTag& tag, Each each) {
        return read_tag_name(tag) && read_attributes(tag, each);
    }
    bool read_tag(XmlTag& tag) {
        return read_tag(tag, [](std::string_view, std::string_view) {});
    }

    /// Gives the text between a tag that was just read and the next <; where an element begins instead, the text up to the end
    /// tag of `name`. Goes behind that end tag. False when it never comes.
    bool read_value(std::string_view name, std::string_view& value);

    /// Goes behind the end tag of `name`, whatever comes before it. Gives where that tag begins; npos when it never comes.
    std::size_t pass_over(std::string_view name);

    /// Where the next < stands; the size of the text when there is none.
    std::size_t next_open() const { return find_short(text_, '<', at_); }

private:
    bool stands_at(std::size_t at, std::string_view wanted) const {
        return text_.size() - at >= wanted.size() && std::memcmp(text_.data() + at, wanted.data(), wanted.size()) == 0;
    }

    bool read_tag_name(XmlTag& tag);
    std::size_t attribute_end(std::size_t at) const;
    std::size_t skip_blanks(std::size_t from) const {
        while (from < text_.size() && is_blank(text_[from])) {
            ++from;
        }
        return from;
    }
    std::size_t find_end_tag(std::string_view name, std::size_t from) const;

    // From behind the name of a tag to behind its >; one in an attribute's value is none.
    template <class Each>
    bool read_attributes(XmlTag& tag, Each each) {
        for (auto at = at_;;) {
            at = skip_blanks(at);
            auto end = word_end(text_, at);
            if (end < text_.size() && text_[end] != '=' && text_[end] != '>') {
                end = attribute_end(end);
            }
            if (end >= text_.size()) {
                return false;
            }
            if (text_[end] == '>') {
                tag.empty = text_[end - 1] == '/';
                at_ = end + 1;
                return true;
            }
            auto name = text_.substr(at, end - at);
            while (!name.empty() && is_blank(name.back())) {
                name.remove_suffix(1);
            }
            at = skip_blanks(end + 1);
            const bool quoted = at < text_.size() && (text_[at] == '\'' || text_[at] == '"');
            if (!quoted) {
                continue;
            }
            const auto close = find_short(text_, text_[at], at + 1);
            if (close == text_.size()) {
                return false;
            }
            each(name, text_.substr(at + 1, close - at - 1));
            at = close + 1;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace karst

#include "engine/winevent/xml_cursor.h"

#include "base/ascii.h"
#include "engine/winevent/winevent_xml.h"

#include <algorithm>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

}  // namespace

bool XmlCursor::read_tag_name(XmlTag& tag) {
    for (;;) {
        at_ = next_open();
        if (at_ + 1 >= text_.size()) {
            return false;
        }
        const char c = text_[at_ + 1];
        if (c != '!' && c != '?') {
            break;
        }
        const auto end = stands_at(at_, "<!--")        ? find_text(text_, "-->", at_)
                         : stands_at(at_, "<![CDATA[") ? find_text(text_, "]]>", at_)
                                                       : text_.find('>', at_);
        if (end == kNowhere) {
            return false;
        }
        at_ = end + 1;
    }
    tag.begin = at_;
    tag.empty = false;
    tag.closing = text_[at_ + 1] == '/';
    const auto from = at_ + (tag.closing ? 2 : 1);
    auto stop = word_end(text_, from);
    while (stop < text_.size() && !is_blank(text_[stop]) && text_[stop] != '>' && text_[stop] != '/') {
        ++stop;
    }
    tag.name = text_.substr(from, stop - from);
    at_ = stop;
    return true;
}

// The = behind the name of an attribute, or the end of the tag. What stands in quotes without a name is passed over.
std::size_t XmlCursor::attribute_end(std::size_t at) const {
    while (at < text_.size() && text_[at] != '=' && text_[at] != '>') {
        const bool quote = text_[at] == '\'' || text_[at] == '"';
        at = (quote ? find_short(text_, text_[at], at + 1) : at) + 1;
    }
    return at;
}

bool XmlCursor::read_value(std::string_view name, std::string_view& value) {
    const auto begin = at_;
    auto stop = next_open();
    if (stop == text_.size()) {
        return false;
    }
    if (text_[std::min(stop + 1, text_.size() - 1)] != '/') {
        stop = find_end_tag(name, stop);
        if (stop == kNowhere) {
            return false;
        }
    }
    value = text_.substr(begin, stop - begin);
    at_ = std::min(text_.find('>', stop), text_.size() - 1) + 1;
    return true;
}

std::size_t XmlCursor::pass_over(std::string_view name) {
    const auto stop = find_end_tag(name, at_);
    if (stop != kNowhere) {
        at_ = std::min(text_.find('>', stop), text_.size() - 1) + 1;
    }
    return stop;
}

std::size_t XmlCursor::find_end_tag(std::string_view name, std::size_t from) const {
    for (auto at = find_text(text_, "</", from); at != kNowhere; at = find_text(text_, "</", at + 2)) {
        const auto after = at + 2 + name.size();
        if (stands_at(at + 2, name) && after < text_.size() && (text_[after] == '>' || is_blank(text_[after]))) {
            return at;
        }
    }
    return kNowhere;
}

}  // namespace karst

// Windows events as XML. The text is scanned once, by hand: no tree is built, values are slices of the text, and entities stay
// as they are written, as Splunk's add-on leaves them.

#include "engine/extract/field_list.h"
#include "engine/input/event_xml.h"
#include "engine/text/key_value.h"
#include "engine/time/time_format.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::size_t kMostFields = 1024;  // among which a name is looked for

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr auto kNameCharacters = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 256; ++c) {
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    return table;
}();

bool is_plain_name(std::string_view name) {
    return !name.empty() && (name.front() < '0' || name.front() > '9') && name.front() != '_' &&
           std::all_of(name.begin(), name.end(), [](char c) { return kNameCharacters[static_cast<unsigned char>(c)]; });
}

// XML 1.0, 2.11: a line ends with one line feed, however the file writes it.
std::string_view with_plain_line_ends(std::string_view value, Arena& arena) {
    if (value.find('\r') == kNowhere) {
        return value;
    }
    std::string plain;
    plain.reserve(value.size());
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (value[at] != '\r') {
            plain += value[at];
        } else if (value.substr(at + 1, 1) != "\n") {
            plain += '\n';
        }
    }
    return arena.copy(plain);
}

// A start tag: the name, what stands between name and end, and where the text after it begins.
struct Tag {
    std::string_view name;
    std::string_view attributes;
    std::size_t end = 0;
    bool closing = false;  // </name>
    bool empty = false;    // <name/>
};

class EventXmlExtractor final : public ListExtractor {
public:
    EventXmlExtractor() { fields_.finish_with(with_plain_line_ends); }

    bool begin(std::string_view text) override {
        fields_.clear();
        hints_ = {};
        hints_.sourcetype = "XmlWinEventLog";  // as Splunk's input calls them
        system_time_ = {};
        text_ = text;
        at_ = find_event_start(text, 0);
        Tag tag;
        if (at_ == kNowhere || !read_tag(tag)) {
            return false;
        }
        bool has_system = false;
        while (read_tag(tag)) {
            if (tag.closing) {
                break;  // </Event>
            }
            if (tag.empty) {
                continue;
            }
            const auto name = tag.name;
            const auto begin = tag.end;
            const bool good = name == "System"          ? read_system()
                              : name == "EventData"     ? read_event_data()
                              : name == "UserData"      ? read_leaves(name, true)
                              : name == "RenderingInfo" ? read_leaves(name, false)
                                                        : pass_over(name);
            if (!good) {
                break;  // cut off: what came before it is good
            }
            has_system = has_system || name == "System";
            add_block(name == "System" ? "System_Props_Xml" : block_name(name), text_.substr(begin, block_end_ - begin));
        }
        return has_system;
    }

    EventHints hints() const override { return hints_; }

    std::optional<double> time(const TimeZone& zone) override { return parse_iso8601(system_time_, zone); }

private:
    // Goes to the next tag, over text, comments and declarations. False when there is none.
    bool read_tag(Tag& tag) {
        for (;;) {
            at_ = text_.find('<', at_);
            if (at_ == kNowhere || at_ + 1 >= text_.size()) {
                return false;
            }
            const char c = text_[at_ + 1];
            if (c != '!' && c != '?') {
                break;
            }
            const auto end = text_.substr(at_, 4) == "<!--"        ? find_text(text_, "-->", at_)
                             : text_.substr(at_, 9) == "<![CDATA[" ? find_text(text_, "]]>", at_)
                                                                   : text_.find('>', at_);
            if (end == kNowhere) {
                return false;
            }
            at_ = end + 1;
        }
        auto from = at_ + 1;
        tag.closing = text_[from] == '/';
        from += tag.closing ? 1 : 0;
        auto stop = from;
        while (stop < text_.size() && !is_blank(text_[stop]) && text_[stop] != '>' && text_[stop] != '/') {
            ++stop;
        }
        tag.name = text_.substr(from, stop - from);
        const auto close = tag_end(stop);
        if (close == kNowhere) {
            return false;
        }
        tag.empty = close > stop && text_[close - 1] == '/';
        tag.attributes = text_.substr(stop, close - stop - (tag.empty ? 1 : 0));
        tag.end = at_ = close + 1;
        return true;
    }

    // The > of a tag; one in an attribute's value is none.
    std::size_t tag_end(std::size_t from) const {
        for (auto at = from; at < text_.size(); ++at) {
            const char c = text_[at];
            if (c == '>') {
                return at;
            }
            if (c == '\'' || c == '"') {
                at = text_.find(c, at + 1);
                if (at == kNowhere) {
                    return kNowhere;
                }
            }
        }
        return kNowhere;
    }

    template <class Each>
    static void each_attribute(std::string_view attributes, Each each) {
        for (std::size_t at = 0;;) {
            while (at < attributes.size() && is_blank(attributes[at])) {
                ++at;
            }
            const auto equals = attributes.find('=', at);
            if (equals == kNowhere) {
                return;
            }
            auto open = equals + 1;
            while (open < attributes.size() && is_blank(attributes[open])) {
                ++open;
            }
            const bool quoted = open < attributes.size() && (attributes[open] == '\'' || attributes[open] == '"');
            const auto close = quoted ? attributes.find(attributes[open], open + 1) : kNowhere;
            if (close == kNowhere) {
                return;
            }
            auto name = attributes.substr(at, equals - at);
            while (!name.empty() && is_blank(name.back())) {
                name.remove_suffix(1);
            }
            each(name, attributes.substr(open + 1, close - open - 1));
            at = close + 1;
        }
    }

    // The text between a tag that was just read and the next <; where an element begins instead, the text up to the end tag of
    // `name`. False when that never comes.
    bool read_value(std::string_view name, std::string_view& value) {
        const auto begin = at_;
        auto stop = text_.find('<', begin);
        if (stop == kNowhere) {
            return false;
        }
        if (text_[std::min(stop + 1, text_.size() - 1)] != '/') {
            stop = find_end_tag(name, stop);
            if (stop == kNowhere) {
                return false;
            }
        }
        value = text_.substr(begin, stop - begin);
        const auto end = text_.find('>', stop);
        at_ = end == kNowhere ? text_.size() : end + 1;
        return true;
    }

    std::size_t find_end_tag(std::string_view name, std::size_t from) const {
        for (auto at = find_text(text_, "</", from); at != kNowhere; at = find_text(text_, "</", at + 2)) {
            const auto after = at + 2 + name.size();
            if (text_.substr(at + 2, name.size()) == name && after < text_.size() &&
                (text_[after] == '>' || is_blank(text_[after]))) {
                return at;
            }
        }
        return kNowhere;
    }

    // True at the end tag of the section, which is then passed.
    bool is_end(const Tag& tag, std::string_view section, std::size_t start) {
        if (tag.closing && tag.name == section) {
            block_end_ = start;
            return true;
        }
        return false;
    }

    bool next_in_section(Tag& tag, std::string_view section, bool& ended) {
        const bool found = read_tag(tag);
        ended = found && is_end(tag, section, found ? tag_start(tag) : 0);
        return found;
    }

    std::size_t tag_start(const Tag& tag) const {
        return static_cast<std::size_t>(tag.name.data() - text_.data()) - (tag.closing ? 2 : 1);
    }

    bool read_system() {
        Tag tag;
        bool ended = false;
        for (;;) {
            std::string_view element;
            std::string_view content;
            while (read_plain_element(element, content)) {
                add_system(element, content, false);
            }
            if (!next_in_section(tag, "System", ended)) {
                return false;
            }
            if (ended) {
                return true;
            }
            if (tag.closing) {
                continue;
            }
            bool has_attributes = false;
            each_attribute(tag.attributes, [&](std::string_view name, std::string_view value) {
                has_attributes = true;
                if (name == "SystemTime") {
                    system_time_ = value;
                }
                if (name.substr(0, 5) != "xmlns") {
                    add(name, value);
                }
            });
            std::string_view value;
            if (!tag.empty && !read_value(tag.name, value)) {
                return false;
            }
            add_system(tag.name, value, has_attributes);
        }
    }

    void add_system(std::string_view name, std::string_view value, bool has_attributes) {
        if (name == "EventID") {
            // An identifier with qualifiers is only known as EventCode.
            if (!has_attributes) {
                add(name, value);
            }
            add("EventCode", value);
            return;
        }
        add(name, value);
        if (name == "EventRecordID") {
            add("RecordNumber", value);
        } else if (name == "Channel") {
            hints_.channel = value;
        } else if (name == "Computer") {
            hints_.host = value;
        }
    }

    // Where a name ends that begins at `from`.
    std::size_t name_end(std::size_t from) const {
        while (from < text_.size() && kNameCharacters[static_cast<unsigned char>(text_[from])]) {
            ++from;
        }
        return from;
    }

    // <Data Name='X'>value</Data>, as nearly all of an event is written. False when something else comes.
    bool read_plain_data() {
        constexpr std::string_view kStart = "<Data Name=";
        constexpr std::string_view kStop = "</Data>";
        const auto begin = text_.find('<', at_);
        const auto quote = begin + kStart.size();
        if (begin == kNowhere || text_.substr(begin, kStart.size()) != kStart || quote >= text_.size()) {
            return false;
        }
        const auto end = name_end(quote + 1);
        if (end + 1 >= text_.size() || text_[end] != text_[quote] || text_[end + 1] != '>') {
            return false;
        }
        const auto value = end + 2;
        const auto stop = text_.find('<', value);
        if (stop == kNowhere || text_.substr(stop, kStop.size()) != kStop) {
            return false;
        }
        add_plain(text_.substr(quote + 1, end - quote - 1), text_.substr(value, stop - value));
        at_ = stop + kStop.size();
        return true;
    }

    // <Name>value</Name>. False when something else comes.
    bool read_plain_element(std::string_view& name, std::string_view& value) {
        const auto begin = text_.find('<', at_);
        const auto end = begin == kNowhere ? text_.size() : name_end(begin + 1);
        if (end >= text_.size() || text_[end] != '>') {
            return false;
        }
        const auto stop = text_.find('<', end);
        name = text_.substr(begin + 1, end - begin - 1);
        if (stop == kNowhere || text_.substr(stop + 1, 1) != "/" || text_.substr(stop + 2, name.size()) != name ||
            text_.substr(stop + 2 + name.size(), 1) != ">") {
            return false;
        }
        value = text_.substr(end + 1, stop - end - 1);
        at_ = stop + 3 + name.size();
        return true;
    }

    bool read_event_data() {
        Tag tag;
        bool ended = false;
        for (;;) {
            while (read_plain_data()) {
            }
            if (!next_in_section(tag, "EventData", ended)) {
                return false;
            }
            if (ended) {
                return true;
            }
            std::string_view value;
            if (tag.closing || tag.empty) {
                continue;
            }
            if (!read_value(tag.name, value)) {
                return false;
            }
            if (tag.name == "Data") {
                each_attribute(tag.attributes, [&](std::string_view name, std::string_view field) {
                    if (name == "Name") {
                        add(field, value);
                    }
                });
            }
        }
    }

    // Elements without elements in them become fields; in UserData, what is around them becomes a field <name>_Xml.
    bool read_leaves(std::string_view section, bool with_wrapper) {
        Tag tag;
        bool ended = false;
        std::string_view wrapper;
        std::size_t wrapper_begin = 0;
        while (next_in_section(tag, section, ended)) {
            if (ended) {
                return true;
            }
            if (tag.closing) {
                if (with_wrapper && tag.name == wrapper) {
                    const auto inside = text_.substr(wrapper_begin, tag_start(tag) - wrapper_begin);
                    add_block(block_name(local_name(wrapper)), inside);
                    wrapper = {};
                }
                continue;
            }
            if (tag.empty) {
                continue;
            }
            if (with_wrapper && wrapper.empty()) {
                wrapper = tag.name;
                wrapper_begin = tag.end;
            }
            const auto next = text_.find('<', at_);
            if (next != kNowhere && next + 1 < text_.size() && text_[next + 1] == '/') {
                const auto name = local_name(tag.name);
                // What System says of Level, Task or Channel is not said again in words.
                if (with_wrapper || (fields_.fields().size() < kMostFields && !fields_.has(name))) {
                    add(name, text_.substr(at_, next - at_));
                }
            }
        }
        return false;
    }

    bool pass_over(std::string_view name) {
        block_end_ = find_end_tag(name, at_);
        if (block_end_ == kNowhere) {
            return false;
        }
        at_ = std::min(text_.find('>', block_end_), text_.size() - 1) + 1;
        return true;
    }

    static std::string_view local_name(std::string_view name) {
        const auto colon = name.rfind(':');
        return colon == kNowhere ? name : name.substr(colon + 1);
    }

    // Empty values make no field.
    void add(std::string_view name, std::string_view value) {
        if (is_plain_name(name)) {
            add_plain(name, value);
        } else if (const auto clean = fields_.keep(clean_key(name)); !clean.empty()) {
            add_plain(clean, value);
        }
    }

    void add_plain(std::string_view name, std::string_view value) {
        const bool may_be_blank = value.empty() || is_blank(value.front());
        if (name.empty() || (may_be_blank && std::all_of(value.begin(), value.end(), is_blank))) {
            return;
        }
        if (name.front() == '_' || (name.front() >= '0' && name.front() <= '9')) {
            name = fields_.keep(clean_key(name));
            if (name.empty()) {
                return;
            }
        }
        fields_.add(name, value);
    }

    std::string_view block_name(std::string_view name) {
        return name == "EventData" ? "EventData_Xml" : fields_.keep(clean_key(std::string(name) + "_Xml"));
    }

    void add_block(std::string_view name, std::string_view text) {
        if (!std::all_of(text.begin(), text.end(), is_blank)) {
            fields_.add(name, text);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t block_end_ = 0;
    EventHints hints_;
    std::string_view system_time_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_event_xml_extractor() {
    return std::make_unique<EventXmlExtractor>();
}

}  // namespace karst

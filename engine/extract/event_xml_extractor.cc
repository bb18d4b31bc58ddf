// Windows events as XML. System is read when an event begins, for what the event says of itself; the rest is gone over when
// fields are asked for, and those that nobody wants are only passed. Values are parts of the text, and entities stay as
// they are written, as Splunk's add-on leaves them.

#include "engine/extract/field_list.h"
#include "engine/extract/xml_cursor.h"
#include "engine/input/event_xml.h"
#include "engine/text/key_value.h"
#include "engine/time/time_format.h"

#include <algorithm>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::size_t kMostFields = 1024;  // among which a name is looked for

bool is_all_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_xml_blank);
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

// Where fields go: all of them into a list, or the wanted ones into their slots.
class AllFields {
public:
    explicit AllFields(FieldList& fields) : fields_(fields) {}
    void add(std::string_view name, std::string_view value) { fields_.add(name, value); }
    void add_made(std::string name, std::string_view value) { fields_.add_made(std::move(name), value); }
    bool lacks(std::string_view name) const { return fields_.fields().size() < kMostFields && !fields_.has(name); }

private:
    FieldList& fields_;
};

class WantedFields {
public:
    explicit WantedFields(SlotWriter& slots) : slots_(slots) {}
    void add(std::string_view name, std::string_view value) {
        if (const auto slot = slots_.slot(name); slot != SlotTable::kNone) {
            slots_.add(slot, Value::string(with_plain_line_ends(value, slots_.arena())));
        }
    }
    void add_made(const std::string& name, std::string_view value) { add(name, value); }
    bool lacks(std::string_view name) const {
        const auto slot = slots_.slot(name);
        return slot != SlotTable::kNone && !slots_.has(slot);
    }

private:
    SlotWriter& slots_;
};

bool is_empty(std::string_view value) {
    return value.empty() || (is_xml_blank(value.front()) && is_all_blank(value));
}

bool begins_name(char c) {
    return c != '_' && (c < '0' || c > '9');
}

// Give fields on to where they go, by names that are field names. Empty values make no field.

// `name` has word characters only.
template <class Fields>
void add_word(Fields& fields, std::string_view name, std::string_view value) {
    if (is_empty(value) || name.empty()) {
        return;
    }
    if (begins_name(name.front())) {
        fields.add(name, value);
    } else if (auto clean = clean_key(name); !clean.empty()) {
        fields.add_made(std::move(clean), value);
    }
}

template <class Fields>
void add_named(Fields& fields, std::string_view name, std::string_view value) {
    if (std::all_of(name.begin(), name.end(), is_word_character)) {
        add_word(fields, name, value);
    } else if (auto clean = clean_key(name); !clean.empty() && !is_empty(value)) {
        fields.add_made(std::move(clean), value);
    }
}

// What an event says in its System.
class EventSystem {
public:
    /// Reads it from behind its start tag. False when it has no end.
    bool read(XmlCursor& cursor) {
        fields_.clear();
        channel_ = computer_ = time_ = {};
        begin_ = cursor.at();
        XmlTag tag;
        for (;;) {
            std::string_view name;
            std::string_view value;
            while (cursor.read_plain_element(name, value)) {
                add_element(name, value, false);
            }
            bool has_attributes = false;
            const bool found = cursor.read_tag(tag, [&](std::string_view attribute, std::string_view text) {
                has_attributes = true;
                add_attribute(attribute, text);
            });
            if (!found) {
                return false;
            }
            if (tag.closing) {
                if (tag.name == "System") {
                    block_ = cursor.text().substr(begin_, tag.begin - begin_);
                    end_ = cursor.at();
                    return true;
                }
                continue;
            }
            value = {};
            if (!tag.empty && !cursor.read_value(tag.name, value)) {
                return false;
            }
            if (word_end(tag.name, 0) == tag.name.size()) {
                add_element(tag.name, value, has_attributes);
            } else {
                add_named(fields_, tag.name, value);
            }
        }
    }

    std::size_t begin() const { return begin_; }  // behind the start tag
    std::size_t end() const { return end_; }      // behind the end tag
    std::string_view block() const { return block_; }
    const FieldList& fields() const { return fields_; }
    std::string_view channel() const { return channel_; }
    std::string_view computer() const { return computer_; }
    std::string_view time() const { return time_; }

private:
    void add_attribute(std::string_view name, std::string_view value) {
        if (name == "SystemTime") {
            time_ = value;
        }
        if (name.substr(0, 5) != "xmlns") {
            add_named(fields_, name, value);
        }
    }

    // `name` has word characters only.
    void add_element(std::string_view name, std::string_view value, bool has_attributes) {
        if (name == "EventID") {
            // An identifier with qualifiers is only known as EventCode.
            if (!has_attributes) {
                add_word(fields_, name, value);
            }
            add_word(fields_, "EventCode", value);
            return;
        }
        add_word(fields_, name, value);
        if (name == "EventRecordID") {
            add_word(fields_, "RecordNumber", value);
        } else if (name == "Channel") {
            channel_ = value;
        } else if (name == "Computer") {
            computer_ = value;
        }
    }

    FieldList fields_;
    std::string_view block_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::string_view channel_;
    std::string_view computer_;
    std::string_view time_;
};

// Goes over the sections of an event, from the first one on.
template <class Fields>
class EventXmlWalk {
public:
    EventXmlWalk(const EventSystem& system, XmlCursor cursor, Fields fields)
        : system_(system), cursor_(cursor), fields_(fields) {}

    void run() {
        XmlTag tag;
        while (cursor_.read_tag(tag) && !tag.closing) {
            if (tag.empty) {
                continue;
            }
            if (cursor_.at() == system_.begin()) {
                add_system();
                continue;
            }
            const auto begin = cursor_.at();
            const auto name = tag.name;
            const auto end = name == "EventData"       ? read_event_data()
                             : name == "UserData"      ? read_leaves(name, true)
                             : name == "RenderingInfo" ? read_leaves(name, false)
                                                       : cursor_.pass_over(name);
            if (end == kNowhere) {
                return;  // cut off: what came before it is good
            }
            const auto block = cursor_.text().substr(begin, end - begin);
            if (name == "EventData") {
                add_block("EventData_Xml", block);
            } else {
                add_made_block(name, block);
            }
        }
    }

private:
    void add_system() {
        for (const auto& field : system_.fields().fields()) {
            fields_.add(field.name, field.value);
        }
        add_block("System_Props_Xml", system_.block());
        cursor_ = XmlCursor(cursor_.text(), system_.end());
    }

    // Each section gives where its end tag begins; npos when it never comes.

    std::size_t read_event_data() {
        XmlTag tag;
        for (;;) {
            std::string_view name;
            std::string_view value;
            while (cursor_.read_plain_data(name, value)) {
                add_word(fields_, name, value);
            }
            name = {};
            const bool found = cursor_.read_tag(
                tag, [&](std::string_view attribute, std::string_view text) { name = attribute == "Name" ? text : name; });
            if (!found) {
                return kNowhere;
            }
            if (tag.closing && tag.name == "EventData") {
                return tag.begin;
            }
            if (tag.closing || tag.empty) {
                continue;
            }
            if (!cursor_.read_value(tag.name, value)) {
                return kNowhere;
            }
            if (tag.name == "Data" && !name.empty()) {
                add_named(fields_, name, value);
            }
        }
    }

    // Elements without elements in them become fields; in UserData, what is around them becomes a field <name>_Xml.
    std::size_t read_leaves(std::string_view section, bool with_wrapper) {
        const auto text = cursor_.text();
        XmlTag tag;
        std::string_view wrapper;
        std::size_t wrapper_begin = 0;
        while (cursor_.read_tag(tag)) {
            if (tag.closing) {
                if (tag.name == section) {
                    return tag.begin;
                }
                if (with_wrapper && tag.name == wrapper) {
                    add_made_block(local_name(wrapper), text.substr(wrapper_begin, tag.begin - wrapper_begin));
                    wrapper = {};
                }
                continue;
            }
            if (tag.empty) {
                continue;
            }
            const auto begin = cursor_.at();
            if (with_wrapper && wrapper.empty()) {
                wrapper = tag.name;
                wrapper_begin = begin;
            }
            const auto next = find_near(text, '<', begin);
            if (next + 1 < text.size() && text[next + 1] == '/') {
                const auto name = local_name(tag.name);
                // What System says of Level, Task or Channel is not said again in words.
                if (with_wrapper || fields_.lacks(name)) {
                    add_named(fields_, name, text.substr(begin, next - begin));
                }
            }
        }
        return kNowhere;
    }

    static std::string_view local_name(std::string_view name) {
        const auto colon = name.rfind(':');
        return colon == kNowhere ? name : name.substr(colon + 1);
    }

    void add_block(std::string_view name, std::string_view text) {
        if (!is_all_blank(text)) {
            fields_.add(name, text);
        }
    }

    void add_made_block(std::string_view section, std::string_view text) {
        if (!is_all_blank(text)) {
            fields_.add_made(clean_key(std::string(section) + "_Xml"), text);
        }
    }

    const EventSystem& system_;
    XmlCursor cursor_;
    Fields fields_;
};

class EventXmlExtractor final : public FieldExtractor {
public:
    EventXmlExtractor() { all_.finish_with(with_plain_line_ends); }

    bool begin(std::string_view text) override {
        text_ = text;
        const auto begin = find_event_start(text, 0);
        XmlCursor cursor(text, begin);
        XmlTag tag;
        if (begin == kNowhere || !cursor.read_tag(tag)) {
            return false;
        }
        sections_ = cursor.at();
        while (cursor.read_tag(tag) && !tag.closing) {
            if (tag.name == "System" && !tag.empty) {
                return system_.read(cursor);
            }
            if (!tag.empty && cursor.pass_over(tag.name) == kNowhere) {
                return false;
            }
        }
        return false;
    }

    EventHints hints() const override {
        return {"XmlWinEventLog", system_.channel(), system_.computer()};  // as Splunk's input calls them
    }

    std::optional<double> time(const TimeZone& zone) override { return parse_iso8601(system_.time(), zone); }

    ValueText value_text() const override { return ValueText::Parts; }

    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const override {
        return std::make_unique<WantedNames>(names, first_slot);
    }

    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) override {
        const auto& wanted = static_cast<const WantedNames&>(projection).table;
        if (!wanted.empty()) {
            SlotWriter writer(wanted, slots, arena);
            EventXmlWalk(system_, XmlCursor(text_, sections_), WantedFields(writer)).run();
        }
        return true;
    }

    void for_each(Arena& arena, const FieldFound& each) override {
        all_.clear();
        EventXmlWalk(system_, XmlCursor(text_, sections_), AllFields(all_)).run();
        all_.for_each(arena, each);
    }

private:
    std::string_view text_;
    std::size_t sections_ = 0;  // where the first one begins
    EventSystem system_;
    FieldList all_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_event_xml_extractor() {
    return std::make_unique<EventXmlExtractor>();
}

}  // namespace karst

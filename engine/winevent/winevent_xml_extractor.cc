// Windows events as XML. System is read when an event begins, for what the event says of itself; the rest is gone over when
// fields are asked for. Events of a kind are written alike, so that System and EventData are mostly read by the template of an
// earlier event. Values are parts of the text, and entities stay as they are written, as Splunk's add-on leaves them.

#include "base/ascii.h"
#include "engine/extract/field_list.h"
#include "engine/time/time_format.h"
#include "engine/winevent/winevent_extractors.h"
#include "engine/winevent/winevent_xml.h"
#include "engine/winevent/winevent_xml_section.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::size_t kMaxFields = 1024;  // among which a name is looked for

bool is_all_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_blank);
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

bool is_empty(std::string_view value) {
    return value.empty() || (is_blank(value.front()) && is_all_blank(value));
}

// The fields that a projection wants, and where they are among the values of sections whose template is known. An extractor and
// its projections are used by one thread at a time.
class WantedXml final : public FieldProjection {
public:
    WantedXml(std::span<const std::string> names, std::size_t first_slot) : table(names, first_slot) {}

    /// Calls `each(slot, value)` for the wanted values, which may be empty.
    template <class Each>
    void each(const XmlMatch& match, Each each) const {
        const auto give = [&](const Place& place) { each(place.slot, match.values[place.value]); };
        if (match.template_number == XmlMatch::kNoTemplate) {
            find_places(match, give);
        } else {
            const auto& known = places(match);
            std::for_each(known.begin(), known.end(), give);
        }
    }

    SlotTable table;

private:
    struct Place {
        std::size_t value;
        std::uint32_t slot;
    };
    template <class Found>
    void find_places(const XmlMatch& match, Found found) const {
        for (const auto& field : *match.fields) {
            if (const auto slot = table.find(field.name); slot != SlotTable::kNone) {
                found(Place{field.value, slot});
            }
        }
    }
    const std::vector<Place>& places(const XmlMatch& match) const {
        if (match.template_number >= known_.size()) {
            known_.resize(match.template_number + 1);
        }
        auto& known = known_[match.template_number];
        if (!known) {
            known.emplace();
            find_places(match, [&](const Place& place) { known->push_back(place); });
        }
        return *known;
    }

    mutable std::vector<std::optional<std::vector<Place>>> known_;  // by template
};

// Where fields go: all of them into a list, or the wanted ones into their slots. Empty values make no field.
class AllFields {
public:
    explicit AllFields(FieldList& fields) : fields_(fields) {}

    void add(const XmlMatch& match) {
        for (const auto& field : *match.fields) {
            add(field.name, match.values[field.value]);
        }
    }
    void add(std::string_view name, std::string_view value) {
        if (!name.empty() && !is_empty(value)) {
            fields_.add_made(std::string(name), value);
        }
    }
    bool lacks(std::string_view name) const { return fields_.fields().size() < kMaxFields && !fields_.has(name); }

private:
    FieldList& fields_;
};

class WantedFields {
public:
    WantedFields(const WantedXml& wanted, SlotWriter& slots) : wanted_(wanted), slots_(slots) {}

    void add(const XmlMatch& match) {
        wanted_.each(match, [this](std::uint32_t slot, std::string_view value) { put(slot, value); });
    }
    void add(std::string_view name, std::string_view value) { put(slots_.slot(name), value); }
    bool lacks(std::string_view name) const {
        const auto slot = slots_.slot(name);
        return slot != SlotTable::kNone && !slots_.has(slot);
    }

private:
    void put(std::uint32_t slot, std::string_view value) {
        if (slot != SlotTable::kNone && !is_empty(value)) {
            slots_.add(slot, Value::string(with_plain_line_ends(value, slots_.arena())));
        }
    }

    const WantedXml& wanted_;
    SlotWriter& slots_;
};

std::string_view local_name(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == kNowhere ? name : name.substr(colon + 1);
}

// <name>…</name> as it stands is a field of its own.
template <class Fields>
void add_block(Fields& fields, std::string_view name, std::string_view text) {
    if (name == "System") {
        fields.add("System_Props_Xml", text);
    } else if (name == "EventData") {
        fields.add("EventData_Xml", text);
    } else {
        fields.add(event_field_name(std::string(name) + "_Xml"), text);
    }
}

// Elements without elements in them become fields; in UserData, what is around them becomes a block. Gives where the section's
// end tag begins; npos when it never comes.
template <class Fields>
std::size_t add_leaves(XmlCursor& cursor, std::string_view section, Fields& fields) {
    const bool with_wrapper = section == "UserData";
    const auto text = cursor.text();
    XmlTag tag;
    std::string_view wrapper;
    std::size_t wrapper_begin = 0;
    while (cursor.read_tag(tag)) {
        if (tag.closing) {
            if (tag.name == section) {
                return tag.begin;
            }
            if (with_wrapper && tag.name == wrapper) {
                add_block(fields, local_name(wrapper), text.substr(wrapper_begin, tag.begin - wrapper_begin));
                wrapper = {};
            }
            continue;
        }
        if (tag.empty) {
            continue;
        }
        const auto begin = cursor.at();
        if (with_wrapper && wrapper.empty()) {
            wrapper = tag.name;
            wrapper_begin = begin;
        }
        const auto next = find_short(text, '<', begin);
        if (next + 1 < text.size() && text[next + 1] == '/') {
            const auto name = event_field_name(local_name(tag.name));
            // What System says of Level, Task or Channel is not said again in words.
            if (with_wrapper || fields.lacks(name)) {
                fields.add(name, text.substr(begin, next - begin));
            }
        }
    }
    return kNowhere;
}

class WineventXmlExtractor final : public FieldExtractor {
public:
    WineventXmlExtractor() { all_.finish_with(with_plain_line_ends); }

    bool begin(std::string_view text) override {
        text_ = text;
        data_begin_ = kNowhere;
        system_is_first_ = true;
        if (templates_.read(text, 0, kSystem, system_)) {
            sections_ = system_.end;
        } else if (!find_system()) {
            return false;
        }
        said_ = {};
        hints_wanted_.each(system_, [this](std::uint32_t slot, std::string_view value) { said_[slot] = value; });
        return true;
    }

    EventHints hints() const override {
        return {"XmlWinEventLog", said_[kChannel], said_[kComputer]};  // as Splunk's input calls them
    }

    std::optional<double> time(const TimeZone& zone) override { return parse_iso8601(said_[kSystemTime], zone); }

    TextContainment text_containment() const override { return TextContainment::Always; }

    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const override {
        return std::make_unique<WantedXml>(names, first_slot);
    }

    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) override {
        const auto& wanted = static_cast<const WantedXml&>(projection);
        if (!wanted.table.empty()) {
            SlotWriter writer(wanted.table, slots, arena);
            add_fields(WantedFields(wanted, writer));
        }
        return true;
    }

    void for_each(Arena& arena, const FieldFound& each) override {
        all_.clear();
        add_fields(AllFields(all_));
        all_.for_each(arena, each);
    }

private:
    // Goes to the System of the event and reads it tag by tag. False when there is none, or it has no end.
    bool find_system() {
        const auto begin = find_event_start(text_, 0);
        XmlCursor cursor(text_, begin);
        XmlTag tag;
        if (begin == kNowhere || !cursor.read_tag(tag)) {
            return false;
        }
        sections_ = cursor.at();
        while (cursor.read_tag(tag) && !tag.closing) {
            if (tag.name == "System" && !tag.empty) {
                system_begin_ = cursor.at();
                if (!read_system(cursor, system_, system_fields_)) {
                    return false;
                }
                if (system_is_first_) {
                    sections_ = system_.end;
                    templates_.learn(text_, 0, kSystem, system_);
                }
                return true;
            }
            system_is_first_ = false;
            if (!tag.empty && cursor.pass_over(tag.name) == kNowhere) {
                return false;
            }
        }
        return false;
    }

    // The template of EventData depends on what has happened.
    XmlTemplates::Key data_key() const {
        const auto id = said_[kEventCode];
        std::uint16_t number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        return number;
    }

    // True when an EventData begins at `at` whose template is known.
    bool has_known_data(std::size_t at) {
        if (at != data_begin_) {
            data_begin_ = templates_.read(text_, at, data_key(), data_) ? at : kNowhere;
        }
        return at == data_begin_;
    }

    template <class Fields>
    void add_fields(Fields fields) {
        if (system_is_first_) {
            fields.add(system_);
            add_block(fields, "System", system_.inside);
        }
        XmlCursor cursor(text_, sections_);
        XmlTag tag;
        while (text_.substr(cursor.at()) != EventMark::kEndTag) {
            if (has_known_data(cursor.next_open())) {
                fields.add(data_);
                add_block(fields, "EventData", data_.inside);
                cursor = XmlCursor(text_, data_.end);
            } else if (!cursor.read_tag(tag) || tag.closing || !(tag.empty || add_section(cursor, tag, fields))) {
                return;
            }
        }
    }

    // False when the section is cut off: what came before it is good.
    template <class Fields>
    bool add_section(XmlCursor& cursor, const XmlTag& tag, Fields& fields) {
        const auto begin = cursor.at();
        if (begin == system_begin_) {
            fields.add(system_);
            add_block(fields, "System", system_.inside);
            cursor = XmlCursor(text_, system_.end);
            return true;
        }
        if (tag.name == "EventData") {
            const bool whole = read_event_data(cursor, data_, data_fields_);
            fields.add(data_);
            if (whole) {
                add_block(fields, "EventData", data_.inside);
                templates_.learn(text_, tag.begin, data_key(), data_);
                data_begin_ = tag.begin;
            }
            return whole;
        }
        const bool has_leaves = tag.name == "UserData" || tag.name == "RenderingInfo";
        const auto end = has_leaves ? add_leaves(cursor, tag.name, fields) : cursor.pass_over(tag.name);
        if (end != kNowhere) {
            add_block(fields, tag.name, text_.substr(begin, end - begin));
        }
        return end != kNowhere;
    }

    static constexpr XmlTemplates::Key kSystem = UINT32_MAX;

    // What System says of the event itself.
    enum Said : std::uint32_t { kChannel, kComputer, kSystemTime, kEventCode, kSaid };
    inline static const std::string kSaidNames[kSaid] = {"Channel", "Computer", "SystemTime", "EventCode"};

    std::string_view text_;
    XmlTemplates templates_;
    XmlMatch system_;
    std::vector<XmlField> system_fields_;  // when it was read tag by tag
    bool system_is_first_ = true;
    std::size_t system_begin_ = kNowhere;  // behind the start tag, when it is not the first section
    std::size_t sections_ = 0;             // where the others begin
    XmlMatch data_;
    std::vector<XmlField> data_fields_;
    std::size_t data_begin_ = kNowhere;  // of what data_ was read from
    WantedXml hints_wanted_{kSaidNames, 0};
    std::array<std::string_view, kSaid> said_;
    FieldList all_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_winevent_xml_extractor() {
    return std::make_unique<WineventXmlExtractor>();
}

}  // namespace karst

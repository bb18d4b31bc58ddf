#include "engine/extract/event_xml_stretch.h"

#include "engine/text/key_value.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

// Gathers what a stretch says while it is read tag by tag.
class StretchReader {
public:
    StretchReader(XmlReading& reading, std::vector<XmlField>& fields) : reading_(reading), fields_(fields) {
        fields_.clear();
        reading_.values.clear();
        reading_.fields = &fields_;
        reading_.layout = XmlReading::kNoLayout;
    }
    void add(std::string_view value) { reading_.values.push_back(value); }
    /// Of the value that was added last.
    void name(std::string_view name) {
        if (auto clean = event_field_name(name); !clean.empty()) {
            fields_.push_back({std::move(clean), reading_.values.size() - 1});
        }
    }
    void end(std::string_view inside, std::size_t end) {
        reading_.inside = inside;
        reading_.end = end;
    }

private:
    XmlReading& reading_;
    std::vector<XmlField>& fields_;
};

}  // namespace

std::string event_field_name(std::string_view name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), is_word_character) && name.front() != '_' &&
                       (name.front() < '0' || name.front() > '9');
    return plain ? std::string(name) : clean_key(name);
}

bool read_system(XmlCursor& cursor, XmlReading& reading, std::vector<XmlField>& fields) {
    StretchReader stretch(reading, fields);
    const auto begin = cursor.at();
    XmlTag tag;
    for (;;) {
        bool has_attributes = false;
        const bool found = cursor.read_tag(tag, [&](std::string_view name, std::string_view value) {
            has_attributes = true;
            if (name.substr(0, 5) != "xmlns") {
                stretch.add(value);
                stretch.name(name);
            }
        });
        if (!found) {
            return false;
        }
        if (tag.closing && tag.name == "System") {
            stretch.end(cursor.text().substr(begin, tag.begin - begin), cursor.at());
            return true;
        }
        if (tag.closing || tag.empty) {
            continue;
        }
        std::string_view value;
        if (!cursor.read_value(tag.name, value)) {
            return false;
        }
        stretch.add(value);
        // An identifier with qualifiers is only known as EventCode.
        if (tag.name != "EventID" || !has_attributes) {
            stretch.name(tag.name);
        }
        if (tag.name == "EventID") {
            stretch.name("EventCode");
        } else if (tag.name == "EventRecordID") {
            stretch.name("RecordNumber");
        }
    }
}

bool read_event_data(XmlCursor& cursor, XmlReading& reading, std::vector<XmlField>& fields) {
    StretchReader stretch(reading, fields);
    const auto begin = cursor.at();
    XmlTag tag;
    for (;;) {
        std::string_view name;
        const bool found = cursor.read_tag(
            tag, [&](std::string_view attribute, std::string_view text) { name = attribute == "Name" ? text : name; });
        if (!found) {
            return false;
        }
        if (tag.closing && tag.name == "EventData") {
            stretch.end(cursor.text().substr(begin, tag.begin - begin), cursor.at());
            return true;
        }
        if (tag.closing || tag.empty) {
            continue;
        }
        std::string_view value;
        if (!cursor.read_value(tag.name, value)) {
            return false;
        }
        stretch.add(value);
        if (tag.name == "Data") {
            stretch.name(name);
        }
    }
}

}  // namespace karst

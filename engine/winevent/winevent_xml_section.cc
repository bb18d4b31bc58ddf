#include "engine/winevent/winevent_xml_section.h"

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

// Goes over the elements of a section from behind its start tag to behind its end tag, and asks `names` for the names of what
// it finds: begin() comes before each tag, attribute() for its attributes, value() once its value has been added. False when
// the end tag never comes.
template <class Names>
bool read_elements(XmlCursor& cursor, std::string_view section, StretchReader& stretch, Names names) {
    const auto inside = cursor.at();
    XmlTag tag;
    for (;;) {
        names.begin();
        if (!cursor.read_tag(tag, [&](std::string_view name, std::string_view value) { names.attribute(name, value); })) {
            return false;
        }
        if (tag.closing && tag.name == section) {
            stretch.end(cursor.text().substr(inside, tag.begin - inside), cursor.at());
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
        names.value(tag.name);
    }
}

// In System, attributes and elements are fields.
class SystemNames {
public:
    explicit SystemNames(StretchReader& stretch) : stretch_(stretch) {}

    void begin() { has_attributes_ = false; }
    void attribute(std::string_view name, std::string_view value) {
        has_attributes_ = true;
        if (name.substr(0, 5) != "xmlns") {
            stretch_.add(value);
            stretch_.name(name);
        }
    }
    void value(std::string_view element) {
        // An identifier with qualifiers is only known as EventCode.
        if (element != "EventID" || !has_attributes_) {
            stretch_.name(element);
        }
        if (element == "EventID") {
            stretch_.name("EventCode");
        } else if (element == "EventRecordID") {
            stretch_.name("RecordNumber");
        }
    }

private:
    StretchReader& stretch_;
    bool has_attributes_ = false;
};

// In EventData, an attribute of <Data> names its value.
class DataNames {
public:
    explicit DataNames(StretchReader& stretch) : stretch_(stretch) {}

    void begin() { name_ = {}; }
    void attribute(std::string_view attribute, std::string_view text) { name_ = attribute == "Name" ? text : name_; }
    void value(std::string_view element) {
        if (element == "Data") {
            stretch_.name(name_);
        }
    }

private:
    StretchReader& stretch_;
    std::string_view name_;
};

}  // namespace

std::string event_field_name(std::string_view name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), is_word_character) && name.front() != '_' &&
                       (name.front() < '0' || name.front() > '9');
    return plain ? std::string(name) : clean_key(name);
}

bool read_system(XmlCursor& cursor, XmlReading& reading, std::vector<XmlField>& fields) {
    StretchReader stretch(reading, fields);
    return read_elements(cursor, "System", stretch, SystemNames(stretch));
}

bool read_event_data(XmlCursor& cursor, XmlReading& reading, std::vector<XmlField>& fields) {
    StretchReader stretch(reading, fields);
    return read_elements(cursor, "EventData", stretch, DataNames(stretch));
}

}  // namespace karst

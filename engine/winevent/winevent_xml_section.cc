#include "engine/winevent/winevent_xml_section.h"

#include "engine/text/key_value.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

// Gathers what a section says while it is read tag by tag.
class SectionReader {
public:
    SectionReader(XmlMatch& match, std::vector<XmlField>& fields) : match_(match), fields_(fields) {
        fields_.clear();
        match_.values.clear();
        match_.fields = &fields_;
        match_.template_number = XmlMatch::kNoTemplate;
    }
    void add(std::string_view value) { match_.values.push_back(value); }
    /// Of the value that was added last.
    void name(std::string_view name) {
        if (auto clean = event_field_name(name); !clean.empty()) {
            fields_.push_back({std::move(clean), match_.values.size() - 1});
        }
    }
    void end(std::string_view inside, std::size_t end) {
        match_.inside = inside;
        match_.end = end;
    }

private:
    XmlMatch& match_;
    std::vector<XmlField>& fields_;
};

// Goes over the elements of a section from behind its start tag to behind its end tag, and asks `names` for the names of what
// it finds: begin() comes before each tag, attribute() for its attributes, value() once its value has been added. False when
// the end tag never comes.
template <class Names>
bool read_elements(XmlCursor& cursor, std::string_view element, SectionReader& section, Names names) {
    const auto inside = cursor.at();
    XmlTag tag;
    for (;;) {
        names.begin();
        if (!cursor.read_tag(tag, [&](std::string_view name, std::string_view value) { names.attribute(name, value); })) {
            return false;
        }
        if (tag.closing && tag.name == element) {
            section.end(cursor.text().substr(inside, tag.begin - inside), cursor.at());
            return true;
        }
        if (tag.closing || tag.empty) {
            continue;
        }
        std::string_view value;
        if (!cursor.read_value(tag.name, value)) {
            return false;
        }
        section.add(value);
        names.value(tag.name);
    }
}

// In System, attributes and elements are fields.
class SystemNames {
public:
    explicit SystemNames(SectionReader& section) : section_(section) {}

    void begin() { has_attributes_ = false; }
    void attribute(std::string_view name, std::string_view value) {
        has_attributes_ = true;
        if (name.substr(0, 5) != "xmlns") {
            section_.add(value);
            section_.name(name);
        }
    }
    void value(std::string_view element) {
        // An identifier with qualifiers is only known as EventCode.
        if (element != "EventID" || !has_attributes_) {
            section_.name(element);
        }
        if (element == "EventID") {
            section_.name("EventCode");
        } else if (element == "EventRecordID") {
            section_.name("RecordNumber");
        }
    }

private:
    SectionReader& section_;
    bool has_attributes_ = false;
};

// In EventData, an attribute of <Data> names its value.
class DataNames {
public:
    explicit DataNames(SectionReader& section) : section_(section) {}

    void begin() { name_ = {}; }
    void attribute(std::string_view attribute, std::string_view text) { name_ = attribute == "Name" ? text : name_; }
    void value(std::string_view element) {
        if (element == "Data") {
            section_.name(name_);
        }
    }

private:
    SectionReader& section_;
    std::string_view name_;
};

}  // namespace

std::string event_field_name(std::string_view name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), is_word_character) && name.front() != '_' &&
                       (name.front() < '0' || name.front() > '9');
    return plain ? std::string(name) : clean_key(name);
}

bool read_system(XmlCursor& cursor, XmlMatch& match, std::vector<XmlField>& fields) {
    SectionReader section(match, fields);
    return read_elements(cursor, "System", section, SystemNames(section));
}

bool read_event_data(XmlCursor& cursor, XmlMatch& match, std::vector<XmlField>& fields) {
    SectionReader section(match, fields);
    return read_elements(cursor, "EventData", section, DataNames(section));
}

}  // namespace karst

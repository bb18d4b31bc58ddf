// Windows events as JSON, with the fields that the XML of the same events has: the same packs apply to both.

#include "base/ascii.h"
#include "base/read_padding.h"
#include "engine/extract/field_list.h"
#include "engine/input/event_reader.h"
#include "engine/json/json_document.h"
#include "engine/text/key_value.h"
#include "engine/time/time_format.h"
#include "engine/winevent/winevent_extractors.h"
#include "engine/winevent/winevent_json_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace karst {

namespace {

struct Word {
    std::string_view text;
    std::string_view value;
};

// Winlogbeat spells keywords out; XML has the bits.
constexpr std::array<Word, 3> kKeywords = {
    {{"Audit Success", "0x8020000000000000"}, {"Audit Failure", "0x8010000000000000"}, {"Classic", "0x80000000000000"}}};

bool is_bare_guid(std::string_view text) {
    return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

class WineventJsonExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        arena_.clear();
        hints_ = {};
        time_ = {};
        whole_ = document_.index(text);
        if (!whole_ && !document_.has_beginning()) {
            return false;
        }
        std::string_view data;
        bool read = document_.read_paths(paths_, arena_, found_);
        if (found_.table_is_full) {
            read = read_without_paths(data);
        } else {
            if (read) {
                find_shape();
            } else {
                find_shape_by_keys();
            }
            best_time_ = shape_ == nullptr ? 0 : shape_->times.size();
            for (const auto& field : found_.fields) {
                take(reading_of(field.path), field.value, data);
            }
        }
        if (!data.empty()) {
            take_data(data);
        }
        if (!time_.empty() && shape_ != nullptr) {
            fields_.add("SystemTime", time_);
        }
        whole_ = whole_ && read;
        return true;
    }

    bool is_whole() const override { return whole_; }
    EventHints hints() const override { return hints_; }

    std::optional<double> time(const TimeZone& zone) override {
        return time_.empty() ? std::nullopt : parse_iso8601(time_, zone);
    }

private:
    // What the field at a path is to events of a shape.
    struct Reading {
        enum class Role { Field, Time, Data, Nothing };
        const WineventJsonShape* shape = nullptr;
        bool known = false;
        Role role = Role::Field;
        std::size_t rank = 0;    // of a time
        std::string_view name;   // as in XML
        std::string_view other;  // another name that the field has, too
        bool is_channel = false;
        bool is_computer = false;
    };

    Reading read_path(std::string_view path) {
        Reading reading;
        reading.shape = shape_;
        reading.known = true;
        if (shape_ == nullptr) {
            reading.name = keep_name(path);
            return reading;
        }
        const auto& times = shape_->times;
        reading.rank = static_cast<std::size_t>(std::find(times.begin(), times.end(), path) - times.begin());
        if (reading.rank < times.size()) {
            reading.role = Reading::Role::Time;
            return reading;
        }
        reading.name = keep_name(winevent_xml_name(*shape_, path));
        reading.role = path == "EventData"    ? Reading::Role::Data
                       : reading.name.empty() ? Reading::Role::Nothing
                                              : Reading::Role::Field;
        reading.is_channel = reading.name == "Channel";
        reading.is_computer = reading.name == "Computer";
        if (reading.name == "EventID") {
            reading.other = "EventCode";
        } else if (reading.name == "EventRecordID") {
            reading.other = "RecordNumber";
        } else if (path == "SourceName" && !reading.is_channel && !reading.is_computer) {
            reading.other = path == reading.name ? reading.name : std::string_view("SourceName");
        }
        return reading;
    }

    const Reading& reading_of(JsonPathId path) {
        if (path >= readings_.size()) {
            readings_.resize(path + 1);
        }
        auto& reading = readings_[path];
        if (!reading.known || reading.shape != shape_) {
            reading = read_path(paths_.name(path));
        }
        return reading;
    }

    // Names are few and stay the same from event to event.
    std::string_view keep_name(std::string_view name) { return *names_.emplace(name).first; }

    // The keys of the top level say which program wrote the event; most events have the same ones.
    void find_shape() {
        if (shape_known_ && found_.top_level == shape_keys_) {
            return;
        }
        std::vector<std::string_view> keys;
        for (const auto path : found_.top_level) {
            keys.push_back(paths_.name(path));
        }
        shape_ = find_winevent_json_shape(keys);
        shape_keys_ = found_.top_level;
        shape_known_ = true;
    }

    // The keys behind a fault say as much of the program as those before it.
    void find_shape_by_keys() {
        shape_ = find_winevent_json_shape(document_.top_level_keys());
        shape_known_ = false;
    }

    // The plain way, for events with more names than a table of paths keeps.
    bool read_without_paths(std::string_view& data) {
        find_shape_by_keys();
        best_time_ = shape_ == nullptr ? 0 : shape_->times.size();
        names_.clear();
        readings_.clear();
        paths_ = JsonPaths();
        return document_.for_each_field(arena_,
                                        [&](std::string_view path, Value value) { take(read_path(path), value, data); });
    }

    void take(const Reading& reading, Value value, std::string_view& data) {
        switch (reading.role) {
        case Reading::Role::Nothing:
            return;
        case Reading::Role::Time:
            if (reading.rank < best_time_ && value.is_string()) {
                best_time_ = reading.rank;
                time_ = value.as_string();
            }
            return;
        case Reading::Role::Data:
            if (value.is_string()) {
                data = value.as_string();
                return;
            }
            if (reading.name.empty()) {
                return;
            }
            break;
        case Reading::Role::Field:
            break;
        }
        add_all(reading.name, value);
        if (!reading.other.empty()) {
            add_all(reading.other, value);
        }
        const auto first = value.items().empty() ? std::string_view() : value.items().front().as_string();
        if (reading.is_channel) {
            hints_.sourcetype = "XmlWinEventLog";
            hints_.channel = first;
        } else if (reading.is_computer) {
            hints_.host = first;
        }
    }

    // Empty values and nulls make no field, as empty elements make none.
    void add_all(std::string_view name, Value value) {
        for (const auto& item : value.items()) {
            auto text = item.as_string();
            if (shape_ != nullptr) {
                text = as_in_xml(name, text);
            }
            if (shape_ == nullptr || (!text.empty() && text != "null")) {
                fields_.add(name, text);
            }
        }
    }

    std::string_view as_in_xml(std::string_view name, std::string_view text) {
        if (name == "Keywords") {
            const auto word =
                std::find_if(kKeywords.begin(), kKeywords.end(), [&](const auto& one) { return one.text == text; });
            if (word != kKeywords.end()) {
                return word->value;
            }
            std::int64_t bits = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), bits);
            if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
                std::array<char, 16> digits{};
                const auto end = std::to_chars(digits.begin(), digits.end(), static_cast<std::uint64_t>(bits), 16);
                return kept("0x", {digits.data(), static_cast<std::size_t>(end.ptr - digits.data())}, "");
            }
        }
        const bool is_guid = name.size() >= 4 && name.substr(name.size() - 4) == "Guid";
        return is_guid && is_bare_guid(text) ? kept("{", text, "}") : text;
    }

    // A text that lives as long as the event.
    std::string_view kept(std::string_view before, std::string_view text, std::string_view behind) {
        const auto size = before.size() + text.size() + behind.size();
        auto* const made = static_cast<char*>(arena_.allocate(size, 1));
        auto* end = std::copy(before.begin(), before.end(), made);
        end = std::copy(text.begin(), text.end(), end);
        std::copy(behind.begin(), behind.end(), end);
        return {made, size};
    }

    // Azure keeps the event's data as a text in itself: JSON, or the XML of EventData.
    void take_data(std::string_view data) {
        if (data.front() == '{') {
            if (inner_.index(padded(std::string(data)))) {
                inner_.for_each_field(
                    arena_, [&](std::string_view name, Value value) { add_all(fields_.keep(std::string(name)), value); });
            }
            return;
        }
        if (xml_->begin(padded("<Event><System></System>" + std::string(data) + "</Event>"))) {
            xml_->for_each(arena_,
                           [&](std::string_view name, Value value) { add_all(fields_.keep(std::string(name)), value); });
        }
    }

    std::string_view padded(std::string text) {
        const auto size = text.size();
        inner_text_ = std::move(text);
        inner_text_.resize(size + kReadPadding, ' ');
        return std::string_view(inner_text_).substr(0, size);
    }

    JsonDocument document_;
    JsonPaths paths_;
    std::vector<Reading> readings_;             // by path
    std::set<std::string, std::less<>> names_;  // of fields
    JsonDocument::PathValues found_;            // in the event at hand
    std::vector<JsonPathId> shape_keys_;        // of the shape that is known
    bool shape_known_ = false;
    JsonDocument inner_;
    std::unique_ptr<FieldExtractor> xml_ = make_winevent_xml_extractor();
    std::string inner_text_;
    Arena arena_;
    const WineventJsonShape* shape_ = nullptr;
    EventHints hints_;
    std::string_view time_;
    std::size_t best_time_ = 0;
    bool whole_ = true;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_winevent_json_extractor() {
    return std::make_unique<WineventJsonExtractor>();
}

bool is_winevent_json(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    JsonDocument document;
    return first != std::string_view::npos && text[first] == '{' && document.index(text) &&
           find_winevent_json_shape(document.top_level_keys()) != nullptr;
}

}  // namespace karst

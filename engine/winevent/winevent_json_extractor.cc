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
        shape_ = find_winevent_json_shape(document_.top_level_keys());
        best_time_ = shape_ == nullptr ? 0 : shape_->times.size();
        std::string_view data;
        const bool read = document_.for_each_field(arena_, [&](std::string_view path, Value value) {
            if (shape_ == nullptr) {
                add_all(fields_.keep(std::string(path)), value);
            } else if (path == "EventData" && value.is_string()) {
                data = value.as_string();
            } else {
                take(path, value);
            }
        });
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
    void take(std::string_view path, Value value) {
        const auto& times = shape_->times;
        const auto rank = static_cast<std::size_t>(std::find(times.begin(), times.end(), path) - times.begin());
        if (rank < times.size()) {
            if (rank < best_time_ && value.is_string()) {
                best_time_ = rank;
                time_ = value.as_string();
            }
            return;
        }
        const auto name = winevent_xml_name(*shape_, path);
        if (name.empty()) {
            return;
        }
        const auto kept = fields_.keep(std::string(name));
        add_all(kept, value);
        const auto first = value.items().empty() ? std::string_view() : value.items().front().as_string();
        if (kept == "EventID") {
            add_all("EventCode", value);
        } else if (kept == "EventRecordID") {
            add_all("RecordNumber", value);
        } else if (kept == "Channel") {
            hints_.sourcetype = "XmlWinEventLog";
            hints_.channel = first;
        } else if (kept == "Computer") {
            hints_.host = first;
        } else if (path == "SourceName") {
            add_all(path == kept ? kept : std::string_view("SourceName"), value);
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
                return fields_.keep("0x" + std::string(digits.begin(), end.ptr));
            }
        }
        const bool is_guid = name.size() >= 4 && name.substr(name.size() - 4) == "Guid";
        return is_guid && is_bare_guid(text) ? fields_.keep("{" + std::string(text) + "}") : text;
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

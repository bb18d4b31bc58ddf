#include "engine/scan/envelope.h"
#include "base/read_padding.h"

#include "engine/input/table.h"
#include "engine/json/json_reader.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>
#include <array>
#include <deque>

namespace karst {

namespace {

std::optional<double> time_of(std::string_view text, const TimeZone& zone) {
    const auto number = to_number(Value::string(text));
    return number ? number : parse_iso8601(text, zone);
}

// The members of a JSON object, as they stand in its text.
class Members {
public:
    bool read(std::string_view text) {
        members_.clear();
        arena_.clear();
        JsonReader reader(text);
        if (reader.next() != JsonToken::BeginObject) {
            return false;
        }
        auto token = reader.next();
        for (; token == JsonToken::Key; token = reader.next()) {
            Member member;
            member.key = json_string(reader, arena_);
            const auto first = reader.next();
            const auto begin = reader.begin();
            member.is_text = first == JsonToken::String;
            member.is_object = first == JsonToken::BeginObject;
            if (member.is_text) {
                member.value = json_string(reader, arena_);
            } else if (!reader.skip(first)) {
                return false;
            } else if (first != JsonToken::Null) {
                member.value = text.substr(begin, reader.end() - begin);
            }
            members_.push_back(member);
        }
        return token == JsonToken::EndObject;
    }

    struct Member {
        std::string_view key;
        std::string_view value;
        bool is_text = false;
        bool is_object = false;
    };
    const Member* find(std::string_view key) const {
        const auto found = std::find_if(members_.begin(), members_.end(), [&](const auto& one) { return one.key == key; });
        return found == members_.end() ? nullptr : &*found;
    }
    std::string_view value(std::string_view key) const {
        const auto* member = find(key);
        return member == nullptr ? std::string_view() : member->value;
    }
    /// True when every key is one of these.
    template <std::size_t kCount>
    bool only(const std::array<std::string_view, kCount>& keys) const {
        return std::all_of(members_.begin(), members_.end(),
                           [&](const auto& member) { return std::find(keys.begin(), keys.end(), member.key) != keys.end(); });
    }
    std::size_t size() const { return members_.size(); }

private:
    std::vector<Member> members_;
    Arena arena_;
};

// A text of its own, with room behind it.
class PaddedText {
public:
    std::string_view copy(std::string_view text) {
        text_.assign(text);
        text_.append(kReadPadding, ' ');
        return std::string_view(text_).substr(0, text.size());
    }

private:
    std::string text_;
};

void describe(const Members& members, OpenedEvent& event) {
    event.sourcetype = members.value("sourcetype");
    event.source = members.value("source");
    event.host = members.value("host");
    event.index = members.value("index");
}

// {"time": …, "host": …, "sourcetype": …, "event": text or object}
class CollectorEnvelope final : public Envelope {
public:
    explicit CollectorEnvelope(const TimeZone& zone) : zone_(zone) {}

    static bool fits(const Members& members) {
        constexpr std::array<std::string_view, 7> kKeys = {"event", "time", "host", "source", "sourcetype", "index", "fields"};
        return members.find("event") != nullptr && members.size() > 1 && members.only(kKeys);
    }

    bool open(std::string_view text, OpenedEvent& event) override {
        const auto* inner = members_.read(text) ? members_.find("event") : nullptr;
        if (inner == nullptr || inner->value.empty()) {
            return false;
        }
        describe(members_, event);
        event.text = inner->is_text ? text_.copy(inner->value) : inner->value;
        event.time = time_of(members_.value("time"), zone_);
        const auto* fields = members_.find("fields");
        event.fields = fields != nullptr && fields->is_object ? fields->value : std::string_view();
        return true;
    }

private:
    TimeZone zone_;
    Members members_;
    PaddedText text_;
};

// A result of a search: with _raw in it, that is the event; without, its fields are all there is. It stands in
// {"preview": false, "result": {…}}, or by itself in a list of results, as an object or as a row.
class ResultEnvelope final : public Envelope {
public:
    enum class Form { Member, Object, Row };

    ResultEnvelope(const TimeZone& zone, Form form, bool has_raw) : zone_(zone), form_(form), has_raw_(has_raw) {}

    static bool fits(const Members& members) {
        constexpr std::array<std::string_view, 5> kKeys = {"preview", "offset", "lastrow", "result", "highlight_info"};
        const auto* result = members.find("result");
        return result != nullptr && result->is_object && members.find("preview") != nullptr && members.only(kKeys);
    }

    // An object by itself is a result when it says what only Splunk calls so.
    static bool fits_alone(const Members& members) {
        constexpr std::array<std::string_view, 5> kFields = {"_time", "sourcetype", "source", "host", "index"};
        const auto* raw = members.find("_raw");
        return raw != nullptr && raw->is_text &&
               std::any_of(kFields.begin(), kFields.end(), [&](auto name) { return members.find(name) != nullptr; });
    }

    ExtractionKind extraction() const override { return has_raw_ ? ExtractionKind::Automatic : ExtractionKind::Result; }
    void use_columns(std::shared_ptr<const TableColumns> columns) override { columns_ = std::move(columns); }

    // What a stream of exported results says of itself: {"preview": true, "lastrow": true}, or {"messages": […]}.
    static bool is_remark(const Members& members) {
        constexpr std::array<std::string_view, 4> kKeys = {"preview", "offset", "lastrow", "messages"};
        return members.size() > 0 && members.only(kKeys) &&
               (members.find("preview") != nullptr || members.find("messages") != nullptr);
    }

    bool open(std::string_view text, OpenedEvent& event) override {
        const auto result = result_of(text);
        if (result.empty() && form_ == Form::Member && is_remark(members_)) {
            event.text = {};
            return true;
        }
        if (result.empty() || !fields_.read(result)) {
            return false;
        }
        describe(fields_, event);
        event.text = has_raw_ ? text_.copy(fields_.value("_raw")) : result;
        event.time = time_of(fields_.value("_time"), zone_);
        return !event.text.empty();
    }

private:
    std::string_view result_of(std::string_view text) {
        switch (form_) {
        case Form::Object:
            return text;
        case Form::Row:
            return object_of(text);
        case Form::Member:
            break;
        }
        const auto* result = members_.read(text) ? members_.find("result") : nullptr;
        return result == nullptr ? std::string_view() : result->value;
    }

    // The object that a row is under the names of its columns; empty when it is none.
    std::string_view object_of(std::string_view row) {
        object_.clear();
        JsonReader reader(row);
        auto token = reader.next();
        if (!columns_ || token != JsonToken::BeginArray) {
            return {};
        }
        token = reader.next();
        for (const auto& name : columns_->names) {
            if (token == JsonToken::EndArray) {
                break;
            }
            const auto begin = reader.begin();
            if (token == JsonToken::Error || !reader.skip(token)) {
                return {};
            }
            object_ += object_.empty() ? '{' : ',';
            append_json_quoted(name, object_);
            object_ += ':';
            object_ += row.substr(begin, reader.end() - begin);
            token = reader.next();
        }
        object_ += object_.empty() ? "{}" : "}";
        return row_text_.copy(object_);
    }

    TimeZone zone_;
    Form form_;
    bool has_raw_;
    std::shared_ptr<const TableColumns> columns_;
    Members members_;
    Members fields_;
    PaddedText text_;
    std::string object_;
    PaddedText row_text_;
};

// Results as CSV, with _raw among the columns.
class RowEnvelope final : public Envelope {
public:
    RowEnvelope(const TimeZone& zone, std::shared_ptr<const TableColumns> columns)
        : zone_(zone), columns_(std::move(columns)) {}

    void use_columns(std::shared_ptr<const TableColumns> columns) override { columns_ = std::move(columns); }

    bool open(std::string_view text, OpenedEvent& event) override {
        kept_.clear();
        split_row(text, *columns_, cells_, kept_);
        event.text = text_.copy(cell("_raw"));
        event.sourcetype = cell("sourcetype");
        event.source = cell("source");
        event.host = cell("host");
        event.index = cell("index");
        event.time = time_of(cell("_time"), zone_);
        return !event.text.empty();
    }

private:
    std::string_view cell(std::string_view name) const {
        const auto& names = columns_->names;
        const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
        return at < cells_.size() ? cells_[at] : std::string_view();
    }

    TimeZone zone_;
    std::shared_ptr<const TableColumns> columns_;
    std::vector<std::string_view> cells_;
    std::deque<std::string> kept_;
    PaddedText text_;
};

}  // namespace

std::unique_ptr<Envelope> find_envelope(const EventBatch& chunk, const TimeZone& zone) {
    const bool raw_column = chunk.columns && std::find(chunk.columns->names.begin(), chunk.columns->names.end(), "_raw") !=
                                                 chunk.columns->names.end();
    if (chunk.results == ResultForm::Rows) {
        auto envelope = std::make_unique<ResultEnvelope>(zone, ResultEnvelope::Form::Row, raw_column);
        envelope->use_columns(chunk.columns);
        return envelope;
    }
    if (raw_column) {
        return std::make_unique<RowEnvelope>(zone, chunk.columns);
    }
    Members members;
    for (const auto& event : chunk.events) {
        if (!members.read(event.text)) {
            return nullptr;
        }
        if (!ResultEnvelope::is_remark(members)) {
            break;
        }
    }
    if (CollectorEnvelope::fits(members)) {
        return std::make_unique<CollectorEnvelope>(zone);
    }
    if (ResultEnvelope::fits(members)) {
        Members fields;
        fields.read(members.value("result"));
        return std::make_unique<ResultEnvelope>(zone, ResultEnvelope::Form::Member, fields.find("_raw") != nullptr);
    }
    if (chunk.results == ResultForm::Objects || ResultEnvelope::fits_alone(members)) {
        return std::make_unique<ResultEnvelope>(zone, ResultEnvelope::Form::Object, members.find("_raw") != nullptr);
    }
    return nullptr;
}

}  // namespace karst

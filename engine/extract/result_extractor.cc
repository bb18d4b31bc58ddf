// A row of results as Splunk exports it in JSON: keys are field names as they stand, arrays are multivalue fields.

#include "engine/extract/field_list.h"
#include "engine/json/json_reader.h"

namespace karst {

namespace {

class ResultExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        arena_.clear();
        JsonReader reader(text);
        if (reader.next() != JsonToken::BeginObject) {
            return false;
        }
        for (auto token = reader.next(); token == JsonToken::Key; token = reader.next()) {
            const auto name = fields_.keep(std::string(json_string(reader, arena_)));
            token = reader.next();
            if (token == JsonToken::BeginArray) {
                for (token = reader.next(); token != JsonToken::EndArray; token = reader.next()) {
                    if (!take(reader, token, text, name)) {
                        return false;
                    }
                }
            } else if (!take(reader, token, text, name)) {
                return false;
            }
        }
        return true;
    }

private:
    bool take(JsonReader& reader, JsonToken token, std::string_view text, std::string_view name) {
        switch (token) {
        case JsonToken::String:
            fields_.add(name, json_string(reader, arena_));
            return true;
        case JsonToken::Null:
            return true;
        case JsonToken::End:
        case JsonToken::Error:
            return false;
        default: {
            const auto begin = reader.begin();
            if (!reader.skip(token)) {
                return false;
            }
            fields_.add(name, text.substr(begin, reader.end() - begin));
            return true;
        }
        }
    }

    Arena arena_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_result_extractor() {
    return std::make_unique<ResultExtractor>();
}

}  // namespace karst

#include "engine/json/json_reader.h"
#include "engine/text/path.h"

namespace karst {

namespace {

bool is_begin(JsonToken token) {
    return token == JsonToken::BeginObject || token == JsonToken::BeginArray;
}

// Follows a path through the tokens. Each function is called with the first token of a value and reads to the value's end;
// false stops everything (the text is broken there). One level of calls a step, so a path's length bounds the depth.
class PathWalk {
public:
    PathWalk(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values)
        : text_(text), reader_(text), steps_(path.steps()), arena_(arena), values_(values) {}

    void run() { follow(reader_.next(), 0); }

private:
    bool follow(JsonToken first, std::size_t step) {
        if (first == JsonToken::Error) {
            return false;
        }
        if (step == steps_.size()) {
            return take(first);
        }
        switch (steps_[step].kind) {
        case PathStep::Kind::Member:
            return first == JsonToken::BeginObject ? members(step) : reader_.skip(first);
        case PathStep::Kind::Element:
        case PathStep::Kind::EveryElement:
            return first == JsonToken::BeginArray ? elements(step) : reader_.skip(first);
        case PathStep::Kind::Attribute:
            break;  // JSON has none
        }
        return reader_.skip(first);
    }

    bool members(std::size_t step) {
        for (auto token = reader_.next(); token == JsonToken::Key; token = reader_.next()) {
            const bool wanted = json_string(reader_, arena_) == steps_[step].name;
            const auto first = reader_.next();
            if (!(wanted ? follow(first, step + 1) : reader_.skip(first))) {
                return false;
            }
        }
        return true;
    }

    bool elements(std::size_t step) {
        const bool every = steps_[step].kind == PathStep::Kind::EveryElement;
        std::size_t index = 0;
        for (auto first = reader_.next(); first != JsonToken::EndArray; first = reader_.next(), ++index) {
            const bool wanted = every || index == steps_[step].index;
            if (!(wanted ? follow(first, step + 1) : reader_.skip(first))) {
                return false;
            }
        }
        return true;
    }

    bool take(JsonToken first) {
        const auto begin = reader_.begin();
        if (is_begin(first)) {
            if (!reader_.skip(first)) {
                return false;
            }
            values_.push_back(Value::string(text_.substr(begin, reader_.end() - begin)));
        } else {
            values_.push_back(Value::string(first == JsonToken::String ? json_string(reader_, arena_) : reader_.text()));
        }
        return true;
    }

    std::string_view text_;
    JsonReader reader_;
    const std::vector<PathStep>& steps_;
    Arena& arena_;
    std::vector<Value>& values_;
};

}  // namespace

void extract_json_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values) {
    PathWalk(text, path, arena, values).run();
}

void extract_json_leaves(std::string_view text, Arena& arena, const LeafFound& found) {
    JsonReader reader(text);
    std::string name;
    // How long the name was outside of each open object or array, and of the member that is being read.
    std::vector<std::size_t> outside;
    std::size_t base = 0;
    for (auto token = reader.next(); token != JsonToken::End && token != JsonToken::Error; token = reader.next()) {
        switch (token) {
        case JsonToken::BeginObject:
        case JsonToken::BeginArray:
            outside.push_back(base);
            name += token == JsonToken::BeginArray ? "{}" : "";
            base = name.size();
            break;
        case JsonToken::EndObject:
        case JsonToken::EndArray:
            base = outside.back();
            outside.pop_back();
            name.resize(base);
            break;
        case JsonToken::Key:
            name.resize(base);
            name += base == 0 ? "" : ".";
            name += json_string(reader, arena);
            break;
        case JsonToken::String:
            found(name, Value::string(json_string(reader, arena)));
            break;
        default:
            found(name, Value::string(reader.text()));
        }
    }
}

}  // namespace karst

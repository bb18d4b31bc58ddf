#include "engine/input/document_head.h"

#include "base/ascii.h"
#include "engine/json/json_reader.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

using Kind = DocumentHead::Kind;

constexpr std::size_t kMaxHeadBytes = 1 << 20;  // fields and messages; what is longer is no head

struct HeadKey {
    std::string_view name;  // with its quotation marks
    Kind opens;             // what its array holds; None: it says something of the document
    bool first;             // a document may begin with it
};

constexpr std::array<HeadKey, 13> kKeys = {{
    {"\"Records\"", Kind::Records, true},
    {"\"records\"", Kind::Records, true},
    {"\"preview\"", Kind::None, true},
    {"\"init_offset\"", Kind::None, true},
    {"\"messages\"", Kind::None, true},
    {"\"fields\"", Kind::None, true},
    {"\"highlighted\"", Kind::None, true},
    {"\"post_process_count\"", Kind::None, true},
    {"\"offset\"", Kind::None, false},
    {"\"lastrow\"", Kind::None, false},
    {"\"results\"", Kind::Results, false},
    {"\"rows\"", Kind::Rows, false},
    {"\"columns\"", Kind::Columns, false},
}};

// By its first key alone, which is all there is to see of most objects. Incomplete also where more of the head is to be read.
Kind first_look(std::string_view bytes, std::size_t begin) {
    const auto at = bytes.find_first_not_of(kBlanks, begin + 1);
    if (at == std::string_view::npos) {
        return Kind::Incomplete;
    }
    const auto rest = bytes.substr(at);
    const bool fits = std::any_of(kKeys.begin(), kKeys.end(), [&](const HeadKey& key) {
        const auto common = std::min(rest.size(), key.name.size());
        return key.first && rest.substr(0, common) == key.name.substr(0, common);
    });
    return fits ? Kind::Incomplete : Kind::None;
}

const HeadKey* find_key(std::string_view name) {
    const auto found = std::find_if(kKeys.begin(), kKeys.end(),
                                    [&](const HeadKey& key) { return key.name.substr(1, key.name.size() - 2) == name; });
    return found == kKeys.end() ? nullptr : &*found;
}

// The names in "fields": texts, or objects with the text as "name". False: something else.
bool read_fields(JsonReader& reader, std::vector<std::string>& fields) {
    Arena arena;
    for (auto token = reader.next(); token != JsonToken::EndArray; token = reader.next()) {
        if (token == JsonToken::String) {
            fields.emplace_back(json_string(reader, arena));
            continue;
        }
        if (token != JsonToken::BeginObject) {
            return false;
        }
        for (token = reader.next(); token == JsonToken::Key; token = reader.next()) {
            const bool is_name = reader.text() == "name";
            token = reader.next();
            if (is_name && token == JsonToken::String) {
                fields.emplace_back(json_string(reader, arena));
            } else if (!reader.skip(token)) {
                return false;
            }
        }
        if (token != JsonToken::EndObject) {
            return false;
        }
    }
    return true;
}

// False: the head ends here, as what it is or as none.
bool read_member(JsonReader& reader, bool first, DocumentHead& head) {
    const auto* key = find_key(reader.text());
    const auto value = reader.next();
    if (value == JsonToken::Error) {
        head.kind = Kind::Incomplete;
        return false;
    }
    const bool is_list = value == JsonToken::BeginArray;
    const bool is_fields = key != nullptr && key->name == "\"fields\"";
    if (key == nullptr || (first && !key->first) || ((key->opens != Kind::None || is_fields) && !is_list)) {
        return false;
    }
    const bool is_table = key->opens == Kind::Rows || key->opens == Kind::Columns;
    if (key->opens != Kind::None) {
        const bool fits = key->opens == Kind::Records ? first : !is_table || !head.fields.empty();
        head.kind = fits ? key->opens : Kind::None;
        return false;
    }
    if (is_fields ? !read_fields(reader, head.fields) : !reader.skip(value)) {
        head.kind = Kind::Incomplete;
        return false;
    }
    return true;
}

}  // namespace

DocumentHead read_document_head(std::string_view bytes, std::size_t begin) {
    DocumentHead head;
    head.kind = first_look(bytes, begin);
    if (head.kind == Kind::None) {
        return head;
    }
    head.kind = Kind::None;
    JsonReader reader(bytes.substr(begin, kMaxHeadBytes));
    reader.next();
    auto token = reader.next();
    for (bool first = true; token == JsonToken::Key && read_member(reader, first, head); first = false) {
        token = reader.next();
    }
    if (token == JsonToken::Error) {
        head.kind = Kind::Incomplete;
    }
    if (head.kind == Kind::Incomplete && bytes.size() - begin >= kMaxHeadBytes) {
        head.kind = Kind::None;
    }
    head.inner = begin + reader.end();
    return head;
}

}  // namespace karst

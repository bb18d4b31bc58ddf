#include "engine/json/json_document.h"

#include "base/ascii.h"
#include "engine/json/json_grammar.h"
#include "engine/json/json_string.h"
#include "engine/json/json_trie.h"
#include "engine/json/structural_index.h"
#include "engine/value/simd_bytes.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <array>

namespace karst {

namespace {

// True when the key has a character for which its bytes alone do not say what it is: an escape, or a separator of names. Looks
// at sixteen bytes at a time, also behind the end of the key, which lies within the padding of the text.
bool is_special(std::string_view key) {
    using Blocks = ByteBlocks<16>;
    std::size_t at = 0;
    do {
        Blocks::Bytes bytes;
        Blocks::Bytes left;
        Blocks::load(bytes, key.data() + at);
        Blocks::fill(left, static_cast<char>(std::min(key.size() - at, Blocks::kBytes)));
        const Blocks::Mask special = ((bytes == '\\') | (bytes == '.') | (bytes == '{')) & (Blocks::kPlaces < left);
        if (Blocks::any(special)) {
            return true;
        }
        at += Blocks::kBytes;
    } while (at < key.size());
    return false;
}

enum class Kind : std::uint8_t { Scalar, Opening, Other };

// What begins or goes on with a structural character.
constexpr auto kKinds = [] {
    std::array<Kind, 256> table{};
    table['{'] = table['['] = Kind::Opening;
    table['}'] = table[']'] = table[','] = table[':'] = table['\0'] = Kind::Other;
    return table;
}();

// What a structural character does to the depth.
constexpr auto kNesting = [] {
    std::array<std::int8_t, 256> table{};
    table['{'] = table['['] = 1;
    table['}'] = table[']'] = -1;
    return table;
}();

}  // namespace

struct JsonDocument::Parser {
    StructuralIndex structurals;
    const char* text = nullptr;
    std::size_t size = 0;  // of what is JSON in it
    std::vector<std::uint32_t> own_indexes;

    // Walking state: index of the next structural character.
    std::size_t at = 0;
    std::size_t count = 0;
    const std::uint32_t* indexes = nullptr;
    Arena* arena = nullptr;
    std::string key_scratch;

    // Values of fields that have more than one, gathered until the walk ends.
    struct Gathered {
        std::size_t slot;
        std::vector<Value> values;
    };
    std::vector<Gathered> gathered;

    bool index(std::string_view given) {
        text = given.data();
        size = given.size();
        if (size == 0) {
            return false;
        }
        const bool readable = structurals.read(given);
        if (readable) {
            count = structurals.positions().size();
            indexes = structurals.positions().data();
        } else {
            own_indexes.clear();
            size = index_broken_json(given, own_indexes);
            count = own_indexes.size();
            indexes = own_indexes.data();
        }
        rewind();
        const auto grammar = check_json(given, {indexes, count});
        const bool whole = readable && grammar.whole && begins_container();
        if (!whole) {
            cut(grammar.good);
        }
        return whole;
    }

    bool begins_container() const { return peek() == '{' || peek() == '['; }

    // Leaves the first `good` structural characters: the fields before the fault. A number or word at the end of the text may
    // itself be cut off.
    void cut(std::size_t good) {
        const bool ended = good == count;
        size = ended ? size : indexes[good];
        count = good;
        if (ended && count > 0 && kKinds[static_cast<unsigned char>(text[indexes[count - 1]])] == Kind::Scalar &&
            text[indexes[count - 1]] != '"') {
            --count;
            size = indexes[count];
        }
    }

    void rewind() { at = 0; }

    // Behind the first document, at the end or where another one begins: a line that somebody wrote two objects on is an event
    // with the fields of the first, as in Splunk.
    bool is_complete() const { return at == count || (text[indexes[0]] == '{' && peek() == '{'); }

    char peek() const { return at < count ? text[indexes[at]] : '\0'; }

    // The text of the string whose opening quotation mark is structural character `at`, without the marks; what follows it is
    // the next structural character, so the closing mark is the last character before that which is no blank.
    bool raw_string(std::string_view& out) {
        const std::size_t begin = indexes[at] + 1;
        std::size_t end = at + 1 < count ? indexes[at + 1] : size;
        while (end > begin && text[end - 1] != '"') {
            --end;
        }
        if (end <= begin) {
            return false;
        }
        out = {text + begin, end - 1 - begin};
        return true;
    }

    bool scalar(Value& value) {
        if (at >= count) {
            return false;  // the text breaks off before the value
        }
        const char c = peek();
        if (c == '"') {
            std::string_view raw;
            if (!raw_string(raw)) {
                return false;
            }
            value = Value::string(json_unescaped(raw, *arena));
        } else {
            const std::size_t begin = indexes[at];
            std::size_t end = at + 1 < count ? indexes[at + 1] : size;
            while (end > begin && is_blank(text[end - 1])) {
                --end;
            }
            const std::string_view token(text + begin, end - begin);
            if (!is_json_scalar(token)) {
                return false;
            }
            value = Value::string(token);
        }
        ++at;
        return true;
    }

    // Moves behind the value at `at`, whatever it is.
    bool skip() {
        if (at >= count) {
            return false;
        }
        const auto kind = kKinds[static_cast<unsigned char>(text[indexes[at]])];
        if (kind != Kind::Opening) {
            ++at;
            return kind == Kind::Scalar;
        }
        int depth = 0;
        const std::uint32_t* next = indexes + at;
        const std::uint32_t* const end = indexes + count;
        while (next < end) {
            depth += kNesting[static_cast<unsigned char>(text[*next++])];
            if (depth == 0) {
                at = static_cast<std::size_t>(next - indexes);
                return true;
            }
        }
        return false;
    }

    /// A key without its escapes; lives until the next call.
    std::string_view plain(std::string_view key) {
        if (std::memchr(key.data(), '\\', key.size()) == nullptr) {
            return key;
        }
        key_scratch.clear();
        append_json_unescaped(key, key_scratch);
        return key_scratch;
    }

    // Calls `member(key)` for each member of the object at `at`, with `at` on its value; the callback moves behind it. Keys are
    // as they stand, see plain().
    template <class Member>
    bool object(Member member) {
        ++at;
        if (peek() == '}') {
            ++at;
            return true;
        }
        for (;;) {
            std::string_view key;
            if (peek() != '"' || !raw_string(key)) {
                return false;
            }
            ++at;
            if (peek() != ':') {
                return false;
            }
            ++at;
            if (!member(key)) {
                return false;
            }
            const char c = peek();
            ++at;
            if (c == '}') {
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    template <class Element>
    bool array(Element element) {
        ++at;
        if (peek() == ']') {
            ++at;
            return true;
        }
        for (;;) {
            if (!element()) {
                return false;
            }
            const char c = peek();
            ++at;
            if (c == ']') {
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    void put(std::span<Value> slots, std::size_t slot, Value value) {
        if (slots[slot].is_null()) {
            slots[slot] = value;
            return;
        }
        const auto known = std::find_if(gathered.begin(), gathered.end(), [&](const auto& one) { return one.slot == slot; });
        if (known == gathered.end()) {
            gathered.push_back({slot, {slots[slot], value}});
        } else {
            known->values.push_back(value);
        }
    }

    // The members of the object at `at`. Nearly all of them are passed over, which is why this does not go through object().
    bool walk_members(const JsonProjection::Trie& trie, std::uint32_t node, std::span<Value> slots, std::size_t depth) {
        ++at;
        if (peek() == '}') {
            ++at;
            return true;
        }
        // A key, its colon and the beginning of its value are three structural characters.
        while (at + 3 <= count) {
            std::string_view key;
            if (text[indexes[at]] != '"' || text[indexes[at + 1]] != ':' || !raw_string(key)) {
                return false;
            }
            at += 2;
            auto next = trie.has_backslashes ? 0 : trie.child(node, key);
            if (next == 0 && is_special(key)) {
                next = trie.follow(node, plain(key));
            }
            if (!(next == 0 ? skip() : walk(trie, next, slots, depth + 1))) {
                return false;
            }
            const char c = peek();
            ++at;
            if (c != ',') {
                return c == '}';
            }
        }
        return false;
    }

    bool walk(const JsonProjection::Trie& trie, std::uint32_t node, std::span<Value> slots, std::size_t depth) {
        const auto& here = trie.nodes[node];
        switch (peek()) {
        case '{':
            if (here.edges.empty() || depth >= kMaxJsonDepth) {
                return skip();
            }
            return walk_members(trie, node, slots, depth);
        case '[':
            if (here.array == 0 || depth >= kMaxJsonDepth) {
                return skip();
            }
            return array([&] { return walk(trie, here.array, slots, depth + 1); });
        default:
            break;
        }
        if (here.slot == JsonProjection::Trie::kNone) {
            return skip();
        }
        Value value;
        if (!scalar(value)) {
            return false;
        }
        put(slots, here.slot, value);
        return true;
    }

    // Walking by paths. What a path has more than one value of is in `gathered`, by the number of the field.
    PathValues* path_values = nullptr;
    struct LastSeen {
        std::uint64_t walk = 0;
        std::size_t field = 0;
    };
    std::vector<LastSeen> last_seen;  // by path
    std::uint64_t walk_number = 0;

    void put_path(JsonPathId path, Value value) {
        if (path >= last_seen.size()) {
            last_seen.resize(path + 1);
        }
        auto& seen = last_seen[path];
        auto& path_fields = path_values->fields;
        if (seen.walk != walk_number) {
            seen = {walk_number, path_fields.size()};
            path_fields.push_back({path, value});
            return;
        }
        const auto known =
            std::find_if(gathered.begin(), gathered.end(), [&](const auto& one) { return one.slot == seen.field; });
        if (known == gathered.end()) {
            gathered.push_back({seen.field, {path_fields[seen.field].value, value}});
        } else {
            known->values.push_back(value);
        }
    }

    bool walk_paths(JsonPaths& paths, JsonPathId path, std::size_t depth) {
        if (path == JsonPaths::kNone) {
            path_values->table_is_full = true;
            return false;
        }
        switch (peek()) {
        case '{':
            if (depth >= kMaxJsonDepth) {
                return skip();
            }
            paths.begin_object(path);
            return object([&](std::string_view key) {
                const auto member = paths.member(path, key, [this](std::string_view raw) { return plain(raw); });
                if (depth == 0 && std::memchr(key.data(), '\\', key.size()) == nullptr) {
                    path_values->top_level.push_back(member);
                }
                return walk_paths(paths, member, depth + 1);
            });
        case '[':
            if (depth >= kMaxJsonDepth) {
                return skip();
            }
            return array([&] { return walk_paths(paths, paths.elements(path), depth + 1); });
        default:
            break;
        }
        Value value;
        if (!scalar(value)) {
            return false;
        }
        put_path(path, value);
        return true;
    }

    struct Field {
        std::string name;
        std::vector<Value> values;
    };

    struct Everything {
        std::vector<Field> fields;
        absl::flat_hash_map<std::string, std::size_t> index;
    };

    bool walk_all(std::string& name, Everything& all, std::size_t depth) {
        const std::size_t length = name.size();
        switch (peek()) {
        case '{':
            if (depth >= kMaxJsonDepth) {
                return skip();
            }
            return object([&](std::string_view key) {
                if (length > 0) {
                    name += '.';
                }
                name += plain(key);
                const bool good = walk_all(name, all, depth + 1);
                name.resize(length);
                return good;
            });
        case '[':
            if (depth >= kMaxJsonDepth) {
                return skip();
            }
            name += kJsonArray;
            {
                const bool good = array([&] { return walk_all(name, all, depth + 1); });
                name.resize(length);
                return good;
            }
        default:
            break;
        }
        Value value;
        if (!scalar(value)) {
            return false;
        }
        const auto [entry, added] = all.index.emplace(name, all.fields.size());
        if (added) {
            all.fields.push_back({name, {}});
        }
        all.fields[entry->second].values.push_back(value);
        return true;
    }
};

JsonDocument::JsonDocument() : parser_(std::make_unique<Parser>()) {}

JsonDocument::~JsonDocument() = default;

bool JsonDocument::index(std::string_view text) {
    return parser_->index(text);
}

bool JsonDocument::has_beginning() const {
    parser_->rewind();
    return parser_->begins_container();
}

bool JsonDocument::project(const JsonProjection& projection, std::span<Value> slots, Arena& arena) {
    parser_->rewind();
    parser_->arena = &arena;
    parser_->gathered.clear();
    const bool good = parser_->walk(*projection.trie_, 0, slots, 0) && parser_->is_complete();
    for (const auto& field : parser_->gathered) {
        slots[field.slot] = arena.list(field.values);
    }
    return good;
}

bool JsonDocument::for_each_field(Arena& arena, const std::function<void(std::string_view, Value)>& each) {
    parser_->rewind();
    parser_->arena = &arena;
    Parser::Everything all;
    std::string name;
    const bool good = parser_->begins_container() && parser_->walk_all(name, all, 0) && parser_->is_complete();
    for (const auto& field : all.fields) {
        each(field.name, arena.list(field.values));
    }
    return good;
}

bool JsonDocument::read_paths(JsonPaths& paths, Arena& arena, PathValues& found) {
    auto& parser = *parser_;
    parser.rewind();
    parser.arena = &arena;
    parser.gathered.clear();
    parser.path_values = &found;
    ++parser.walk_number;
    found.fields.clear();
    found.top_level.clear();
    found.table_is_full = false;
    const bool good = parser.begins_container() && parser.walk_paths(paths, JsonPaths::kRoot, 0) && parser.is_complete();
    if (!found.table_is_full) {
        for (const auto& field : parser.gathered) {
            found.fields[field.slot].value = arena.list(field.values);
        }
    }
    return good;
}

std::vector<std::string_view> JsonDocument::top_level_keys() const {
    std::vector<std::string_view> keys;
    parser_->rewind();
    if (parser_->peek() == '{') {
        parser_->object([&](std::string_view key) {
            // An escaped key would be decoded into a buffer of the parser, and does not live long enough to be given out.
            if (key.find('\\') == std::string_view::npos) {
                keys.push_back(key);
            }
            return parser_->skip();
        });
    }
    return keys;
}

}  // namespace karst

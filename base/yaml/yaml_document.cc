#include "base/yaml/yaml_document.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/yaml/scalar_map.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <map>

namespace karst {

namespace {

// Tags that say nothing which the text does not say already.
bool is_plain_tag(std::string_view tag) {
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (tag.empty() || tag == "!") {
        return true;
    }
    if (tag.substr(0, kCore.size()) != kCore) {
        return false;
    }
    const auto name = tag.substr(kCore.size());
    return name == "str" || name == "int" || name == "float" || name == "bool" || name == "null" || name == "map" ||
           name == "seq";
}

bool is_null_word(std::string_view text) {
    constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

std::string_view view(const yaml_char_t* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// libyaml counts characters, the rest of karst bytes.
class CharacterOffsets {
public:
    explicit CharacterOffsets(const std::string& text)
        : text_(text), begin_(text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0), byte_(begin_),
          ascii_(std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin_), text.end(),
                             [](char c) { return static_cast<signed char>(c) >= 0; })) {}

    std::size_t byte(std::size_t character) {
        if (ascii_) {
            return std::min(begin_ + character, text_.size());
        }
        if (character < character_) {
            character_ = 0;
            byte_ = begin_;
        }
        for (; character_ < character && byte_ < text_.size(); ++character_) {
            byte_ = next_code_point(text_, byte_);
        }
        return byte_;
    }

private:
    const std::string& text_;
    std::size_t begin_;  // behind a byte order mark
    std::size_t character_ = 0;
    std::size_t byte_;
    bool ascii_;
};

// An event of the parser; frees what belongs to it.
class Event {
public:
    Event() = default;
    ~Event() { yaml_event_delete(&event_); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    yaml_event_t* get() { return &event_; }
    const yaml_event_t& operator*() const { return event_; }

private:
    yaml_event_t event_{};
};

// Builds the tree out of the parser's events, with a stack of its own: a node moves into its parent when it is complete.
class TreeBuilder {
public:
    TreeBuilder(const std::shared_ptr<const SourceFile>& file, const YamlLimits& limits)
        : file_(file), limits_(limits), offsets_(file->text) {}

    YamlNode take_root() { return std::move(root_); }

    void take(const yaml_event_t& event) {
        const auto offset = offset_of(event.start_mark);
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (has_root_) {
                fail("yaml-unsupported", offset, "a second YAML document in the file",
                     "only one is read: move it to a file of its own");
            }
            break;
        case YAML_ALIAS_EVENT:
            add_alias(offset, std::string(view(event.data.alias.anchor)));
            break;
        case YAML_SCALAR_EVENT:
            add_scalar(offset, event);
            break;
        case YAML_SEQUENCE_START_EVENT:
            start(YamlNode::Kind::Sequence, offset, view(event.data.sequence_start.tag),
                  view(event.data.sequence_start.anchor));
            break;
        case YAML_MAPPING_START_EVENT:
            start(YamlNode::Kind::Map, offset, view(event.data.mapping_start.tag), view(event.data.mapping_start.anchor));
            break;
        case YAML_MAPPING_END_EVENT:
            check_keys(stack_.back().node);
            finish();
            break;
        case YAML_SEQUENCE_END_EVENT:
            finish();
            break;
        default:
            break;
        }
    }

    std::size_t offset_of(const yaml_mark_t& mark) { return offsets_.byte(mark.index); }

    [[noreturn]] void fail(std::string code, std::size_t offset, std::string message, std::string help = "") const {
        Diagnostic diagnostic;
        diagnostic.code = std::move(code);
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        diagnostic.where = locate(file_, offset, offset + 1);
        throw DiagnosticError(std::move(diagnostic));
    }

private:
    struct Level {
        YamlNode node;
        std::string anchor{};
        bool has_key = false;  // of a map: its last entry waits for the value
    };

    const std::string& text() const { return file_->text; }

    // The parser gives the place of an anchor or a tag where a node has one; messages and the scalar map want the content.
    std::size_t content_start(std::size_t offset) const {
        while (offset < text().size() && (text()[offset] == '&' || text()[offset] == '!')) {
            while (offset < text().size() && !is_blank(text()[offset])) {
                ++offset;
            }
            offset = skip_blanks_and_comments(offset);
        }
        return offset;
    }

    std::size_t skip_blanks_and_comments(std::size_t offset) const {
        while (offset < text().size() && (is_blank(text()[offset]) || text()[offset] == '#')) {
            offset = text()[offset] == '#' ? std::min(text().find('\n', offset), text().size()) : offset + 1;
        }
        return offset;
    }

    YamlNode::Style style_at(std::size_t offset) const {
        switch (offset < text().size() ? text()[offset] : ' ') {
        case '\'':
            return YamlNode::Style::SingleQuoted;
        case '"':
            return YamlNode::Style::DoubleQuoted;
        case '|':
            return YamlNode::Style::Literal;
        case '>':
            return YamlNode::Style::Folded;
        default:
            return YamlNode::Style::Plain;
        }
    }

    bool awaits_key() const { return !stack_.empty() && stack_.back().node.is_map() && !stack_.back().has_key; }

    void check_tag(std::size_t offset, std::string_view tag) const {
        if (!is_plain_tag(tag)) {
            fail("yaml-unsupported", offset, fmt::format("the tag '{}' has no meaning here", tag));
        }
    }

    void add_alias(std::size_t offset, const std::string& anchor) {
        const auto found = anchored_.find(anchor);
        if (found == anchored_.end()) {
            const bool open =
                std::any_of(stack_.begin(), stack_.end(), [&](const auto& level) { return level.anchor == anchor; });
            fail(open ? "yaml-unsupported" : "yaml-syntax", offset,
                 open ? "an alias inside the node that it stands for" : fmt::format("no node has the anchor '{}'", anchor));
        }
        charge(found->second, stack_.size(), offset);
        YamlNode copy = found->second;
        add(std::move(copy), "");
    }

    void add_scalar(std::size_t offset, const yaml_event_t& event) {
        const auto& scalar = event.data.scalar;
        check_tag(offset, view(scalar.tag));
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.offset = static_cast<std::uint32_t>(content_start(offset));
        node.style = style_at(node.offset);
        node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        // As a key even `null` is a word: a lookup of a pack may well have a row of that name.
        const bool plain = scalar.plain_implicit != 0 && scalar.style == YAML_PLAIN_SCALAR_STYLE;
        if (plain && is_null_word(node.text) && !awaits_key()) {
            node = YamlNode();
            node.offset = static_cast<std::uint32_t>(offset);
        }
        add(std::move(node), std::string(view(scalar.anchor)));
    }

    void start(YamlNode::Kind kind, std::size_t offset, std::string_view tag, std::string_view anchor) {
        check_tag(offset, tag);
        if (awaits_key()) {
            fail("yaml-unsupported", offset, "a key that is not a plain text");
        }
        if (stack_.size() >= limits_.depth) {
            fail("yaml-too-large", offset, fmt::format("nested deeper than {} levels", limits_.depth));
        }
        Level level;
        level.node.kind = kind;
        level.node.offset = static_cast<std::uint32_t>(offset);
        level.anchor = anchor;
        stack_.push_back(std::move(level));
    }

    void finish() {
        Level done = std::move(stack_.back());
        stack_.pop_back();
        add(std::move(done.node), done.anchor);
    }

    void add(YamlNode node, const std::string& anchor) {
        if (!anchor.empty()) {
            charge(node, stack_.size(), node.offset);
            anchored_[anchor] = node;
        }
        if (stack_.empty()) {
            root_ = std::move(node);
            has_root_ = true;
            return;
        }
        Level& parent = stack_.back();
        if (parent.node.is_sequence()) {
            parent.node.items.push_back(std::move(node));
        } else if (parent.has_key) {
            parent.node.entries.back().value = std::move(node);
            parent.has_key = false;
        } else {
            if (!node.is_scalar()) {
                fail("yaml-unsupported", node.offset, "a key that is not a plain text");
            }
            if (node.text == "<<" && node.style == YamlNode::Style::Plain) {
                fail("yaml-unsupported", node.offset, "merge keys are not supported", "repeat the keys");
            }
            parent.node.entries.push_back({std::move(node), {}});
            parent.has_key = true;
        }
    }

    // Sorting once a map is complete keeps a map of a million keys from costing the square of it.
    void check_keys(const YamlNode& map) const {
        std::vector<const YamlNode*> keys;
        keys.reserve(map.entries.size());
        for (const auto& entry : map.entries) {
            keys.push_back(&entry.key);
        }
        std::stable_sort(keys.begin(), keys.end(), [](const YamlNode* a, const YamlNode* b) { return a->text < b->text; });
        const auto twin = std::adjacent_find(keys.begin(), keys.end(),
                                             [](const YamlNode* a, const YamlNode* b) { return a->text == b->text; });
        if (twin != keys.end()) {
            fail("yaml-duplicate-key", (*std::next(twin))->offset, fmt::format("the key '{}' is given twice", (*twin)->text),
                 fmt::format("the first one is in line {}", locate(file_, (*twin)->offset, (*twin)->offset).line));
        }
    }

    // What a copy of the node costs, against the budget of all copies.
    void charge(const YamlNode& node, std::size_t depth, std::size_t offset) {
        if (depth > limits_.depth) {
            fail("yaml-too-large", offset, fmt::format("nested deeper than {} levels", limits_.depth));
        }
        copied_ += sizeof(YamlNode) + node.text.size();
        if (copied_ > limits_.alias_bytes) {
            fail("yaml-too-large", offset, "the aliases of the file expand to too much");
        }
        for (const auto& item : node.items) {
            charge(item, depth + 1, offset);
        }
        for (const auto& entry : node.entries) {
            charge(entry.key, depth + 1, offset);
            charge(entry.value, depth + 1, offset);
        }
    }

    const std::shared_ptr<const SourceFile>& file_;
    const YamlLimits& limits_;
    std::vector<Level> stack_;
    CharacterOffsets offsets_;
    std::map<std::string, YamlNode> anchored_;
    std::size_t copied_ = 0;
    YamlNode root_;
    bool has_root_ = false;
};

[[noreturn]] void fail_at(const yaml_parser_t& parser, TreeBuilder& builder) {
    const std::string_view problem = parser.problem == nullptr ? "not YAML" : parser.problem;
    const std::string_view context = parser.context == nullptr ? "" : parser.context;
    if (parser.error == YAML_READER_ERROR) {
        builder.fail("yaml-encoding", parser.problem_offset, std::string(problem));
    }
    if (context == "while scanning a quoted scalar" && problem == "found unexpected end of stream") {
        builder.fail("yaml-syntax", builder.offset_of(parser.context_mark), "the quote that opens here is not closed");
    }
    builder.fail("yaml-syntax", builder.offset_of(parser.problem_mark),
                 std::string(context) + (context.empty() ? "" : ": ") + std::string(problem));
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &*found;
}

YamlDocument::YamlDocument(std::shared_ptr<const SourceFile> file, const YamlLimits& limits) : file_(std::move(file)) {
    TreeBuilder builder(file_, limits);
    // Not a mistake in the text: a file in another encoding.
    if (const auto zero = file_->text.find('\0'); zero != std::string::npos) {
        builder.fail("yaml-encoding", zero, "a zero byte: the file is not UTF-8 text");
    }
    const auto remove = [](yaml_parser_t* parser) { yaml_parser_delete(parser); };
    yaml_parser_t parser{};
    yaml_parser_initialize(&parser);
    const std::unique_ptr<yaml_parser_t, decltype(remove)> guard(&parser, remove);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(file_->text.data()), file_->text.size());
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    for (bool more = true; more;) {
        Event event;
        if (yaml_parser_parse(&parser, event.get()) == 0) {
            fail_at(parser, builder);
        }
        builder.take(*event);
        more = (*event).type != YAML_STREAM_END_EVENT;
    }
    root_ = builder.take_root();
}

Location YamlDocument::where(const YamlNode& node) const {
    const auto& text = file_->text;
    std::size_t end = node.offset;
    if (node.is_scalar() && text.compare(node.offset, node.text.size(), node.text) == 0) {
        end += node.text.size();
    } else {
        end = std::min(text.find('\n', node.offset), text.size());
        while (end > node.offset && is_blank(text[end - 1])) {
            --end;
        }
    }
    return locate(file_, node.offset, std::max<std::size_t>(end, node.offset + 1));
}

SourceText YamlDocument::source_text(const YamlNode& scalar) const {
    return map_scalar(file_, scalar);
}

Diagnostic YamlDocument::diagnose(Severity severity, std::string code, const YamlNode& node, std::string message,
                                  std::string label, std::string help) const {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.label = std::move(label);
    diagnostic.where = where(node);
    diagnostic.help = std::move(help);
    return diagnostic;
}

}  // namespace karst

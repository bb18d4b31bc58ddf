#include "engine/text/regex_syntax.h"

#include "base/ascii.h"

namespace karst {

namespace {

// Works through a pattern once, copying what means the same. Everything is refused that is not known to: a construct that
// was forgotten here costs time, not a wrong answer.
class Translator {
public:
    explicit Translator(std::string_view pattern) : pattern_(pattern) {}

    std::optional<Re2Pattern> run() {
        while (!refused_ && at_ < pattern_.size()) {
            step();
        }
        return refused_ ? std::nullopt : std::optional(std::move(result_));
    }

private:
    void step() {
        const char c = pattern_[at_];
        switch (c) {
        case '\\':
            return escape();
        case '[':
            return character_class();
        case '(':
            return group();
        case '$':
            result_.newline_sensitive = true;
            return copy(1);
        case '*':
        case '+':
        case '?':
            return quantifier(1);
        case '{':
            return braces();
        default:
            return copy(1);
        }
    }

    char peek(std::size_t ahead) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }

    void copy(std::size_t count) {
        result_.text += pattern_.substr(at_, count);
        at_ += count;
    }

    void replace(std::size_t count, std::string_view by) {
        result_.text += by;
        at_ += count;
    }

    void refuse() { refused_ = true; }

    // A quantifier of `size` bytes, with the ? that makes it lazy. A + after it would make it possessive.
    void quantifier(std::size_t size) {
        copy(size);
        if (peek(0) == '?') {
            copy(1);
        } else if (peek(0) == '+') {
            refuse();
        }
    }

    void braces() {
        std::size_t size = 1;
        while (is_digit(peek(size))) {
            ++size;
        }
        const bool counted = size > 1;
        if (counted && peek(size) == ',') {
            ++size;
            while (is_digit(peek(size))) {
                ++size;
            }
        }
        if (counted && peek(size) == '}') {
            return quantifier(size + 1);
        }
        // Braces that are no quantifier stand for themselves.
        replace(1, "\\{");
    }

    // What follows \x: two digits or digits in braces. PCRE also takes fewer, RE2 does not.
    std::size_t hex_size() const {
        if (peek(2) != '{') {
            return hex_digit(peek(2)) >= 0 && hex_digit(peek(3)) >= 0 ? 4 : 0;
        }
        std::size_t size = 3;
        while (hex_digit(peek(size)) >= 0) {
            ++size;
        }
        return size > 3 && peek(size) == '}' ? size + 1 : 0;
    }

    std::size_t property_size() const {
        if (peek(2) != '{') {
            return 3;
        }
        const auto end = pattern_.find('}', at_);
        return end == std::string_view::npos ? 0 : end - at_ + 1;
    }

    void copy_or_refuse(std::size_t count) {
        if (count == 0) {
            return refuse();
        }
        copy(count);
    }

    // Escapes with one meaning inside and outside of classes. False when it is not one of them.
    bool common_escape(char c) {
        switch (c) {
        case 'd':
        case 'D':
        case 'w':
        case 'W':
        case 't':
        case 'n':
        case 'r':
        case 'f':
        case 'a':
            copy(2);
            return true;
        case 'x':
            copy_or_refuse(hex_size());
            return true;
        case 'p':
        case 'P':
            copy_or_refuse(property_size());
            return true;
        case '_':
            replace(2, "_");
            return true;
        default:
            break;
        }
        if (std::ispunct(static_cast<unsigned char>(c)) != 0 || c == ' ') {
            copy(2);
            return true;
        }
        return false;
    }

    void escape() {
        const char c = peek(1);
        if (common_escape(c)) {
            return;
        }
        switch (c) {
        case 's':  // RE2's \s lacks the vertical tab
            return replace(2, "[\\t-\\r ]");
        case 'S':
            return replace(2, "[^\\t-\\r ]");
        case 'b':
        case 'A':
        case 'z':
            return copy(2);
        case 'Z':
            result_.newline_sensitive = true;
            return replace(2, "\\z");
        default:
            return refuse();
        }
    }

    void character_class() {
        copy(1);
        if (peek(0) == '^') {
            copy(1);
        }
        if (peek(0) == ']') {
            replace(1, "\\]");  // the first one stands for itself
        }
        while (!refused_ && at_ < pattern_.size() && peek(0) != ']') {
            class_item();
        }
        copy(1);
    }

    void class_item() {
        if (peek(0) == '[' && (peek(1) == ':' || peek(1) == '.' || peek(1) == '=')) {
            const auto end = pattern_.find(":]", at_ + 2);
            if (peek(1) == ':' && end != std::string_view::npos &&
                pattern_.substr(at_, end - at_).find(']') == std::string_view::npos) {
                return copy(end + 2 - at_);
            }
            return refuse();
        }
        if (peek(0) == '[') {
            return replace(1, "\\[");
        }
        if (peek(0) != '\\') {
            return copy(1);
        }
        const char c = peek(1);
        // A hyphen after \s would make a range after what \s is replaced by, but PCRE2 takes it at the class's end only.
        if (c == 's') {
            return replace(2, "\\t-\\r ");
        }
        if (c == 'S') {
            return replace(2, "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}");
        }
        if (!common_escape(c)) {
            refuse();
        }
    }

    void group() {
        if (peek(1) == '*') {
            return refuse();
        }
        if (peek(1) != '?') {
            return copy(1);
        }
        switch (peek(2)) {
        case ':':
            return copy(3);
        case 'P':
            return peek(3) == '<' ? copy(4) : refuse();
        case '<':
            return peek(3) == '=' || peek(3) == '!' ? refuse() : replace(3, "(?P<");
        case '\'': {
            std::size_t end = 3;
            while (is_word_character(peek(end))) {
                ++end;
            }
            result_.text += "(?P<" + std::string(pattern_.substr(at_ + 3, end - 3)) + '>';
            at_ += end + 1;
            return;
        }
        default:
            return flags();
        }
    }

    void flags() {
        std::size_t size = 2;
        while (peek(size) == 'i' || peek(size) == 's' || peek(size) == 'm' || peek(size) == 'U' || peek(size) == '-') {
            if (peek(size) == 'm') {
                result_.newline_sensitive = true;
            }
            ++size;
        }
        if (size == 2 || (peek(size) != ')' && peek(size) != ':')) {
            return refuse();
        }
        copy(size + 1);
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
    Re2Pattern result_;
    bool refused_ = false;
};

}  // namespace

std::optional<Re2Pattern> to_re2(std::string_view pattern) {
    return Translator(pattern).run();
}

}  // namespace karst

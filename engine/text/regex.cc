#include "engine/text/regex.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "engine/text/regex_syntax.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace karst {

namespace {

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeCompileContext {
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};
struct FreeMatchContext {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeMatchData {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
struct FreeStack {
    void operator()(pcre2_jit_stack* stack) const { pcre2_jit_stack_free(stack); }
};
using CodePtr = std::unique_ptr<pcre2_code, FreeCode>;

// What backtracking may cost one search. A million steps are some ten milliseconds: far more than an honest pattern needs on
// an event, and little enough that a dishonest one cannot stop a run.
constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kDepthLimit = kMatchLimit;  // nested steps, where PCRE2 interprets the pattern
constexpr std::uint32_t kHeapLimitKilobytes = 32 * 1024;
constexpr std::size_t kStackStart = 32 * 1024;
constexpr std::size_t kStackLimit = 1024 * 1024;
constexpr std::size_t kPatternLimit = 64 * 1024;

// Working memory of PCRE2. Searches run on many threads with one Regex, so it belongs to the thread; nothing in it outlives a
// search.
class Scratch {
public:
    Scratch()
        : context_(pcre2_match_context_create(nullptr)), stack_(pcre2_jit_stack_create(kStackStart, kStackLimit, nullptr)) {
        pcre2_set_match_limit(context_.get(), kMatchLimit);
        pcre2_set_depth_limit(context_.get(), kDepthLimit);
        pcre2_set_heap_limit(context_.get(), kHeapLimitKilobytes);
        pcre2_jit_stack_assign(context_.get(), nullptr, stack_.get());
    }

    pcre2_match_context* context() { return context_.get(); }

    /// Match data with room for so many groups (the whole match counts as one).
    pcre2_match_data* data(std::size_t groups) {
        if (!data_ || pcre2_get_ovector_count(data_.get()) < groups) {
            data_.reset(pcre2_match_data_create(static_cast<std::uint32_t>(groups), nullptr));
        }
        return data_.get();
    }

private:
    std::unique_ptr<pcre2_match_context, FreeMatchContext> context_;
    std::unique_ptr<pcre2_jit_stack, FreeStack> stack_;
    std::unique_ptr<pcre2_match_data, FreeMatchData> data_;
};

Scratch& scratch() {
    static thread_local Scratch memory;
    return memory;
}

CodePtr compile(std::string_view pattern) {
    const std::unique_ptr<pcre2_compile_context, FreeCompileContext> context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    pcre2_set_max_pattern_length(context.get(), kPatternLimit);
    int error = 0;
    PCRE2_SIZE offset = 0;
    // \C would match part of a character. Bytes of the text that are no UTF-8 match nothing but do no harm.
    CodePtr code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                               PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &offset, context.get()));
    if (!code) {
        std::array<PCRE2_UCHAR, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        throw RegexError(reinterpret_cast<const char*>(message.data()), offset);
    }
    return code;
}

std::uint32_t group_count(const pcre2_code& code) {
    std::uint32_t count = 0;
    pcre2_pattern_info(&code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}

std::vector<std::string> read_group_names(const pcre2_code& code) {
    std::vector<std::string> names(group_count(code));
    std::uint32_t count = 0;
    std::uint32_t entry_size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(&code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(&code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info(&code, PCRE2_INFO_NAMETABLE, &table);
    // An entry is the group's number in two bytes, then its name with a zero at the end.
    for (std::uint32_t i = 0; i < count; ++i, table += entry_size) {
        const std::size_t number = static_cast<std::size_t>(table[0]) << 8 | table[1];
        names[number - 1] = reinterpret_cast<const char*>(table + 2);
    }
    return names;
}

std::unique_ptr<re2::RE2> make_re2(const std::string& pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_encoding(RE2::Options::EncodingUTF8);
    auto compiled = std::make_unique<re2::RE2>(pattern, options);
    return compiled->ok() ? std::move(compiled) : nullptr;
}

}  // namespace

// PCRE2 compiles every pattern, as it decides what is a pattern and what its groups are called. It runs only those that RE2
// cannot run, and texts on which RE2 would answer differently.
struct Regex::Engine {
    explicit Engine(std::string_view written) : pattern(written), code(compile(written)), names(read_group_names(*code)) {
        const auto translated = to_re2(written);
        if (translated) {
            fast = make_re2(translated->text);
            newline_sensitive = translated->newline_sensitive;
        }
        if (fast && static_cast<std::size_t>(fast->NumberOfCapturingGroups()) != names.size()) {
            fast = nullptr;
        }
        if (!fast) {
            // Failure means only that PCRE2 interprets the pattern.
            pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
        } else if (!newline_sensitive) {
            code = nullptr;
        }
    }

    bool runs_fast(std::string_view text) const { return fast && !(newline_sensitive && !text.empty() && text.back() == '\n'); }

    bool find_re2(std::string_view text, std::size_t from, std::string_view* groups, std::size_t count) const {
        constexpr std::size_t few = 16;
        std::array<re2::StringPiece, few> on_stack;
        std::vector<re2::StringPiece> on_heap;
        re2::StringPiece* pieces = on_stack.data();
        if (count > few) {
            on_heap.resize(count);
            pieces = on_heap.data();
        }
        if (!fast->Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED, pieces,
                         static_cast<int>(count))) {
            return false;
        }
        std::transform(pieces, pieces + count, groups, [](const re2::StringPiece& piece) {
            return piece.data() == nullptr ? std::string_view() : std::string_view(piece.data(), piece.size());
        });
        return true;
    }

    bool find_pcre2(std::string_view text, std::size_t from, std::string_view* groups, std::size_t count,
                    RegexLimitHits& limits) const {
        auto* data = scratch().data(std::max<std::size_t>(count, 1));
        const int result =
            pcre2_match(code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0, data, scratch().context());
        if (result < 0) {
            if (result != PCRE2_ERROR_NOMATCH) {
                limits.add(pattern);
            }
            return false;
        }
        const auto* offsets = pcre2_get_ovector_pointer(data);
        const auto set = result == 0 ? count : static_cast<std::size_t>(result);
        for (std::size_t i = 0; i < count; ++i) {
            const auto begin = offsets[2 * i];
            const auto end = offsets[2 * i + 1];
            // \K may put a match's beginning behind its end.
            groups[i] =
                i < set && begin != PCRE2_UNSET ? text.substr(begin, end > begin ? end - begin : 0) : std::string_view();
        }
        return true;
    }

    bool find(std::string_view text, std::size_t from, std::string_view* groups, std::size_t count,
              RegexLimitHits& limits) const {
        if (from > text.size()) {
            return false;
        }
        if (text.data() == nullptr) {
            text = "";  // groups of an empty text are told from those that took no part by their address
        }
        return runs_fast(text) ? find_re2(text, from, groups, count) : find_pcre2(text, from, groups, count, limits);
    }

    std::string pattern;
    CodePtr code;  // null when RE2 runs every text
    std::vector<std::string> names;
    std::unique_ptr<re2::RE2> fast;
    bool newline_sensitive = false;
};

namespace {

// Appends what `replacement` stands for after a match.
void append_replacement(std::string_view replacement, const std::vector<std::string_view>& groups, std::string& out) {
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        if (c != '\\' || i + 1 == replacement.size()) {
            out += c;
            continue;
        }
        const char next = replacement[++i];
        if (is_digit(next)) {
            auto group = static_cast<std::size_t>(next - '0');
            // \12 is the twelfth group where there is one, else the first and a 2.
            if (i + 1 < replacement.size() && is_digit(replacement[i + 1])) {
                const std::size_t two_digits = group * 10 + static_cast<std::size_t>(replacement[i + 1] - '0');
                if (two_digits < groups.size()) {
                    group = two_digits;
                    ++i;
                }
            }
            if (group < groups.size()) {
                out += groups[group];
            }
        } else if (next == 'n' || next == 't' || next == '\\') {
            out += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
        } else {
            out += c;
            out += next;
        }
    }
}

}  // namespace

Regex::Regex(std::string_view pattern) : engine_(std::make_unique<Engine>(pattern)) {}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

bool Regex::matches(std::string_view text, RegexLimitHits& limits) const {
    return engine_->find(text, 0, nullptr, 0, limits);
}

bool Regex::find(std::string_view text, std::size_t from, std::vector<std::string_view>& groups, RegexLimitHits& limits) const {
    groups.resize(engine_->names.size() + 1);
    return engine_->find(text, from, groups.data(), groups.size(), limits);
}

std::string Regex::replace(std::string_view text, std::string_view replacement, RegexLimitHits& limits, bool all) const {
    if (text.data() == nullptr) {
        text = "";
    }
    std::string out;
    std::vector<std::string_view> groups;
    std::size_t copied = 0;
    std::size_t from = 0;
    std::size_t last_empty = std::string_view::npos;
    while (find(text, from, groups, limits)) {
        const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
        if (groups[0].empty() && begin == last_empty) {
            // The same match of nothing again: the search goes on behind the next character, or past the end.
            from = begin < text.size() ? next_code_point(text, begin) : begin + 1;
            continue;
        }
        out += text.substr(copied, begin - copied);
        append_replacement(replacement, groups, out);
        copied = begin + groups[0].size();
        if (!all) {
            break;
        }
        from = copied;
        last_empty = groups[0].empty() ? begin : std::string_view::npos;
    }
    out += text.substr(copied);
    return out;
}

const std::vector<std::string>& Regex::group_names() const {
    return engine_->names;
}

const std::string& Regex::pattern() const {
    return engine_->pattern;
}

bool Regex::needs_backtracking() const {
    return !engine_->fast;
}

}  // namespace karst

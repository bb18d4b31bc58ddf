#include "engine/text/regex_literals.h"

#include "base/ascii.h"
#include "engine/text/regex_syntax.h"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <numeric>

namespace karst {

namespace {

constexpr std::size_t kMinLength = 3;  // shorter ones stand in nearly every text
constexpr std::size_t kMaxAtoms = 64;

// True when letters of the pattern may stand for their other cases: it has a group of flags with an i.
bool may_ignore_case(std::string_view pattern) {
    for (auto at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 1)) {
        for (auto flag = at + 2; flag < pattern.size() && (is_letter(pattern[flag]) || pattern[flag] == '-'); ++flag) {
            if (pattern[flag] == 'i') {
                return true;
            }
        }
    }
    return false;
}

// The longest part of an atom that a search which knows the cases of ASCII letters alone finds. Letters beyond ASCII have
// cases, too, and k and s have one each beyond it: the Kelvin sign and the long s.
std::string longest_plain(std::string_view atom, bool ignores_case) {
    const auto is_plain = [&](char c) {
        return static_cast<unsigned char>(c) < 0x80 && !(ignores_case && (c == 'k' || c == 's'));
    };
    std::string_view longest;
    for (std::size_t at = 0; at < atom.size(); ++at) {
        const auto begin = at;
        while (at < atom.size() && is_plain(atom[at])) {
            ++at;
        }
        const auto part = atom.substr(begin, at - begin);
        longest = part.size() > longest.size() ? part : longest;
    }
    return std::string(longest);
}

// RE2 says which sets of atoms a pattern may match with; this asks it.
class Atoms {
public:
    explicit Atoms(const std::string& pattern) : filter_(static_cast<int>(kMinLength)) {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_encoding(RE2::Options::EncodingUTF8);
        int id = 0;
        if (filter_.Add(pattern, options, &id) == RE2::NoError) {
            filter_.Compile(&texts_);
        }
    }

    const std::vector<std::string>& texts() const { return texts_; }

    /// True when the pattern may match a text that has all atoms but these.
    bool may_match_without(const std::vector<bool>& absent) const {
        std::vector<int> present;
        for (std::size_t number = 0; number < absent.size(); ++number) {
            if (!absent[number]) {
                present.push_back(static_cast<int>(number));
            }
        }
        std::vector<int> potentials;
        filter_.AllPotentials(present, &potentials);
        return !potentials.empty();
    }

private:
    re2::FilteredRE2 filter_;
    std::vector<std::string> texts_;
};

}  // namespace

std::optional<std::vector<std::string>> literals_of_regex(std::string_view pattern) {
    const auto translated = to_re2(pattern);
    if (!translated) {
        return std::nullopt;
    }
    const Atoms atoms(translated->text);
    const auto count = atoms.texts().size();
    if (count == 0 || count > kMaxAtoms) {
        return std::nullopt;
    }
    const bool ignores_case = may_ignore_case(translated->text);
    std::vector<std::string> parts;
    std::vector<bool> absent;
    for (const auto& atom : atoms.texts()) {
        parts.push_back(longest_plain(atom, ignores_case));
        absent.push_back(parts.back().size() >= kMinLength);
    }
    if (atoms.may_match_without(absent)) {
        return std::nullopt;
    }
    // A text without any of them is no match. As few as possible, and the longest, are enough for that.
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return parts[a].size() < parts[b].size(); });
    for (const auto number : order) {
        if (absent[number]) {
            absent[number] = false;
            absent[number] = atoms.may_match_without(absent);
        }
    }
    std::vector<std::string> literals;
    for (std::size_t number = 0; number < count; ++number) {
        if (absent[number]) {
            literals.push_back(std::move(parts[number]));
        }
    }
    std::sort(literals.begin(), literals.end());
    literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
    return literals;
}

}  // namespace karst

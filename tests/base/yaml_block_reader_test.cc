// The fast reader of YAML against the general one: where it does not give up, the trees are the same.
#include "base/yaml/yaml_block_reader.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace karst;

namespace {

namespace fs = std::filesystem;

void describe(const YamlNode& node, std::string& out) {
    out += std::to_string(static_cast<int>(node.kind)) + '/' + std::to_string(static_cast<int>(node.style)) + '@' +
           std::to_string(node.offset) + '"' + node.text + '"';
    for (const auto& item : node.items) {
        out += '[';
        describe(item, out);
        out += ']';
    }
    for (const auto& entry : node.entries) {
        out += '{';
        describe(entry.key, out);
        out += ':';
        describe(entry.value, out);
        out += '}';
    }
}

std::string description(const YamlNode& node) {
    std::string out;
    describe(node, out);
    return out;
}

// The tree that the general reader makes, or what it says.
std::string general(const std::string& text) {
    YamlLimits limits;
    limits.fast_path = false;
    try {
        const YamlDocument document(std::make_shared<const SourceFile>(SourceFile{"test.yml", text}), limits);
        return description(document.root());
    } catch (const DiagnosticError& problem) {
        return "error: " + problem.diagnostic().message;
    }
}

// True when the fast reader read the text; its tree is then that of the general one.
bool agrees(const std::string& text) {
    const auto root = read_yaml_blocks(text, YamlLimits());
    if (root) {
        const auto wanted = general(text);
        const auto found = description(*root);
        if (found != wanted) {
            CAPTURE(text);
            CHECK(found == wanted);
        }
    }
    return root.has_value();
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> yaml_below(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const auto extension = entry.path().extension();
            if (entry.is_regular_file() && (extension == ".yml" || extension == ".yaml")) {
                files.push_back(entry.path());
            }
        }
    }
    return files;
}

// NOLINTBEGIN(bugprone-suspicious-missing-comma): some texts are longer than a line
const std::vector<std::string> kSamples = {
    "name: A rule\nid: 1\nsearch: '| tstats count\n  from x where a=\"it''s\"\n\n  by y'\ntags:\n  a: b\n  list:\n  - one\n  - "
    "two\n",
    "text: |\n  one\n   two\n\n  three\nother: |-\n  end\n\nfolded: >\n  a b\n  c\n\n  d\nlast: >-\n  x\n",
    "tests:\n- name: True Positive\n  attack_data:\n  - data: \n      https://example.org/a\n    source: x\n",
    "a: \"quoted \\\"text\\\" with \\\\ and\n  a second line\"\nb: plain text\n  goes on\n\n  and on\nempty: []\n",
    "# comment\na: 1 # no\nb:\n  - x: 1\n    y: 2\n  - - nested\n",
    "- a\n- b: c\n  d: e\n-  f\n",
    "a:\nb: null\nc: ~\n",
    "a: &x 1\nb: *x\n",
    "key with spaces: v\n\"quoted key\": w\n? x\n: y\n",
    "a: 'b'\n'a': c\na: d\n",
};
// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace

TEST_CASE("what rules are mostly written in is read on the fast path", "[yaml]") {
    CHECK(agrees(kSamples[0]));
    CHECK(agrees(kSamples[2]));
    CHECK(agrees(kSamples[3]));
    CHECK(agrees("a: |\n  one\n   two\n\n  three\nb: x\n"));
    CHECK(agrees("a: >\n  one\n  two\n\n  three\nb: x\n"));
    CHECK(agrees("a: >-\n  one\n\n\n  two\n"));
}

TEST_CASE("what is outside of the fast path or wrong is left to the general reader", "[yaml]") {
    for (const auto* text :
         {"a: [1, 2]\n",   "a: {b: c}\n", "a: &x 1\n",    "a: !t 1\n",  "a:\tb\n", "a: b: c\n", "a:\nb: 1\n", "a: null\n",
          "a: 1\na: 2\n",  "a: 'open\n",  "--- \na: 1\n", "a: b # c\n", " a: 1\n", "text\n",    "",           "a: |\n",
          "a: 1\n b: 2\n", "a:\n    -",   "a:\n  -\n",    "a: b\n  -"}) {
        CAPTURE(text);
        CHECK_FALSE(read_yaml_blocks(text, YamlLimits()).has_value());
    }
}

TEST_CASE("nesting beyond the limit is left to the general reader", "[yaml]") {
    std::string text;
    for (std::size_t depth = 0; depth < 70; ++depth) {
        text += std::string(depth, ' ') + "a:\n";
    }
    text += std::string(70, ' ') + "b: c\n";
    CHECK_FALSE(read_yaml_blocks(text, YamlLimits()).has_value());
}

TEST_CASE("the fast reader makes the trees of the general one of damaged texts, too", "[yaml]") {
    const std::string bytes = " \n\n:-'\"#|>ab[]\\!&*~%\t,{}?";
    std::size_t read_fast = 0;
    for (unsigned seed = 0; seed < 6'000; ++seed) {
        std::mt19937 random(seed);
        auto text = kSamples[random() % kSamples.size()];
        for (auto changes = random() % 4; changes > 0; --changes) {
            const auto at = random() % text.size();
            switch (random() % 3) {
            case 0:
                text[at] = bytes[random() % bytes.size()];
                break;
            case 1:
                text.insert(at, 1, bytes[random() % bytes.size()]);
                break;
            default:
                text.erase(at, 1 + random() % 3);
                break;
            }
            if (text.empty()) {
                text = "a";
            }
        }
        read_fast += agrees(text) ? 1 : 0;
    }
    CHECK(read_fast > 500);
}

TEST_CASE("the fast reader makes the trees of the general one of all YAML that is there", "[yaml]") {
    const fs::path root = fs::path(KARST_PACKS_FOLDER).parent_path();
    std::size_t files = 0;
    std::size_t fast = 0;
    for (const auto& folder : {root / "packs", root / "examples", root.parent_path() / "shared" / "security_content",
                               root.parent_path() / "shared" / "sigma"}) {
        for (const auto& path : yaml_below(folder)) {
            ++files;
            fast += agrees(read(path)) ? 1 : 0;
        }
    }
    INFO(files << " files, " << fast << " on the fast path");
    CHECK(files > 0);
    CHECK(fast > 0);
}

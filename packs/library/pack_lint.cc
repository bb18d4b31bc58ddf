#include "packs/library/pack_lint.h"

#include "base/yaml/yaml_map.h"
#include "engine/eval/backtracking_note.h"
#include "engine/eval/compile/compiler.h"
#include "engine/text/regex.h"
#include "packs/library/data_model_loader.h"
#include "packs/library/pack_library.h"
#include "packs/reader/pack_files.h"
#include "parser/parser.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace karst {

namespace {

using Names = std::set<std::string, std::less<>>;
using TagFound = std::function<void(const SearchValue& tag)>;

const YamlNode* value_at(const YamlNode& node, std::string_view key) {
    const auto* entry = node.is_map() ? node.find(key) : nullptr;
    return entry == nullptr ? nullptr : &entry->value;
}

// The tags that a search asks for; patterns are none.
void each_tag(const SearchExpression& search, const TagFound& each) {
    using Kind = SearchExpression::Kind;
    const bool compares = search.kind == Kind::Compare || search.kind == Kind::In;
    if (compares && (search.field == "tag" || search.field == "tag::eventtype")) {
        for (const auto& value : search.values) {
            if (value.text.find('*') == std::string::npos) {
                each(value);
            }
        }
    }
    for (const auto& child : search.children) {
        each_tag(*child, each);
    }
}

void each_tag(const SourceText& search, const TagFound& each) {
    try {
        if (!search.text().empty()) {
            each_tag(*parse_search_expression(search), each);
        }
    } catch (const DiagnosticError&) {
        // The loader has said what is wrong with it.
    }
}

// What all packs and models together know.
struct Known {
    explicit Known(const KnowledgeBase& knowledge) {
        for (const auto& pack : knowledge.packs()) {
            for (const auto& type : pack.event_types) {
                event_types.insert(type.name);
                given.insert(type.tags.begin(), type.tags.end());
                each_tag(type.search, [this](const SearchValue& tag) { asked.insert(tag.text); });
            }
            for (const auto& value : pack.value_tags) {
                given.insert(value.tags.begin(), value.tags.end());
            }
        }
        for (const auto name : knowledge.models()->names()) {
            const auto model = knowledge.models()->find(name);
            for (const auto& dataset : model->datasets) {
                each_tag(dataset.constraint, [this](const SearchValue& tag) { asked.insert(tag.text); });
            }
        }
    }
    Names event_types;
    Names given;  // tags
    Names asked;
};

std::vector<std::string_view> list_of(const Names& names) {
    return {names.begin(), names.end()};
}

class PackLinter {
public:
    PackLinter(const YamlDocument& document, const Known& known, const Names& built_in, Diagnostics& diagnostics)
        : document_(document), known_(known), built_in_(built_in), diagnostics_(diagnostics) {}

    void check(const YamlNode& stanza) {
        if (const auto* aliases = map_at(stanza, "alias")) {
            check_aliases(*aliases);
        }
        if (const auto* types = map_at(stanza, "eventtype")) {
            for (const auto& type : types->entries) {
                if (const auto* tags = value_at(type.value, "tags")) {
                    each_text(*tags, [this](const YamlNode& tag) { check_tag(tag); });
                }
            }
        }
        if (const auto* fields = map_at(stanza, "tags")) {
            for (const auto& field : fields->entries) {
                check_value_tags(field);
            }
        }
        if (const auto* stanzas = value_at(stanza, "stanzas")) {
            std::for_each(stanzas->items.begin(), stanzas->items.end(), [this](const YamlNode& one) { check(one); });
        }
    }

private:
    static const YamlNode* map_at(const YamlNode& stanza, std::string_view key) {
        const auto* node = value_at(stanza, key);
        return node != nullptr && node->is_map() ? node : nullptr;
    }

    static void each_text(const YamlNode& node, const std::function<void(const YamlNode&)>& each) {
        if (node.is_scalar()) {
            each(node);
        }
        for (const auto& item : node.items) {
            each(item);
        }
    }

    // Splunk reads the originals before any alias is made, so a circle gives no field what its author meant.
    void check_aliases(const YamlNode& aliases) {
        std::multimap<std::string, const YamlEntry*> from;
        for (const auto& entry : aliases.entries) {
            const auto& name = entry.key.text;
            from.emplace(name.empty() || name.back() != '?' ? name : name.substr(0, name.size() - 1), &entry);
        }
        Names told;
        for (const auto& [name, entry] : from) {
            std::vector<std::string> way{name};
            if (told.count(name) == 0 && leads_to(from, name, name, way)) {
                std::string circle = "the aliases go in a circle: ";
                for (const auto& one : way) {
                    circle += one;
                    circle += " -> ";
                    told.insert(one);
                }
                circle += name;
                add("pack-alias-cycle", entry->key, circle, "");
            }
        }
    }

    static bool leads_to(const std::multimap<std::string, const YamlEntry*>& from, const std::string& at,
                         const std::string& wanted, std::vector<std::string>& way) {
        bool found = false;
        const auto [begin, end] = from.equal_range(at);
        for (auto alias = begin; alias != end && !found; ++alias) {
            each_text(alias->second->value, [&](const YamlNode& to) {
                if (found || to.text == wanted) {
                    found = true;
                } else if (std::find(way.begin(), way.end(), to.text) == way.end()) {
                    way.push_back(to.text);
                    found = leads_to(from, to.text, wanted, way);
                    if (!found) {
                        way.pop_back();
                    }
                }
            });
        }
        return found;
    }

    void check_value_tags(const YamlEntry& field) {
        for (const auto& value : field.value.entries) {
            if (field.key.text == "eventtype" && known_.event_types.count(value.key.text) == 0) {
                add("pack-unknown-eventtype", value.key, "there is no event type " + value.key.text + " to be tagged",
                    did_you_mean(value.key.text, list_of(known_.event_types)));
            }
            each_text(value.value, [this](const YamlNode& tag) { check_tag(tag); });
        }
    }

    // A tag that nothing asks for may be meant for a person; one that looks like another is a slip.
    void check_tag(const YamlNode& tag) {
        if (tag.text.empty() || tag.text.find_first_of(" \t,=\"*") != std::string::npos) {
            add("pack-bad-tag", tag, "'" + tag.text + "' is no tag: a tag is one word", "");
            return;
        }
        if (known_.asked.count(tag.text) > 0 || built_in_.count(tag.text) > 0) {
            return;
        }
        const auto help = did_you_mean(tag.text, list_of(known_.asked));
        const auto code = help.empty() ? DiagnosticCode("pack-unused-tag") : DiagnosticCode("pack-unknown-tag");
        add(code, tag, "no data model asks for the tag '" + tag.text + "'", help);
    }

    void add(DiagnosticCode code, const YamlNode& node, std::string message, std::string help) {
        diagnostics_.add(document_.diagnose(code, node, std::move(message), "", std::move(help)));
    }

    const YamlDocument& document_;
    const Known& known_;
    const Names& built_in_;
    Diagnostics& diagnostics_;
};

void check_model(const YamlDocument& document, const Known& known, const Names& built_in, Diagnostics& diagnostics) {
    const auto* datasets = value_at(document.root(), "datasets");
    if (datasets == nullptr) {
        return;
    }
    for (const auto& dataset : datasets->items) {
        const auto* search = value_at(dataset, "search");
        if (search == nullptr || !search->is_scalar()) {
            continue;
        }
        const auto text = document.source_text(*search);
        each_tag(text, [&](const SearchValue& tag) {
            if (known.given.count(tag.text) == 0 && built_in.count(tag.text) == 0) {
                diagnostics.add(text.diagnose("datamodel-unknown-tag", tag.span,
                                              "no pack gives an event the tag '" + tag.text + "'", "",
                                              did_you_mean(tag.text, list_of(known.given))));
            }
        });
    }
}

using UserFiles = std::map<std::string, std::shared_ptr<const SourceFile>>;  // by name

// Notes the regular expressions in some files that need backtracking.
class BacktrackingLinter {
public:
    BacktrackingLinter(const UserFiles& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

    void check(const KnowledgeBase& knowledge) {
        for (const auto& pack : knowledge.packs()) {
            check_regex(pack.read.host);
            check_regex(pack.sniff.text);
            for (const auto& extraction : pack.extractions) {
                check_regex(extraction.regex);
                check_regex(extraction.start);
            }
            for (const auto& field : pack.calculated) {
                check_expression(field.expression);
            }
        }
        for (const auto name : knowledge.models()->names()) {
            const auto model = knowledge.models()->find(name);
            for (const auto& dataset : model->datasets) {
                for (const auto& field : dataset.calculations) {
                    check_expression(field.expression);
                }
            }
        }
    }

private:
    // Of the packs and models of a run, most are those that come with karst.
    bool is_ours(const SourceText& text) const {
        const auto where = text.text().empty() ? Location() : text.locate({0, 1});
        const auto file = where.file == nullptr ? files_.end() : files_.find(where.file->name);
        return file != files_.end() && file->second->text == where.file->text;  // a built-in pack may be called alike
    }

    void check_regex(const SourceText& text) {
        if (is_ours(text)) {
            check(Regex(text.text()), text, {0, static_cast<std::uint32_t>(text.text().size())});
        }
    }

    void check_expression(const SourceText& text) {
        if (is_ours(text)) {
            EvalCompiler compiler(text, [](std::string_view) { return FieldId{0}; });
            compiler.on_regex([this](const Regex& regex, const SourceText& source, Span span) { check(regex, source, span); });
            compiler.compile_assignment(*parse_eval_expression(text));
        }
    }

    // A pack for several sources is several packs.
    void check(const Regex& regex, const SourceText& text, Span span) {
        if (!regex.needs_backtracking()) {
            return;
        }
        auto note = backtracking_note(text, span);
        if (told_.emplace(note.where.file->name, note.where.line, note.where.column).second) {
            diagnostics_.add(std::move(note));
        }
    }

    const UserFiles& files_;
    Diagnostics& diagnostics_;
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> told_;
};

// Tags that come with karst: those that a built-in pack gives or a built-in data model asks for, whichever packs take their
// place.
Names built_in_tags() {
    Diagnostics none;
    const Known built_in(KnowledgeBase(load_packs({}, none), load_data_models({}, none)));
    auto tags = built_in.given;
    tags.insert(built_in.asked.begin(), built_in.asked.end());
    return tags;
}

}  // namespace

void lint_packs(const std::vector<std::string>& directories, const KnowledgeBase& knowledge, Diagnostics& diagnostics,
                const FileSystem& files) {
    const Known known(knowledge);
    const auto built_in = built_in_tags();
    Diagnostics said;  // by the loader
    UserFiles user_files;
    for (const auto& text : user_pack_files(directories, said, files)) {
        user_files.emplace(text.file->name, text.file);
        try {
            const YamlDocument document(text.file);
            if (!document.root().is_map()) {
                continue;
            }
            if (is_data_model(text.file->text)) {
                check_model(document, known, built_in, diagnostics);
            } else {
                PackLinter(document, known, built_in, diagnostics).check(document.root());
            }
        } catch (const DiagnosticError&) {
            continue;  // said by the loader
        }
    }
    BacktrackingLinter(user_files, diagnostics).check(knowledge);
}

}  // namespace karst

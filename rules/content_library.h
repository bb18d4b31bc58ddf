// A security_content checkout, or any folder of its form: macros/, lookups/, data_sources/. Macros are read at once, the rest
// when it is asked for. What comes with karst (the packs' macros and those that contentctl makes) stands behind the folder's
// own.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/pack.h"
#include "engine/lookup/lookup.h"
#include "parser/grammar/macro.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

class ContentLibrary final : public MacroSource {
public:
    /// `directory` may be empty: then there is only what comes with karst. Problems with files go to `diagnostics`; a wrong
    /// file does not stop the others.
    ContentLibrary(std::string directory, const std::vector<Pack>& packs, Diagnostics& diagnostics,
                   std::shared_ptr<const FileSystem> files = real_file_system());

    /// The folder that a rule belongs to: the nearest one above it that has macros/ or lookups/; "" when there is none.
    static std::string find_above(const std::string& rule_file, const FileSystem& files = *real_file_system());

    const std::string& directory() const { return directory_; }

    /// By name and number of arguments. A macro <rule>_filter that is defined nowhere is `search *`, as contentctl makes it.
    const Macro* find(std::string_view name, std::size_t arguments) const override;
    std::vector<std::string_view> names() const override;

    /// The lookup tables of the folder, loaded when they are first used. Each call gives a registry of its own, since
    /// outputlookup writes into it.
    std::shared_ptr<LookupRegistry> make_lookups() const;

private:
    void add_macro(Macro macro);
    void read_macros(Diagnostics& diagnostics);
    void read_lookups(Diagnostics& diagnostics);
    /// Tables that a pack or a KV-store collection leaves empty get the rows of the file of their name.
    void fill_tables();

    std::string directory_;
    std::shared_ptr<const FileSystem> files_;
    std::map<std::pair<std::string, std::size_t>, Macro, std::less<>> macros_;
    std::vector<LookupDefinition> lookups_;
    std::vector<std::pair<std::string, std::string>> lookup_files_;  // name, path
    Macro filter_;
};

}  // namespace karst

// Reads and checks the packs of a folder and writes them as an image (rules/pack_image.h): a step of building karst, so that it
// starts without reading YAML, and so that a pack that is wrong fails the build.
//
//     compile_packs FOLDER IMAGE
#include "rules/pack_files.h"
#include "rules/pack_image.h"
#include "rules/pack_loader.h"
#include "rules/pack_merge.h"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace fs = std::filesystem;

namespace {

bool report(const karst::Diagnostics& diagnostics) {
    for (const auto& diagnostic : diagnostics.all()) {
        const auto& where = diagnostic.where;
        std::cerr << (where.file ? where.file->name : "packs") << ":" << where.line << ":" << where.column << ": "
                  << diagnostic.message << "\n";
    }
    return diagnostics.errors() == 0;
}

std::vector<karst::Pack> read_packs(const std::string& folder, karst::Diagnostics& diagnostics) {
    std::vector<karst::Pack> packs;
    for (const auto& text : karst::user_pack_files({folder}, diagnostics)) {
        if (karst::is_data_model(text.file->text)) {
            continue;
        }
        const auto name = "packs/" + fs::relative(text.file->name, folder).generic_string();
        const auto file = std::make_shared<const karst::SourceFile>(karst::SourceFile{name, text.file->text});
        for (auto& pack : karst::read_pack(file, text.folder, diagnostics).packs) {
            karst::add_pack(packs, std::move(pack));
        }
    }
    return packs;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: compile_packs FOLDER IMAGE\n";
        return 2;
    }
    try {
        karst::Diagnostics diagnostics;
        const auto packs = read_packs(argv[1], diagnostics);
        if (!report(diagnostics)) {
            return 1;
        }
        std::ofstream out(argv[2], std::ios::binary);
        out << karst::write_pack_image(packs);
        return out.flush() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "compile_packs: " << error.what() << "\n";
        return 1;
    }
}

// Reads and checks the packs of a folder and writes them as an image (packs/reader/pack_image.h): a step of building karst, so
// that it starts without reading YAML, and so that a pack that is wrong fails the build.
//
//     compile_packs FOLDER IMAGE
//
// Messages, and the origins of packs, name the files as FOLDER is given.
#include "packs/reader/pack_image.h"
#include "packs/reader/pack_merge.h"

#include <fstream>
#include <iostream>
#include <vector>

namespace {

bool report(const karst::Diagnostics& diagnostics) {
    for (const auto& diagnostic : diagnostics.all()) {
        const auto& where = diagnostic.where;
        std::cerr << (where.file ? where.file->name : "packs") << ":" << where.line << ":" << where.column << ": "
                  << diagnostic.message << "\n";
    }
    return diagnostics.errors() == 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: compile_packs FOLDER IMAGE\n";
        return 2;
    }
    try {
        karst::Diagnostics diagnostics;
        std::vector<karst::Pack> packs;
        karst::add_packs_of({argv[1]}, packs, diagnostics);
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

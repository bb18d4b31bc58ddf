#include "engine/search/derived_values.h"

namespace karst {

namespace {

constexpr std::size_t kMaxValues = 4096;  // more are not worth comparing

}  // namespace

void add_derived_values(DerivedValues& made, const DerivedValues& more) {
    if (made && more && made->size() + more->size() <= kMaxValues) {
        made->insert(made->end(), more->begin(), more->end());
    } else {
        made.reset();
    }
}

}  // namespace karst

// Between eval's values and JSON, for the JSON functions and commands.
#pragma once

#include "engine/json/json_value.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

namespace karst {

/// A value as JSON. Text that is a JSON object or array becomes one (it is how eval holds them); text that spells a JSON
/// number becomes a number unless `is_text`; a list becomes an array; null becomes null.
JsonValue to_json(Value value, bool is_text, Arena& arena);

/// JSON as eval's native types: text, number, Boolean, null; objects and arrays as their JSON text.
Value from_json(const JsonValue& json, Arena& arena);

}  // namespace karst

#include "engine/scan/result_rows.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace karst {

namespace {

// Takes the tokens as they are read, so that a number keeps its text.
class RowBuilder final : public nlohmann::json_sax<nlohmann::json> {
public:
    RowBuilder(Batch& batch, FieldTable& fields) : batch_(batch), fields_(fields), row_(batch.make_row(fields.size())) {}

    bool null() override { return depth_ == 2 || put({}); }
    bool boolean(bool truth) override { return put(Value::string(truth ? "true" : "false")); }
    bool number_integer(number_integer_t number) override { return text(std::to_string(number)); }
    bool number_unsigned(number_unsigned_t number) override { return text(std::to_string(number)); }
    bool number_float(number_float_t, const string_t& spelled) override { return text(spelled); }
    bool string(string_t& value) override { return text(value); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return depth_++ == 0; }
    bool end_object() override {
        --depth_;
        return true;
    }
    bool key(string_t& name) override {
        field_ = fields_.intern(name);
        return true;
    }
    bool start_array(std::size_t) override {
        items_.clear();
        return depth_++ == 1;
    }
    bool end_array() override {
        --depth_;
        const auto kept = batch_.arena().values(items_.size());
        std::copy(items_.begin(), items_.end(), kept.begin());
        return put(Value::multivalue(kept));
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    const Row& row() const { return row_; }

private:
    bool text(const std::string& value) { return put(Value::string(batch_.arena().copy(value))); }
    bool put(Value value) {
        if (depth_ == 2) {
            items_.push_back(value);
        } else {
            batch_.set(row_, field_, value);
        }
        return depth_ > 0;
    }

    Batch& batch_;
    FieldTable& fields_;
    Row row_;
    FieldId field_ = 0;
    int depth_ = 0;
    std::vector<Value> items_;
};

}  // namespace

bool append_result_row(std::string_view text, Batch& batch, FieldTable& fields) {
    RowBuilder builder(batch, fields);
    if (!nlohmann::json::sax_parse(text, &builder)) {
        return false;
    }
    batch.rows().push_back(builder.row());
    return true;
}

}  // namespace karst

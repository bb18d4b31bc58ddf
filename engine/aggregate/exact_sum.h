// Exact sum of doubles: the terms are kept as numbers that do not overlap (Shewchuk, "Adaptive Precision Floating-Point
// Arithmetic and Fast Robust Geometric Predicates", 1997), and only the result is rounded. It does not depend on the order of
// the terms, so a sum that was split over workers or files shows the same digits as one that was not.
#pragma once

#include <vector>

namespace karst {

class ExactSum {
public:
    void add(double term) {
        // Whole numbers, which most terms are, add up without a rest.
        const double next = most_ + term;
        const double rest = rest_of(most_, term, next);
        if (rest == 0 && lower_.empty()) {
            most_ = next;
            return;
        }
        add_slowly(term);
    }
    /// Adds the square of a number, exactly.
    void add_square(double number);
    void add(const ExactSum& other);

    /// The double that is next to the sum.
    double value() const;
    /// What is missing from value() to the sum, to a double's precision.
    double remainder() const;

    /// Bytes held beyond sizeof.
    std::size_t bytes() const { return lower_.capacity() * sizeof(double); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.most_, self.lower_, self.unbounded_);
    }

private:
    // What rounding a + b to `sum` has lost; nan when the sum is not finite.
    static double rest_of(double a, double b, double sum) {
        const double b_part = sum - a;
        return (a - (sum - b_part)) + (b - b_part);
    }
    void add_slowly(double term);

    double most_ = 0;            // the largest part
    std::vector<double> lower_;  // the others, the smallest first
    double unbounded_ = 0;       // the sum of terms that are infinite; 0: there are none
};

}  // namespace karst

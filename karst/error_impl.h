// Translation of the engine's exceptions into the library's own. Not installed.
#pragma once

#include "base/diagnostic.h"
#include "engine/stream/input_error.h"
#include "karst/engine_impl.h"
#include "karst/error.h"

#include <exception>
#include <stdexcept>

namespace karst::api {

/// Does `work`; what ends it is thrown as an Error of the library.
template <class Work>
void translate_failures(Work work) {
    try {
        work();
    } catch (const Error&) {
        throw;
    } catch (const karst::DiagnosticError& error) {
        throw DiagnosticError(public_form(error.diagnostic()));
    } catch (const karst::InputError& error) {
        throw InputError(error.what());
    } catch (const std::runtime_error& error) {
        throw Error(error.what());
    }
}

/// Calls a receiver of the program that embeds karst: what it throws ends the run in good order and is thrown at its end, as it
/// was.
class ReceiverGuard {
public:
    /// False when the receiver wants no more, now or before.
    template <class Receive>
    bool call(Receive receive) {
        if (refused_) {
            return false;
        }
        try {
            refused_ = !receive();
        } catch (...) {
            thrown_ = std::current_exception();
            refused_ = true;
        }
        return !refused_;
    }
    bool refused() const { return refused_; }
    void rethrow() const {
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
    }

private:
    bool refused_ = false;
    std::exception_ptr thrown_;
};

}  // namespace karst::api

#pragma once

// A value, or words that help to correct the user's input.
// Broken invariants of our own are asserts, not Results.

#include <cassert>
#include <string>
#include <utility>
#include <variant>

struct Error {
    std::string message;  // "cores must be 1 to 256, not 0"
    int line = 0;         // in the text that was read, from 1; 0 if there is none
    int column = 0;       // in characters, from 1
    std::string pointer;  // JSON pointer: "/work/0/count"
};

// "file:line:col: message (pointer)", without the parts that are not known.
std::string error_text(const std::string& file, const Error& error);

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}
    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() { assert(*this); return *std::get_if<0>(&state_); }
    const T& operator*() const { assert(*this); return *std::get_if<0>(&state_); }
    T* operator->() { return &**this; }
    const T* operator->() const { return &**this; }
    const Error& error() const { assert(!*this); return *std::get_if<1>(&state_); }

private:
    std::variant<T, Error> state_;
};

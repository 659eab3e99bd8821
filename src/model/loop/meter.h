#pragma once

// The memory of a loop besides its trace. Every object that a program can make in any number has a price in bytes,
// which is about what it takes natively and is the same in every build, so that a run ends at the same place
// everywhere when its budget of bytes is used up.
//
//     std::shared_ptr<Promise> promise = make_counted<Promise>(meter);   // + Promise::price
//     promise->grow(a_reaction);                                         // it has grown
//     promise.reset();                                                   // - all of that

#include <cstdint>
#include <memory>
#include <utility>

namespace model::loop {

class Meter {
public:
    void add(int64_t bytes) { bytes_ += bytes; }
    uint64_t bytes() const { return uint64_t(bytes_); }

private:
    int64_t bytes_ = 0;
};

// The base of what is counted. Requires that the meter outlives it.
class Counted {
public:
    Counted() = default;
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    virtual ~Counted() { grow(-counted_); }

    void count_in(Meter& meter, int64_t bytes) {
        meter_ = &meter;
        grow(bytes);
    }
    // No effect on an object that is not counted.
    void grow(int64_t bytes) {
        if (!meter_) return;
        meter_->add(bytes);
        counted_ += bytes;
    }

private:
    Meter* meter_ = nullptr;
    int64_t counted_ = 0;
};

// What the allocator and the shared pointer add to an object.
constexpr uint32_t price_of_allocation = 64;

// Requires that T has a `price` of at least its native size and price_of_allocation. The object is allocated by itself,
// so that a weak pointer does not keep its memory.
template <class T, class... Args>
std::shared_ptr<T> make_counted(Meter& meter, Args&&... args) {
    static_assert(sizeof(T) + price_of_allocation <= T::price);
    std::shared_ptr<T> made(new T(std::forward<Args>(args)...));
    made->count_in(meter, T::price);
    return made;
}

// A shared pointer in an object that others of its kind may be behind: a chain of promises, tasks that wait for each
// other. Letting go of the first one lets go of all of them. Beyond a depth, what is let go is put off, because the
// chain may be longer than the stack.
template <class T>
class Link : public std::shared_ptr<T> {
public:
    using Base = std::shared_ptr<T>;
    using Base::Base;
    Link() = default;
    Link(Base other) : Base(std::move(other)) {}
    Link(const Link&) = default;
    Link(Link&&) noexcept = default;
    Link& operator=(const Link& other) {
        Link copy(other);
        this->swap(copy);
        return *this;
    }
    Link& operator=(Link&& other) noexcept {
        Link moved(std::move(other));
        this->swap(moved);
        return *this;
    }
    ~Link();
    void reset() { Link().swap(*this); }
};

// Lets go of one object after another, at most a few inside each other.
void let_go(std::shared_ptr<void> what);

template <class T>
Link<T>::~Link() {
    if (this->use_count() == 1) let_go(std::move(static_cast<Base&>(*this)));
}

}  // namespace model::loop

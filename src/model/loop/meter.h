#pragma once

// Counts the memory of a loop, without its trace. Every kind of object that a program can create without limit has a
// price in bytes. The price is close to the object's native size and the same in every build, so that a run that uses
// up its memory budget ends at the same point everywhere.
//
//     std::shared_ptr<Promise> promise = make_counted<Promise>(meter);   // adds Promise::price
//     promise->grow(a_reaction);                                         // adds the price of a reaction
//     promise.reset();                                                   // subtracts both

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

// The base class of counted objects. Requires that the meter outlives the object.
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
    // Has no effect on an object that is not counted.
    void grow(int64_t bytes) {
        if (!meter_) return;
        meter_->add(bytes);
        counted_ += bytes;
    }

private:
    Meter* meter_ = nullptr;
    int64_t counted_ = 0;
};

// The overhead of the allocator and the shared pointer per object.
constexpr uint32_t price_of_allocation = 64;

// Requires that T::price is at least its native size plus price_of_allocation. The object and its control block are
// allocated separately, so that a weak pointer does not retain the object's memory.
template <class T, class... Args>
std::shared_ptr<T> make_counted(Meter& meter, Args&&... args) {
    static_assert(sizeof(T) + price_of_allocation <= T::price);
    std::shared_ptr<T> made(new T(std::forward<Args>(args)...));
    made->count_in(meter, T::price);
    return made;
}

// A shared pointer for objects that can form long chains, such as promises, or tasks that wait for each other.
// Releasing the first object of a chain releases the whole chain. Beyond a certain depth, releases are deferred instead
// of nested, because a long chain would overflow the stack.
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

// Releases an object. Nested releases beyond a fixed depth are deferred until the outer ones have returned.
void let_go(std::shared_ptr<void> what);

template <class T>
Link<T>::~Link() {
    if (this->use_count() == 1) let_go(std::move(static_cast<Base&>(*this)));
}

}  // namespace model::loop

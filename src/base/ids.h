#pragma once

// Ids of things, each with its own type, so that a core cannot be taken for a
// thread. An id is an index into a vector; `none` refers to nothing.

#include <compare>
#include <cstdint>

template <class Tag>
struct Id {
    static constexpr uint32_t no_index = 0xFFFF'FFFF;
    uint32_t index = no_index;

    explicit operator bool() const { return index != no_index; }
    auto operator<=>(const Id&) const = default;
};

using TaskId = Id<struct TaskTag>;
using ThreadId = Id<struct ThreadTag>;
using CoreId = Id<struct CoreTag>;
using DeviceId = Id<struct DeviceTag>;
using LockId = Id<struct LockTag>;
using SemaphoreId = Id<struct SemaphoreTag>;
using QueueId = Id<struct QueueTag>;
using ServerId = Id<struct ServerTag>;

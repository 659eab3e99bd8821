#include "chart/frame/viewport.h"

#include "tests/catch2.h"

using chart::Viewport;

TEST_CASE("the conversions between positions and times are inverses", "[chart]") {
    const Viewport viewport{msec(20), msec(120), 100, 1000};  // 100 us per pixel
    CHECK(viewport.x_of(msec(20)) == 100);
    CHECK(viewport.x_of(msec(70)) == 600);
    CHECK(viewport.time_at(600) == msec(70));
    CHECK(viewport.time_at(0) == msec(10));
    for (int px = 0; px < 1200; px += 7) CHECK(viewport.x_of(viewport.time_at(float(px))) == Approx(px).margin(0.001));
}

TEST_CASE("a day can be shown to the nanosecond", "[chart]") {
    const Time day = sec(86'400);
    const Viewport viewport{day, day + nsec(1000), 0, 1000};
    CHECK(viewport.x_of(day + nsec(17)) == 17);
    CHECK(viewport.time_at(17) == day + nsec(17));
}

TEST_CASE("zooming keeps the time under the pointer", "[chart]") {
    const Viewport viewport{msec(20), msec(120), 100, 1000};
    const Time under = viewport.time_at(350);
    for (double factor : {0.5, 0.01, 1.7}) {
        const Viewport zoomed = viewport.zoomed(factor, 350, sec(10));
        CHECK(zoomed.x_of(under) == Approx(350).margin(0.01));
        CHECK(double((zoomed.end - zoomed.begin).ns) == Approx(100e6 * factor));
    }
}

TEST_CASE("the view stays within the run and above 100 ns", "[chart]") {
    const Viewport viewport{msec(20), msec(120), 100, 1000};
    CHECK(viewport.zoomed(1e9, 350, msec(150)).begin == msec(0));
    CHECK(viewport.zoomed(1e9, 350, msec(150)).end == msec(150));
    const Viewport closest = viewport.zoomed(1e-12, 350, msec(150));
    CHECK(closest.end - closest.begin == nsec(100));
    CHECK(viewport.panned(1e6, msec(150)).end == msec(150));
    CHECK(viewport.panned(-1e6, msec(150)).begin == msec(0));
    const Viewport later = viewport.panned(10, msec(150));
    CHECK(later.begin == msec(21));
    CHECK(later.end == msec(121));
}

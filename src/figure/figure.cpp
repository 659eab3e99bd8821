#include "figure/figure.h"

#include "chart/frame/palette.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace figure {

namespace {

constexpr double double_click_s = 0.3;
constexpr float double_click_px = 6;

}  // namespace

Figure::Figure(session::Session::Clock clock, std::unique_ptr<Painter> painter)
    : clock_(clock), session_(clock), painter_(std::move(painter)) {}

const present::PanelMaker& Figure::panels() {
    using Extent = present::PanelMaker::Extent;
    panel_maker_.update(session_, whole_ ? Extent::all : Extent::first);
    return panel_maker_;
}

view::Picture Figure::picture() const {
    view::Picture picture;
    const auto panes = session_.panes();
    for (size_t i = 0; i < panes.size(); ++i) {
        const session::Run& run = *session_.runs()[i];
        picture.panes.push_back({panes[i], run.why ? &*run.why : nullptr, uint32_t(i)});
    }
    picture.revision = session_.revision();
    picture.limit = session_.limit();
    picture.last = session_.end();
    picture.page_scrolls = true;
    picture.tall_rows = tall_rows_;
    picture.reveals = session_.reveals;
    return picture;
}

const chart::Frame& Figure::layout() {
    look_at_another();
    return scene_.lay_out(picture(), session_.state, look_, width_, height_);
}

// Another scenario is shown from its top.
void Figure::look_at_another() {
    if (std::exchange(loads_, session_.loads()) != session_.loads()) look_.scroll_px = 0;
}

void Figure::resize(float width, float height, float density) {
    width_ = width;
    height_ = height;
    density_ = density;
}

bool Figure::start(int argument) {
    drawable_ = painter_->open(argument);
    return drawable_;
}

// One frame --------------------------------------------------------------------------------------

double Figure::frame(double now_ms) {
    const double seconds = last_ms_ < 0 ? 0 : std::max(0.0, (now_ms - last_ms_) / 1000);
    last_ms_ = now_ms;
    const bool moving = session_.tick(seconds);
    look_at_another();
    send();
    if (drawable_) draw();
    return moving ? 0 : -1;
}

void Figure::draw() {
    const view::Picture picture = this->picture();
    const chart::Palette& palette = chart::palette_of(look_.theme);
    if (drawn_layout_ != scene_.layouts() || drawn_theme_ != look_.theme || drawn_scroll_px_ != look_.scroll_px ||
        drawn_height_ != height_) {
        drawn_layout_ = scene_.layouts();
        drawn_theme_ = look_.theme;
        drawn_scroll_px_ = look_.scroll_px;
        drawn_height_ = height_;
        ++drawings_;
        drawn_.clear();
        drawn_.colour(palette.background);
        drawn_.rectangle(0, look_.scroll_px, width_, look_.scroll_px + height_);
        chart::draw(scene_.frame(), palette, drawn_);
    }
    over_.clear();
    scene_.draw_overlay(picture, session_.state, over_);
    const present::Hover* hover = whole_ ? scene_.draw_hover(picture, session_.state, over_) : nullptr;
    hovers_ = hover != nullptr;
    if (hover) hover_ = *hover;
    painter_->paint(drawn_, drawings_, over_, look_.scroll_px, density_);
    painter_->show_cursor(scene_.cursor(session_.state));
}

// Input ------------------------------------------------------------------------------------------

// Passes on what the pointer did; the flags and notches of an event count once.
void Figure::send() {
    view::Pointing pointing = pointing_;
    pointing.y_px += look_.scroll_px;
    pointing.chooses = whole_;
    pointing.doubled = pointing.doubled && whole_;
    pointing.time_s = clock_ ? clock_() / 1000 : 0;
    scene_.point(picture(), pointing, session_.state, look_, width_, height_);
    session_.pointed = look_.pointed;
    pointing_.pressed = pointing_.released = pointing_.doubled = false;
    pointing_.wheel = pointing_.wheel_sideways = 0;
    pointing_.pinch = 1;
}

void Figure::place(float x, float y, unsigned modifiers) {
    pointing_.x_px = x;
    pointing_.y_px = y;
    pointing_.over = x >= 0 && y >= 0 && x < width_ && y < height_;
    pointing_.shift = modifiers & session::shift;
    pointing_.zoom_key = modifiers & (session::control | session::meta);
}

void Figure::pointer(app::PointerEvent event, float x, float y, unsigned modifiers, bool touch) {
    using enum app::PointerEvent;
    if (event != leave && event != cancel) place(x, y, modifiers);
    pointing_.touch = touch;
    if (event == down) {
        const double now_s = clock_ ? clock_() / 1000 : 0;
        const bool near = std::hypot(x - last_press_.x_px, y - last_press_.y_px) < double_click_px;
        pointing_.pressed = pointing_.down = true;
        pointing_.doubled = near && now_s - last_press_.at_s < double_click_s;
        last_press_ = {pointing_.doubled ? -1e9 : now_s, x, y};
    } else if (event == up) {
        pointing_.released = pointing_.down;
        pointing_.down = false;
    } else if (event == cancel) {  // so that it is not a click
        pointing_.down = pointing_.over = false;
    }
    if (event == leave) pointing_.over = false;
    send();
    if (event == up && touch) {
        pointing_.over = false;
        send();
    }
}

void Figure::wheel(float x, float y, float notches_sideways, float notches, unsigned modifiers) {
    place(x, y, modifiers);
    pointing_.wheel = pointing_.shift || pointing_.zoom_key ? notches : 0;  // a plain wheel scrolls the page
    pointing_.wheel_sideways = notches_sideways;
    send();
}

void Figure::pinch(float factor, float x, float y) {
    place(x, y, 0);
    pointing_.pinch = factor;
    send();
}

bool Figure::key(std::string_view code, unsigned modifiers) {
    const auto command = app::command_of_key(code, modifiers, place());
    if (!command || !command->enabled(desk())) return false;
    command->act(desk());
    return true;
}

void Figure::blur() {
    pointing_.down = pointing_.shift = pointing_.zoom_key = false;
    send();
}

}  // namespace figure

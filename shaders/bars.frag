// Patterns are computed from the position of the pixel, so that they stay equally
// sharp and wide at every zoom and density. PLAIN, SOLID, HATCHED, DOTTED, OUTLINE and
// FOLDED are view::Paint (src/view/bars.h).

precision highp float;
precision highp int;
precision highp usampler2D;

flat in ivec4 v_rect;
flat in vec4 v_colour;
flat in ivec2 v_style;
in vec2 v_place;

uniform float u_density;     // device pixels per CSS pixel
uniform vec4 u_stripe;       // of a hatched bar
uniform vec4 u_edge;

uniform usampler2D u_cells;  // chart::Cell
uniform vec2 u_grid;         // where the first cell begins, and the width of a cell
uniform vec4 u_fills[SHARE_KINDS * FOLD_COLOURS];

out vec4 colour;

// The shares of the pixel's cell are stacked, the first at the bottom; what runs or
// switches is at least a pixel high.
vec4 folded() {
    uvec4 at = uvec4(v_colour * 255.0 + 0.5);
    int cell = int(at.x | at.y << 8u | at.z << 16u | at.w << 24u) + int(floor((v_place.x - u_grid.x) / u_grid.y));
    uvec4 texel = texelFetch(u_cells, ivec2(cell % TEXTURE_WIDTH, cell / TEXTURE_WIDTH), 0);
    int of_task = int(texel.y >> 16u & 255u);
    float height = float(v_rect.w - v_rect.y);
    float up = float(v_rect.w) - v_place.y;
    float top = 0.0;
    for (int kind = 0; kind < SHARE_KINDS; ++kind) {
        uint share = (texel[kind >> 2] >> (8 * (kind & 3))) & 255u;
        if (share == 0u) continue;
        float part = float(share) / WHOLE_SHARE * height;
        top += kind < 2 ? max(part, u_density) : part;
        if (up < top) return u_fills[kind * FOLD_COLOURS + of_task];
    }
    return vec4(0.0);
}

// The distance inside the rounded rectangle, in device pixels.
float inside(vec2 place, float radius) {
    vec2 low = vec2(v_rect.xy), high = vec2(v_rect.zw);
    vec2 middle = (low + high) * 0.5;
    vec2 beyond = abs(place - middle) - (high - low) * 0.5 + radius;
    return radius - length(max(beyond, 0.0)) - min(max(beyond.x, beyond.y), 0.0);
}

vec4 over(vec4 top, vec4 bottom) { return vec4(mix(bottom.rgb, top.rgb, top.a), max(bottom.a, top.a)); }

void main() {
    int paint = v_style.x;
    if (paint == PLAIN) {
        colour = v_colour;
        return;
    }
    if (paint == FOLDED) {
        colour = folded();
        return;
    }
    if (paint == DOTTED) {
        float dot_px = float(v_rect.w - v_rect.y);
        float x = mod(v_place.x - float(v_rect.x), 2.5 * dot_px) - 0.5 * dot_px;
        float y = v_place.y - 0.5 * float(v_rect.y + v_rect.w);
        float cover = clamp(0.5 * dot_px - length(vec2(x, y)) + 0.5, 0.0, 1.0);
        colour = vec4(v_colour.rgb, v_colour.a * cover);
        return;
    }

    float depth = inside(v_place, float(v_style.y));
    float cover = clamp(depth + 0.5, 0.0, 1.0);
    float edge = 1.0 - clamp(depth - max(1.0, floor(u_density)) + 0.5, 0.0, 1.0);
    colour = v_colour;
    if (paint == OUTLINE) {
        colour.a *= mix(0.10, 1.0, edge);
    } else if (paint == HATCHED) {
        // Stripes at 45 degrees, at fixed places of the picture.
        float period = 7.5 * u_density;
        float along = (v_place.x + v_place.y) * 0.70710678;
        float away = abs(mod(along, period) - 0.5 * period);
        float stripe = clamp(0.75 * u_density * 0.70710678 + 0.5 - away, 0.0, 1.0);
        colour = over(vec4(u_stripe.rgb, u_stripe.a * stripe), colour);
        colour = over(vec4(u_edge.rgb, u_edge.a * edge), colour);
    }
    colour.a *= cover;
}

// Boxes and bars of the timeline: four vertices each, in device pixels of the
// picture. gl_VertexID selects the corner.

layout(location = 0) in ivec4 a_rect;    // x0 y0 x1 y1
layout(location = 1) in vec4 a_colour;
layout(location = 2) in ivec4 a_style;   // pattern, detail (device px), -, -

uniform ivec2 u_offset;  // of the picture on the screen
uniform vec2 u_screen;

flat out ivec4 v_rect;
flat out vec4 v_colour;
flat out ivec2 v_style;
out vec2 v_place;        // in the picture

void main() {
    int corner = gl_VertexID & 3;
    ivec2 place = ivec2((corner & 1) == 0 ? a_rect.x : a_rect.z, (corner & 2) == 0 ? a_rect.y : a_rect.w);
    v_rect = a_rect;
    v_colour = a_colour;
    v_style = a_style.xy;
    v_place = vec2(place);
    vec2 screen = vec2(place + u_offset) / u_screen * 2.0 - 1.0;
    gl_Position = vec4(screen.x, -screen.y, 0.0, 1.0);
}

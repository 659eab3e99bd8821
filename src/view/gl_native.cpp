#include "view/gl.h"

namespace view {

const char* const shader_head = "#version 330 core\n";

namespace {

struct Loader {
    GlAddress address;
    bool complete = true;

    template <class Call>
    void operator()(Call& call, const char* name) {
        call = reinterpret_cast<Call>(address(name));
        if (!call) complete = false;
    }
};

}  // namespace

bool load_gl(Gl& gl, GlAddress address) {
    Loader load{address};
    load(gl.CreateShader, "glCreateShader");
    load(gl.ShaderSource, "glShaderSource");
    load(gl.CompileShader, "glCompileShader");
    load(gl.GetShaderiv, "glGetShaderiv");
    load(gl.GetShaderInfoLog, "glGetShaderInfoLog");
    load(gl.DeleteShader, "glDeleteShader");
    load(gl.CreateProgram, "glCreateProgram");
    load(gl.AttachShader, "glAttachShader");
    load(gl.LinkProgram, "glLinkProgram");
    load(gl.GetProgramiv, "glGetProgramiv");
    load(gl.UseProgram, "glUseProgram");
    load(gl.DeleteProgram, "glDeleteProgram");
    load(gl.GetUniformLocation, "glGetUniformLocation");
    load(gl.Uniform1f, "glUniform1f");
    load(gl.Uniform1i, "glUniform1i");
    load(gl.Uniform4fv, "glUniform4fv");
    load(gl.Uniform2f, "glUniform2f");
    load(gl.Uniform4f, "glUniform4f");
    load(gl.Uniform2i, "glUniform2i");
    load(gl.GenVertexArrays, "glGenVertexArrays");
    load(gl.BindVertexArray, "glBindVertexArray");
    load(gl.DeleteVertexArrays, "glDeleteVertexArrays");
    load(gl.GenBuffers, "glGenBuffers");
    load(gl.BindBuffer, "glBindBuffer");
    load(gl.BufferData, "glBufferData");
    load(gl.DeleteBuffers, "glDeleteBuffers");
    load(gl.EnableVertexAttribArray, "glEnableVertexAttribArray");
    load(gl.VertexAttribPointer, "glVertexAttribPointer");
    load(gl.VertexAttribIPointer, "glVertexAttribIPointer");
    load(gl.DrawElements, "glDrawElements");
    load(gl.ActiveTexture, "glActiveTexture");
    load(gl.GenTextures, "glGenTextures");
    load(gl.BindTexture, "glBindTexture");
    load(gl.DeleteTextures, "glDeleteTextures");
    load(gl.TexParameteri, "glTexParameteri");
    load(gl.TexImage2D, "glTexImage2D");
    load(gl.TexSubImage2D, "glTexSubImage2D");
    load(gl.Enable, "glEnable");
    load(gl.Scissor, "glScissor");
    load(gl.Viewport, "glViewport");
    load(gl.ClearColor, "glClearColor");
    load(gl.Clear, "glClear");
    load(gl.ReadPixels, "glReadPixels");
    return load.complete;
}

}  // namespace view

#include "view/gl.h"

#include <GLES3/gl3.h>

namespace view {

const char* const shader_head = "#version 300 es\n";

bool load_gl(Gl& gl, GlAddress) {
    gl = {
        .CreateShader = glCreateShader,
        .ShaderSource = glShaderSource,
        .CompileShader = glCompileShader,
        .GetShaderiv = glGetShaderiv,
        .GetShaderInfoLog = glGetShaderInfoLog,
        .DeleteShader = glDeleteShader,
        .CreateProgram = glCreateProgram,
        .AttachShader = glAttachShader,
        .LinkProgram = glLinkProgram,
        .GetProgramiv = glGetProgramiv,
        .UseProgram = glUseProgram,
        .DeleteProgram = glDeleteProgram,
        .GetUniformLocation = glGetUniformLocation,
        .Uniform1f = glUniform1f,
        .Uniform1i = glUniform1i,
        .Uniform4fv = glUniform4fv,
        .Uniform2f = glUniform2f,
        .Uniform4f = glUniform4f,
        .Uniform2i = glUniform2i,
        .GenVertexArrays = glGenVertexArrays,
        .BindVertexArray = glBindVertexArray,
        .DeleteVertexArrays = glDeleteVertexArrays,
        .GenBuffers = glGenBuffers,
        .BindBuffer = glBindBuffer,
        .BufferData = glBufferData,
        .DeleteBuffers = glDeleteBuffers,
        .EnableVertexAttribArray = glEnableVertexAttribArray,
        .VertexAttribPointer = glVertexAttribPointer,
        .VertexAttribIPointer = glVertexAttribIPointer,
        .DrawElements = glDrawElements,
        .ActiveTexture = glActiveTexture,
        .GenTextures = glGenTextures,
        .BindTexture = glBindTexture,
        .DeleteTextures = glDeleteTextures,
        .TexParameteri = glTexParameteri,
        .TexImage2D = glTexImage2D,
        .TexSubImage2D = glTexSubImage2D,
        .Enable = glEnable,
        .Scissor = glScissor,
        .Viewport = glViewport,
        .ClearColor = glClearColor,
        .Clear = glClear,
        .ReadPixels = glReadPixels,
    };
    return true;
}

}  // namespace view

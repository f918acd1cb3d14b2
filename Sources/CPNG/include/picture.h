#ifndef MIRILLA_PICTURE_H
#define MIRILLA_PICTURE_H

#include <stddef.h>
#include <stdint.h>

/// Bytes of a message, its final zero included.
#define MIRILLA_PNG_MESSAGE 64

/// Reads how wide and high a PNG file's picture is; nothing is allocated for its pixels.
///
/// Returns false and writes libpng's words into `message` if it is no such file.
_Bool mirilla_png_size(
    const uint8_t *bytes, size_t count, uint32_t *width, uint32_t *height, char message[MIRILLA_PNG_MESSAGE]);

/// Decodes a PNG file into rows of red, green, blue and alpha, four bytes a pixel.
///
/// Returns false and writes libpng's words into `message` if the file is broken or `capacity` bytes are too few for it.
_Bool mirilla_png_pixels(
    const uint8_t *bytes, size_t count, uint8_t *pixels, size_t capacity, char message[MIRILLA_PNG_MESSAGE]);

#endif

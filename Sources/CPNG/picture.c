#include "picture.h"

#include <png.h>
#include <string.h>

// libpng's simplified interface: it turns palettes, greys, 16 bits and interlacing into the same four bytes, checks
// every length itself and reports instead of jumping.

static _Bool begin(png_image *image, const uint8_t *bytes, size_t count, char *message)
{
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(image, bytes, count)) return 1;
    strncpy(message, image->message, MIRILLA_PNG_MESSAGE - 1);
    message[MIRILLA_PNG_MESSAGE - 1] = 0;
    return 0;
}

_Bool mirilla_png_size(const uint8_t *bytes, size_t count, uint32_t *width, uint32_t *height, char *message)
{
    png_image image;
    if (!begin(&image, bytes, count, message)) return 0;
    *width = image.width;
    *height = image.height;
    png_image_free(&image);
    return 1;
}

_Bool mirilla_png_pixels(const uint8_t *bytes, size_t count, uint8_t *pixels, size_t capacity, char *message)
{
    png_image image;
    if (!begin(&image, bytes, count, message)) return 0;
    image.format = PNG_FORMAT_RGBA;
    if ((uint64_t)image.width * image.height > capacity / 4) {
        strncpy(message, "too large", MIRILLA_PNG_MESSAGE);
        png_image_free(&image);
        return 0;
    }
    _Bool is_read = png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0;
    if (!is_read) {
        strncpy(message, image.message, MIRILLA_PNG_MESSAGE - 1);
        message[MIRILLA_PNG_MESSAGE - 1] = 0;
    }
    png_image_free(&image);
    return is_read;
}

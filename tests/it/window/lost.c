/* A layer between a program and its Vulkan driver. Once there is a file of the
 * name in SUNGARI_TEST_LOST, the GPU is lost: nothing can be submitted any more.
 * It knows of Vulkan what it needs, so that no headers are needed to build it. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEVICE_LOST = -4, OF_INSTANCE = 47, OF_DEVICE = 48 };

typedef void (*any)(void);
typedef any (*find)(void *, const char *);
typedef struct below { struct below *next; find of_instance, of_device; } below;
typedef struct chain { int type; struct chain *next; int function; below *layers; } chain;
typedef struct { int type; void *next; uint32_t version; find instance, device, gpu; } terms;

static find in_instance, in_device;
static int (*submit_below)(void *, uint32_t, const void *, uint64_t);

/* The layer below, which is then told of the one below itself. */
static below *layer_below(const void *create, int type) {
    chain *at = ((chain *)create)->next;
    while (at && (at->type != type || at->function != 0)) at = at->next;
    below *layer = at->layers;
    at->layers = layer->next;
    return layer;
}

static int create_instance(const void *create, const void *memory, void **instance) {
    in_instance = layer_below(create, OF_INSTANCE)->of_instance;
    any found = in_instance(0, "vkCreateInstance");
    return ((int (*)(const void *, const void *, void **))found)(create, memory, instance);
}

static int create_device(void *gpu, const void *create, const void *memory, void **device) {
    below *layer = layer_below(create, OF_DEVICE);
    in_device = layer->of_device;
    any found = layer->of_instance(0, "vkCreateDevice");
    return ((int (*)(void *, const void *, const void *, void **))found)(gpu, create, memory, device);
}

static int submit(void *queue, uint32_t count, const void *work, uint64_t fence) {
    const char *sign = getenv("SUNGARI_TEST_LOST");
    int is_lost = sign && access(sign, F_OK) == 0;
    return is_lost ? DEVICE_LOST : submit_below(queue, count, work, fence);
}

static any device_function(void *device, const char *name) {
    any found = in_device(device, name);
    if (strcmp(name, "vkGetDeviceProcAddr") == 0) return (any)device_function;
    if (strcmp(name, "vkQueueSubmit") != 0) return found;
    submit_below = (int (*)(void *, uint32_t, const void *, uint64_t))found;
    return (any)submit;
}

static any instance_function(void *instance, const char *name) {
    if (strcmp(name, "vkCreateInstance") == 0) return (any)create_instance;
    if (strcmp(name, "vkCreateDevice") == 0) return (any)create_device;
    if (strcmp(name, "vkGetDeviceProcAddr") == 0) return (any)device_function;
    if (strcmp(name, "vkGetInstanceProcAddr") == 0) return (any)instance_function;
    return in_instance ? in_instance(instance, name) : 0;
}

int vkNegotiateLoaderLayerInterfaceVersion(terms *terms) {
    terms->version = 2;
    terms->instance = instance_function;
    terms->device = device_function;
    terms->gpu = 0;
    return 0;
}

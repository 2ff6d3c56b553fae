#include "CFuzzDriver.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

int skitter_fuzz_main(int argc, char **argv) {
    return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput);
}

// The package manager has a program begin at a function that is named after it. They are all the one above.
#define PROGRAM(name) int name##_main(int argc, char **argv) __attribute__((alias("skitter_fuzz_main")));
PROGRAM(FuzzURL)
PROGRAM(FuzzIDNA)
PROGRAM(FuzzRobots)
PROGRAM(FuzzHTML)
PROGRAM(FuzzOracle)
PROGRAM(FuzzXML)
PROGRAM(FuzzSitemap)
PROGRAM(FuzzSrcset)
PROGRAM(FuzzCSS)
PROGRAM(FuzzHeaders)
PROGRAM(FuzzEncoding)
PROGRAM(FuzzCookies)
PROGRAM(FuzzJSON)
PROGRAM(FuzzHTTP)
PROGRAM(FuzzGzip)

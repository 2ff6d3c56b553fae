#ifndef SKITTER_FUZZ_DRIVER_H
#define SKITTER_FUZZ_DRIVER_H

/// Runs libFuzzer over the `LLVMFuzzerTestOneInput` that the program defines.
int skitter_fuzz_main(int argc, char **argv);

#endif

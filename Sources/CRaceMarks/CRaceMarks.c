#include "CRaceMarks.h"

void __tsan_acquire(void *mark);
void __tsan_release(void *mark);

void skitter_race_acquire(void *mark) { __tsan_acquire(mark); }
void skitter_race_release(void *mark) { __tsan_release(mark); }

#pragma once

// What ThreadSanitizer offers to tell it of a lock that it does not see. For builds with that sanitizer alone.
void skitter_race_acquire(void *mark);
void skitter_race_release(void *mark);

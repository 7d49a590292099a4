/** Deadlines that really fire: one leased worker, driven by the clock. */
@NullMarked
package io.communitycloud.emergency.deadline;

import org.jspecify.annotations.NullMarked;

/** Timelines, fed twice and out of order. */
@NullMarked
package io.communitycloud.emergency.timeline;

import org.jspecify.annotations.NullMarked;

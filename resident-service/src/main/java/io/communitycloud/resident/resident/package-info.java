/** Residents (居民): registered, corrected, moved, and taken out of the register. */
@NullMarked
package io.communitycloud.resident.resident;

import org.jspecify.annotations.NullMarked;

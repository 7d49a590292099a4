/** Households (户): who lives together, and in which dwelling. */
@NullMarked
package io.communitycloud.resident.household;

import org.jspecify.annotations.NullMarked;

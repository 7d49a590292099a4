/** Homes (房屋), each with its address and kind. */
@NullMarked
package io.communitycloud.resident.dwelling;

import org.jspecify.annotations.NullMarked;

/** The tree of areas that every service holds in memory. */
@NullMarked
package io.communitycloud.common.events.areas;

import org.jspecify.annotations.NullMarked;

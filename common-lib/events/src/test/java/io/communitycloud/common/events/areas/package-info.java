/** Tests of the tree of areas. */
@NullMarked
package io.communitycloud.common.events.areas;

import org.jspecify.annotations.NullMarked;

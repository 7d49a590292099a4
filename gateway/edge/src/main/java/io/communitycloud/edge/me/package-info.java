/** How the platform sees the caller. */
@NullMarked
package io.communitycloud.edge.me;

import org.jspecify.annotations.NullMarked;

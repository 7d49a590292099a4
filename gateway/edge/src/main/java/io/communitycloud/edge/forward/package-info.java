/** The one way a call leaves the edge and its answer comes back. */
@NullMarked
package io.communitycloud.edge.forward;

import org.jspecify.annotations.NullMarked;

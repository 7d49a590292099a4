/** The edge as its callers and its services see it. */
@NullMarked
package io.communitycloud.edge;

import org.jspecify.annotations.NullMarked;

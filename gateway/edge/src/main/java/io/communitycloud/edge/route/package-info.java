/** Which path belongs to which service, and where that service is. */
@NullMarked
package io.communitycloud.edge.route;

import org.jspecify.annotations.NullMarked;

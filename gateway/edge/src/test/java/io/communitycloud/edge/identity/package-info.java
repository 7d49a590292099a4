/** Who calls, tried without a network. */
@NullMarked
package io.communitycloud.edge.identity;

import org.jspecify.annotations.NullMarked;

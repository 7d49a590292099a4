/** Who calls, checked once per token. */
@NullMarked
package io.communitycloud.edge.identity;

import org.jspecify.annotations.NullMarked;

/** What keeps one service's trouble from becoming everyone's. */
@NullMarked
package io.communitycloud.edge.resilience;

import org.jspecify.annotations.NullMarked;

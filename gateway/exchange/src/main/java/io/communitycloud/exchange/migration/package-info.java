/** Which old operations are still called, and by whom. */
@NullMarked
package io.communitycloud.exchange.migration;

import org.jspecify.annotations.NullMarked;

/** One lane per legacy system, so that none can slow another. */
@NullMarked
package io.communitycloud.exchange.isolation;

import org.jspecify.annotations.NullMarked;

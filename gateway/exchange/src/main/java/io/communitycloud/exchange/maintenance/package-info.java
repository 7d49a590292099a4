/** Announced times in which a partner, a service or a legacy system is not to be called, with a reason for the public. */
@NullMarked
package io.communitycloud.exchange.maintenance;

import org.jspecify.annotations.NullMarked;

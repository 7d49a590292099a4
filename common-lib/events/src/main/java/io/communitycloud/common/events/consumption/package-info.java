/** How events of other services are received: applied once, poison set aside with its reason. */
@NullMarked
package io.communitycloud.common.events.consumption;

import org.jspecify.annotations.NullMarked;

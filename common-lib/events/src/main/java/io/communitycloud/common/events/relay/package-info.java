/** How registered events leave the store for Kafka: never lost, never out of order for their aggregate. */
@NullMarked
package io.communitycloud.common.events.relay;

import org.jspecify.annotations.NullMarked;

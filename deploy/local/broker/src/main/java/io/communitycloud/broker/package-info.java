/** The event broker of a laptop: Apache Kafka as one combined KRaft node. */
@NullMarked
package io.communitycloud.broker;

import org.jspecify.annotations.NullMarked;

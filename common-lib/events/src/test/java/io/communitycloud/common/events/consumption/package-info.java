/** Tests of how events are received. */
@NullMarked
package io.communitycloud.common.events.consumption;

import org.jspecify.annotations.NullMarked;

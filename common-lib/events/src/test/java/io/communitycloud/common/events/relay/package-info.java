/** Tests of how events leave the store. */
@NullMarked
package io.communitycloud.common.events.relay;

import org.jspecify.annotations.NullMarked;

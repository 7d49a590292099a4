/** Tests of events as such. */
@NullMarked
package io.communitycloud.common.events;

import org.jspecify.annotations.NullMarked;

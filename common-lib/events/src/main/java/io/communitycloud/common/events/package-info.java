/** What a domain event and the aggregate that registers it are. */
@NullMarked
package io.communitycloud.common.events;

import org.jspecify.annotations.NullMarked;

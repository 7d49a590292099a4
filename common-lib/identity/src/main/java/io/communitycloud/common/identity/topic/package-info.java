/** Topics that every process hears whole. */
@NullMarked
package io.communitycloud.common.identity.topic;

import org.jspecify.annotations.NullMarked;

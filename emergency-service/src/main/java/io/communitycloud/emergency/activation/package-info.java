/** Activated plans: processes that watch their steps to the end, however each of them ends. */
@NullMarked
package io.communitycloud.emergency.activation;

import org.jspecify.annotations.NullMarked;

/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.delivery;

import org.jspecify.annotations.NullMarked;

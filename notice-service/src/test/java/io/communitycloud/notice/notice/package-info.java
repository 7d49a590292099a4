/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.notice;

import org.jspecify.annotations.NullMarked;

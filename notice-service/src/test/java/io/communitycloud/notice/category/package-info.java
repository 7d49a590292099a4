/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.category;

import org.jspecify.annotations.NullMarked;

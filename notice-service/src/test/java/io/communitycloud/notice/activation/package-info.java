/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.activation;

import org.jspecify.annotations.NullMarked;

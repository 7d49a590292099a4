/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.contact;

import org.jspecify.annotations.NullMarked;

/** A package whose name says nothing. */
@NullMarked
package io.communitycloud.notice.broken.util;

import org.jspecify.annotations.NullMarked;

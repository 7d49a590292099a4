/** The notice service as a whole, tried from outside. */
@NullMarked
package io.communitycloud.notice;

import org.jspecify.annotations.NullMarked;
